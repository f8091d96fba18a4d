/**
 * Covers of leaflets, asked for when they are seen, two at a time: the server may have to make each leaflet first.
 * @module
 */

const AT_ONCE = 2;

export class Covers {
  /** @param {Iterable<HTMLElement>} plates elements with `data-cover`, the address of their picture */
  constructor(plates) {
    this.waiting = new Set();
    this.loading = 0;
    const seen = new IntersectionObserver((entries) => this.see(entries), { rootMargin: "120px" });
    for (const plate of plates) seen.observe(plate);
    this.observer = seen;
  }

  see(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.waiting.add(target);
      else this.waiting.delete(target); // it went by before it was its turn
    }
    this.next();
  }

  next() {
    while (this.loading < AT_ONCE && this.waiting.size) {
      const [plate] = this.waiting;
      this.waiting.delete(plate);
      this.observer.unobserve(plate);
      this.load(plate);
    }
  }

  load(plate) {
    this.loading += 1;
    const picture = new Image();
    picture.alt = "";
    const done = () => {
      this.loading -= 1;
      this.next();
    };
    picture.addEventListener("load", () => {
      plate.append(picture);
      done();
    });
    picture.addEventListener("error", done);
    picture.src = plate.dataset.cover;
  }
}

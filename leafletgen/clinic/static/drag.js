/**
 * Dragging a row to another place: by mouse, pen and finger alike. Buttons and keys do the same.
 * @module
 */

/** Pixels from the edge of the list at which it scrolls, and how far at each frame. */
const EDGE = 40;
const SPEED = 9;

/**
 * Let the rows of a list be dragged by their grips.
 * @param {HTMLElement} list its children are the rows, each with its id in `data-row` and a `.grip`
 * @param {function(string, number): void} onDrop gets the row's id and the index that it is to have
 */
export function draggable(list, onDrop) {
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".grip");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    new Drag(list, grip, event, onDrop);
  });
}

class Drag {
  #list;
  #row;
  #grip;
  #onDrop;
  #scroller;
  #startY;
  #y;
  #frame = 0;
  #ended = new AbortController();

  constructor(list, grip, event, onDrop) {
    this.#list = list;
    this.#grip = grip;
    this.#row = grip.closest("[data-row]");
    this.#onDrop = onDrop;
    this.#scroller = scrollerOf(list);
    this.#y = event.clientY;
    this.#startY = event.clientY + this.#scroller.scrollTop;
    this.#row.classList.add("dragged");
    grip.setPointerCapture(event.pointerId);
    this.#listen();
    this.#follow();
  }

  #listen() {
    const { signal } = this.#ended;
    this.#grip.addEventListener("pointermove", (event) => { this.#y = event.clientY; }, { signal });
    this.#grip.addEventListener("pointerup", () => this.#end(true), { signal });
    this.#grip.addEventListener("pointercancel", () => this.#end(false), { signal });
    const escape = (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.#end(false);
    };
    window.addEventListener("keydown", escape, { signal, capture: true });
  }

  /** At each frame: scroll at the edges, move the row with the pointer, and show where it would go. */
  #follow() {
    const box = this.#scroller.getBoundingClientRect();
    const [top, bottom] = [Math.max(0, box.top), Math.min(window.innerHeight, box.bottom)];
    if (this.#y < top + EDGE) this.#scroller.scrollTop -= SPEED;
    if (this.#y > bottom - EDGE) this.#scroller.scrollTop += SPEED;
    const moved = this.#y + this.#scroller.scrollTop - this.#startY;
    this.#row.style.translate = `0 ${moved}px`;
    this.#showTarget();
    this.#frame = requestAnimationFrame(() => this.#follow());
  }

  get #others() {
    return [...this.#list.children].filter((row) => row !== this.#row);
  }

  get #index() {
    const above = this.#others.filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top + box.height / 2 < this.#y;
    });
    return above.length;
  }

  #showTarget() {
    const index = this.#index;
    this.#others.forEach((row, place) => {
      row.classList.toggle("drop-before", place === index);
      row.classList.toggle("drop-after", place === index - 1 && index === this.#others.length);
    });
  }

  #end(isDropped) {
    const index = this.#index;
    this.#ended.abort();
    cancelAnimationFrame(this.#frame);
    this.#row.style.translate = "";
    this.#row.classList.remove("dragged");
    for (const row of this.#list.children) row.classList.remove("drop-before", "drop-after");
    if (isDropped) this.#onDrop(this.#row.dataset.row, index);
  }
}

function scrollerOf(element) {
  for (let one = element.parentElement; one; one = one.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight) return one;
  }
  return document.scrollingElement;
}

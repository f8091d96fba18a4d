/**
 * The pages as they will print: only those are fetched that look different, and the old one stays until the new is ready.
 * @module
 */

import { answers } from "./answers.js";
import { counted } from "./counting.js";
import { byId, make } from "./elements.js";
import { onZoom, scaleFor, widthOnScreen } from "./zoom.js";

/** Milliseconds after somebody scrolled or clicked in the pages in which these do not scroll by themselves. */
const HANDS_ON = 1500;

const EMPTY = byId("preview-empty").textContent;
const NO_PAGES = "There are no pages until the fault on the sheet is put right.";

const list = byId("pages");
const room = byId("preview-body");
let touched = -HANDS_ON;

/** A page in the list; its picture is fetched when it is in view. */
class PageView {
  #page = null;
  #isInView = false;
  #shown = "";
  #wanted = "";

  constructor() {
    this.element = make("li.page");
    this.element.pageView = this;
  }

  /** Show another page in this place. @returns {boolean} whether it looks different. */
  show(page, number, count) {
    const isNew = this.#page?.key !== page.key;
    this.#page = page;
    this.alt = `Page ${number} of ${count} of the sheet`;
    this.size();
    const picture = this.element.querySelector("img");
    if (picture) picture.alt = this.alt;
    this.fetch();
    return isNew;
  }

  /** Take the size that the zoom gives it. */
  size() {
    this.element.style.width = `${widthOnScreen(this.#page.width)}px`;
    this.element.style.aspectRatio = `${this.#page.width} / ${this.#page.height}`;
  }

  set isInView(value) {
    this.#isInView = value;
    if (value) this.fetch();
  }

  /** Fetch the picture if it is in view and not there yet. */
  async fetch() {
    if (!this.#isInView || !this.#page) return;
    const address = `/pages/${this.#page.key}.jpg?scale=${encodeURIComponent(scaleFor(this.#page.width))}`;
    if (address === this.#wanted) return;
    this.#wanted = address;
    const picture = make("img", { alt: this.alt, decoding: "async", draggable: "false", src: address });
    try {
      await picture.decode();
    } catch {
      if (this.#wanted === address) this.#wanted = this.#shown;
      return;
    }
    if (this.#wanted !== address) return;
    this.#shown = address;
    picture.alt = this.alt;
    this.element.replaceChildren(picture);
  }
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) entry.target.pageView.isInView = entry.isIntersecting;
}, { root: null, rootMargin: "200px 0px" });

function show(answer) {
  const { pages, draft } = answer;
  const isFaulty = pages.length === 0 && draft.rows.length > 0;
  byId("preview-stale").hidden = !isFaulty || list.children.length === 0;
  list.classList.toggle("stale-pages", isFaulty);
  byId("preview-empty").textContent = isFaulty ? NO_PAGES : EMPTY;
  if (isFaulty) return;
  while (list.children.length > pages.length) drop(list.lastElementChild);
  while (list.children.length < pages.length) add();
  const fresh = pages.map((page, index) => list.children[index].pageView.show(page, index + 1, pages.length));
  byId("preview-empty").hidden = pages.length > 0;
  byId("preview-count").textContent = pages.length === 0 ? "" : size(pages.length, answer.paper);
  if (fresh.includes(true)) bringIntoView(list.children[fresh.indexOf(true)]);
}

function add() {
  const view = new PageView();
  list.append(view.element);
  seen.observe(view.element);
}

function drop(element) {
  seen.unobserve(element);
  element.remove();
}

function size(pages, paper) {
  return `${counted(pages, "page")}, ${counted(paper, "sheet")} of paper`;
}

/** Scroll the pages, and these alone, so that the one that changed is seen; not while somebody is at them. */
function bringIntoView(page) {
  if (performance.now() - touched < HANDS_ON || room.scrollHeight <= room.clientHeight) return;
  const [view, box] = [room.getBoundingClientRect(), page.getBoundingClientRect()];
  const isSeen = box.bottom > view.top + view.height / 4 && box.top < view.bottom - view.height / 4;
  if (!isSeen) room.scrollTop += box.top - view.top - 8;
}

for (const kind of ["wheel", "pointerdown", "keydown", "touchmove"]) {
  room.addEventListener(kind, () => { touched = performance.now(); }, { passive: true });
}
onZoom(() => {
  for (const { pageView } of list.children) {
    pageView.size();
    pageView.fetch();
  }
});
answers.on(show);

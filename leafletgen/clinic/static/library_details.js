/**
 * One exercise in full, in a dialog: picture, steps, cautions, and what is easier and harder.
 * @module
 */

import { get } from "./asking.js";
import { byId, icon, make } from "./elements.js";
import { cardPicture } from "./library_cards.js";
import { store } from "./store.js";

/** Milliseconds to wait for the picture, so that the text does not jump when it comes. */
const PATIENCE = 400;

export class Details {
  #way = [];
  #row = null;
  #part = null;

  /**
   * @param {Map<string, any>} exercises by id
   * @param {import("./library_choosing.js").Choosing} choosing
   */
  constructor(exercises, choosing) {
    this.exercises = exercises;
    this.choosing = choosing;
    this.dialog = byId("details");
    byId("details-close").addEventListener("click", () => this.dialog.close());
    byId("details-back").addEventListener("click", () => this.#back());
    byId("details-add").addEventListener("click", () => this.choosing.add(this.#shown));
    byId("details-remove").addEventListener("click", () => this.choosing.remove(this.#shown));
    document.addEventListener("details", ({ detail }) => this.open(detail.exercise, detail.row, detail.part));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  get #shown() {
    return this.#way.at(-1);
  }

  /**
   * Open an exercise.
   * @param {string} id
   * @param {string|null} [row] the row of the sheet that it was opened from, which another may take the place of
   * @param {"others"|null} [part] what to begin with: what is easier and harder
   */
  open(id, row = null, part = null) {
    this.#way = [id];
    this.#row = row;
    this.#part = part;
    this.#show();
  }

  /** Say anew whether what is shown is on the sheet. */
  mark() {
    if (!this.dialog.open) return;
    const isOn = store.has(this.#shown);
    const focused = this.dialog.contains(document.activeElement) ? document.activeElement : null;
    byId("details-add").hidden = isOn;
    byId("details-on").hidden = !isOn;
    byId("details-remove").hidden = !isOn;
    for (const swap of this.dialog.querySelectorAll("[data-swap]")) this.#markOther(swap);
    if (focused?.hidden) byId(isOn ? "details-remove" : "details-add").focus();
  }

  /**
   * Put another in the place of what is shown, or add it when that is not on the sheet. Who came from a row goes back
   * to it, for all is done; who looks about in the library sees the other.
   */
  #takeOther(id) {
    if (store.has(id) || !store.has(this.#shown)) {
      this.choosing.add(id);
      return;
    }
    if (this.#row !== null) this.dialog.close();
    this.choosing.swap(this.#shown, id, this.#row);
    if (this.#row === null) this.#goOn(id);
  }

  /** Go to what is easier and harder when that was asked for; once, for a step to another begins at its top. */
  #begin() {
    const others = this.#part === "others" ? this.dialog.querySelector(".details-others") : null;
    this.#part = null;
    if (others === null) return;
    others.focus();
    others.scrollIntoView({ block: "start" });
  }

  #goOn(id) {
    this.#way.push(id);
    this.#show();
  }

  #back() {
    this.#way.pop();
    this.#show();
  }

  async #show() {
    const id = this.#shown;
    const known = this.exercises.get(id);
    byId("details-title").textContent = known.name;
    byId("details-tags").replaceChildren(...tags(known).map((text) => make("li.tag", {}, text)));
    const before = this.exercises.get(this.#way.at(-2));
    byId("details-back").hidden = !before;
    byId("details-back-name").textContent = before ? `Back to ${before.name}` : "";
    byId("details-body").replaceChildren(make("p.empty", {}, "Loading…"));
    if (!this.dialog.open) this.dialog.showModal();
    byId("details-title").focus();
    this.mark();
    try {
      const whole = await get(`/exercises/${encodeURIComponent(id)}`);
      const picture = this.#picture(whole, known);
      await Promise.race([picture.decode().catch(() => {}), new Promise((go) => setTimeout(go, PATIENCE))]);
      if (this.#shown !== id) return;
      byId("details-body").replaceChildren(...this.#body(whole, picture));
      byId("details-scroll").scrollTop = 0;
      this.#begin();
    } catch (refusal) {
      byId("details-body").replaceChildren(make("p.fault", {}, refusal.message));
    }
    this.mark();
  }

  #picture(whole, known) {
    const source = `/figures/${encodeURIComponent(whole.id)}.svg${known.version ? `?v=${encodeURIComponent(known.version)}` : ""}`;
    return make("img", { src: source, alt: whole.alt ?? "" });
  }

  #body(whole, picture) {
    return [
      make("div.plate.details-picture", {}, picture),
      make("p.details-purpose", {}, whole.purpose),
      whole.sentence ? make("p.details-dose", {}, make("span.label", {}, "Usual dose "), whole.sentence) : null,
      make("div.details-columns", {}, ...this.#texts(whole)),
      ...this.#others("Easier", whole.easier),
      ...this.#others("Harder", whole.harder),
    ].filter(Boolean);
  }

  #texts({ prepare = [], steps = [], key_points: keys = [], cautions = [], stop = "" }) {
    return [
      part("Get ready", "ul", prepare),
      part("Steps", "ol", steps),
      part("Key points", "ul", keys),
      part("Ask first if", "ul", cautions, "caution"),
      stop ? make("section.details-part.caution", {}, make("h3", {}, "When to stop"), make("p", {}, stop)) : null,
    ].filter(Boolean);
  }

  #others(title, ids = []) {
    const known = ids.map((id) => this.exercises.get(id)).filter(Boolean);
    if (known.length === 0) return [];
    const cards = known.map((exercise) => this.#other(exercise));
    return [make("h3.details-others", { tabindex: "-1" }, title), make("ul.others", {}, ...cards)];
  }

  #other(exercise) {
    const open = make(
      "button.other-open",
      { type: "button", "aria-label": `Details of ${exercise.name}` },
      make("span.plate", {}, cardPicture(exercise)),
      make("span.card-name", {}, exercise.name),
    );
    open.addEventListener("click", () => this.#goOn(exercise.id));
    const swap = make("button.button.compact", { type: "button", "data-swap": exercise.id });
    swap.addEventListener("click", () => this.#takeOther(exercise.id));
    return make("li.other", {}, open, swap);
  }

  #markOther(button) {
    const { name } = this.exercises.get(button.dataset.swap);
    const isOn = store.has(button.dataset.swap);
    const inPlace = !isOn && store.has(this.#shown);
    const text = isOn ? "On the sheet" : inPlace ? "Swap" : "Add";
    const label = isOn ? `${name}, on the sheet` : inPlace ? `Swap for ${name}` : `Add ${name}`;
    button.replaceChildren(icon(isOn ? "tick" : inPlace ? "swap" : "plus"), text);
    button.setAttribute("aria-label", label);
    button.setAttribute("aria-disabled", String(isOn));
  }
}

function tags({ areas, position, equipment, level }) {
  return [...areas, position, `level ${level}`, ...equipment];
}

function part(title, kind, lines, mood = "") {
  if (lines.length === 0) return null;
  const items = lines.map((line) => make("li", {}, line));
  return make(`section.details-part${mood ? `.${mood}` : ""}`, {}, make("h3", {}, title), make(kind, {}, ...items));
}

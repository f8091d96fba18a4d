/**
 * The exercises as cards in a grid. One card at a time is in the order of the tab key; arrow keys go to the others.
 * @module
 */

import { tell } from "./announce.js";
import { byId, icon, make } from "./elements.js";
import { own } from "./own.js";
import { store } from "./store.js";

/** The picture of an exercise for a card; its version lets the browser keep it until it changes. */
export function cardPicture({ id, version = "" }) {
  const query = version ? `?v=${encodeURIComponent(version)}` : "";
  const source = `/figures/card/${encodeURIComponent(id)}.svg${query}`;
  return make("img", { src: source, alt: "", loading: "lazy", decoding: "async", width: 180, height: 112 });
}

/** What a card says under the name. */
export function about({ areas, level }) {
  return `${areas.join(", ")}, level\u00a0${level}`;
}

export class CardGrid {
  /**
   * @param {Array<any>} exercises
   * @param {import("./library_choosing.js").Choosing} choosing
   * @param {import("./library_details.js").Details} details
   */
  constructor(exercises, choosing, details) {
    this.list = byId("library-cards");
    this.choosing = choosing;
    this.details = details;
    this.cards = new Map(exercises.map((exercise) => [exercise.id, this.#card(exercise)]));
    this.shown = [];
    this.list.append(...[...this.cards.values()].map((card) => card.item));
    this.list.addEventListener("keydown", (event) => this.#move(event));
    this.list.addEventListener("focusin", (event) => this.#enter(event.target.closest("li")?.dataset.exercise));
  }

  /** Show these exercises in this order. @param {string[]} ids */
  show(ids) {
    if (ids.length === this.shown.length && ids.every((id, index) => id === this.shown[index])) return;
    this.shown = ids;
    const items = ids.map((id) => this.cards.get(id).item);
    const focused = this.list.contains(document.activeElement) ? document.activeElement : null;
    this.list.replaceChildren(...items);
    for (const scrolled of ["library-exercises", "library"]) byId(scrolled).scrollTop = 0;
    this.#enter(ids[0]);
    if (focused) (focused.isConnected ? focused : (this.cards.get(ids[0])?.add ?? byId("library-search"))).focus();
  }

  /** Mark what came onto the sheet or went from it, and the favourites. */
  mark() {
    for (const [id, card] of this.cards) {
      const isOn = store.has(id);
      if (isOn !== card.item.classList.contains("on-sheet")) markCard(card, isOn);
      const pressed = String(own.favourites.has(id));
      if (card.star.getAttribute("aria-pressed") !== pressed) card.star.setAttribute("aria-pressed", pressed);
    }
  }

  #card(exercise) {
    const { id, name } = exercise;
    const lines = make("p.card-about", { id: `about-${id}` }, about(exercise));
    const verb = make("span.unseen", {}, "Add ");
    const state = make("span.unseen");
    const add = make("button.card-add", { type: "button", tabindex: -1, "aria-describedby": lines.id }, verb, name, state);
    const star = make(
      "button.card-star",
      { type: "button", tabindex: -1, "aria-pressed": "false", "aria-label": `Favourite: ${name}`, title: "Favourite" },
      icon("star"),
    );
    const open = make(
      "button.card-open",
      { type: "button", tabindex: -1, "aria-label": `Details of ${name}`, "aria-haspopup": "dialog", title: "Details" },
      icon("info"),
    );
    add.addEventListener("click", () => this.choosing.add(id));
    star.addEventListener("click", () => this.#favour(id, star));
    open.addEventListener("click", () => this.details.open(id));
    const tick = make("span.card-tick", { title: "On the sheet" }, icon("tick"));
    const plate = make("div.plate", {}, cardPicture(exercise));
    const item = make("li.card", { "data-exercise": id }, plate, tick, add, lines, star, open);
    return { item, add, star, open, verb, state };
  }

  async #favour(id, star) {
    const on = star.getAttribute("aria-pressed") !== "true";
    star.setAttribute("aria-pressed", String(on));
    try {
      await own.setFavourite(id, on);
    } catch (refusal) {
      star.setAttribute("aria-pressed", String(!on));
      tell(refusal.message);
    }
  }

  #buttons(id) {
    const card = this.cards.get(id);
    return card ? [card.add, card.star, card.open] : [];
  }

  /** Let the tab key come to this card. */
  #enter(id) {
    if (id === undefined || id === this.entry) return;
    for (const button of this.#buttons(this.entry)) button.tabIndex = -1;
    for (const button of this.#buttons(id)) button.tabIndex = 0;
    this.entry = id;
  }

  #move(event) {
    const index = this.shown.indexOf(event.target.closest("li")?.dataset.exercise);
    const across = Math.max(1, getComputedStyle(this.list).gridTemplateColumns.split(" ").length);
    const last = this.shown.length - 1;
    const places = {
      ArrowLeft: index - 1,
      ArrowRight: index + 1,
      ArrowUp: index - across,
      ArrowDown: index + across,
      Home: 0,
      End: last,
    };
    const place = places[event.key];
    if (place === undefined || index < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (place < 0 || place > last) return;
    this.cards.get(this.shown[place]).add.focus();
  }
}

function markCard({ item, verb, state }, isOn) {
  item.classList.toggle("on-sheet", isOn);
  verb.textContent = isOn ? "" : "Add ";
  state.textContent = isOn ? ", on the sheet" : "";
}

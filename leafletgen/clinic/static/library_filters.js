/**
 * Filters by area, position, equipment, level and the languages there are beside English. Values of one kind widen, kinds narrow. Each value tells how many
 * exercises it would show beside what else is chosen.
 * @module
 */

import { byId, icon, make } from "./elements.js";
import { own } from "./own.js";

const NOTHING = "no equipment";
/** What languages are called, by tag. */
const languages = new Map();
const KINDS = [
  { id: "area", of: (exercise) => exercise.areas },
  { id: "position", of: (exercise) => [exercise.position] },
  { id: "equipment", of: (exercise) => (exercise.equipment.length ? exercise.equipment : [NOTHING]) },
  { id: "level", of: (exercise) => [String(exercise.level)], called: (value) => `level ${value}` },
  { id: "language", of: (exercise) => exercise.languages ?? [], called: (tag) => languages.get(tag) ?? tag },
];

export class Filters {
  #exercises;
  #chosen = new Map(KINDS.map(({ id }) => [id, new Set()]));
  #chips = new Map();
  #within = { favourites: false, used: false };
  #searched;

  /**
   * @param {any} library what `/library` answers
   * @param {() => void} changed is called when something is chosen
   */
  constructor(library, changed) {
    this.#exercises = new Map(library.exercises.map((exercise) => [exercise.id, exercise]));
    this.#searched = [...this.#exercises.keys()];
    this.changed = changed;
    for (const { id, name } of library.languages ?? []) languages.set(id, name);
    this.#build(library);
    byId("filter-favourites").addEventListener("click", () => this.#toggleWithin("favourites"));
    byId("filter-used").addEventListener("click", () => this.#toggleWithin("used"));
    this.count();
  }

  /** Return those of the searched exercises that fit what is chosen. @param {string[]} ids @returns {string[]} */
  fitting(ids) {
    this.#searched = ids;
    this.count();
    const fit = this.#within.used ? this.#inOrderOfUse(ids) : ids;
    return fit.filter((id) => this.#fits(id));
  }

  /** Choose nothing. */
  clear() {
    for (const values of this.#chosen.values()) values.clear();
    this.#within = { favourites: false, used: false };
    this.#redraw();
  }

  /** Write how many each value would show. */
  count() {
    for (const kind of KINDS) {
      const tally = new Map();
      const fit = this.#searched.filter((id) => this.#fits(id, kind.id));
      for (const id of fit) for (const value of kind.of(this.#exercises.get(id))) tally.set(value, (tally.get(value) ?? 0) + 1);
      for (const [value, chip] of this.#chips.get(kind.id)) {
        const number = tally.get(value) ?? 0;
        chip.querySelector(".count").textContent = String(number);
        chip.classList.toggle("none", number === 0);
      }
    }
    const known = (ids) => ids.filter((id) => this.#exercises.has(id)).length;
    this.#countWithin("favourites", known([...own.favourites]));
    this.#countWithin("used", known(own.used));
  }

  #countWithin(name, number) {
    const button = byId(`filter-${name}`);
    button.querySelector(".count").textContent = String(number);
    button.disabled = number === 0 && !this.#within[name];
  }

  #inOrderOfUse(ids) {
    const searched = new Set(ids);
    return own.used.filter((id) => searched.has(id));
  }

  #fits(id, except = null) {
    const exercise = this.#exercises.get(id);
    if (this.#within.favourites && !own.favourites.has(id)) return false;
    if (this.#within.used && !own.used.includes(id)) return false;
    return KINDS.every((kind) => {
      const wanted = this.#chosen.get(kind.id);
      return kind.id === except || wanted.size === 0 || kind.of(exercise).some((value) => wanted.has(value));
    });
  }

  #build(library) {
    for (const kind of KINDS) {
      const values = this.#values(kind, library);
      const chips = values.map((value) => [value, this.#chip(kind, value)]);
      this.#chips.set(kind.id, new Map(chips));
      byId(`filter-${kind.id}-values`).append(...chips.map(([, chip]) => chip));
      const opener = byId(`filter-${kind.id}`);
      opener.hidden = values.length === 0;
      opener.addEventListener("click", () => this.#open(opener.getAttribute("aria-expanded") === "true" ? null : kind.id));
    }
    byId("library-filters").addEventListener("keydown", (event) => {
      const open = event.key === "Escape" && document.querySelector("#library-filters [aria-expanded=true]");
      if (!open) return;
      event.preventDefault();
      this.#open(null);
      open.focus();
    });
  }

  /** What values there are: positions and areas in the workspace's order, levels upwards, the others by how many have them. */
  #values(kind, library) {
    const tally = new Map();
    for (const exercise of library.exercises) for (const value of kind.of(exercise)) tally.set(value, (tally.get(value) ?? 0) + 1);
    const ordered = { position: library.positions, area: library.areas }[kind.id];
    if (ordered) return ordered.filter((value) => tally.has(value));
    if (kind.id === "level" || kind.id === "language") return [...tally.keys()].sort();
    const first = (value) => (value === NOTHING ? 0 : 1);
    return [...tally.keys()].sort((one, other) => first(one) - first(other) || tally.get(other) - tally.get(one) || one.localeCompare(other));
  }

  #chip(kind, value) {
    const text = kind.called?.(value) ?? value;
    const chip = make("button.chip", { type: "button", "aria-pressed": "false" }, text, " ", make("span.count"));
    chip.addEventListener("click", () => this.#toggle(kind.id, value));
    return chip;
  }

  #open(id) {
    for (const kind of KINDS) {
      byId(`filter-${kind.id}`).setAttribute("aria-expanded", String(kind.id === id));
      byId(`filter-${kind.id}-values`).hidden = kind.id !== id;
    }
  }

  #toggle(id, value) {
    const values = this.#chosen.get(id);
    if (!values.delete(value)) values.add(value);
    this.#redraw();
  }

  #toggleWithin(name) {
    this.#within[name] = !this.#within[name];
    this.#redraw();
  }

  #redraw() {
    for (const kind of KINDS) {
      const values = this.#chosen.get(kind.id);
      for (const [value, chip] of this.#chips.get(kind.id)) chip.setAttribute("aria-pressed", String(values.has(value)));
      byId(`filter-${kind.id}`).classList.toggle("filtering", values.size > 0);
    }
    for (const name of ["favourites", "used"]) byId(`filter-${name}`).setAttribute("aria-pressed", String(this.#within[name]));
    this.#list();
    this.changed();
  }

  /** List what is chosen, each with a way to take it back. */
  #list() {
    const chosen = KINDS.flatMap((kind) => [...this.#chosen.get(kind.id)].map((value) => ({ kind, value })));
    const chips = chosen.map(({ kind, value }) => {
      const text = kind.called?.(value) ?? value;
      const chip = make("button.chip", { type: "button", "aria-label": `Remove filter: ${text}` }, text, icon("close"));
      chip.addEventListener("click", () => {
        this.#toggle(kind.id, value);
        byId(`filter-${kind.id}`).focus();
      });
      return make("li", {}, chip);
    });
    const clear = make("button.button.quiet.compact", { type: "button", id: "filters-clear" }, "Clear all");
    clear.addEventListener("click", () => {
      this.clear();
      byId("library-search").focus();
    });
    byId("filters-chosen").replaceChildren(...chips, ...(chosen.length ? [make("li", {}, clear)] : []));
    byId("filters-chosen").hidden = chosen.length === 0;
  }
}

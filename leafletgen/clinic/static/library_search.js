/**
 * Search as one types. The server ranks and forgives a slip; until it has answered, names that fit are shown.
 * @module
 */

import { post } from "./asking.js";
import { byId } from "./elements.js";

/** Milliseconds for the server to answer before names alone are shown. */
const PATIENCE = 80;
const SPACES = /[\s,()-]+/u;

/**
 * Whether each word of a query begins a word of these texts.
 * @param {string} query
 * @param {string[]} texts
 * @returns {boolean}
 */
export function fits(query, texts) {
  const said = texts.join(" ").toLowerCase().split(SPACES);
  return query.toLowerCase().split(SPACES).every((word) => said.some((one) => one.startsWith(word)));
}

export class Search {
  #asking = null;
  #all;
  #programmes;

  /**
   * @param {any} library what `/library` answers
   * @param {() => void} changed is called when other exercises or programmes fit
   */
  constructor(library, changed) {
    this.#all = library.exercises.toSorted((one, other) => one.name.localeCompare(other.name, "en"));
    this.#programmes = library.programmes;
    this.changed = changed;
    this.input = byId("library-search");
    this.input.addEventListener("input", () => this.#look());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    byId("library-search-clear").addEventListener("click", () => {
      this.clear();
      this.input.focus();
    });
    this.#everything();
  }

  /** What is typed. */
  get query() {
    return this.input.value.trim();
  }

  /** Show everything again. */
  clear() {
    this.input.value = "";
    this.#look();
  }

  #everything() {
    /** What fits, the best first: ids. */
    this.exercises = this.#all.map((exercise) => exercise.id);
    /** Ids of programmes; null while nothing is searched. */
    this.programmes = null;
    /** What was looked for in place of what was typed, in a sentence. */
    this.said = "";
  }

  async #look() {
    const { query } = this;
    byId("library-search-clear").hidden = query === "";
    this.#asking?.abort();
    if (query === "") {
      this.#everything();
      this.changed();
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    const waiting = setTimeout(() => this.#guess(query), PATIENCE);
    try {
      this.#take(await post("/search", { query }, asking.signal));
    } catch (refusal) {
      if (refusal.name === "AbortError") return;
      this.#guess(query);
      this.said = refusal.message;
      this.changed();
    } finally {
      clearTimeout(waiting);
    }
  }

  #take({ exercises, programmes, instead }) {
    const known = new Set(this.#all.map((exercise) => exercise.id));
    this.exercises = exercises.filter((id) => known.has(id));
    this.programmes = programmes;
    this.said = Object.entries(instead ?? {})
      .map(([typed, words]) => `Nothing is called “${typed}”; showing ${words.map((word) => `“${word}”`).join(", ")}.`)
      .join(" ");
    this.changed();
  }

  #guess(query) {
    const named = this.#all.filter(({ name, other_names: others, areas }) => fits(query, [name, ...others, ...areas]));
    this.exercises = named.map((exercise) => exercise.id);
    this.programmes = this.#programmes.filter(({ name }) => fits(query, [name])).map((programme) => programme.id);
    this.said = "";
    this.changed();
  }

  #key(event) {
    if (event.key === "Escape" && this.input.value) {
      event.preventDefault();
      this.clear();
    }
    const first = document.querySelector("#library-exercises:not([hidden]) [tabindex='0']");
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    }
  }
}

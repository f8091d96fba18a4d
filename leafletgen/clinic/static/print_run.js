/**
 * Leaflets that are printed with the sheet. They fold in other ways, so each has a print window of its own.
 *
 * What is chosen stands in this page's memory alone, and is gone with the patient: it is no part of the prescription.
 * @module
 */

import { announce, tell } from "./announce.js";
import { opened } from "./dialogs.js";
import { byId, icon, make } from "./elements.js";
import { chooseLeaflets } from "./leaflet_chooser.js";

/** @typedef {{leaflet: {id: string, title: string, language: string, mark: string}, layout: {id: string, title: string, printing: string}}} Choice */

class PrintRun {
  /** @type {Choice[]} What is printed after the sheet, in this order. */
  #choices = [];

  constructor() {
    byId("print-run-add").addEventListener("click", () => this.choose());
  }

  /** @returns {Choice[]} What is printed after the sheet. */
  get choices() {
    return this.#choices;
  }

  /** Let the user choose. */
  async choose() {
    await chooseLeaflets({
      has: (id) => this.#choices.some((choice) => choice.leaflet.id === id),
      add: (choice) => this.#set([...this.#without(choice.leaflet.id), choice], `${choice.leaflet.title} goes with the sheet`),
      remove: (id) => this.#remove(id),
    });
    byId("print-run-add").focus();
  }

  /**
   * Go through the run, when there are leaflets in it.
   * @param {function(): ?Window} printSheet opens the print window of the sheet, which was opened once already
   */
  begin(printSheet) {
    if (this.#choices.length === 0) return;
    const sheet = this.#step("Exercise sheet", "", printSheet, true);
    const leaflets = this.#choices.map((choice) => this.#step(titleOf(choice), choice.layout.printing, () => print(choice), false));
    byId("print-order-list").replaceChildren(sheet, ...leaflets);
    opened(byId("print-order"));
    leaflets[0].querySelector("button").focus();
  }

  /** Forget what was chosen. */
  clear() {
    this.#set([], "");
  }

  #without(id) {
    return this.#choices.filter((choice) => choice.leaflet.id !== id);
  }

  #remove(id) {
    const gone = this.#choices.find((choice) => choice.leaflet.id === id);
    this.#set(this.#without(id), gone ? `${gone.leaflet.title} is taken out` : "");
  }

  #set(choices, said) {
    this.#choices = choices;
    byId("print-run-list").replaceChildren(...choices.map((choice) => this.#tag(choice)));
    byId("print-run-says").textContent = choices.length ? choices.map(titleOf).join(" · ") : "";
    if (said) announce(said);
  }

  #tag(choice) {
    const leave = () => {
      this.#remove(choice.leaflet.id);
      byId("print-run-add").focus();
    };
    const name = make("span", { lang: choice.leaflet.language, dir: "auto" }, titleOf(choice));
    const button = make("button.drop-tag", { type: "button", "aria-label": `Take out ${choice.leaflet.title}`, onclick: leave }, icon("close"));
    return make("li.tag", {}, name, make("span.quiet-text", {}, choice.layout.title), button);
  }

  #step(title, how, open, isDone) {
    const state = make("span.print-state", {}, isDone ? "Print window opened" : "");
    const label = make("span", {}, isDone ? "Print again" : "Print");
    const button = make("button.button.main", { type: "button" }, label, make("span.unseen", {}, title));
    button.addEventListener("click", () => {
      if (open() === null) {
        tell("The browser has blocked the print window. Allow windows of this page.");
        return;
      }
      state.textContent = "Print window opened";
      label.textContent = "Print again";
    });
    const words = make("div", {}, make("strong", {}, title), how ? make("span.hint", {}, how) : null, state);
    return make("li", {}, words, button);
  }
}

function titleOf({ leaflet }) {
  return leaflet.mark ? `${leaflet.mark}: ${leaflet.title}` : leaflet.title;
}

function print({ leaflet, layout }) {
  return window.open(`/printable/${encodeURIComponent(leaflet.id)}/${encodeURIComponent(layout.id)}/print`, "_blank");
}

/** The print run of this window. */
export const printRun = new PrintRun();

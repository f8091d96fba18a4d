/**
 * The library: search, filters, cards, programmes, and one exercise in full. Entry of the left side of the page.
 * @module
 */

import { announce, tell } from "./announce.js";
import { catalogue } from "./catalogue.js";
import { counted } from "./counting.js";
import { byId, make } from "./elements.js";
import { CardGrid } from "./library_cards.js";
import { Choosing } from "./library_choosing.js";
import { Details } from "./library_details.js";
import { Filters } from "./library_filters.js";
import { Programmes } from "./library_programmes.js";
import { Search } from "./library_search.js";
import { Tabs } from "./library_tabs.js";
import { own } from "./own.js";
import { show } from "./regions.js";
import { store } from "./store.js";

/** Milliseconds without a further key before a screen reader hears how many there are. */
const QUIET = 700;

/** @param {any} library what `/library` answers */
function begin(library) {
  const names = new Map(library.exercises.map((exercise) => [exercise.id, exercise]));
  const choosing = new Choosing(names);
  const details = new Details(names, choosing);
  const grid = new CardGrid(library.exercises, choosing, details);
  const programmes = new Programmes(library.programmes, names, choosing, details);
  const tabs = new Tabs(byId("library-tabs"));
  const filters = new Filters(library, refresh);
  const search = new Search(library, refresh);

  function refresh() {
    const fit = filters.fitting(search.exercises);
    grid.show(fit);
    programmes.show(search.query, search.programmes);
    tabs.count("exercises", fit.length);
    tabs.count("programmes", programmes.shown);
    byId("library-instead").textContent = search.said;
    byId("library-instead").hidden = !search.said;
    byId("library-empty").hidden = fit.length > 0;
    byId("library-else").hidden = fit.length > 0 || search.exercises.length === 0;
    announce(`${search.said ? `${search.said} ` : ""}${counted(fit.length, "exercise")}, ${counted(programmes.shown, "programme")}`, QUIET);
  }

  byId("library-else").addEventListener("click", () => {
    filters.clear();
    byId("library-search").focus();
  });
  store.subscribe(({ draft, before, reason }) => {
    if (reason === "clear") search.clear();
    if (reason === "clear") filters.clear();
    if (draft.rows === before?.rows) return;
    grid.mark();
    programmes.mark();
    details.mark();
  });
  own.subscribe(() => {
    grid.mark();
    filters.count();
    programmes.show(search.query, search.programmes);
    tabs.count("programmes", programmes.shown);
  });
  grid.show(filters.fitting(search.exercises));
  programmes.show(search.query, search.programmes);
  tabs.count("exercises", library.exercises.length);
  tabs.count("programmes", programmes.shown);
  ready();
  told((library.found ?? []).filter((one) => one.severity === "error"));
  own.load().catch((refusal) => tell(refusal.message));
}

function ready() {
  byId("library-loading").hidden = true;
  byId("library").removeAttribute("aria-busy");
}

/**
 * Say what is wrong with files of the library; what is in them is left out.
 * @param {Array<{message: string, hint: string}>} found
 */
function told(found) {
  const lines = found.map(({ message, hint }) => make("li.fault", {}, message, hint ? make("span.hint", {}, hint) : null));
  const files = byId("library-faults");
  files.querySelector("summary").textContent = `${counted(found.length, "fault")} in the files of the library`;
  files.querySelector("ul").replaceChildren(...lines);
  files.hidden = found.length === 0;
}

/** Say in place of the library why there is none. */
function failed(refusal) {
  ready();
  told(refusal.found?.length ? refusal.found : [{ message: String(refusal.message), hint: "" }]);
  byId("library-faults").open = true;
}

/** "/" where nothing is typed, and Ctrl+K from everywhere but a dialog. */
function isForSearch({ key, target, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey || document.querySelector("dialog[open]")) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === "k" && !shiftKey;
  return key === "/" && !target.closest("input, textarea, select");
}

document.addEventListener("keydown", (event) => {
  if (!isForSearch(event)) return;
  event.preventDefault();
  show("library");
  byId("library-search").select();
});

catalogue.then(begin).catch(failed);

/**
 * The exercises on the sheet, in the order in which they are printed.
 * @module
 */

import { announce } from "./announce.js";
import { answers } from "./answers.js";
import { counted } from "./counting.js";
import { draggable } from "./drag.js";
import { byId, icon, make } from "./elements.js";
import { foundFor } from "./faults.js";
import { programmeName } from "./library_facts.js";
import { RowView } from "./row_view.js";
import { store } from "./store.js";

/** Milliseconds of quiet before a sentence is said: of several steps, the last counts. */
const QUIET = 700;

const list = byId("rows");
/** @type {Map<string, RowView>} */
const views = new Map();

function show(draft) {
  const known = new Set(views.keys());
  const focused = document.activeElement;
  const leaving = list.contains(focused) ? focused.closest(".row") : null;
  const place = leaving ? [...list.children].indexOf(leaving) : -1;
  dropOthers(new Set(draft.rows.map((row) => row.id)));
  draft.rows.forEach((row, index) => put(row, index, draft.rows.length));
  keepFocus(focused, place);
  showArrivals(draft.rows.filter((row) => !known.has(row.id)).map((row) => views.get(row.id)));
  byId("rows-empty").hidden = draft.rows.length > 0;
  const count = draft.rows.length;
  byId("sheet-count").textContent = count === 0 ? "" : counted(count, "exercise");
  document.querySelector("[data-action='by-position']").hidden = !draft.byHand || store.isInOrder;
  showProgrammes(draft.programmes);
}

function dropOthers(kept) {
  for (const [id, view] of views) {
    if (kept.has(id)) continue;
    view.element.remove();
    views.delete(id);
  }
}

function put(row, index, count) {
  if (!views.has(row.id)) views.set(row.id, new RowView(row.id));
  const view = views.get(row.id);
  if (list.children[index] !== view.element) list.insertBefore(view.element, list.children[index] ?? null);
  view.show(row, index + 1, count);
}

/** A row that is moved loses the focus, and one that is removed takes it along. */
function keepFocus(focused, place) {
  if (place < 0 || document.activeElement === focused) return;
  if (focused.isConnected) {
    focused.focus({ preventScroll: true });
    focused.closest(".row").scrollIntoView({ block: "nearest" });
    return;
  }
  const next = list.children[Math.min(place, list.children.length - 1)];
  if (next) views.get(next.dataset.row).focus();
  else byId("sheet-title").focus();
}

/** Let it be seen where exercises were put; whoever types on the sheet is not taken away. */
function showArrivals(arrived) {
  for (const view of arrived) view.element.classList.add("arrived");
  if (!byId("sheet").contains(document.activeElement)) arrived[0]?.element.scrollIntoView({ block: "nearest" });
}

function showProgrammes(ids) {
  const place = byId("programmes");
  if (place.dataset.shown === ids.join()) return;
  place.dataset.shown = ids.join();
  place.replaceChildren(...ids.map((id) => {
    const name = programmeName(id);
    const drop = () => dropName(id, name);
    const label = `Do not name ${name} on the sheet`;
    return make("li.tag", {}, `Named on the sheet: ${name}`, make("button.drop-tag", { type: "button", "aria-label": label, title: label, onclick: drop }, icon("close")));
  }));
}

function dropName(id, name) {
  store.change(`Do not name ${name}`, (draft) => ({ ...draft, programmes: draft.programmes.filter((one) => one !== id) }));
  announce(`${name} is not named on the sheet any more`);
  const next = byId("programmes").querySelector("button") ?? list.querySelector(".row:last-child .row-title");
  (next ?? byId("sheet-title")).focus();
}

function answered(answer, before) {
  const said = new Map(answer.rows.map((row) => [row.id, row]));
  const typed = new Map(answer.draft.rows.map((row) => [row.id, row.dose]));
  for (const [id, view] of views) {
    const earlier = view.heard;
    view.answered(said.get(id), foundFor(answer, `rows.${id}`), typed.get(id));
    view.heard = view.sentence;
    const isChange = earlier !== "" && view.sentence !== earlier && before.draft.rows.length === answer.draft.rows.length;
    if (isChange) announce(view.sentence, QUIET);
  }
}

function key(event) {
  const row = event.target.closest(".row");
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const id = row.dataset.row;
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (event.altKey && by && !event.target.matches("select")) {
    event.preventDefault();
    store.move(id, store.draft.rows.findIndex((one) => one.id === id) + by);
  } else if (event.key === "Delete" && !event.altKey && event.target.matches("button")) {
    event.preventDefault();
    store.remove(id);
  }
}

function sayChange({ draft, before, reason, label }) {
  if (reason !== "change") return;
  if (label.startsWith("Remove ")) announce(`${label.slice("Remove ".length)} removed. ${draft.rows.length} on the sheet`);
  if (!label.startsWith("Move ")) return;
  const moved = draft.rows.find((row, index) => row !== before.rows[index] && label === `Move ${store.nameOf(row.id)}`);
  if (moved) announce(`${store.nameOf(moved.id)}: now ${draft.rows.indexOf(moved) + 1} of ${draft.rows.length}`);
}

list.addEventListener("keydown", key);
draggable(list, (id, index) => store.move(id, index));
store.subscribe((change) => {
  if (change.reason === "begin") for (const row of change.draft.rows) views.get(row.id)?.name(row.exercise);
  show(change.draft);
  sayChange(change);
});
answers.on(answered);

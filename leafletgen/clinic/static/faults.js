/**
 * Faults and warnings where they belong: under the field that they are about, with what to do.
 * @module
 */

import { announce } from "./announce.js";
import { answers } from "./answers.js";
import { byId } from "./elements.js";
import { sentence, showFound } from "./found.js";
import { store } from "./store.js";

const WHOLE_SHEET = "sheet";
/** Milliseconds of quiet before a fault is said: nobody wants to hear of half a word. */
const QUIET = 1200;

/** Say by a control whether what stands in it is right, and where it is said what is wrong. */
export function mark(control, places, found) {
  const wrong = found.some((one) => one.severity === "error");
  if (wrong) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
  const describing = places.filter((id) => document.getElementById(id)?.childNodes.length);
  if (describing.length) control.setAttribute("aria-describedby", describing.join(" "));
  else control.removeAttribute("aria-describedby");
}

/** @returns {object[]} What an answer found for a field of the sheet. */
export function foundFor(answer, field) {
  return answer.found.filter((one) => one.field === field);
}

/** Go to the first thing that is wrong. */
export function goToFirstFault() {
  const field = document.querySelector("#sheet [aria-invalid='true']");
  const closed = field?.closest("details:not([open])");
  if (closed) closed.open = true;
  const place = field?.checkVisibility() ? field : field?.closest(".row")?.querySelector(".row-title");
  (place ?? byId("sheet-title")).focus();
}

function showAnswer(answer) {
  for (const field of document.querySelectorAll("#sheet [data-for]")) showField(field, answer);
  showFound(byId("sheet-faults"), answer.found.filter((one) => placeOf(one, answer) === WHOLE_SHEET));
}

function showField(field, answer) {
  const name = field.dataset.for;
  const found = foundFor(answer, name);
  showFound(byId(`faults-${name}`), found);
  for (const control of field.querySelectorAll("input, select, textarea")) {
    mark(control, [`hint-${name}`, `faults-${name}`], found);
  }
  const group = field.closest("details");
  if (group && found.some((one) => one.severity === "error")) group.open = true;
}

/** Which of its places a fault is shown at; one of a row that is gone, or of no field here, is about the sheet. */
function placeOf(one, answer) {
  if (one.field.startsWith("rows.")) {
    return answer.draft.rows.some((row) => `rows.${row.id}` === one.field) ? one.field : WHOLE_SHEET;
  }
  return document.getElementById(`faults-${one.field}`) ? one.field : WHOLE_SHEET;
}

function sayNewFaults(answer, before) {
  const known = new Set(before.found.map((one) => one.message));
  const fresh = answer.found.filter((one) => one.severity !== "note" && !known.has(one.message));
  if (fresh.length) announce(fresh.map((one) => [where(one) + sentence(one.message), one.hint && sentence(one.hint)].filter(Boolean).join(" ")).join(" "), QUIET);
}

function where(one) {
  if (one.field.startsWith("rows.")) return `${store.nameOf(one.field.slice(5))}: `;
  const label = document.querySelector(`label[for="field-${CSS.escape(one.field)}"]`);
  return label ? `${label.textContent}: ` : "";
}

answers.on((answer, before) => {
  showAnswer(answer);
  sayNewFaults(answer, before);
});

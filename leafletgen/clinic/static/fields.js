/**
 * The fields of the sheet that are not exercises: what is typed goes into the draft, and the draft is shown in them.
 * @module
 */

import { counted } from "./counting.js";
import { byId, make } from "./elements.js";
import { store } from "./store.js";

const MOST_WEEKS = 12;
const NUMBERS = new Set(["text_size", "diary"]);

const controls = new Map([...document.querySelectorAll("[data-field]")].map((one) => [one.dataset.field, one]));

/** Fill the lists from what the workspace has; a list without a choice is not shown. */
export function fillChoices(library) {
  const { layouts = [], text_sizes: sizes = [], people = [], brands = [], languages = [] } = library;
  fill("layout", layouts.map(named).map(([id, title]) => [id, withoutKind(title)]), "As usual");
  fill("text_size", sizes.map((size) => [String(size), `${size} point`]), "As usual");
  fill("diary", weeks(), "None");
  fill("person", people.map(named), "As usual");
  fill("brand", brands.map(named), brands.length > 1 ? "Choose one" : "The one there is", 2);
  fill("language", languages.map(named), "English");
  show(store.draft);
}

function fill(field, choices, none, least = 1) {
  const options = [["", none], ...choices].map(([value, text]) => make("option", { value }, text));
  controls.get(field).replaceChildren(...options);
  controls.get(field).closest(".field").hidden = choices.length < least;
}

function named(one) {
  if (typeof one === "string") return [one, one.charAt(0).toUpperCase() + one.slice(1)];
  return [one.id ?? one.name, one.title ?? one.name ?? one.id];
}

/** All are of exercise sheets here: what tells them apart comes first. */
function withoutKind(title) {
  const rest = title.replace(/^Exercise sheet, /, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function weeks() {
  const counts = Array.from({ length: MOST_WEEKS }, (_, index) => index + 1);
  return counts.map((count) => [String(count), counted(count, "week")]);
}

function labelOf(control) {
  return control.labels?.[0]?.textContent.trim() ?? control.getAttribute("aria-label");
}

function take(control) {
  const { field } = control.dataset;
  const value = NUMBERS.has(field) ? (control.value === "" ? null : Number(control.value)) : control.value;
  store.set(field, value, `Change: ${labelOf(control)}`, { isTyped: !control.matches("select") });
}

function show(draft) {
  for (const [field, control] of controls) {
    const value = String(draft[field] ?? "");
    if (control.value !== value) put(control, value);
  }
  showDate(draft.date);
  for (const group of document.querySelectorAll("#sheet details[data-group]")) summarise(group);
}

/** Put a value into a control; a choice that the workspace lacks is shown, for it is on the sheet. */
function put(control, value) {
  if (control.matches("select") && ![...control.options].some((option) => option.value === value)) {
    control.append(make("option", { value }, value));
  }
  control.value = value;
}

function summarise(group) {
  const said = [...group.querySelectorAll("[data-field]")].filter((one) => one.value !== "" && !one.closest("[hidden]"));
  group.querySelector(".part-says").textContent = said.map(shown).join(" · ");
}

function shown(control) {
  if (control.dataset.field === "diary") return `Diary: ${control.selectedOptions[0].textContent}`;
  if (control.matches("select")) return control.selectedOptions[0].textContent;
  return control.dataset.field === "nhs_number" ? "NHS number" : control.value;
}

/* The date on the sheet: today, another day, or a line. Another day that is not chosen yet is still today. */

let otherDay = false;

function showDate(date) {
  const other = date !== "" && date !== "none";
  otherDay = other || (otherDay && date === "");
  byId("date-choice").value = otherDay ? "other" : date;
  byId("field-date").hidden = !otherDay;
  if (byId("field-date").value !== date) byId("field-date").value = other ? date : "";
}

function chooseDate({ target }) {
  otherDay = target.value === "other";
  byId("field-date").hidden = !otherDay;
  store.set("date", otherDay ? byId("field-date").value : target.value, "Change: Date", { isTyped: false });
  if (otherDay) byId("field-date").focus();
}

for (const control of controls.values()) control.addEventListener("input", () => take(control));
byId("date-choice").addEventListener("change", chooseDate);
byId("field-date").addEventListener("input", ({ target }) => store.set("date", target.value, "Change: Date"));
store.subscribe(({ draft, reason }) => {
  if (reason === "clear" || reason === "open" || reason === "begin") otherDay = false;
  show(draft);
});

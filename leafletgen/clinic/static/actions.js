/**
 * What can be done with the sheet: print, save, copy, keep as a programme, and begin anew.
 * @module
 */

import { announce, hush, tell } from "./announce.js";
import { answers } from "./answers.js";
import { post, Refusal } from "./asking.js";
import { copy } from "./copying.js";
import { ask, opened, showProblems } from "./dialogs.js";
import { hasWork } from "./draft.js";
import { byId } from "./elements.js";
import { goToFirstFault, mark } from "./faults.js";
import { openPrescription } from "./files.js";
import { showFound } from "./found.js";
import { printRun } from "./print_run.js";
import { saveFrom, saveText } from "./saving.js";
import { asText } from "./sheet_text.js";
import { show as showPart } from "./regions.js";
import { store } from "./store.js";
import { WINDOW } from "./this_window.js";

/** @returns {Promise<?object>} The answer with a PDF of the sheet as it now is; null after saying why there is none. */
async function finished() {
  const answer = await answers.current();
  if (answer.document !== null && answer.draft === store.draft) return answer;
  if (store.count === 0) tell("There is nothing to print yet. Choose a programme or an exercise.");
  else if (answers.isStopped) tell("leafletgen has stopped. Start it again to print.");
  else {
    tell("There is a fault on the sheet. It is marked.");
    showPart("sheet");
    goToFirstFault();
  }
  return null;
}

/** @returns {Promise<?object>} The same, and the server is there to give the PDF; a Refusal when it is not. */
async function fetchable() {
  const answer = await finished();
  if (answer) await post("/alive", { window: WINDOW, visible: true });
  return answer;
}

/** Tabs that show this patient's sheet, to print it: they go with the patient. */
const printed = new Set();

async function print() {
  const answer = await fetchable();
  if (!answer) return;
  const open = () => {
    const tab = window.open(`/documents/${answer.document}/print?paper=${answer.paper}`, "_blank");
    if (tab !== null) printed.add(tab);
    return tab;
  };
  if (open() === null) {
    tell("The browser has blocked the print window. Allow windows of this page, or save the PDF and print that.");
    return;
  }
  settle(answer.draft);
  announce("The print window is open in a new tab.");
  printRun.begin(open);
}

async function save() {
  const answer = await fetchable();
  if (!answer) return;
  saveFrom(`/documents/${answer.document}/exercise-sheet.pdf?save=1`, "exercise-sheet.pdf");
  settle(answer.draft);
  tell("The PDF is in your downloads.");
}

/** The window for e-mail, once it was asked for: most sheets are printed. */
let emailing = null;

async function email() {
  const answer = await fetchable();
  if (!answer) return;
  emailing ??= await import("./email.js");
  if (await emailing.email()) settle(answer.draft);
}

async function savePrescription() {
  const { draft } = store;
  if (!hasWork(draft)) {
    tell("There is nothing to save yet.");
    return;
  }
  const { text } = await post("/prescription", { draft: store.sent });
  saveText(text, "prescription.yaml");
  store.settle(draft);
  tell("The prescription is in your downloads. It belongs to the patient’s record.");
}

/** The sheet as it is has left this page; its exercises were used lately. */
function settle(draft) {
  store.settle(draft);
  keepOwn("/used", { exercises: draft.rows.map((row) => row.exercise) }).catch((refusal) => {
    // That it cannot be kept what was used lately is told where own programmes are; the sheet is printed all the same.
    if (!(refusal instanceof Refusal)) throw refusal;
  });
}

async function copyRecord() {
  const answer = await finished();
  if (answer) await copy(answer.record, "The summary for the record is copied. No names are in it.");
}

async function saveProgramme() {
  if (store.count === 0) {
    tell("There are no exercises to keep yet.");
    return;
  }
  byId("programme-name").value = "";
  showFound(byId("programme-faults"), []);
  while ((await opened(byId("programme"))) === "yes") {
    if (await keepProgramme(byId("programme-name").value)) return;
  }
}

/** @returns {Promise<boolean>} whether it was kept; if not, why stands in the dialog. */
async function keepProgramme(name) {
  const rows = store.draft.rows.map(({ exercise, dose }) => ({ exercise, dose }));
  try {
    await keepOwn("/own-programme", { name, rows, not: `${store.draft.name} ${store.draft.nhs_number}` });
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    showFound(byId("programme-faults"), refusal.found);
    mark(byId("programme-name"), ["programme-hint", "programme-faults"], refusal.found);
    return false;
  }
  tell(`“${name}” is one of your programmes now.`);
  return true;
}

async function keepOwn(path, data) {
  const own = await post(path, data);
  document.dispatchEvent(new CustomEvent("own", { detail: own }));
}

async function newPatient() {
  const question = {
    title: "Begin with a new patient?",
    text: "This sheet has been neither printed nor saved as it now is. It will be gone, and cannot be brought back.",
    yes: "Clear it",
    no: "Keep it",
  };
  if (store.unsaved && !(await ask(question))) return;
  forgetPatient();
  hush();
  tell("New patient. Everything is cleared.");
  showPart("library");
  byId("field-name").focus();
}

/** Drop all that the page and the server hold of this patient. */
export function forgetPatient() {
  answers.forget();
  store.clear();
  printRun.clear();
  emailing?.clear();
  for (const tab of printed) tab.close();
  printed.clear();
  for (const group of document.querySelectorAll("#sheet details")) group.open = false;
}

async function remember(isForgotten) {
  const fields = ["clinician", "clinician_role", "clinician_contact", "layout", "person"];
  const kept = Object.fromEntries(fields.map((field) => [field, isForgotten ? "" : store.draft[field]]));
  const { found } = await post("/remember", kept);
  if (found.some((one) => one.severity === "error")) {
    await showProblems("This was not kept", found);
    return;
  }
  store.remember(kept);
  showRemembered(kept);
  tell(isForgotten ? "Forgotten." : "Remembered for you on this computer.");
}

/** Offer to forget where something is remembered. */
export function showRemembered(defaults) {
  document.querySelector("[data-action='forget']").hidden = !Object.values(defaults).some(Boolean);
}

function showUndo() {
  for (const [action, verb, label] of [["undo", "Undo", store.undoLabel], ["redo", "Redo", store.redoLabel]]) {
    const button = document.querySelector(`[data-action='${action}']`);
    button.setAttribute("aria-disabled", String(label === null));
    button.title = label === null ? `Nothing to ${action}` : `${verb}: ${label}`;
    button.setAttribute("aria-label", label === null ? verb : button.title);
  }
}

function stepBack(action) {
  const label = action === "undo" ? store.undoLabel : store.redoLabel;
  store[action]();
  if (label !== null) announce(`${action === "undo" ? "Undone" : "Done again"}: ${label}`);
}

const ACTIONS = {
  print,
  save,
  email,
  prescription: savePrescription,
  record: copyRecord,
  programme: saveProgramme,
  new: newPatient,
  open: () => byId("prescription-file").click(),
  undo: () => stepBack("undo"),
  redo: () => stepBack("redo"),
  remember: () => remember(false),
  forget: () => remember(true),
  text: () => copy(asText(store.draft, answers.latest), "The sheet is copied as text."),
  keys: () => opened(byId("keys")),
  "by-position": () => store.orderByPosition(),
};

/** Do what a button or a key asks for, and say what went wrong. */
export async function act(name) {
  try {
    await ACTIONS[name]();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (refusal.status !== 0) await showProblems("That did not work", refusal.found);
    else tell("leafletgen has stopped. That was not done: start it again first.");
  }
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-action]");
  if (button) act(button.dataset.action);
});
byId("prescription-file").addEventListener("change", ({ target }) => {
  const [file] = target.files;
  target.value = "";
  if (file) openPrescription(file);
});
store.subscribe(showUndo);

/**
 * Opening a prescription: a file that is chosen, or dropped anywhere on the page. It is read here and sent as text.
 * @module
 */

import { tell } from "./announce.js";
import { answers } from "./answers.js";
import { post, Refusal } from "./asking.js";
import { ask, showProblems } from "./dialogs.js";
import { openedDraft } from "./draft.js";
import { takeDropped } from "./dropping.js";
import { byId } from "./elements.js";
import { store } from "./store.js";
import { show as showPart } from "./regions.js";

/** Bytes; a prescription has some hundreds. */
const LARGEST = 1_000_000;

const NO_PRESCRIPTION = {
  severity: "error",
  message: "it is no prescription that was saved here, or it was changed since",
  hint: "open the prescription.yaml from your downloads; for whoever wrote the file by hand, what is wrong in it follows",
};

/** Open a file in place of the sheet, or say why not. */
export async function openPrescription(file) {
  const text = await textOf(file);
  if (text === null) return;
  try {
    const { draft, found } = await post("/open", { text });
    if (!draft) await showProblems("This file cannot be opened as a prescription", [NO_PRESCRIPTION, ...found]);
    else if (await mayReplace()) replace(draft, found);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    await showProblems("This file cannot be opened", refusal.found);
  }
}

async function textOf(file) {
  if (file.size > LARGEST) return refuse("the file is larger than 1 MB", "a prescription is a short text file");
  const text = await decoded(file);
  return text ?? refuse("the file is not text", "open the prescription.yaml that was saved, not the PDF");
}

async function decoded(file) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

function refuse(message, hint) {
  showProblems("This file cannot be opened", [{ severity: "error", message, hint }]);
  return null;
}

async function mayReplace() {
  return !store.unsaved || ask({
    title: "Open it in place of this sheet?",
    text: "The sheet on this page has been neither printed nor saved as it now is. It will be gone, and cannot be brought back.",
    yes: "Open it",
    no: "Keep this sheet",
  });
}

async function replace(draft, found) {
  answers.forget();
  store.open(openedDraft(draft));
  showPart("sheet");
  byId("sheet-title").focus();
  const wrong = found.filter((one) => one.severity !== "note");
  if (wrong.length) await showProblems("The prescription is open, with these remarks", wrong);
  else tell("The prescription is open.");
}

takeDropped((files) => {
  if (files.length > 1) tell("One prescription at a time, please. Open the others in windows of their own.");
  else openPrescription(files[0]);
});

/**
 * A Word file that is chosen, or dropped anywhere on the page of leaflets: what an import would make of it opens as a
 * report. The file goes to the server that made this page, which keeps it in no file.
 * @module
 */

import { announce, tell } from "./announce.js";
import { postFile, Refusal } from "./asking.js";
import { takeDropped } from "./dropping.js";
import { byId } from "./elements.js";
import { sentence, showFound } from "./found.js";
import { prove } from "./proving.js";

const TOO_LARGE = {
  severity: "error",
  message: "this file is larger than the clinic takes, which is 30 MB",
  hint: "make its pictures smaller in Word (Compress Pictures), or import it with the command, which takes larger ones",
};
const GONE = {
  severity: "error",
  message: "the browser cannot read this file",
  hint: "it was moved or changed since it was chosen, or it is a folder, which is imported by the command",
};
let isReading = false;

/** Open the report of a Word file, or say why there is none. */
async function look(file) {
  if (isReading) return;
  show([]);
  if (file.size > Number(byId("word").dataset.largest)) return fail([TOO_LARGE]);
  busy(`Reading ${file.name}…`);
  try {
    await file.slice(0, 1).arrayBuffer(); // a file that is gone would look like a server that is gone
  } catch {
    return fail([GONE]);
  }
  try {
    await prove(); // a page may be older than the server that now has its port
    const { page } = await postFile(`/word${brand()}`, file);
    location.assign(page);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    fail(refusal.found);
  }
}

function brand() {
  const chosen = document.getElementById("word-brand")?.value;
  return chosen ? `?brand=${encodeURIComponent(chosen)}` : "";
}

function busy(text) {
  isReading = true;
  byId("word-choose").setAttribute("aria-disabled", "true");
  byId("word-busy").textContent = text;
  announce(text);
}

function fail(found) {
  ready();
  show(found);
  announce(found.map((one) => `${sentence(one.message)} ${one.hint ? sentence(one.hint) : ""}`).join(" "));
}

function ready() {
  isReading = false;
  byId("word-choose").removeAttribute("aria-disabled");
  byId("word-busy").textContent = "";
}

function show(found) {
  showFound(byId("word-faults"), found);
}

const chosen = byId("word-file");
byId("word-choose").addEventListener("click", () => {
  if (!isReading) chosen.click();
});
chosen.addEventListener("change", () => {
  const [file] = chosen.files;
  chosen.value = ""; // so that the same file can be chosen again
  if (file) look(file);
});
takeDropped((files) => {
  if (files.length > 1) tell("One Word file at a time, please. A whole folder is imported by the command.");
  else look(files[0]);
});
window.addEventListener("pageshow", ready); // whoever comes back by "Back" may choose another

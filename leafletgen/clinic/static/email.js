/**
 * The window in which a sheet goes to its patient: as a draft for the mail program, or sent by the clinic's mail server.
 *
 * The address stands in a field of this page until the patient goes, a password until the window is closed. Neither is
 * part of the sheet or of its prescription.
 * @module
 */

import { announce, tell } from "./announce.js";
import { post, Refusal } from "./asking.js";
import { counted } from "./counting.js";
import { ask, opened } from "./dialogs.js";
import { byId, make } from "./elements.js";
import { mark } from "./faults.js";
import { showFound } from "./found.js";
import { printRun } from "./print_run.js";
import { saveText } from "./saving.js";
import { store } from "./store.js";
import { WINDOW } from "./this_window.js";

const DRAFT = "exercise-sheet.eml";
/** Fields under which faults stand; those of no field stand above the buttons. */
const FIELDS = ["to", "subject", "template", "leaflets", "password", "again"];
const HINTS = { password: "email-hint-password", again: "email-hint-password" };
const DRAFTED = `The draft, ${DRAFT}, is in your downloads. Open it there: your mail program shows the message, for you to look at and to send. Delete the file afterwards, for it holds the patient’s address.`;
const STATES = {
  sent: "It is sent: the mail server took it.",
  waiting: "It is not sent yet. It waits in the outbox on this computer, as it is now; “Try again” sends it.",
  unknown: "The connection broke at the end. It may have arrived, or not.",
  refused: "It is not sent: the mail server refused it.",
};

const CHANGED = "What waits in the outbox is the message as it was. “Send” deletes it there, and sends this one in its place.";

const dialog = byId("email");
const sendButton = byId("email-send");
const buttons = [byId("email-draft"), sendButton];
/** Whether the clinician has written a subject; else it is the template's. */
let hasOwnSubject = false;
/** By which the server knows one sending again, however often it is asked for. */
let sending = "";
/** Whether something was changed since that was asked for: then it is another message, which takes its place. */
let isChanged = false;
/** The sheet of that, for it can be changed behind the window while it is on its way. */
let sheet = "";
/** What was asked for and may wait in the outbox, each with whom it was to go to. */
let earlier = [];
/** The message that the server took last, or may have taken, as text. */
let went = "";
/** The patients before this one: an answer about one of them is not shown. */
let patients = 0;
let looks = 0;
/** How often a button was pressed: what was found then is not hidden by the answer to a look before it. */
let attempts = 0;
/** Whether a draft or a message is on its way: the window may be closed and opened again meanwhile. */
let isWorking = false;

/** Open the window. @returns {Promise<boolean>} whether the sheet left the page, as a draft or sent */
export async function email() {
  dialog.dataset.left = "";
  showFaults([]);
  if (!isWorking) begin();
  showLeaflets();
  const closed = opened(dialog);
  look();
  await closed;
  forgetPasswords();
  return dialog.dataset.left === "yes";
}

/** Make ready for another message. */
function begin() {
  isChanged = true;
  sendButton.textContent = "Send";
  showState("");
  enable(true);
}

/** Forget the patient. */
export function clear() {
  patients += 1;
  earlier = [];
  sheet = "";
  went = "";
  dialog.close();
  hasOwnSubject = false;
  byId("email-form").reset();
  forgetPasswords();
  byId("email-text").textContent = "";
  showFaults([]);
  showState("");
}

function forgetPasswords() {
  for (const id of ["email-password", "email-again"]) byId(id).value = "";
  byId("email-protect").checked = false;
  byId("email-passwords").hidden = true;
  byId("email-template").value = ""; // the usual one, which is another without a password
}

/** What is asked of the server: the sheet, and what goes with it; nothing of whom it goes to. */
function wish() {
  const chosen = [...byId("email-leaflets").querySelectorAll("input:checked")];
  return {
    draft: store.sent,
    template: byId("email-template").value,
    protect: byId("email-protect").checked,
    subject: hasOwnSubject ? byId("email-subject").value : "",
    leaflets: chosen.map((one) => ({ id: one.dataset.leaflet, layout: one.dataset.layout })),
  };
}

function addressed() {
  return {
    ...wish(),
    to: byId("email-to").value,
    subject: byId("email-subject").value,
    password: byId("email-password").value,
    again: byId("email-again").value,
  };
}

/** Show what the message would be. */
async function look() {
  const [patient, number, before] = [patients, ++looks, attempts];
  byId("email-size").textContent = "Looking at the size…";
  try {
    const about = await post("/email", wish());
    if (patient !== patients || number !== looks) return;
    showAbout(about);
    if (before === attempts) showFaults(about.found);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (patient !== patients || number !== looks) return;
    byId("email-size").textContent = "";
    if (before === attempts) showFaults(refusal.found);
  }
}

function showAbout({ subject, templates, template, text, size, limit, can_send: canSend, sizes }) {
  if (!hasOwnSubject) byId("email-subject").value = subject;
  byId("email-template").replaceChildren(...templates.map((name) => make("option", { value: name }, named(name))));
  byId("email-template").value = template;
  byId("email-template").closest(".field").hidden = templates.length < 2;
  byId("email-text").textContent = text;
  byId("email-size").textContent = `The message is ${size}. The limit is ${limit}.`;
  for (const place of byId("email-leaflets").querySelectorAll("[data-size]")) {
    place.textContent = sizes[place.dataset.size] ?? "";
  }
  sendButton.hidden = !canSend;
  sendButton.classList.toggle("main", canSend);
  byId("email-draft").classList.toggle("main", !canSend);
}

function named(template) {
  const words = template.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function showLeaflets() {
  const left = new Set([...byId("email-leaflets").querySelectorAll("input:not(:checked)")].map((one) => one.dataset.leaflet));
  byId("email-leaflets").replaceChildren(...printRun.choices.map(({ leaflet, layout }) => {
    const data = { "data-leaflet": leaflet.id, "data-layout": layout.id };
    const box = make("input", { type: "checkbox", autocomplete: "off", checked: !left.has(leaflet.id), ...data });
    const title = make("span", { lang: leaflet.language, dir: "auto" }, leaflet.mark ? `${leaflet.mark}: ${leaflet.title}` : leaflet.title);
    return make("li", {}, make("label.check", {}, box, title, make("span.hint", { "data-size": leaflet.id })));
  }));
  byId("email-with").hidden = printRun.choices.length === 0;
}

function showFaults(found) {
  const shown = FIELDS.filter((field) => byId(`email-faults-${field}`).closest("[hidden]") === null);
  for (const field of shown) {
    const own = found.filter((one) => one.field === field);
    showFound(byId(`email-faults-${field}`), own);
    const control = document.getElementById(`email-${field}`);
    if (control) mark(control, [HINTS[field] ?? `email-hint-${field}`, `email-faults-${field}`].filter(isThere), own);
  }
  showFound(byId("email-faults-all"), found.filter((one) => !shown.includes(one.field)));
}

function isThere(id) {
  return document.getElementById(id) !== null;
}

function showState(text) {
  byId("email-state").textContent = text;
  byId("email-state").hidden = text === "";
}

function enable(isOn) {
  for (const one of buttons) one.setAttribute("aria-disabled", String(!isOn));
}

/** Say what was found, and go to the first field that is wrong. */
function refuse(found) {
  showFaults(found);
  const wrong = dialog.querySelector("[aria-invalid='true']");
  const errors = found.filter((one) => one.severity === "error");
  announce(wrong ? `${counted(errors.length, "fault")}.` : errors.map((one) => `${one.message}.`).join(" "));
  (wrong ?? byId("email-close")).focus();
}

/** Do what a button asks for, once at a time. */
async function attempt(saying, work) {
  if (sendButton.getAttribute("aria-disabled") === "true") return;
  const patient = patients;
  isWorking = true;
  attempts += 1;
  enable(false);
  showFaults([]);
  showState(saying);
  let isOver = false;
  try {
    isOver = await work(patient);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (patient !== patients) return;
    showState("");
    refuse(refusal.found);
  } finally {
    isWorking = false;
    if (patient === patients) enable(!isOver);
    else begin();
  }
}

function draft() {
  return attempt("Writing the draft…", async (patient) => {
    const { eml, found } = await post("/email/draft", addressed());
    if (patient !== patients) return false;
    saveText(eml, DRAFT, "message/rfc822");
    dialog.dataset.left = "yes";
    showFaults(found);
    finish(DRAFTED);
    return false;
  });
}

/** Ask once before it is sent; without an address there is nothing to ask yet. */
async function isMeant() {
  const to = byId("email-to").value.trim();
  const more = byId("email-leaflets").querySelectorAll("input:checked").length;
  const isTwice = asText(addressed()) === went;
  const files = more ? `the sheet and ${more} more` : "the sheet";
  const question = {
    title: isTwice ? "Send it once more?" : "Send it now?",
    text: isTwice ? `The same was sent to ${to} already, and may then be there twice.` : `To ${to}, with ${files} attached. It cannot be called back.`,
    yes: "Send",
    no: "Not yet",
  };
  return to === "" || ask(question);
}

/** Return a message as text, without the passwords. */
function asText({ password, again, ...said }) {
  return JSON.stringify(said);
}

async function send() {
  if (sendButton.getAttribute("aria-disabled") === "true" || !(await isMeant())) return;
  await attempt("Sending…", async (patient) => {
    const asked = addressed();
    const present = JSON.stringify(asked.draft);
    if (isChanged || present !== sheet) sending = crypto.randomUUID();
    [isChanged, sheet] = [false, present];
    const id = sending;
    const others = earlier.filter((one) => one.id !== id);
    earlier = [...others, { id, to: asked.to }];
    const answer = await post("/email/send", { ...asked, id, window: WINDOW, earlier: others });
    const isOver = answer.state === "sent" || answer.state === "unknown";
    if (isOver && patient === patients) went = asText(asked);
    if (patient === patients) showSent(answer);
    else tell(STATES[answer.state]);
    return isOver;
  });
}

function showSent({ state, found }) {
  // What was refused is another message when it is put right; what waits is the same one until something is changed.
  if (state === "refused") isChanged = true;
  else dialog.dataset.left = "yes";
  if (state !== "waiting") earlier = [];
  sendButton.textContent = state === "waiting" ? "Try again" : "Send";
  showFaults(found);
  finish(STATES[state]);
  if (state === "refused") dialog.querySelector("[aria-invalid='true']")?.focus();
}

/** Note that another message is meant now. */
function change() {
  isChanged = true;
  if (sendButton.textContent !== "Try again") return;
  sendButton.textContent = "Send";
  showState(CHANGED);
}

/** Say how it ended, where it stays to be read; a window that was closed meanwhile says it on the page. */
function finish(text) {
  if (!dialog.open) {
    tell(text);
    return;
  }
  showState(text);
  byId("email-state").focus(); // by which it is read out
}

byId("email-draft").addEventListener("click", draft);
sendButton.addEventListener("click", send);
byId("email-subject").addEventListener("input", ({ target }) => { hasOwnSubject = target.value !== ""; });
for (const id of ["email-subject", "email-template"]) byId(id).addEventListener("change", look);
byId("email-leaflets").addEventListener("change", look);
byId("email-protect").addEventListener("change", ({ target }) => {
  byId("email-passwords").hidden = !target.checked;
  if (target.checked) byId("email-password").focus();
  byId("email-template").value = "";
  look();
});
for (const kind of ["input", "change"]) byId("email-form").addEventListener(kind, change);
byId("email-form").addEventListener("submit", (event) => event.preventDefault()); // Enter in a field sends nothing

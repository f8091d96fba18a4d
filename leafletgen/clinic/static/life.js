/**
 * Whether the server lives, and that this page does: it ends when the last page has been closed for a while.
 *
 * A page that the browser sets aside, to come back to by "Back", forgets its patient at once: whoever goes back on a
 * shared computer must not meet the last one. Leaving with unsaved work was asked before that.
 * @module
 */

import { forgetPatient } from "./actions.js";
import { answers } from "./answers.js";
import { demandProof, onSilence } from "./asking.js";
import { byId } from "./elements.js";
import { prove } from "./proving.js";
import { store } from "./store.js";
import { WINDOW } from "./this_window.js";

/** Milliseconds between two signs of life; the server waits for several of them. */
const BEAT = 20_000;
const BEAT_WHEN_STOPPED = 4_000;
const SOON = 500;
const SESSION_OVER = 403;

let beating = 0;

async function beat() {
  clearTimeout(beating);
  show(!(await prove()));
}

function show(isStopped) {
  const wasStopped = answers.isStopped;
  answers.isStopped = isStopped;
  byId("stopped").hidden = !isStopped;
  document.body.classList.toggle("alone", isStopped);
  clearTimeout(beating);
  beating = setTimeout(beat, isStopped ? BEAT_WHEN_STOPPED : BEAT);
  if (answers.latest.draft !== store.draft || (wasStopped && !isStopped)) answers.ask();
}

function leave({ persisted }) {
  navigator.sendBeacon("/closed", JSON.stringify({ window: WINDOW }));
  if (persisted) forgetPatient();
}

function lookSoon() {
  if (answers.isStopped) return;
  clearTimeout(beating);
  beating = setTimeout(beat, SOON);
}

/** Begin to tell the server of this page. */
export function live() {
  demandProof(async () => {
    if (!(await prove())) lookSoon();
  });
  onSilence(lookSoon);
  answers.onFailure(({ status }) => {
    if (status === SESSION_OVER) lookSoon();
  });
  document.addEventListener("visibilitychange", beat);
  document.addEventListener("freeze", beat);
  document.addEventListener("resume", beat);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) beat();
  });
  window.addEventListener("beforeunload", (event) => {
    if (store.unsaved) event.preventDefault();
  });
  beat();
}

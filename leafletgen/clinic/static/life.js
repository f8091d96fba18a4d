/**
 * Whether the server lives, and that this page does: it ends when the last page has been closed for a while.
 *
 * A page that the browser sets aside, to come back to by "Back", forgets its patient at once: whoever goes back on a
 * shared computer must not meet the last one. Leaving with unsaved work was asked before that.
 * @module
 */

import { forgetPatient } from "./actions.js";
import { answers } from "./answers.js";
import { post, Refusal } from "./asking.js";
import { byId } from "./elements.js";
import { store } from "./store.js";
import { WINDOW } from "./this_window.js";

/** Milliseconds between two signs of life; the server waits for several of them. */
const BEAT = 20_000;
const BEAT_WHEN_STOPPED = 4_000;

let beating = 0;

function beat() {
  clearTimeout(beating);
  return post("/alive", { window: WINDOW, visible: document.visibilityState === "visible" })
    .then(() => heard(null), heard);
}

/** The server answered, or did not; a request that was refused for what it said was answered. */
function heard(refusal) {
  if (refusal !== null && !(refusal instanceof Refusal)) throw refusal;
  const isStopped = refusal !== null && (refusal.status === 0 || refusal.status === 403);
  const wasStopped = answers.isStopped;
  answers.isStopped = isStopped;
  byId("stopped").hidden = !isStopped;
  clearTimeout(beating);
  beating = setTimeout(beat, isStopped ? BEAT_WHEN_STOPPED : BEAT);
  if (wasStopped && !isStopped) answers.ask();
}

function leave({ persisted }) {
  navigator.sendBeacon("/closed", JSON.stringify({ window: WINDOW }));
  if (persisted) forgetPatient();
}

/** Begin to tell the server of this page. */
export function live() {
  answers.onFailure(heard);
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

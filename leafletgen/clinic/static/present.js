/**
 * Tells the server that a page is open on which no sheet is made: it ends when the last page has been closed for a while.
 * @module
 */

import { tell } from "./announce.js";
import { knock } from "./asking.js";
import { WINDOW } from "./this_window.js";

/** Milliseconds between two signs of life; the server waits for several of them. */
const BEAT = 20_000;

let beating = 0;
let isStopped = false;

async function beat() {
  clearTimeout(beating);
  try {
    const visible = document.visibilityState === "visible";
    await knock("/alive", { window: WINDOW, visible }); // without a proof: nothing secret follows it
    isStopped = false;
  } catch {
    if (!isStopped) tell("leafletgen has stopped. Start it again, then open this page anew.");
    isStopped = true;
  }
  clearTimeout(beating);
  beating = setTimeout(beat, BEAT);
}

document.addEventListener("visibilitychange", beat);
window.addEventListener("pagehide", () => navigator.sendBeacon("/closed", JSON.stringify({ window: WINDOW })));
window.addEventListener("pageshow", ({ persisted }) => {
  if (persisted) beat();
});
beat();

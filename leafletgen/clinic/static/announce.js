/**
 * What just happened, said once: to screen readers by the page's one live region, and on the screen when it should be seen.
 * @module
 */

import { byId } from "./elements.js";

/** Milliseconds that a message stays on the screen, and before it is said. */
const STAYS = 6000;
const SOON = 80;
/** What waits to be said, by how long it waits. */
const waiting = new Map();
let gone = 0;

/** What is outside of an open dialog is neither heard nor seen: both go into the one on top. */
function inSight(element) {
  const host = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
  if (element.parentNode !== host) host.append(element);
  return element;
}

/**
 * Say a change to a screen reader; of several that wait as long as each other, the last.
 * @param {string} text
 * @param {number} [after] milliseconds to wait for a later one
 */
export function announce(text, after = SOON) {
  inSight(byId("announcer"));
  clearTimeout(waiting.get(after));
  waiting.set(after, setTimeout(() => say(text), after));
}

/** Say nothing of what still waits to be said: it was about a patient who is gone. */
export function hush() {
  for (const one of waiting.values()) clearTimeout(one);
}

function say(text) {
  const region = inSight(byId("announcer"));
  region.textContent = region.textContent === text ? `${text}\u00a0` : text; // a change is said, the same text is not
}

/**
 * Say it, and show it for a while.
 * @param {string} text
 */
export function tell(text) {
  const toast = inSight(byId("toast"));
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(gone);
  gone = setTimeout(() => { toast.hidden = true; }, STAYS);
  announce(text);
}

// Whoever goes on typing has read it, and may want to see what is under it.
document.addEventListener("input", () => { byId("toast").hidden = true; });

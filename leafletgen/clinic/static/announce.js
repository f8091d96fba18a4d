/**
 * What just happened, said once: to screen readers by the page's one live region, and on the screen when it should be seen.
 * @module
 */

import { byId } from "./elements.js";

const STAYS = 6000;
let waiting = 0;
let gone = 0;

/**
 * Say a change to a screen reader; of several in a short while the last.
 * @param {string} text
 * @param {number} [after] milliseconds to wait for a later one
 */
export function announce(text, after = 60) {
  const region = byId("announcer");
  clearTimeout(waiting);
  region.textContent = "";
  waiting = setTimeout(() => { region.textContent = text; }, after);
}

/**
 * Say it, and show it for a while.
 * @param {string} text
 */
export function tell(text) {
  const toast = byId("toast");
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(gone);
  gone = setTimeout(() => { toast.hidden = true; }, STAYS);
  announce(text);
}

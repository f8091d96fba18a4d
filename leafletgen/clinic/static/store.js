/**
 * The sheet of this page as it stands: what is on it, and who wants to know of a change.
 * @module
 */

const chosen = new Set();
const listeners = new Set();

export const store = {
  /** @param {string} id */
  addExercise(id) { chosen.add(id); changed(); },
  /** @param {string} id */
  addProgramme(id) { void id; changed(); },
  /** @param {string} id @returns {boolean} */
  has(id) { return chosen.has(id); },
  /** @param {"change"} event @param {() => void} listener */
  on(event, listener) { if (event === "change") listeners.add(listener); },
};

function changed() {
  for (const listener of listeners) listener();
}

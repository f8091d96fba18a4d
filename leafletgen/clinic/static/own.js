/**
 * What the clinic keeps for this user: favourites, what was used lately, programmes of their own. Ids, names of
 * programmes and doses; nothing of a patient.
 * @module
 */

import { get, post } from "./asking.js";

const listeners = new Set();

export const own = {
  /** @type {Set<string>} ids of exercises */
  favourites: new Set(),
  /** @type {string[]} ids of exercises, the latest first */
  used: [],
  /** @type {Array<{id: string, name: string, exercises: string[]}>} */
  programmes: [],

  /** Fetch all of it. */
  async load() {
    take(await get("/own"));
  },

  /** Make an exercise a favourite, or no longer. @param {string} id @param {boolean} on */
  async setFavourite(id, on) {
    take(await post("/favourite", { exercise: id, on }));
  },

  /** Keep what was printed or saved. @param {string[]} ids */
  async keepUsed(ids) {
    take(await post("/used", { exercises: ids }));
  },

  /**
   * Keep a programme.
   * @param {{name: string, rows: Array<{exercise: string, dose: string}>, not: string}} programme `not` is what it must
   *   not be called: the name that was typed for the patient
   */
  async keepProgramme(programme) {
    take(await post("/own-programme", programme));
  },

  /** Forget a programme. @param {string} id */
  async forgetProgramme(id) {
    take(await post("/own-programme/forget", { id }));
  },

  /** Be told of every change. @param {() => void} listener @returns {() => void} ends it */
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

document.addEventListener("own", (event) => take(event.detail));

function take({ favourites, used, programmes }) {
  own.favourites = new Set(favourites);
  own.used = used;
  own.programmes = programmes;
  for (const listener of listeners) listener();
}

/**
 * Putting exercises and programmes on the sheet, and saying so.
 * @module
 */

import { announce, tell } from "./announce.js";
import { post } from "./asking.js";
import { store } from "./store.js";

export class Choosing {
  /** @param {Map<string, {id: string, name: string}>} names every exercise by its id */
  constructor(names) {
    this.names = names;
  }

  /** Add an exercise, or say that it is there already. @param {string} id */
  add(id) {
    const { name } = this.names.get(id);
    if (store.has(id)) {
      tell(`${name} is on the sheet already`);
      return;
    }
    store.add([{ exercise: id, dose: "", note: "" }]);
    said(`${name} added`);
  }

  /** Take an exercise off the sheet. @param {string} id */
  remove(id) {
    store.removeExercise(id);
    said(`${this.names.get(id).name} removed`);
  }

  /**
   * Put an exercise in the place of one that is on the sheet.
   * @param {string} old @param {string} id
   * @param {string|null} row which row of the old one; the first when null
   */
  swap(old, id, row) {
    const rows = store.draft.rows.filter((one) => one.exercise === old);
    if (rows.length === 0 || store.has(id)) return;
    store.replace((rows.find((one) => one.id === row) ?? rows[0]).id, id);
    said(`${this.names.get(old).name} changed to ${this.names.get(id).name}`);
  }

  /**
   * Add what a programme has and the sheet lacks.
   * @param {{id: string, name: string, isOwn: boolean}} programme
   */
  async addProgramme({ id, name, isOwn }) {
    const answer = await post("/programme", isOwn ? { own: id } : { id });
    const rows = answer.rows.filter((row) => !store.has(row.exercise));
    if (rows.length === 0) {
      tell(`All of ${name} is on the sheet already`);
      return;
    }
    store.add(rows, { label: `Add ${name}`, programme: answer.programme });
    said(`${name}: ${rows.length} added`);
  }
}

/** Said alone where the sheet is beside it, and shown where it is not. */
function said(text) {
  const sheet = document.getElementById("sheet");
  const whole = `${text}. ${store.count} on the sheet`;
  if (sheet.checkVisibility()) announce(whole);
  else tell(whole);
}

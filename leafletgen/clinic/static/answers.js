/**
 * What the server says of the sheet, asked at each change: one question at a time, and then the newest.
 *
 * An answer to a sheet that has changed since is shown all the same, for the next is on its way; one to a patient who
 * is gone is not.
 * @module
 */

import { post, Refusal } from "./asking.js";
import { store } from "./store.js";
import { WINDOW } from "./this_window.js";

const NOTHING = { rows: [], found: [], document: null, pages: [], paper: 0, record: "" };

class Answers {
  #listeners = new Set();
  #failures = new Set();
  #asking = null;
  #patients = 0;
  /** What is on its way now, and what drops the last patient: neither fails. A sheet in between would be dropped too. */
  #sent = Promise.resolve();
  #dropped = Promise.resolve();
  /** Whether there is nobody left to answer. */
  isStopped = false;
  /** The newest answer, and the draft that it is about. */
  latest = { draft: store.draft, ...NOTHING };

  /** @param {function(object, object): void} listener Gets the answer and the one before it. */
  on(listener) {
    this.#listeners.add(listener);
  }

  /** @param {function(Refusal): void} listener Gets what went wrong. */
  onFailure(listener) {
    this.#failures.add(listener);
  }

  /** Ask for the sheet as it now is. @returns {Promise<void>} when it is answered. */
  ask() {
    this.#asking ??= this.#askUntilNewest().finally(() => { this.#asking = null; });
    return this.#asking;
  }

  /** @returns {Promise<object>} The answer to the sheet as it now is. */
  async current() {
    if (this.latest.draft !== store.draft) await this.ask();
    return this.latest;
  }

  /**
   * Forget the answers to this patient's sheet, here and on the server, and pass over what is still asked; to be called
   * before the sheet of the next one is begun. A server that is gone has forgotten them by itself.
   */
  forget() {
    this.#patients += 1;
    this.#tell({ draft: store.draft, ...NOTHING });
    this.#dropped = Promise.all([this.#sent, this.#dropped])
      .then(() => post("/forget", { window: WINDOW }))
      .catch(() => {});
  }

  async #askUntilNewest() {
    let asked;
    do {
      asked = store.draft;
      await this.#askFor(asked);
    } while (asked !== store.draft);
  }

  async #askFor(draft) {
    const patient = this.#patients;
    await this.#dropped;
    if (draft !== store.draft) return; // a newer one is asked for
    try {
      const asking = post("/sheet", { window: WINDOW, draft: store.sent });
      this.#sent = asking.catch(() => {});
      const answer = await asking;
      if (patient === this.#patients) this.#tell({ draft, ...NOTHING, ...answer });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (patient !== this.#patients) return;
      if (error.status !== 0) this.#tell({ draft, ...NOTHING, found: error.found });
      for (const listener of this.#failures) listener(error);
    }
  }

  #tell(answer) {
    const before = this.latest;
    this.latest = answer;
    for (const listener of this.#listeners) listener(answer, before);
  }
}

/** The answers to the sheet of this window. */
export const answers = new Answers();

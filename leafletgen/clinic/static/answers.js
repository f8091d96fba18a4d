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
  #stop = new AbortController();
  /** The newest answer, and the draft that it is about. */
  latest = { draft: store.draft, ...NOTHING };

  /** @param {function(object, object): void} listener Gets the answer and the one before it. */
  on(listener) {
    this.#listeners.add(listener);
  }

  /** @param {function(?Refusal): void} listener Gets what went wrong, and null when it is right again. */
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

  /** Give up what is asked, and forget what was answered. */
  forget() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#tell({ draft: store.draft, ...NOTHING });
  }

  async #askUntilNewest() {
    let asked;
    do {
      asked = store.draft;
      await this.#askFor(asked);
    } while (asked !== store.draft);
  }

  async #askFor(draft) {
    const { signal } = this.#stop;
    try {
      const answer = await post("/sheet", { window: WINDOW, draft: store.sent }, signal);
      if (signal.aborted) return;
      this.#tell({ draft, ...NOTHING, ...answer });
      this.#fail(null);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 400 || error.status === 413) this.#tell({ draft, ...NOTHING, found: error.found });
      this.#fail(error);
    }
  }

  #tell(answer) {
    const before = this.latest;
    this.latest = answer;
    for (const listener of this.#listeners) listener(answer, before);
  }

  #fail(refusal) {
    for (const listener of this.#failures) listener(refusal);
  }
}

/** The answers to the sheet of this window. */
export const answers = new Answers();

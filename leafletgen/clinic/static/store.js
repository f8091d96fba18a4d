/**
 * The sheet of this window: the draft as it stands, how it came there (undo and redo), and who wants to know.
 *
 * It lives in the memory of this page and nowhere else: not in the browser's stores, not in its history, not in the
 * address. Closing the page forgets it.
 *
 *   store.draft                       the draft, frozen (see draft.js)
 *   store.add([{exercise, dose, note}], {label, programme})   → ids of the new rows
 *   store.remove(rowId) · store.removeExercise(exerciseId) · store.replace(rowId, exerciseId)
 *   store.has(exerciseId) · store.count
 *   store.set(field, value) · store.setRow(rowId, {dose, note})   typing in one field within a second is one step
 *   store.change(label, recipe, {merge})   recipe: draft → draft; label: what undo says, such as "Remove Bridge"
 *   store.undo() · store.redo() · store.undoLabel · store.redoLabel (null when there is none)
 *   store.subscribe(listener)         → a function that ends it; listener({draft, before, reason, label})
 *                                     reason: change, undo, redo, open, clear, begin, settle
 */

import { counted } from "./counting.js";
import { asSent, byPosition, emptyDraft, hasWork, withExercises, withField } from "./draft.js";
import { withoutRow, withRow, withRowAfter, withRowAt } from "./draft.js";

/** Milliseconds in which what is typed into one field is one step. */
const ONE_STEP = 1000;
const MOST_STEPS = 200;
const NO_LIBRARY = { position: () => 0, exercises: () => [], name: (exercise) => exercise };

export class Store {
  #defaults = {};
  #draft = emptyDraft();
  #settled = this.#draft;
  #past = [];
  #future = [];
  #lastTyped = { field: null, at: 0 };
  #listeners = new Set();
  #library = NO_LIBRARY;
  #now;

  /** @param {function(): number} now Milliseconds, for whoever wants another clock. */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** Learn the library and what the user has remembered, and begin; with what was opened before that, if anything. */
  begin(library, defaults = {}) {
    this.#library = { ...NO_LIBRARY, ...library };
    this.#defaults = defaults;
    this.#startWith(hasWork(this.#draft) ? this.#draft : emptyDraft(defaults), "begin");
  }

  /** Keep other defaults for the next patient. */
  remember(defaults) {
    this.#defaults = { ...this.#defaults, ...defaults };
  }

  get draft() {
    return this.#draft;
  }

  get sent() {
    return asSent(this.#draft);
  }

  get count() {
    return this.#draft.rows.length;
  }

  get undoLabel() {
    return this.#past.at(-1)?.label ?? null;
  }

  get redoLabel() {
    return this.#future.at(-1)?.label ?? null;
  }

  /** Whether something would be lost: work that was neither printed nor saved as it now is. */
  get unsaved() {
    return this.#draft !== this.#settled && hasWork(this.#draft);
  }

  has(exercise) {
    return this.#draft.rows.some((row) => row.exercise === exercise);
  }

  /** Whether an exercise has two rows, one for each side. */
  isTwice(exercise) {
    return this.#draft.rows.filter((row) => row.exercise === exercise).length > 1;
  }

  row(id) {
    return this.#draft.rows.find((row) => row.id === id);
  }

  /** The name of a row's exercise. */
  nameOf(id) {
    return this.#named([this.row(id)?.exercise]);
  }

  add(rows, { label, programme = null } = {}) {
    const before = new Set(this.#draft.rows.map((row) => row.id));
    const said = label ?? `Add ${this.#named(rows.map((row) => row.exercise))}`;
    this.change(said, (draft) => withExercises(draft, rows, this.#library, programme));
    return this.#draft.rows.map((row) => row.id).filter((id) => !before.has(id));
  }

  remove(id) {
    this.change(`Remove ${this.nameOf(id)}`, (draft) => withoutRow(draft, id, this.#library));
  }

  removeExercise(exercise) {
    const ids = this.#draft.rows.filter((row) => row.exercise === exercise).map((row) => row.id);
    const without = (draft) => ids.reduce((left, id) => withoutRow(left, id, this.#library), draft);
    this.change(`Remove ${this.#named([exercise])}`, without);
  }

  /** Put an easier or harder exercise in a row's place, with its own dose. */
  replace(id, exercise) {
    const label = `Change to ${this.#named([exercise])}`;
    this.change(label, (draft) => withRow(draft, id, { exercise, dose: "" }));
  }

  move(id, index) {
    const label = `Move ${this.nameOf(id)}`;
    this.change(label, (draft) => withRowAt(draft, id, index));
  }

  orderByPosition() {
    this.change("Order by position", (draft) => byPosition(draft, this.#library));
  }

  /** Whether the exercises go from lying to standing as they are. */
  get isInOrder() {
    return byPosition(this.#draft, this.#library).rows.every((row, index) => row === this.#draft.rows[index]);
  }

  /** Part a row in two, one for each side. */
  divide(id, doses) {
    const label = `A dose for each side of ${this.nameOf(id)}`;
    const divided = (draft) => withRowAfter(withRow(draft, id, { dose: doses.left }), id, { dose: doses.right });
    this.change(label, divided);
  }

  /** Change a field; what is typed into it within a second is one step, what is chosen is one each time. */
  set(field, value, label = "Change a field", { isTyped = true } = {}) {
    this.change(label, (draft) => withField(draft, field, value), { merge: isTyped ? field : null });
  }

  setRow(id, values, label = null, merge = `rows.${id}.${Object.keys(values)}`) {
    const said = label ?? `Change ${this.nameOf(id)}`;
    this.change(said, (draft) => withRow(draft, id, values), { merge });
  }

  /**
   * Change the draft in one step that can be undone.
   *
   * @param {string} label What undo says it will take back.
   * @param {function(import("./draft.js").Draft): import("./draft.js").Draft} recipe
   * @param {{merge: ?string}} options Changes with the same word, within a second of each other, are one step.
   */
  change(label, recipe, { merge = null } = {}) {
    const before = this.#draft;
    const after = recipe(before);
    if (after === before) return;
    const now = this.#now();
    const joined = merge !== null && merge === this.#lastTyped.field && now - this.#lastTyped.at < ONE_STEP;
    if (!joined || this.#past.length === 0) this.#past.push({ draft: before, label });
    if (this.#past.length > MOST_STEPS) this.#past.shift();
    this.#future = [];
    this.#lastTyped = { field: merge, at: now };
    this.#show(after, "change", label);
  }

  undo() {
    this.#step(this.#past, this.#future, "undo");
  }

  redo() {
    this.#step(this.#future, this.#past, "redo");
  }

  /** Show the sheet of a file in place of this one. No undo leads back: that may be another patient. */
  open(draft) {
    this.#startWith(draft, "open");
  }

  /** Forget everything, the way back included: the next patient must not meet this one. */
  clear() {
    this.#startWith(emptyDraft(this.#defaults), "clear");
  }

  /** Say that the sheet as it stands was printed or saved. */
  settle(draft = this.#draft) {
    this.#settled = draft;
    this.#tell({ before: this.#draft, reason: "settle", label: "" });
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #startWith(draft, reason) {
    this.#past = [];
    this.#future = [];
    this.#settled = draft;
    this.#endTyping();
    this.#show(draft, reason, "");
  }

  #step(from, to, reason) {
    const step = from.pop();
    if (!step) return;
    to.push({ draft: this.#draft, label: step.label });
    this.#endTyping();
    this.#show(step.draft, reason, step.label);
  }

  #endTyping() {
    this.#lastTyped = { field: null, at: 0 };
  }

  #show(draft, reason, label) {
    const before = this.#draft;
    this.#draft = draft;
    this.#tell({ before, reason, label });
  }

  #tell(change) {
    for (const listener of this.#listeners) listener({ draft: this.#draft, ...change });
  }

  #named(exercises) {
    return exercises.length === 1 ? this.#library.name(exercises[0]) : counted(exercises.length, "exercise");
  }
}

/** The sheet of this window. */
export const store = new Store();

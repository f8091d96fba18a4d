/**
 * A draft: all that the page says of one sheet, and the ways in which it changes.
 *
 * A draft is frozen; each function returns another one. Its fields are those of the server's `Draft`; texts are as they
 * were typed, and empty where nothing was. `byHand` is the page's own: whether the exercises stand as somebody put them.
 *
 * @typedef {{id: string, exercise: string, dose: string, note: string}} Row
 * @typedef {{rows: Row[], programmes: string[], byHand: boolean, diary: ?number, text_size: ?number,
 *   name: string, nhs_number: string, clinician: string, clinician_role: string, clinician_contact: string,
 *   date: string, review: string, goal: string, note: string, person: string, layout: string, brand: string,
 *   language: string}} Draft
 * @typedef {{position: function(string): number, exercises: function(string): string[]}} Library
 *   The place of an exercise in the order of positions, lying first; the exercises of a programme.
 */

export const CLINICIAN_FIELDS = ["clinician", "clinician_role", "clinician_contact"];
export const PATIENT_FIELDS = ["name", "nhs_number", "goal", "note", "review", "date", "language"];

let rowsMade = 0;

/** @returns {Draft} A sheet with nothing on it but what the user has remembered. */
export function emptyDraft(defaults = {}) {
  const texts = [...PATIENT_FIELDS, ...CLINICIAN_FIELDS, "person", "layout", "brand"].map((field) => [field, ""]);
  const blank = { rows: [], programmes: [], byHand: false, diary: null, text_size: null, ...Object.fromEntries(texts) };
  return frozen({ ...blank, ...knownFields(defaults, blank) });
}

/** @returns {Draft} The draft that a file held; its exercises stay in the order of the file. */
export function openedDraft(data) {
  const blank = emptyDraft();
  const rows = (data.rows ?? []).map((row) => newRow(row));
  return frozen({ ...blank, ...knownFields(data, blank), rows, byHand: true });
}

/** @returns {object} What the server is sent; the page's own fields stay here. */
export function asSent(draft) {
  const { byHand, ...sent } = draft;
  return sent;
}

/** @returns {Draft} The draft with another value in a field of its own. */
export function withField(draft, field, value) {
  return draft[field] === value ? draft : frozen({ ...draft, [field]: value });
}

/** @returns {Draft} The draft with other values in a row. */
export function withRow(draft, id, values) {
  return withRows(draft, draft.rows.map((row) => (row.id === id ? Object.freeze({ ...row, ...values }) : row)));
}

/** @returns {Draft} The draft with exercises added: at their positions, or last when the order is somebody's own. */
export function withExercises(draft, rows, library, programme = null) {
  const added = withRows(draft, [...draft.rows, ...rows.map(newRow)]);
  const named = programme === null || draft.programmes.includes(programme);
  const programmes = named ? draft.programmes : [...draft.programmes, programme];
  const whole = frozen({ ...added, programmes });
  return draft.byHand ? whole : byPosition(whole, library);
}

/** @returns {Draft} The draft without a row, and without the programmes of which nothing is left. */
export function withoutRow(draft, id, library) {
  const rows = draft.rows.filter((row) => row.id !== id);
  const left = new Set(rows.map((row) => row.exercise));
  const programmes = draft.programmes.filter((one) => library.exercises(one).some((exercise) => left.has(exercise)));
  return frozen({ ...draft, rows, programmes, byHand: draft.byHand && rows.length > 0 });
}

/** @returns {Draft} The draft with a row after itself on the other side: one row for each side, each with its dose. */
export function withRowAfter(draft, id, values) {
  const at = draft.rows.findIndex((row) => row.id === id);
  return withRows(draft, draft.rows.toSpliced(at + 1, 0, newRow({ ...draft.rows[at], ...values })));
}

/** @returns {Draft} The draft with a row at another index; from now on the order is the user's. */
export function withRowAt(draft, id, index) {
  const from = draft.rows.findIndex((row) => row.id === id);
  const to = Math.max(0, Math.min(index, draft.rows.length - 1));
  if (from < 0 || from === to) return draft;
  const others = draft.rows.toSpliced(from, 1);
  return frozen({ ...draft, rows: others.toSpliced(to, 0, draft.rows[from]), byHand: true });
}

/** @returns {Draft} The draft with its exercises from lying to standing, so that the patient gets up once. */
export function byPosition(draft, library) {
  const rows = draft.rows.toSorted((one, other) => library.position(one.exercise) - library.position(other.exercise));
  return frozen({ ...draft, rows, byHand: false });
}

/** Whether it says something of a patient, or has an exercise: what would be missed. */
export function hasWork(draft) {
  return draft.rows.length > 0 || PATIENT_FIELDS.some((field) => draft[field].trim() !== "");
}

function withRows(draft, rows) {
  return frozen({ ...draft, rows });
}

function newRow({ exercise, dose = "", note = "" }) {
  rowsMade += 1;
  return Object.freeze({ id: `r${rowsMade}`, exercise, dose, note });
}

function knownFields(data, blank) {
  const known = Object.entries(data).filter(([field, value]) => field in blank && field !== "rows" && value != null);
  return Object.fromEntries(known);
}

function frozen(draft) {
  Object.freeze(draft.rows);
  Object.freeze(draft.programmes);
  return Object.freeze(draft);
}

/** The sheet of a window: what a change comes to, what undo takes back, and what is forgotten. Run by test_store.py. */

import assert from "node:assert/strict";
import test from "node:test";

import { Store } from "../../leafletgen/clinic/static/store.js";

const POSITIONS = { bridge: 0, clamshell: 1, squat: 2 };
const library = {
  position: (exercise) => POSITIONS[exercise],
  exercises: (programme) => (programme === "knee" ? ["squat", "bridge"] : []),
  name: (exercise) => exercise.toUpperCase(),
};

function begun(defaults = {}) {
  const clock = { now: 0 };
  const store = new Store(() => clock.now);
  store.begin(library, defaults);
  return { store, clock };
}

const order = (store) => store.draft.rows.map((row) => row.exercise);
const add = (store, ...exercises) => exercises.map((exercise) => store.add([{ exercise }])[0]);

test("exercises stand by position until one is moved, and again when that is asked for", () => {
  const { store } = begun();
  const [squat] = add(store, "squat", "bridge");
  assert.deepEqual(order(store), ["bridge", "squat"]);
  store.move(squat, 0);
  add(store, "clamshell");
  assert.deepEqual(order(store), ["squat", "bridge", "clamshell"]);
  store.orderByPosition();
  assert.deepEqual(order(store), ["bridge", "clamshell", "squat"]);
});

test("what is typed into one field within a second is one step, and another field is another", () => {
  const { store, clock } = begun();
  for (const name of ["S", "Sa", "Sam"]) {
    clock.now += 400;
    store.set("name", name);
  }
  store.set("goal", "Dance");
  clock.now += 1500;
  store.set("goal", "Dance again");
  store.undo();
  assert.equal(store.draft.goal, "Dance");
  store.undo();
  assert.deepEqual([store.draft.goal, store.draft.name], ["", "Sam"]);
  store.undo();
  assert.equal(store.draft.name, "");
  assert.equal(store.undoLabel, null);
  store.redo();
  assert.equal(store.draft.name, "Sam");
});

test("undo says what it takes back, and a change ends what could be done again", () => {
  const { store } = begun();
  const [bridge] = add(store, "bridge");
  store.remove(bridge);
  assert.equal(store.undoLabel, "Remove BRIDGE");
  store.undo();
  assert.deepEqual([order(store), store.redoLabel], [["bridge"], "Remove BRIDGE"]);
  store.set("name", "Sam Example");
  assert.equal(store.redoLabel, null);
});

test("a step that changes nothing is none", () => {
  const { store } = begun();
  const [bridge] = add(store, "bridge");
  const before = store.draft;
  store.move(bridge, 5);
  store.set("name", "");
  assert.equal(store.draft, before);
});

test("a programme is named while something of it is left", () => {
  const { store } = begun();
  const [bridge, squat] = store.add([{ exercise: "bridge" }, { exercise: "squat" }], { programme: "knee" });
  store.remove(bridge);
  assert.deepEqual(store.draft.programmes, ["knee"]);
  store.remove(squat);
  assert.deepEqual(store.draft.programmes, []);
});

test("one row is parted in two, one for each side, beside each other", () => {
  const { store } = begun();
  const [bridge] = add(store, "bridge", "squat");
  store.setRow(bridge, { note: "Slowly" });
  store.divide(bridge, { left: "5,side=left", right: "8,side=right" });
  const said = store.draft.rows.map((row) => [row.exercise, row.dose, row.note]);
  assert.deepEqual(said, [["bridge", "5,side=left", "Slowly"], ["bridge", "8,side=right", "Slowly"], ["squat", "", ""]]);
  assert.equal(new Set(store.draft.rows.map((row) => row.id)).size, 3);
});

test("work is unsaved until it is printed or saved as it is; undo leads back to that", () => {
  const { store, clock } = begun({ clinician: "A Physio" });
  assert.equal(store.unsaved, false);
  add(store, "bridge");
  assert.equal(store.unsaved, true);
  store.settle();
  assert.equal(store.unsaved, false);
  clock.now += 5000;
  store.set("name", "Sam Example");
  assert.equal(store.unsaved, true);
  store.undo();
  assert.equal(store.unsaved, false);
});

test("a new patient meets nothing of the last one, and what is remembered of the clinician", () => {
  const { store } = begun({ clinician: "A Physio", layout: "sheet-2" });
  store.set("name", "Sam Example");
  add(store, "bridge");
  store.undo();
  store.clear();
  assert.deepEqual([store.undoLabel, store.redoLabel, store.unsaved], [null, null, false]);
  assert.ok(!JSON.stringify(store.sent).includes("Sam"));
  assert.deepEqual([store.draft.clinician, store.draft.layout, store.count], ["A Physio", "sheet-2", 0]);
});

test("a prescription that is opened keeps its order, and no undo leads to the sheet before it", async () => {
  const { openedDraft } = await import("../../leafletgen/clinic/static/draft.js");
  const { store } = begun();
  store.set("name", "Sam Example");
  store.open(openedDraft({ name: "Another Example", rows: [{ id: "1", exercise: "squat" }, { id: "2", exercise: "bridge" }] }));
  assert.deepEqual(order(store), ["squat", "bridge"]);
  assert.deepEqual([store.undoLabel, store.unsaved, store.draft.name], [null, false, "Another Example"]);
});

test("what is sent has the fields of a draft and no others", () => {
  const { store } = begun();
  add(store, "bridge");
  const fields = "brand clinician clinician_contact clinician_role date diary goal language layout name nhs_number note " +
    "person programmes review rows text_size";
  assert.deepEqual(Object.keys(store.sent).sort(), fields.split(" "));
  assert.deepEqual(Object.keys(store.sent.rows[0]).sort(), ["dose", "exercise", "id", "note"]);
});

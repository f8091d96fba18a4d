/**
 * One exercise on the sheet: its name, its dose, what the patient will read, and what is wrong with it.
 * @module
 */

import { announce, tell } from "./announce.js";
import { post, Refusal } from "./asking.js";
import { counted } from "./counting.js";
import { DoseSteps, SIDES } from "./dose.js";
import { icon, make } from "./elements.js";
import { mark } from "./faults.js";
import { showFound } from "./found.js";
import { figureOf, library, positionOf } from "./library_facts.js";
import { store } from "./store.js";

const ONE_SIDE = ["left", "right"];
/** Milliseconds before it is said that a hold is gone: after the sentence without it. */
const AFTER_SENTENCE = 1500;

export class RowView {
  #id;
  #exercise = null;
  #steps;
  #parts = {};
  /** The hold of the dose, in seconds, when its field was gone to; and what was typed since, until it is answered. */
  #heldBefore = null;
  #typed = null;
  /** The sentence that was last given to be said; a step shows the next one before the whole sheet is answered. */
  heard = "";

  constructor(id) {
    this.#id = id;
    this.#steps = new DoseSteps(id, (answer) => this.#stepped(answer));
    this.#make();
  }

  /** Show a row of the draft. */
  show(row, number, count) {
    if (row.exercise !== this.#exercise) this.name(row.exercise);
    this.number.textContent = String(number);
    for (const [button, atEnd] of [[this.up, number === 1], [this.down, number === count]]) {
      button.setAttribute("aria-disabled", String(atEnd));
    }
    if (this.dose.value !== row.dose && !this.#showsWhole(row)) this.dose.value = row.dose;
    if (this.note.value !== row.note) this.note.value = row.note;
    this.#label();
    this.noteShown.textContent = row.note.trim() === "" ? "" : `Note: ${row.note}`;
  }

  /** Show what the server says of it: the sentence, the parts of its dose, what it found; `dose` is what was asked. */
  answered(said, found, dose) {
    const wrong = found.some((one) => one.severity === "error");
    this.element.classList.toggle("wrong", wrong);
    showFound(this.faults, found);
    if (said) this.#say(said);
    else if (wrong) this.#steps.show(null);
    this.#showLost(Boolean(said) && dose === this.#typed);
    mark(this.dose, [this.example.id, this.lost.id, this.faults.id, `${this.#id}-sentence`], found);
    if (wrong && !this.#isOpen) this.#open(true);
    if (wrong && this.element.contains(document.activeElement)) this.faults.scrollIntoView({ block: "nearest" });
  }

  /** Put the focus where it was, or on the name. */
  focus() {
    this.title.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
  }

  get sentence() {
    return this.said.textContent;
  }

  get #isOpen() {
    return !this.extra.hidden;
  }

  #make() {
    const id = this.#id;
    const text = { type: "text", autocomplete: "off", spellcheck: "false", autocorrect: "off" };
    this.number = make("span.number");
    this.grip = make("span.grip", { "aria-hidden": "true", title: "Drag to another place" }, icon("grip"));
    this.picture = make("img.thumb", { alt: "", loading: "lazy", decoding: "async", draggable: "false" });
    this.title = make("button.row-title", { type: "button", onclick: () => this.#details() });
    this.position = make("span.position");
    this.up = this.#button("up", -1);
    this.down = this.#button("down", 1);
    this.more = make("button.button.quiet.icon.compact", { type: "button", "aria-expanded": "false", "aria-controls": `${id}-extra`, onclick: () => this.#open(!this.#isOpen) }, icon("chevron"));
    this.remove = make("button.button.quiet.icon.compact", { type: "button", onclick: () => store.remove(id) }, icon("bin"));
    this.side = make("select", { id: `${id}-side`, autocomplete: "off", onchange: () => this.#steps.change("side", { value: this.side.value }) });
    this.sideBox = make("div.stepper.side", { hidden: true }, make("label", { for: `${id}-side` }, "Side"), this.side);
    this.#steps.element.append(this.sideBox);
    this.said = make("p.sentence", { id: `${id}-sentence` });
    this.noteShown = make("p.note-shown");
    this.lost = make("p.fault.note.lost", { id: `${id}-lost`, hidden: true });
    this.faults = make("div.faults", { id: `${id}-faults` });
    this.dose = make("input", { id: `${id}-dose`, ...text, oninput: () => this.#type(), onfocus: () => this.#whole() });
    this.note = make("input", { id: `${id}-note`, ...text, oninput: () => store.setRow(id, { note: this.note.value }) });
    this.example = make("p.hint", { id: `${id}-example` }, "In short, such as 3x10,hold=5s,side=each,daily=2");
    this.divide = make("button.button.compact", { type: "button", onclick: () => this.#divide() }, "A dose for each side");
    this.extra = make("div.row-extra", { id: `${id}-extra`, hidden: true },
      make("div.field", {}, make("label", { for: `${id}-note` }, "Note"), this.note),
      make("div.field", {}, make("label", { for: `${id}-dose` }, "Dose"), this.dose, this.example));
    this.buttons = make("div.row-buttons", { hidden: true }, this.divide, make("button.button.compact", { type: "button", onclick: () => this.#details("others") }, "Easier or harder…"));
    const head = make("div.row-head", {}, this.grip, this.number, this.picture, make("h3.row-name", {}, this.title, this.position), make("div.row-tools", {}, this.up, this.down, this.more, this.remove));
    this.element = make("li.row", { id: `row-${id}`, "data-row": id }, head, this.#steps.element, this.said, this.noteShown, this.extra, this.lost, this.faults, this.buttons);
  }

  #button(direction, by) {
    return make("button.button.quiet.icon.compact", { type: "button", onclick: () => store.move(this.#id, this.#index + by) }, icon(direction));
  }

  get #index() {
    return store.draft.rows.findIndex((row) => row.id === this.#id);
  }

  /** Show another exercise in this place, or the same under its name when the library is there. */
  name(exercise) {
    this.#exercise = exercise;
    const name = library.name(exercise);
    this.title.textContent = name;
    this.position.textContent = positionOf(exercise);
    this.picture.src = figureOf(exercise);
    this.#label();
  }

  /** Name the controls after the exercise, and after its side where it stands twice. */
  #label() {
    const side = ONE_SIDE.includes(this.#parts.side?.value) && store.isTwice(this.#exercise) ? `, ${this.#parts.side.value} side` : "";
    const name = `${library.name(this.#exercise)}${side}`;
    if (this.called === name) return;
    this.called = name;
    this.#steps.element.setAttribute("aria-label", `Dose of ${name}`);
    const labels = [[this.up, `Move ${name} up`], [this.down, `Move ${name} down`], [this.remove, `Remove ${name}`], [this.more, `More of ${name}: dose in short, note`], [this.dose, `Dose of ${name}, in short`], [this.note, `Note on ${name}`], [this.side, `Side of ${name}`]];
    for (const [control, label] of labels) control.setAttribute("aria-label", label);
    for (const [button] of labels.slice(0, 4)) button.title = button.getAttribute("aria-label");
  }

  #open(isOpen) {
    this.extra.hidden = this.buttons.hidden = !isOpen;
    this.element.classList.toggle("open", isOpen);
    this.more.setAttribute("aria-expanded", String(isOpen));
  }

  #details(part = null) {
    document.dispatchEvent(new CustomEvent("details", { detail: { exercise: this.#exercise, row: this.#id, part } }));
  }

  #say({ sentence, parts, dose }) {
    this.said.textContent = sentence;
    this.wholeDose = dose;
    this.dose.placeholder = dose;
    if (!parts) return;
    this.#parts = parts;
    this.#steps.show(parts);
    this.#showSide(parts.side);
    this.#label();
  }

  #stepped(answer) {
    if (answer) this.#say(answer);
    else this.#steps.show(this.#parts);
  }

  #showSide(side) {
    this.sideBox.hidden = !side;
    this.divide.hidden = !side || ONE_SIDE.includes(side.value) || !ONE_SIDE.every((one) => side.choices.includes(one));
    if (!side) return;
    const choices = side.value === null ? ["", ...side.choices] : side.choices;
    if ([...this.side.options].map((option) => option.value).join() !== choices.join()) {
      this.side.replaceChildren(...choices.map((value) => make("option", { value }, SIDES[value] ?? "–")));
    }
    this.side.value = side.value ?? "";
  }

  /** Show the exercise's own dose in its short form, to be changed, when the field is gone to. */
  #whole() {
    this.#heldBefore = this.#parts.hold?.value ?? null;
    if (this.dose.value === "" && this.wholeDose) this.dose.value = this.wholeDose;
  }

  #type() {
    this.#typed = this.dose.value;
    store.setRow(this.#id, { dose: this.dose.value });
  }

  /** Say once that a dose was typed over one with a hold, and has none; at the next change that is gone. */
  #showLost(isTyped) {
    const held = this.#heldBefore;
    const isLost = isTyped && held !== null && this.#parts.hold?.value === null;
    const wasLost = !this.lost.hidden;
    this.lost.textContent = isLost ? `The hold of ${counted(held, "second")} is gone. Add hold=${held}s to keep it.` : "";
    this.lost.hidden = !isLost;
    if (isLost && !wasLost) announce(this.lost.textContent, AFTER_SENTENCE);
    if (isTyped) this.#typed = null;
  }

  #showsWhole(row) {
    return row.dose === "" && document.activeElement === this.dose && this.dose.value === this.wholeDose;
  }

  async #divide() {
    const row = store.row(this.#id);
    const asked = ONE_SIDE.map((value) => post("/dose", { exercise: row.exercise, dose: row.dose, part: "side", value }));
    try {
      const [left, right] = await Promise.all(asked);
      store.divide(this.#id, { left: left.dose, right: right.dose });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      tell(refusal.message);
    }
  }
}

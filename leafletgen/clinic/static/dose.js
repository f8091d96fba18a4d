/**
 * The numbers of a dose, each with a step less and a step more; the server says what a step comes to and where it ends.
 * @module
 */

import { post, Refusal } from "./asking.js";
import { tell } from "./announce.js";
import { icon, make } from "./elements.js";
import { library } from "./library_facts.js";
import { store } from "./store.js";

const LABELS = {
  sets: "Rounds",
  reps: "Times",
  duration: "Time",
  progression: "Build up",
  hold: "Hold",
  times_per_day: "A day",
  days_per_week: "Days a week",
};
export const SIDES = { left: "Left", right: "Right", each: "Each side", both: "Both at once", alternate: "In turn" };
const STEPS = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 };

/** The steppers of one row. */
export class DoseSteps {
  #row;
  #steppers = new Map();
  #parts = {};
  #asked = Promise.resolve();
  #onStep;

  /** @param {string} row Its id. @param {function(object): void} onStep Gets what the server says of the new dose. */
  constructor(row, onStep) {
    this.#row = row;
    this.#onStep = onStep;
    this.element = make("div.steppers", { role: "group" });
    for (const part of Object.keys(LABELS)) this.element.append(this.#stepper(part));
  }

  /** Show the parts of a dose; none while the dose cannot be read. */
  show(parts) {
    this.#parts = parts ?? {};
    this.element.toggleAttribute("inert", parts === null);
    if (parts === null) return;
    for (const [name, stepper] of this.#steppers) showPart(stepper, parts[name]);
  }

  /** Ask for another value of a part, after what was asked before. */
  change(part, wanted) {
    this.#asked = this.#asked.then(() => this.#change(part, wanted));
    return this.#asked;
  }

  async #change(part, wanted) {
    const row = store.row(this.#row);
    if (!row) return;
    try {
      const answer = await post("/dose", { exercise: row.exercise, dose: row.dose, part, ...wanted });
      if (store.row(this.#row)?.dose !== row.dose) return;
      this.#onStep(answer);
      const label = `Change ${library.name(row.exercise)}: ${LABELS[part] ?? "Side"}`;
      store.setRow(this.#row, { dose: answer.dose }, label, `rows.${this.#row}.${part}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#onStep(null);
      tell(error.message);
    }
  }

  #stepper(part) {
    const id = `${this.#row}-${part}`;
    const [less, more] = [-1, 1].map((by) => this.#button(part, by));
    const number = make("input", {
      ...{ id, type: "text", role: "spinbutton", inputmode: "numeric", autocomplete: "off", spellcheck: "false" },
      onkeydown: (event) => this.#key(event, part),
      oninput: () => { this.#steppers.get(part).isTyped = true; },
      onchange: () => this.#typed(part, number.value),
      onfocus: () => number.select(),
    });
    const label = make("label", { for: id }, LABELS[part]);
    const element = make("div.stepper", { hidden: true }, label, make("div.step-box", {}, less, number, more));
    this.#steppers.set(part, { element, number, less, more, isTyped: false });
    return element;
  }

  #button(part, by) {
    const label = `${LABELS[part]}: ${by < 0 ? "less" : "more"}`;
    const attributes = { type: "button", tabindex: "-1", "aria-label": label, onclick: () => this.change(part, { by }) };
    return make("button.step", attributes, icon(by < 0 ? "minus" : "plus"));
  }

  #key(event, part) {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (key in STEPS) {
      event.preventDefault();
      this.#show(part);
      this.change(part, { by: STEPS[key] });
    } else if (key === "Enter") {
      this.#typed(part, target.value);
    } else if (key === "Escape") {
      this.#show(part);
    }
  }

  /** Show a part as the dose has it, in place of what is typed. */
  #show(part) {
    const stepper = this.#steppers.get(part);
    stepper.isTyped = false;
    showPart(stepper, this.#parts[part]);
  }

  #typed(part, text) {
    this.#steppers.get(part).isTyped = false;
    if (text === shown(this.#parts[part])) return;
    const value = read(text);
    if (value !== undefined) {
      this.change(part, { value });
      return;
    }
    this.#show(part);
    tell(`“${text}” is no number. ${LABELS[part]} stays ${shown(this.#parts[part])}.`);
  }
}

/** Show a part; what somebody is typing stays. */
function showPart({ element, number, less, more, isTyped }, part) {
  element.hidden = !part;
  if (!part) return;
  const ends = [part.value].flat();
  element.classList.toggle("unsaid", part.value === null);
  if (!isTyped) putNumber(number, shown(part));
  setOrRemove(number, "aria-valuenow", ends[0]);
  number.setAttribute("aria-valuetext", part.value === null ? "not said" : shown(part));
  number.setAttribute("aria-valuemin", part.least);
  number.setAttribute("aria-valuemax", part.most);
  less.disabled = part.value !== null && ends[0] <= part.least;
  more.disabled = part.value !== null && ends.at(-1) >= part.most;
}

/** Show a number, and leave it marked where it was, so that the next digit takes its place. */
function putNumber(field, text) {
  if (field.value === text) return;
  field.value = text;
  field.style.width = `${Math.max(1.9, text.length * 0.58 + 0.3)}rem`;
  if (document.activeElement === field) field.select();
}

function setOrRemove(element, name, value) {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function shown(part) {
  if (part.value === null) return "–";
  const ends = [part.value].flat();
  if (!part.timed) return ends.join("–");
  const inMinutes = ends.every((end) => end % 60 === 0);
  return `${ends.map((end) => (inMinutes ? end / 60 : end)).join("–")} ${inMinutes ? "min" : "s"}`;
}

/** @returns {number|number[]|null|undefined} What was typed: a number, two, nothing; undefined when it is none. */
function read(text) {
  if (/^[\s–-]*$/.test(text)) return null;
  const found = /^\s*(\d{1,5})\s*(?:[-–]\s*(\d{1,5})\s*)?(s|sec|seconds?|m|min|minutes?)?\s*$/i.exec(text);
  if (!found) return undefined;
  const [first, last] = [found[1], found[2]].map((end) => Number(end) * (/^m/i.test(found[3] ?? "") ? 60 : 1));
  return found[2] === undefined ? first : [first, last];
}

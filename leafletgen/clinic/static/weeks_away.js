/**
 * The next appointment as weeks from today: chosen in one step, and said of the date that is chosen.
 * @module
 */

import { counted } from "./counting.js";
import { byId, make } from "./elements.js";
import { store } from "./store.js";

const CHOICES = [1, 2, 3, 4, 6, 8, 12];
const DAYS = 7;

const choice = byId("review-weeks");

/** @returns {string} The day so many weeks from now, by this computer's clock: year-month-day. */
function dayIn(weeks) {
  const day = new Date();
  day.setDate(day.getDate() + weeks * DAYS);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function show({ review }) {
  choice.value = CHOICES.find((weeks) => dayIn(weeks) === review) ?? "";
}

choice.append(make("option", { value: "" }, "Weeks…"));
for (const weeks of CHOICES) choice.append(make("option", { value: weeks }, counted(weeks, "week")));
choice.addEventListener("change", () => {
  const review = choice.value === "" ? "" : dayIn(Number(choice.value));
  store.set("review", review, "Change: Next appointment", { isTyped: false });
});
store.subscribe(({ draft }) => show(draft));

/**
 * The list of what else can be done: a button that shows it; Escape, a choice, or going elsewhere closes it.
 * @module
 */

import { byId } from "./elements.js";

const button = byId("more-actions");
const list = byId("more-list");

function show(isOpen) {
  list.hidden = !isOpen;
  button.setAttribute("aria-expanded", String(isOpen));
}

button.addEventListener("click", () => show(list.hidden));
list.addEventListener("click", () => {
  button.focus();
  show(false);
});
button.parentElement.addEventListener("keydown", (event) => {
  const choices = [...list.querySelectorAll("button")];
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    show(false);
    button.focus();
  } else if (by) {
    event.preventDefault();
    show(true);
    const at = choices.indexOf(document.activeElement);
    choices[(at + by + choices.length + (at < 0 && by < 0 ? 1 : 0)) % choices.length].focus();
  }
});
document.addEventListener("pointerdown", ({ target }) => {
  if (!button.parentElement.contains(target)) show(false);
});
button.parentElement.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && !button.parentElement.contains(relatedTarget)) show(false);
});

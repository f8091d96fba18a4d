/**
 * The keys of the page. None takes a letter from a field; undo and redo in a field of the sheet are those of the sheet.
 * @module
 */

import { act } from "./actions.js";
import { byId } from "./elements.js";

const WITH_CONTROL = { p: "print", s: "save", "/": "keys" };
const WITH_ALT = { KeyM: "email", KeyN: "new" };

function actionOf(event) {
  const { key, altKey, shiftKey, target } = event;
  const letter = key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !altKey) {
    if (!shiftKey && letter in WITH_CONTROL) return WITH_CONTROL[letter];
    return isOthersField(target) ? null : undoing(letter, shiftKey);
  }
  if (altKey && !event.ctrlKey && !shiftKey && event.code in WITH_ALT) return WITH_ALT[event.code];
  if (key === "?" && byId("single-keys").checked && !isTyping(target)) return "keys";
  return null;
}

function undoing(letter, shiftKey) {
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && !shiftKey ? "redo" : null;
}

function isTyping(target) {
  return target.matches("input:not([type='checkbox'], [type='radio'], [type='file']), textarea, select, [contenteditable]");
}

/** Whether it is a field in which something is typed that is not on the sheet, such as the search. */
function isOthersField(target) {
  return isTyping(target) && !target.closest("#sheet");
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  const action = actionOf(event);
  if (action === null) return;
  const open = document.querySelector("dialog[open]");
  event.preventDefault();
  if (!open) act(action);
});

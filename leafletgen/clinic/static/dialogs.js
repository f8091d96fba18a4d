/**
 * Questions, and what must be read before one goes on.
 * @module
 */

import { byId } from "./elements.js";
import { showFound } from "./found.js";

/**
 * Ask something that has two answers.
 * @param {{title: string, text: string, yes: string, no: string}} question
 * @returns {Promise<boolean>} whether the answer was yes; Escape is no
 */
export async function ask({ title, text, yes, no }) {
  const words = { "ask-title": title, "ask-text": text, "ask-yes": yes, "ask-no": no };
  for (const [id, said] of Object.entries(words)) byId(id).textContent = said;
  return (await opened(byId("ask"))) === "yes";
}

/** Show what was found wrong, to be read. */
export function showProblems(title, found) {
  byId("found-title").textContent = title;
  showFound(byId("found-list"), found);
  return opened(byId("found"));
}

/**
 * Open a dialog.
 * @param {HTMLDialogElement} dialog
 * @returns {Promise<string>} the value of the button that closed it; empty after Escape
 */
export function opened(dialog) {
  dialog.returnValue = "";
  if (!dialog.open) dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-close]")) target.closest("dialog").close("");
});

/**
 * What was found, as boxes: what is wrong, and what to do.
 * @module
 */

import { make } from "./elements.js";

/** Show what was found in an element, and leave the element alone when it is the same. */
export function showFound(place, found) {
  const said = found.map((one) => `${one.severity} ${one.message} ${one.hint ?? ""}`).join("\n");
  if (place.dataset.said === said) return;
  place.dataset.said = said;
  place.replaceChildren(...found.map(faultBox));
}

function faultBox(one) {
  const kind = one.severity === "error" ? "" : `.${one.severity}`;
  const hint = one.hint ? make("span.hint", {}, sentence(one.hint)) : null;
  return make(`p.fault${kind}`, {}, sentence(one.message), hint);
}

/** @returns {string} A message as a sentence. */
export function sentence(text) {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}

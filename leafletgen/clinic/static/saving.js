/**
 * Files for the user: the browser saves them as it saves all others, under names that tell nothing of a patient.
 * @module
 */

import { make } from "./elements.js";

/** Milliseconds for which a text is held for the browser to save it. */
const HELD = 20_000;

/** Let the browser save what stands at an address. */
export function saveFrom(address, name) {
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
}

/** Let the browser save a text, of a media type. */
export function saveText(text, name, type = "application/yaml") {
  const address = URL.createObjectURL(new Blob([text], { type }));
  saveFrom(address, name);
  setTimeout(() => URL.revokeObjectURL(address), HELD);
}

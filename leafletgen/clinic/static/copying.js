/**
 * Text to the clipboard; where the browser does not allow that, to be copied by hand.
 * @module
 */

import { tell } from "./announce.js";
import { opened } from "./dialogs.js";
import { byId } from "./elements.js";

/** Copy a text, and say what was copied. */
export async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    tell(said);
  } catch {
    await copyByHand(text);
  }
}

async function copyByHand(text) {
  const place = byId("copying-text");
  place.value = text;
  const closed = opened(byId("copying"));
  place.select();
  await closed;
  place.value = "";
}

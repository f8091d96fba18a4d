/**
 * Dropping files anywhere on a page that has a #drop. The page shows that it takes them, and a file that misses it never
 * leads away from here.
 * @module
 */

import { byId } from "./elements.js";

const isFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
let depth = 0;

function over(event, change) {
  if (!isFile(event)) return;
  event.preventDefault();
  depth = Math.max(0, depth + change);
  byId("drop").hidden = depth === 0;
}

/** @param {function(File[]): void} take Gets the files of a drop, of which there is at least one. */
export function takeDropped(take) {
  window.addEventListener("dragenter", (event) => over(event, 1));
  window.addEventListener("dragleave", (event) => over(event, -1));
  window.addEventListener("dragover", (event) => over(event, 0));
  window.addEventListener("drop", (event) => {
    over(event, -depth);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) take(files);
  });
}

/**
 * How large a page is on the screen, and which of the server's pictures is sharp enough for that.
 * @module
 */

import { byId } from "./elements.js";

/** Pixels a point of the pictures that the server draws, as its addresses have them. */
const SCALES = [["1", 1], ["4/3", 4 / 3], ["2", 2], ["8/3", 8 / 3], ["4", 4]];
/** CSS pixels a point at 100 %: 96 to the inch. */
const NATURAL = 96 / 72;

const choice = byId("zoom");
const room = byId("preview-body");

/** @returns {number} CSS pixels for a page so many points wide. */
export function widthOnScreen(points) {
  return choice.value === "fit" ? roomForPage() : points * NATURAL * Number(choice.value);
}

/** @returns {string} The scale of the least picture that has a pixel for each of the screen's. */
export function scaleFor(points) {
  const needed = (widthOnScreen(points) / points) * window.devicePixelRatio;
  return (SCALES.find(([, scale]) => scale >= needed * 0.97) ?? SCALES.at(-1))[0];
}

/** @param {function(): void} listener Is called when pages have another size. */
export function onZoom(listener) {
  choice.addEventListener("change", listener);
  new ResizeObserver(() => { if (choice.value === "fit") listener(); }).observe(room);
}

function roomForPage() {
  const { paddingLeft, paddingRight } = getComputedStyle(room);
  return Math.max(120, room.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight));
}

/**
 * Which region is shown where there is room for one or two.
 * @module
 */

import { byId } from "./elements.js";
import { store } from "./store.js";

/** Where there is room for the library and one more; frame.css has the same measures. */
const twoRegions = matchMedia("(min-width: 46rem) and (max-width: 64.99rem) and (min-height: 26rem)");

/**
 * Show a region.
 * @param {"library"|"sheet"|"preview"} part
 */
export function show(part) {
  if (twoRegions.matches && part === "library") return;
  byId("main").dataset.part = part;
  mark();
}

function mark() {
  const { part } = byId("main").dataset;
  const current = twoRegions.matches && part === "library" ? "sheet" : part;
  for (const button of document.querySelectorAll(".parts button")) {
    if (button.dataset.part === current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

twoRegions.addEventListener("change", mark);
mark();

for (const button of document.querySelectorAll(".parts button")) {
  button.addEventListener("click", () => {
    show(button.dataset.part);
    byId(button.dataset.part).focus({ preventScroll: true });
    byId(button.dataset.part).scrollIntoView({ block: "start" });
  });
}

store.subscribe(() => {
  byId("parts-count").textContent = store.count ? String(store.count) : "";
});

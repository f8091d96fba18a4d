/**
 * Which region is shown where there is room for one or two.
 * @module
 */

import { byId } from "./elements.js";
import { store } from "./store.js";

/**
 * Show a region, and go to it.
 * @param {"library"|"sheet"|"preview"} part
 */
export function show(part) {
  byId("main").dataset.part = part;
  for (const button of document.querySelectorAll(".parts button")) {
    if (button.dataset.part === part) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

for (const button of document.querySelectorAll(".parts button")) {
  button.addEventListener("click", () => {
    show(button.dataset.part);
    byId(button.dataset.part).focus();
  });
}

store.subscribe(() => {
  byId("parts-count").textContent = store.count ? String(store.count) : "";
});

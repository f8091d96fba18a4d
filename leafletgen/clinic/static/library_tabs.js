/**
 * Exercises or programmes: two tabs (ARIA Authoring Practices, tabs with automatic activation).
 * @module
 */

import { byId } from "./elements.js";

export class Tabs {
  /** @param {HTMLElement} list an element with the role tablist */
  constructor(list) {
    this.tabs = [...list.querySelectorAll("[role=tab]")];
    for (const tab of this.tabs) tab.addEventListener("click", () => this.#choose(tab));
    list.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Say how many a tab has. @param {"exercises"|"programmes"} name @param {number} number */
  count(name, number) {
    byId(`tab-${name}`).querySelector(".count").textContent = String(number);
  }

  #choose(chosen) {
    for (const tab of this.tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      byId(tab.getAttribute("aria-controls")).hidden = !isChosen;
    }
    byId("library").dataset.tab = chosen.id;
  }

  #key(event) {
    const index = this.tabs.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || index < 0) return;
    event.preventDefault();
    const next = this.tabs[(index + step + this.tabs.length) % this.tabs.length];
    this.#choose(next);
    next.focus();
  }
}

/**
 * The list of leaflets: search, filters, order, and covers that are asked for when they are seen.
 * What is typed stays in the page.
 * @module
 */

import { announce } from "./announce.js";
import { counted } from "./counting.js";
import { Covers } from "./covers.js";
import { byId } from "./elements.js";

const FILTERS = ["state", "review", "brand", "faults"];
const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/** Return words as they are compared: small letters, without accents. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Return what a search looks through in a row, a space before each word. */
function searched(row) {
  const cells = [...row.querySelectorAll('th, [data-label="Code"], [data-label="Brand"]')];
  const text = plain(cells.map((cell) => cell.textContent).join(" "));
  return ` ${text.replace(/[-_/.·]+/g, " ")} ${text}`;
}

class Leaflets {
  constructor(table) {
    this.body = table.tBodies[0];
    this.rows = [...this.body.rows];
    this.words = new Map(this.rows.map((row) => [row, searched(row)]));
    this.headings = [...table.tHead.rows[0].cells];
    table.tHead.addEventListener("click", (event) => this.sort(event.target.closest(".sorter")));
    const form = byId("leaflets-filters");
    form.addEventListener("input", () => this.filter());
    form.addEventListener("reset", () => setTimeout(() => this.filter()));
    form.addEventListener("submit", (event) => event.preventDefault());
    this.filter(false);
  }

  /** Show the rows that every filter lets through, and in which each word that was typed begins a word. */
  filter(said = true) {
    const wanted = plain(byId("leaflets-search").value).split(/\s+/).filter(Boolean);
    const chosen = FILTERS.map((key) => [key, byId(`leaflets-${key}`).value]).filter(([, value]) => value);
    for (const row of this.rows) {
      const fits = chosen.every(([key, value]) => row.dataset[key] === value);
      row.hidden = !fits || !wanted.every((word) => this.words.get(row).includes(` ${word}`));
    }
    this.tell(said);
  }

  tell(said) {
    const shown = this.rows.filter((row) => !row.hidden).length;
    const all = this.rows.length;
    const text = `${shown === all ? "" : `${shown} of `}${counted(all, "leaflet")}`;
    byId("leaflets-count").textContent = text;
    byId("leaflets-none").hidden = shown > 0;
    if (said) announce(text, 400);
  }

  /** Order the rows by a column; the other way round when they are in that order already. */
  sort(button) {
    if (!button) return;
    const heading = button.closest("th");
    const column = this.headings.indexOf(heading);
    const order = heading.ariaSort === "ascending" ? "descending" : "ascending";
    const sign = order === "ascending" ? 1 : -1;
    const key = (row) => row.cells[column].dataset.key;
    this.rows.sort((one, other) => sign * collator.compare(key(one), key(other)));
    this.body.append(...this.rows);
    for (const each of this.headings) if (each.hasAttribute("aria-sort")) each.ariaSort = each === heading ? order : "none";
    announce(`By ${button.textContent.toLowerCase()}, ${order}`);
  }
}

const table = document.getElementById("leaflets-table");
if (table) {
  new Leaflets(table);
  new Covers(table.querySelectorAll("[data-cover]"));
}

/**
 * The window in which leaflets are chosen to be printed with a sheet.
 * @module
 */

import { get, Refusal } from "./asking.js";
import { opened } from "./dialogs.js";
import { byId, make } from "./elements.js";
import { showFound } from "./found.js";

/**
 * Let the user choose leaflets, until the window is closed.
 * @param {object} run what the choices go into
 * @param {function(string): boolean} run.has whether a leaflet is in it, by its id
 * @param {function({leaflet: object, layout: object}): void} run.add
 * @param {function(string): void} run.remove
 */
export async function chooseLeaflets(run) {
  const search = byId("chooser-search");
  search.value = "";
  byId("chooser-list").replaceChildren();
  showFound(byId("chooser-faults"), []);
  byId("chooser-empty").textContent = "Looking for the leaflets…";
  byId("chooser-empty").hidden = false;
  const closed = opened(byId("leaflet-chooser"));
  fill(run);
  await closed;
}

async function fill(run) {
  try {
    const { leaflets, found } = await get("/printable");
    showFound(byId("chooser-faults"), found);
    byId("chooser-list").replaceChildren(...leaflets.map((leaflet) => item(leaflet, run)));
    filter();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    byId("chooser-empty").textContent = `${refusal.message}.`;
  }
}

function item(leaflet, run) {
  const layouts = make("select.input", { "aria-label": `Layout of ${leaflet.title}`, autocomplete: "off" });
  for (const layout of leaflet.layouts) layouts.append(make("option", { value: layout.id }, layout.title));
  const verb = make("span");
  const button = make("button.button.compact", { type: "button" }, verb, make("span.unseen", {}, leaflet.title));
  const chosen = () => ({ leaflet, layout: leaflet.layouts[layouts.selectedIndex] });
  const show = () => {
    const isIn = run.has(leaflet.id);
    verb.textContent = isIn ? "Take out" : "Add";
    button.classList.toggle("main", !isIn);
  };
  button.addEventListener("click", () => {
    if (run.has(leaflet.id)) run.remove(leaflet.id);
    else run.add(chosen());
    show();
  });
  layouts.addEventListener("change", () => {
    if (run.has(leaflet.id)) run.add(chosen());
  });
  show();
  const draft = leaflet.mark ? make("strong.tag.draft", {}, `${leaflet.mark}: not released`) : null;
  const title = make("strong", { lang: leaflet.language, dir: "auto" }, leaflet.title);
  return make("li", {}, make("div.chooser-name", {}, title, make("span.hint", {}, leaflet.code), draft), layouts, button);
}

/** Show the leaflets in which each word that was typed begins a word. */
function filter() {
  const wanted = byId("chooser-search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const items = [...byId("chooser-list").children];
  for (const each of items) {
    const text = ` ${each.querySelector(".chooser-name").textContent.toLowerCase()}`;
    each.hidden = !wanted.every((word) => text.includes(` ${word}`) || text.includes(`-${word}`) || text.includes(`/${word}`));
  }
  const empty = byId("chooser-empty");
  empty.hidden = items.some((each) => !each.hidden);
  empty.textContent = "No leaflet is called so.";
}

byId("chooser-search").addEventListener("input", filter);
byId("chooser-search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault(); // it would close the window
});

/**
 * Programmes as ready packs: the user's own first, then the workspace's.
 * @module
 */

import { announce, tell } from "./announce.js";
import { byId, icon, make } from "./elements.js";
import { cardPicture } from "./library_cards.js";
import { fits } from "./library_search.js";
import { own } from "./own.js";
import { store } from "./store.js";

/** So many pictures stand on a pack. */
const PICTURES = 5;

export class Programmes {
  /**
   * @param {Array<any>} programmes the workspace's
   * @param {Map<string, any>} exercises by id
   * @param {import("./library_choosing.js").Choosing} choosing
   * @param {import("./library_details.js").Details} details
   */
  constructor(programmes, exercises, choosing, details) {
    this.exercises = exercises;
    this.choosing = choosing;
    this.details = details;
    this.list = byId("library-packs");
    this.packs = new Map(programmes.map((programme) => [programme.id, this.#pack({ ...programme, isOwn: false })]));
    this.inSight = [];
  }

  /**
   * Show the user's own and those of a search.
   * @param {string} query what is searched
   * @param {string[]|null} ids what the server found for it, the best first; all when null
   */
  show(query, ids) {
    const named = own.programmes.filter(({ name }) => fits(query, [name]));
    const mine = named.map((programme) => this.#pack({ ...programme, isOwn: true }));
    const theirs = (ids ?? [...this.packs.keys()]).map((id) => this.packs.get(id)).filter(Boolean);
    this.inSight = [...mine, ...theirs];
    this.mark();
    this.list.replaceChildren(...this.inSight.map((pack) => pack.item));
    byId("library-no-packs").hidden = this.shown > 0;
  }

  /** How many are shown. */
  get shown() {
    return this.inSight.length;
  }

  /** Say of each how many of its exercises the sheet lacks. */
  mark() {
    for (const pack of this.inSight) markPack(pack);
  }

  #pack(programme) {
    const { id, name, aim = "", isOwn } = programme;
    const ids = programme.exercises.filter((one) => this.exercises.has(one)); // one twice has a dose for each side
    const exercises = [...new Set(ids)].map((one) => this.exercises.get(one));
    const title = make("h3.pack-name", { id: `pack-${isOwn ? "own-" : ""}${id}` }, name);
    const add = make("button.button.compact.pack-add", { type: "button" });
    const pack = { add, name, ids };
    add.addEventListener("click", () => this.#add(programme));
    const pictures = exercises.slice(0, PICTURES).map((exercise) => make("span.plate", {}, cardPicture(exercise)));
    markPack(pack);
    pack.item = make(
      "li.pack",
      { "aria-labelledby": title.id },
      make("div.pack-head", {}, title, isOwn ? make("span.tag", {}, "my own") : null, add),
      aim ? make("p.pack-aim", {}, aim) : null,
      make("div.pack-pictures", { "aria-hidden": "true" }, ...pictures),
      make("div.pack-foot", {}, this.#contents(exercises, name), isOwn ? this.#forget(programme) : null),
    );
    return pack;
  }

  async #add(programme) {
    try {
      await this.choosing.addProgramme(programme);
    } catch (refusal) {
      tell(refusal.message);
    }
  }

  #contents(exercises, name) {
    const items = exercises.map((exercise) => {
      const open = make("button.link", { type: "button", "aria-haspopup": "dialog" }, exercise.name);
      open.addEventListener("click", () => this.details.open(exercise.id));
      return make("li", {}, open);
    });
    const label = make("summary", {}, "What is in it", make("span.unseen", {}, `: ${name}`));
    return make("details.pack-contents", {}, label, make("ol", {}, ...items));
  }

  #forget({ id, name }) {
    const button = make("button.button.quiet.compact", { type: "button", "aria-label": `Forget ${name}` }, icon("bin"), "Forget");
    button.addEventListener("click", async () => {
      if (button.dataset.asked !== "yes") {
        button.dataset.asked = "yes";
        button.lastChild.textContent = "Forget it for good?";
        button.setAttribute("aria-label", `Forget ${name} for good?`);
        announce(`Press again to forget ${name} for good`);
        return;
      }
      try {
        await own.forgetProgramme(id);
        tell(`${name} is forgotten`);
        byId("tab-programmes").focus();
      } catch (refusal) {
        tell(refusal.message);
      }
    });
    return button;
  }
}

function markPack({ add, ids, name }) {
  const lacking = ids.filter((id) => !store.has(id)).length;
  if (add.dataset.lacking === String(lacking)) return;
  add.dataset.lacking = String(lacking);
  const text = lacking === 0 ? "On the sheet" : `Add ${lacking}${lacking < ids.length ? " more" : ""}`;
  add.replaceChildren(icon(lacking === 0 ? "tick" : "plus"), text, make("span.unseen", {}, lacking === 0 ? `: ${name}` : ` of ${name}`));
}

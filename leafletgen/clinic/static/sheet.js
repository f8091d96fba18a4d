/**
 * The sheet page: brings its rooms together.
 * @module
 */

import { showRemembered } from "./actions.js";
import { answers } from "./answers.js";
import { catalogue } from "./catalogue.js";
import { fillChoices } from "./fields.js";
import "./keys.js";
import { library, learn } from "./library_facts.js";
import { live } from "./life.js";
import "./menu.js";
import "./preview.js";
import "./rows.js";
import { store } from "./store.js";
import "./weeks_away.js";

store.subscribe(({ reason }) => {
  if (reason !== "settle") answers.ask();
});
live();
catalogue.then((found) => {
  learn(found);
  fillChoices(found);
  showRemembered(found.defaults);
  store.begin(library, found.defaults);
});

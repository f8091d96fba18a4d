/**
 * What the workspace holds, asked once: exercises, programmes, positions, layouts, people.
 * @module
 */

import { get } from "./asking.js";

/** @type {Promise<any>} */
export const catalogue = get("/library");

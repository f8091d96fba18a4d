/**
 * The word by which the server knows this window; made anew with each load, so that no two windows share a patient.
 * @module
 */

export const WINDOW = crypto.randomUUID();

/**
 * What the sheet needs to know of the library: names, positions, pictures.
 * @module
 */

const facts = { exercises: new Map(), programmes: new Map(), order: new Map() };

/** Keep what `GET /library` answered. */
export function learn(library) {
  facts.exercises = new Map(library.exercises.map((one) => [one.id, one]));
  facts.programmes = new Map(library.programmes.map((one) => [one.id, one]));
  facts.order = new Map(library.positions.map((one, index) => [one.id ?? one, index]));
}

/** What the store asks. @type {import("./draft.js").Library} */
export const library = {
  name: (id) => facts.exercises.get(id)?.name ?? id,
  position: (id) => facts.order.get(facts.exercises.get(id)?.position) ?? facts.order.size,
  exercises: (programme) => facts.programmes.get(programme)?.exercises ?? [],
};

/** The name of a programme. */
export function programmeName(id) {
  return facts.programmes.get(id)?.name ?? id;
}

/** The position in which an exercise is done, in words. */
export function positionOf(id) {
  return facts.exercises.get(id)?.position ?? "";
}

/** The address of an exercise's pictures, put together for a box of 8 to 5. */
export function figureOf(id) {
  const version = facts.exercises.get(id)?.version;
  return `/figures/card/${encodeURIComponent(id)}.svg${version ? `?v=${encodeURIComponent(version)}` : ""}`;
}

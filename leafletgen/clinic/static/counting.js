/**
 * Numbers of things, in words.
 * @module
 */

/**
 * @param {number} number
 * @param {string} noun of one; its plural ends in s
 * @returns {string} such as "1 page" or "2 pages"
 */
export function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

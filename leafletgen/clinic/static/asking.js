/**
 * What the pages ask the server on this computer. Every request that changes something, or has a patient in it, is a
 * POST with a header that a form cannot send.
 * @module
 */

/** An answer that is no success; `found` says why, as diagnostics. */
export class Refusal extends Error {
  /**
   * @param {number} status 0 when the server did not answer
   * @param {Array<{code: string, severity: string, message: string, hint: string, field?: string}>} found
   */
  constructor(status, found) {
    super(found[0]?.message ?? "leafletgen does not answer");
    this.status = status;
    this.found = found;
  }
}

const NO_ANSWER = [{
  code: "",
  severity: "error",
  message: "leafletgen does not answer",
  hint: "it may have been closed: start it again, then reload this page",
}];
/** Milliseconds for which a proof is good: a server can go, and another program come to its port, at any time. */
const GOOD_FOR = 1000;
let isCutOff = false;
let provedAt = -Infinity;
let prove = null;
let proving = null;
const listeners = new Set();

/** @param {() => void} listener is called when a request was not answered. */
export function onSilence(listener) {
  listeners.add(listener);
}

/** Ask for a proof before something is sent. @param {function(): Promise<unknown>} how It trusts or distrusts. */
export function demandProof(how) {
  prove = how;
}

/** Send, for a while: the server has just proved that it is the one that made this page. */
export function trust() {
  isCutOff = false;
  provedAt = Date.now();
}

/** Send nothing more: no server answers, or another one. Whoever got its port must not get a sheet. */
export function distrust() {
  isCutOff = true;
}

/**
 * Ask whether a server is there, and which; nothing of a patient is in that.
 * @param {string} path
 * @param {unknown} data
 * @returns {Promise<any>}
 */
export function knock(path, data) {
  return answered(sent(path, data));
}

/**
 * Send data to the server that made this page, and return what comes back.
 * @param {string} path
 * @param {unknown} data
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function post(path, data, signal) {
  await proved();
  return answered(sent(path, data, signal));
}

/**
 * Send a file as it is to the server that made this page, and return what comes back.
 * @param {string} path
 * @param {File} file
 * @returns {Promise<any>}
 */
export async function postFile(path, file) {
  await proved();
  const headers = { "Content-Type": "application/octet-stream", "X-Clinic": "1", "X-File-Name": encodeURIComponent(file.name) };
  return answered(fetch(path, { method: "POST", headers, body: file, cache: "no-store" }));
}

async function proved() {
  const isOld = Math.abs(Date.now() - provedAt) > GOOD_FOR;
  if (prove !== null && isOld && !isCutOff) await (proving ??= prove().finally(() => { proving = null; }));
  if (isCutOff) throw new Refusal(0, NO_ANSWER);
}

function sent(path, data, signal) {
  const headers = { "Content-Type": "application/json", "X-Clinic": "1" };
  return fetch(path, { method: "POST", headers, body: JSON.stringify(data), signal, cache: "no-store" });
}

/**
 * Fetch data.
 * @param {string} path
 * @returns {Promise<any>}
 */
export function get(path) {
  return answered(fetch(path));
}

async function answered(asking) {
  let response;
  try {
    response = await asking;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    distrust();
    for (const listener of listeners) listener();
    throw new Refusal(0, NO_ANSWER);
  }
  const data = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, data.found ?? []);
  return data;
}

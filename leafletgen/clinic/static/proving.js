/**
 * Whether a server is the one that made this page. It alone knows the page's key; another program may have come to its port.
 * @module
 */

import { distrust, knock, Refusal, trust } from "./asking.js";
import { WINDOW } from "./this_window.js";

const [page, secret] = ["clinic-page", "clinic-key"].map((name) => document.querySelector(`meta[name='${name}']`).content);

/** Tell the server of this page, and learn whether it is the one that made it: no other is sent anything. */
export async function prove() {
  const nonce = crypto.randomUUID();
  const visible = document.visibilityState === "visible";
  let isOurs = false;
  try {
    const { proof } = await knock("/alive", { window: WINDOW, visible, page, nonce });
    isOurs = proof === (await expectedProof(nonce));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
  }
  if (isOurs) trust();
  else distrust();
  return isOurs;
}

/** @returns {Promise<string>} What the server that made this page says of a nonce; hexadecimal. */
async function expectedProof(nonce) {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", bytes.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", key, bytes.encode(nonce));
  return [...new Uint8Array(signed)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

"""How two programs of one user, that share a secret, know each other without ever sending it."""

from __future__ import annotations

import hmac
import secrets

NONCE = 32
"""Bytes of a nonce."""


def new_nonce() -> str:
    """Return a text that nobody has seen before."""
    return secrets.token_hex(NONCE)


def proof(secret: str, *said: str) -> str:
    """Return what only those can say of some words who know the secret."""
    return hmac.new(secret.encode(), "\n".join(said).encode("utf-8", "replace"), "sha256").hexdigest()


def is_proof(given: str, secret: str, *said: str) -> bool:
    """Whether a proof is right; how long this takes does not tell how much of it is."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), proof(secret, *said).encode())

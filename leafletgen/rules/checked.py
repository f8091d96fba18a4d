"""A file that rules look at: what it is, what stands in it, and its texts with the place of each of their letters."""

from __future__ import annotations

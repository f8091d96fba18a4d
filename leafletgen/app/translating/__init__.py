"""Texts go out to translators, come back, and are written beside their sources."""

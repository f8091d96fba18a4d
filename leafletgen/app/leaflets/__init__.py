"""Leaflets to look at: how each stands, what it looks like, what changed; nothing here ever writes to a workspace."""

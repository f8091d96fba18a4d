"""A workspace: its files found by name, read, put together, and their JSON Schemas published."""

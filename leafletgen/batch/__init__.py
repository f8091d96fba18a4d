"""Builds many leaflets: plans what is not up to date, and does it on an executor, one result a file."""

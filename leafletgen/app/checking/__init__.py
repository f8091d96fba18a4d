"""Checks files of a workspace by the rules, for any front end."""

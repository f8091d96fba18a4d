"""Sheets and comparisons, until they are documents too."""

"""Codes, releases and what is known of them: which content was issued as which version, and in which bytes."""

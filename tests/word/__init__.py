"""Tests of Word files: what is read from them, and what is written."""

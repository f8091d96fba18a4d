"""Leaflets in other languages: files for translators and back, and what must not differ."""

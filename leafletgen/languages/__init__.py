"""The fixed words of pages by language, dates in words, and doses as sentences."""

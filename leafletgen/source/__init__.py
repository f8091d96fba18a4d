"""Files that people write: YAML with the place of every value, declared records, kinds of values, marks in text."""

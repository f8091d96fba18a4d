"""A document as plain text, for a message or a braille printer."""

from leafletgen.text.writer import LEAST_COLUMNS, USUAL_COLUMNS, write

__all__ = ["LEAST_COLUMNS", "USUAL_COLUMNS", "write"]

"""What is known of all pictures of a file while it is read: how many there were, and which parts were shown."""

from __future__ import annotations

from leafletgen.word.reading.columns import Columns


class ShownPictures:
    """Counts pictures.

    Attributes:
        columns: how wide the text's column is.
        count: the number of the last picture, from 1; 0 before the first.
        parts: the parts whose pictures were shown or told.
        told: bytes of pictures that were told once, as a logo that stands in each header.
    """

    __slots__ = ("columns", "count", "parts", "told")

    def __init__(self, columns: Columns) -> None:
        """Begin without any."""
        self.columns = columns
        self.count = 0
        self.parts: set[str] = set()
        self.told: set[bytes] = set()

"""Which way a language is written, by its tag: that is of its script, and told there."""

from leafletgen.scripts.direction import direction, is_right_to_left

__all__ = ["direction", "is_right_to_left"]

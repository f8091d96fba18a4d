"""A document as one web page that needs nothing but itself."""

from leafletgen.html.page import write

__all__ = ["write"]

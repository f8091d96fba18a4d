"""The mark in PNG files that leafletgen draws, by which it knows them again."""

from PIL.PngImagePlugin import PngInfo


def png_mark() -> PngInfo:
    """Text that a PNG file keeps beside its pixels: the program that drew it."""
    mark = PngInfo()
    mark.add_text("Software", "leafletgen")
    return mark

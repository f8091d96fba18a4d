"""The fonts that an SVG's words are measured in while it is read; the page has the brand's own faces."""

_SANS = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique")
_SERIF = ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic")
_FIXED = ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique")
_FAMILIES = {
    "arial": _SANS,
    "helvetica": _SANS,
    "sans-serif": _SANS,
    "times": _SERIF,
    "times new roman": _SERIF,
    "serif": _SERIF,
    "courier": _FIXED,
    "courier new": _FIXED,
    "monospace": _FIXED,
}
#: From 600 on a family of two weights shows its bold one (CSS Fonts Level 4, 5.2).
_BOLD = frozenset(("bold", "bolder", "600", "700", "800", "900"))


class StandIns:
    """What svglib asks instead of its own map, which opens font files and starts ``fc-match``.

    The answer is always one of the fonts that every PDF program has, so that a drawing is the same on every machine.
    """

    def find_font(self, font_name: str, weight: str = "normal", style: str = "normal") -> tuple[str, bool]:
        """The font for a family's name, and whether it stands for this family rather than for any."""
        name = font_name.lower()
        faces = _FAMILIES.get(name) or _FAMILIES.get(name.partition("-")[0])
        bold = "bold" in name or weight.strip().lower() in _BOLD
        slanted = any(word in name or word in style.lower() for word in ("italic", "oblique"))
        return (faces or _SANS)[bold + 2 * slanted], faces is not None

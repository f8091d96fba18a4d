"""The words of a drawing: each in the brand's face, or refused by the name of the one it asks for."""

import re
from typing import Any, NamedTuple

from leafletgen.images.fault import PictureError
from leafletgen.images.svg.families import face_for, names_in
from leafletgen.images.svg.tree import OUTLINES, local, short

_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Words(NamedTuple):
    """Words of a drawing, whether in the bold face, and their line."""

    text: str
    bold: bool
    line: int


class Wording:
    """Takes all words of a drawing.

    Attributes:
        words: them, whitespace as it stands.
        named: the family that they ask for first where the brand's face stands in; else empty.
    """

    def __init__(self, root: Any, family: str) -> None:
        """Look at every text, and say in it which face it has.

        Raises:
            PictureError: one asks for a face that is not the brand's, or for letters that are not set in drawings.
        """
        self.family = family
        self.families = frozenset((family.lower(),)) if family else frozenset()
        self.words: list[Words] = []
        self.named = ""
        self._look(root, {"font-weight": "normal"}, False, True)

    def _look(self, element: Any, above: dict[str, str], inside: bool, shown: bool) -> None:
        style = dict(above)
        for name in ("font-family", "font-style", "font-weight", "text-decoration", "direction", "baseline-shift"):
            value = element.get(name)
            if value is not None and value != "inherit":
                style[name] = value
        if "font-weight" in element.attrib:
            heavy = above["font-weight"] == "bold"
            weight = element.get("font-weight")
            bold = weight == "bolder" or (weight == "bold") or (weight == "inherit" and heavy)
            style["font-weight"] = "bold" if bold else "normal"
            element.set("font-weight", style["font-weight"])
        shown = shown and element.get("display") != "none"
        inside = inside or local(element) == "text"
        if inside and shown:
            said = "".join([element.text or "", *(child.tail or "" for child in element)])
            if said.strip():
                self._take(element, said, style)
        for child in element:
            self._look(child, style, inside, shown)
        if "font-family" in element.attrib:
            element.set("font-family", self.family)

    def _take(self, element: Any, said: str, style: dict[str, str]) -> None:
        line = element.sourceline
        families = style.get("font-family", "")
        fits = face_for(families, self.families)
        if fits is None:
            first = (names_in(families) or ["no family"])[0]
            raise PictureError(
                "svg-text-in-other-font",
                f'its text in line {line} is in "{short(first)}", which is not the brand\'s font',
                f'{OUTLINES}, or give it font-family="{self.family}"' if self.family else OUTLINES,
            )
        if isinstance(fits, str):
            self.named = self.named or fits
        for name, plain, told in _NOT_SET:
            if style.get(name, plain) != plain:
                raise PictureError("svg-text-not-supported", f"its text in line {line} {told}", OUTLINES)
        if _TURNED.search(said):
            raise PictureError(
                "svg-text-not-supported", f"its text in line {line} has marks of writing direction", OUTLINES
            )
        from leafletgen.fonts.loading import NEEDS_SHAPING

        if NEEDS_SHAPING.search(said):
            raise PictureError(
                "svg-text-not-supported",
                f"its text in line {line} is in a script that joins or reorders its letters",
                OUTLINES,
            )
        self.words.append(Words(said, style["font-weight"] == "bold", line))


#: What drawings are not set in: browsers differ, or the faces for it are not at hand.
_NOT_SET = (
    ("font-style", "normal", "has font-style italic or oblique, which drawings are not set in"),
    ("text-decoration", "none", "has text-decoration, which every browser draws in its own way"),
    ("direction", "ltr", "has direction rtl, which drawings are not set in"),
    ("baseline-shift", "baseline", "has baseline-shift, which every browser draws in its own way"),
)

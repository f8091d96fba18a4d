"""How a paragraph and a run look, once styles, defaults and what is set directly are added up."""

from __future__ import annotations

from typing import NamedTuple

from leafletgen.word.story import Kind


class RunLook(NamedTuple):
    """How a run of text looks.

    Attributes:
        raised, lowered: as a superscript or a subscript; `positioned` when that is done by moving the letters up or
            down (w:position), which may have been meant otherwise.
        struck: by one line or two.
        capitals: shown in capitals (w:caps); small capitals are shown as letters of their own, and do not count.
        size: in points.
        language: a BCP 47 tag as Word writes it, that of right-to-left text when it is such; "" for none.
        east_asian: the language of its Chinese, Japanese or Korean letters.
        font, high_font: the font of letters of ASCII, and that of U+0080 to U+00FF and U+F000 to U+F0FF, by which
            the letters of symbol fonts are known (ECMA-376 1, 17.3.2.26); "" for none.
    """

    bold: bool = False
    italic: bool = False
    raised: bool = False
    lowered: bool = False
    positioned: bool = False
    underlined: bool = False
    struck: bool = False
    hidden: bool = False
    capitals: bool = False
    size: float = 10.0
    language: str = ""
    east_asian: str = ""
    font: str = ""
    high_font: str = ""


class ParagraphLook(NamedTuple):
    """How a paragraph looks, and what its style says that it is.

    Attributes:
        style, style_id: the style's name as Word shows it, and its id.
        kind, level: what the style stands for; the level of a heading, from 1, else 0.
        numbering: numId and ilvl; None when it is not numbered, or when its numbering was taken off (numId 0).
        indent: from the left, in points, that of its numbering counted.
        framed: whether it stands in a frame; `drop_cap`: whether that frame is for one big letter, which begins the
            word of the next paragraph.
        tinted: whether it has a ground or a border on opposite sides.
        break_before: whether a new page begins with it.
        hidden_mark: whether the end of the paragraph is hidden.
        run: how its runs look that say nothing themselves.
    """

    style: str = ""
    style_id: str = ""
    kind: Kind = Kind.BODY
    level: int = 0
    numbering: tuple[str, int] | None = None
    indent: float = 0.0
    framed: bool = False
    drop_cap: bool = False
    tinted: bool = False
    break_before: bool = False
    hidden_mark: bool = False
    run: RunLook = RunLook()

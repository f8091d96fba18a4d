"""How the HTML part of a message looks: each element carries its own style, for many mail programs read no other.

Outlook for Windows sets messages as Word does: it knows tables, borders, grounds and margins, and neither grids nor
variables. The style sheet makes narrow screens and dark ones better, and nothing depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from leafletgen.content.model.brand import Colours
from leafletgen.document import looks
from leafletgen.html.colours import darkened, named
from leafletgen.html.faces import faces_of, is_steep
from leafletgen.languages.direction import direction

WIDTH: Final = 640
"""The most pixels of CSS that a message is wide."""
FACE: Final = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

#: What is read has the same size and height of its lines everywhere, for some begin anew in each table.
_TEXT: Final = f"font-family:{FACE};font-size:16px;line-height:1.5;color:{{ink}};"
_HEADING: Final = f"font-family:{FACE};line-height:1.25;font-weight:bold;color:{{heading}};"
_PARAGRAPH: Final = "margin:0 0 12px;"

_TAGS: Final = {
    "h1": f"{_HEADING}font-size:28px;margin:0 0 12px;",
    "h2": f"{_HEADING}font-size:22px;margin:24px 0 8px;",
    "h3": f"{_HEADING}font-size:19px;margin:20px 0 8px;",
    "h4": f"{_HEADING}font-size:17px;margin:16px 0 8px;",
    "p": _PARAGRAPH,
    "ol": "margin:0 0 12px;padding:0;padding-left:28px;",
    "ul": "margin:0 0 12px;padding:0;padding-left:28px;",
    "li": "margin:0 0 6px;",
    "blockquote": "margin:16px 0;padding-left:14px;border-left:4px solid {rule};",
    "a": "color:{link};text-decoration:underline;",
    "table": f"{_TEXT}width:100%;border-collapse:collapse;margin:0 0 16px;",
    "caption": "text-align:left;font-weight:bold;padding:0 0 6px;",
    "th": "text-align:left;vertical-align:top;padding:6px 8px;border:1px solid {rule};background-color:{tint};",
    "td": "text-align:left;vertical-align:top;padding:6px 8px;border:1px solid {rule};",
    "figure": "margin:0 0 16px;",
    "caption-of-picture": "font-size:15px;line-height:1.4;",
}
#: What a look adds to that of the tag.
_LOOKS: Final = {
    "first": "margin-top:0;",
    looks.SUBTITLE: "font-size:19px;",
    looks.STRAP: "font-weight:bold;",
    looks.KEY: "font-size:18px;padding-left:14px;border-left:5px solid {primary};",
    looks.PREPARE: "margin:0;",
    looks.DOSE: "margin:0;font-size:18px;",
    looks.LEAD_IN: "margin-bottom:4px;",
    looks.SMALL: "font-size:14px;",
    looks.SAID_BY: "font-size:14px;",
    looks.CREDIT: "font-size:14px;",
    looks.REFERENCES: "font-size:15px;",
    looks.STRONG: "font-weight:bold;",
    looks.FORMATS: "font-size:19px;",
    looks.STOP: "padding-left:12px;border-left:6px solid {emergency};",
    looks.EMERGENCY: "padding-left:12px;border-left:6px solid {emergency};font-weight:bold;",
    looks.NOTE: "padding-left:12px;border-left:4px solid {primary};",
}
#: Cells that stand around a section: ground, border and what is free inside.
_BOX: Final = f"{_TEXT}background-color:{{tint}};padding:14px 16px 4px;"
_CELLS: Final = {
    looks.BOX: _BOX,
    looks.PANEL: _BOX,
    looks.SAFETY: f"{_BOX}border:2px solid {{rule}};",
    looks.CONTACT: f"{_BOX}border:1px solid {{rule}};",
    looks.PREPARE: f"{_TEXT}background-color:{{tint}};padding:10px 14px;",
    looks.DOSE: f"{_TEXT}background-color:{{tint}};padding:10px 14px;",
    looks.EXAMPLE: f"{_TEXT}padding:10px 14px 0;border:2px solid {{rule}};font-weight:bold;",
    "mark": f"{_TEXT}padding:10px 14px;border:3px solid {{emergency}};font-weight:bold;text-align:center;",
    f"{looks.CARD}-non-urgent": f"{_TEXT}padding:12px 16px 2px;border:4px solid {{non_urgent}};",
    f"{looks.CARD}-urgent": f"{_TEXT}padding:12px 16px 2px;border:6px solid {{urgent}};",
    f"{looks.CARD}-emergency": f"{_TEXT}padding:12px 16px 2px;border:8px solid {{emergency}};",
}
_BAR: Final = f"font-family:{FACE};color:{{on_card}};padding:10px 16px;"
_BARS: Final = {
    f"{looks.CARD}-{level}": f"{_BAR}background-color:{{{level.replace('-', '_')}}};"
    for level in ("non-urgent", "urgent", "emergency")
}

#: Classes that a dark screen gives other colours; a picture keeps the light ground that it was drawn for.
_DARK: Final = """\
@media (prefers-color-scheme: dark) {{
.m-page {{ background-color: {paper} !important; color: {ink} !important; }}
.m-box {{ background-color: {tint} !important; color: {ink} !important; border-color: {rule} !important; }}
.m-cell {{ color: {ink} !important; border-color: {rule} !important; }}
.m-ink {{ color: {ink} !important; }}
.m-head {{ color: {heading} !important; }}
.m-key, .m-note {{ border-color: {primary_line} !important; }}
.m-card-non-urgent {{ color: {ink} !important; border-color: {non_urgent_line} !important; }}
.m-card-urgent {{ color: {ink} !important; border-color: {urgent_line} !important; }}
.m-card-emergency, .m-mark {{ color: {ink} !important; border-color: {emergency_line} !important; }}
.m-stop, .m-emergency {{ border-color: {emergency_line} !important; }}
a {{ color: {link} !important; }}
}}
"""
_NARROW: Final = """\
@media (max-width: 480px) {
.m-edge { padding: 12px !important; }
caption { position: sticky; left: 0; box-sizing: border-box; max-width: calc(100vw - 24px); }
.m-grid th, .m-grid td { padding: 4px 3px !important; font-size: 12px !important; line-height: 1.3 !important; }
}
"""
_HEIGHT: Final = re.compile(r"line-height:[\d.]+;")
_SIDE: Final = re.compile(r"\b(?:left|right)\b")
_OTHER: Final = {"left": "right", "right": "left"}
#: Looks with a border of a colour that a dark screen has another one for.
_LINED: Final = frozenset([looks.KEY, looks.NOTE, looks.STOP, looks.EMERGENCY])


class MailStyle:
    """The styles of one brand, for words in one direction."""

    def __init__(self, colours: Mapping[str, str], *, from_right: bool = False, language: str = "") -> None:
        """Take the colours by their names, whether words begin on the right, and the language, which has its faces."""
        self.colours = colours
        own = "".join(f"'{face}'," for face in faces_of(language))
        self._face = own + FACE
        self._height = "line-height:2.3;" if is_steep(language) else ""
        self.from_right = from_right
        self._tags = self._made(_TAGS)
        self._looks = self._made(_LOOKS)
        self.cells = self._made(_CELLS)
        self.bars = self._made(_BARS)
        self.text = self.written(_TEXT.format_map(colours))
        self.sheet = _DARK.format_map(darkened(colours)) + self.turned(_NARROW)

    def _made(self, styles: Mapping[str, str]) -> dict[str, str]:
        return {name: self.written(self.turned(style.format_map(self.colours))) for name, style in styles.items()}

    def written(self, style: str) -> str:
        """A style with the faces of the language, and with lines as far apart as those ask for."""
        style = style.replace(FACE, self._face)
        return _HEIGHT.sub(self._height, style) if self._height else style

    def turned(self, style: str) -> str:
        """A style that was written for words from the left, with its sides changed where they come from the right."""
        return _SIDE.sub(lambda side: _OTHER[side[0]], style) if self.from_right else style

    def class_of_cell(self, look: str) -> str:
        """The class by which a dark screen knows what `cells` has a style for."""
        if look in self.bars or look == "mark":
            return f"m-{look}"
        return "m-box" if "background-color" in self.cells[look] else "m-cell"

    def of(self, tag: str, look: str = "") -> str:
        """The attributes with the style of a tag in a look, a space before them; empty where there is none."""
        style = self._tags.get(tag, "") + self._looks.get(look, "")
        named = f' class="m-{look}"' if look in _LINED else ""
        return f'{named} style="{style}"' if style else ""


def mail_style(colours: Colours, language: str) -> MailStyle:
    """The styles of a brand with these colours, for words of a language (BCP 47)."""
    own = language if faces_of(language) else ""
    return _mail_style(named(colours), direction(language) == "rtl", own)


@lru_cache(16)
def _mail_style(pairs: Sequence[tuple[str, str]], from_right: bool, language: str) -> MailStyle:
    return MailStyle(dict(pairs), from_right=from_right, language=language)

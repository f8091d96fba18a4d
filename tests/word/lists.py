"""Lists of Word files made by hand: levels, abstract lists, numbers, and the entries that name them."""

from __future__ import annotations

from tests.word.make import docx, p


def level(ilvl: int, form: str = "decimal", text: str | None = None, start: int | None = 1, inside: str = "") -> str:
    """Return a level; `inside` holds further elements of it. Its text is "%1." and so on where none is given."""
    shown = f"%{ilvl + 1}." if text is None else text
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{ilvl}">{begins}<w:numFmt w:val="{form}"/>{inside}<w:lvlText w:val="{shown}"/>'
        f'<w:pPr><w:ind w:left="{720 * (ilvl + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def bullet(ilvl: int, text: str, font: str = "", inside: str = "") -> str:
    """Return a level of bullets in a font."""
    looks = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>{inside}'
        f'<w:lvlText w:val="{text}"/>{looks}</w:lvl>'
    )


def abstract(name: int, *levels: str, link: str = "") -> str:
    """Return an abstract list."""
    return f'<w:abstractNum w:abstractNumId="{name}">{link}{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, *overrides: str) -> str:
    """Return the number that paragraphs name, with what it overrides."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def starts(ilvl: int, value: int) -> str:
    """Return an override of where a level starts."""
    return f'<w:lvlOverride w:ilvl="{ilvl}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def numbered(name: int, ilvl: int = 0) -> str:
    """Return the property that makes a paragraph an entry."""
    return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{name}"/></w:numPr>'


def entries(*names: tuple[int, int] | int) -> str:
    """Return a body of entries: the number of each, or number and level; 0 for a paragraph that is none."""
    pairs = [name if isinstance(name, tuple) else (name, 0) for name in names]
    return "".join([p("words", numbered(*pair) if pair[0] else "") for pair in pairs])


def listed(numbering: str, body: str, styles: str = "") -> bytes:
    """Return a Word file with lists."""
    parts = {"numbering": numbering} | ({"styles": styles} if styles else {})
    return docx(body, parts=parts)


DEEP = (level(0), level(1, text="%1.%2"), level(2, text="%1.%2.%3"))
"""Three levels as 1., 1.1 and 1.1.1."""

"""Lists as Word counts them: one definition for bullets, one for steps, and an instance for each list that counts."""

from __future__ import annotations

from typing import Final

LEVELS: Final = 9
"""Word knows no deeper ones (17.9.3)."""
INDENT: Final = 360
"""Twentieths of a point that each level is moved in."""
_BULLETS, _STEPS = 1, 2


class Lists:
    """The lists of one document; `xml` is the content of its numbering part."""

    def __init__(self) -> None:
        """Begin with one instance for all bullets, which count nothing."""
        self._made = [f'<w:num w:numId="1"><w:abstractNumId w:val="{_BULLETS}"/></w:num>']

    @property
    def bullets(self) -> int:
        """The instance of all lists with bullets."""
        return 1

    def steps(self, level: int, start: int) -> int:
        """A new instance of numbers that begin so at a level from 0."""
        number = len(self._made) + 1
        begins = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        self._made.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_STEPS}"/>{begins}</w:num>')
        return number

    def xml(self) -> str:
        """Both definitions, then all instances (17.9.17)."""
        return _definition(_BULLETS, "bullet", "•") + _definition(_STEPS, "decimal", "") + "".join(self._made)


def _definition(number: int, kind: str, mark: str) -> str:
    levels = [
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{mark or f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{INDENT * (level + 1)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
        for level in range(LEVELS)
    ]
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}'
        "</w:abstractNum>"
    )

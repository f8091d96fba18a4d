"""Elements of WordprocessingML that hold no words of their own, by their names without the namespace."""

from __future__ import annotations

from typing import Final

SILENT: Final = (
    "proofErr",
    "permStart",
    "permEnd",
    "bookmarkEnd",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart",
    "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd",
    "pPr",
    "rPr",
    "customXmlPr",
    "smartTagPr",
    "fldData",
    "sectPr",
)
"""Elements without words among runs, at the level of blocks too."""
WORKED_OUT: Final = (
    "dayShort",
    "dayLong",
    "monthShort",
    "monthLong",
    "yearShort",
    "yearLong",
    "pgNum",
    "contentPart",
)
"""Elements of a run that Word prints, and that hold no words."""
HOLDERS: Final = ("smartTag", "customXml", "dir")
"""Elements that hold runs and say nothing of their own."""

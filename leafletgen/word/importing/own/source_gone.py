"""A Word file of ours that has lost its source: saved as an old .doc, by Google Docs, or copied into a new document."""

from __future__ import annotations

from leafletgen.word import own_names
from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.importing.own.shapes import paragraphs, without_remarks
from leafletgen.word.story import Story


def tell_source_gone(story: Story, doubts: Doubts) -> None:
    """Tell that a file without a source was ours, and leave out what leafletgen told reviewers in it."""
    remarks = [one for one in paragraphs(story.blocks) if one.style == own_names.REMARK]
    headers = [one.text for blocks in story.headers for one in paragraphs(blocks)]
    if not remarks and not any(own_names.FOR_REVIEW in text for text in headers):
        return
    doubts.doubt(
        "word-own-source-gone",
        "this Word file was made by leafletgen, but the leaflet's source is no longer in it: contact, statements and "
        "all that is printed by itself are text now",
        "ask for the .docx as Word or LibreOffice saved it; or compare this one in Word with the file that was sent "
        "(Review, Compare), and type what is new into the leaflet",
        Spot(Part.FILE),
    )
    for remark in remarks:
        doubts.doubt(
            "word-own-remark",
            f'what leafletgen told reviewers is left out: "{remark.text}"',
            'write "only:" or "except:" at the block after it',
            remark.spot,
            remark.text,
        )
    story.blocks = without_remarks(story.blocks)

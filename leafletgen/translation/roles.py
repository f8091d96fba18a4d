"""What a text is to a translator: a heading is put otherwise than a picture's description."""

from __future__ import annotations

from typing import Final

from leafletgen.source.yaml import Value

ROLES: Final = {
    ("Leaflet", "title"): "title", ("Leaflet", "subtitle"): "line under the title",
    ("Leaflet", "strap"): "line over the title", ("Leaflet", "cover_alt"): "cover picture, read aloud",
    ("Leaflet", "audience"): "whom it is for", ("Leaflet", "authors"): "author, by role",
    ("Leaflet", "keywords"): "word to find it by", ("Leaflet", "summary"): "summary in one sentence",
    ("Heading", "text"): "heading", ("Paragraph", "text"): "paragraph", ("BulletList", "items"): "entry of a list",
    ("Steps", "items"): "numbered step", ("KeyMessage", "text"): "key message", ("Quote", "text"): "quotation",
    ("Quote", "by"): "who said it", ("Box", "title"): "title of a box", ("Picture", "alt"): "picture, read aloud",
    ("Picture", "caption"): "caption", ("Picture", "credit"): "who made the picture",
    ("Table", "caption"): "caption of a table", ("Table", "header"): "head of a column",
    ("Table", "rows"): "cell of a table", ("Resource", "title"): "name of a resource",
    ("Resource", "note"): "what a resource is", ("Write", "label"): "what to write on lines",
    ("SheetSigns", "title"): "short signs on sheets: what to do", ("SheetSigns", "items"): "short signs on sheets",
    ("Exercise", "name"): "name of an exercise", ("Exercise", "other_names"): "other name, to find it by",
    ("Exercise", "purpose"): "why to do it", ("Exercise", "equipment"): "what is needed",
    ("Exercise", "side_means"): "what left and right stand for", ("Exercise", "prepare"): "what to make ready",
    ("Exercise", "steps"): "step", ("Step", "hold"): "step, where the dose has a hold",
    ("Step", "no_hold"): "the same step without a hold", ("Exercise", "key_points"): "key point",
    ("Exercise", "cautions"): "who asks first", ("Exercise", "stop"): "when to stop",
    ("Drawing", "alt"): "picture, read aloud", ("Programme", "name"): "name of a programme",
    ("Programme", "aim"): "what it is for", ("Programme", "notes"): "how to go about it",
    ("Chosen", "note"): "word to the patient",
}  # fmt: skip


def role_of(record: str, field: str, value: Value) -> str:
    """Return what a field of a record is called; of a care card, how urgent it is as well."""
    if record == "Card":
        level = value.data.get("level")
        urgency = level.data if level is not None and level.kind == "scalar" else ""
        return f"{urgency} card: {'what to do' if field == 'title' else 'sign'}"
    return ROLES.get((record, field), field.replace("_", " "))

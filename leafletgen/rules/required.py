"""What must be on a leaflet: whose it is, for whom, of when, and whom to ask. What a brand lacks is told there once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from leafletgen.content.cross_references import printed_parts, walk
from leafletgen.content.model.blocks import ContactBlock, Paragraph
from leafletgen.errors import Place, Report
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.plain.roles import straight
from leafletgen.rules.rule import FileCheck, Rule
from leafletgen.source.inline import Prose
from leafletgen.source.kinds import Name
from leafletgen.source.yaml import Value


def _own(file: CheckedFile) -> LoadedLeaflet | None:
    """The leaflet, if it is one that is written here: a translation has what its source has."""
    return None if file.is_translation else file.loaded


def _title(loaded: LoadedLeaflet) -> Place:
    return loaded.leaflet.places.get("title", loaded.leaflet.place)


def required_title(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find titles that would fit any leaflet."""
    loaded = _own(file)
    if loaded is not None and loaded.leaflet.title.strip(" .").lower() in rule.words["generic"]:
        yield rule.finding(
            f'the title "{loaded.leaflet.title}" does not say what the leaflet is about',
            _title(loaded),
            "name the condition, the treatment or the service in it",
        )


def required_audience(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find leaflets that say neither at their head nor in their first paragraphs for whom they are."""
    loaded = _own(file)
    if loaded is None or loaded.leaflet.audience:
        return
    leaflet = loaded.leaflet
    said = [leaflet.title, leaflet.subtitle, leaflet.strap, leaflet.summary]
    paragraphs = [block.text.plain() for block in loaded.body if isinstance(block, Paragraph)]
    said += paragraphs[: int(rule.limits["paragraphs"])]
    if not any(_says(text, rule.words["says"]) for text in said if text):
        yield rule.finding(
            "nothing says whom this leaflet is for",
            _title(loaded),
            'add "audience:", such as "Adults who have had a knee replacement", or say it in the first paragraph',
        )


def required_contact(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find leaflets without a department."""
    loaded = _own(file)
    if loaded is None or loaded.leaflet.department:
        return
    if not any(isinstance(block, ContactBlock) for block in loaded.body):
        yield rule.finding(
            "nothing says which department this leaflet is from, and how to reach it",
            _title(loaded),
            f'add "department:" with one of the brand\'s: {", ".join(loaded.brand.departments) or "it has none yet"}',
        )


def required_review(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find leaflets without a date of review."""
    loaded = _own(file)
    if loaded is not None and loaded.leaflet.review is None:
        yield rule.finding(
            "nothing says when this leaflet is reviewed next", _title(loaded), 'add "review:" with year and month'
        )


def required_references(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find leaflets without references that do not say either how to ask for them."""
    loaded = _own(file)
    if loaded is None or loaded.references:
        return
    parts = walk(loaded.body)
    statements = (loaded.statement(name) for name in ("feedback", "formats", "copyright", "external"))
    said = [part.plain() for part in (*parts, *statements) if isinstance(part, Prose)]
    if not any(_says(text, rule.words["says"]) for text in said):
        yield rule.finding(
            "there are no references, and nothing says how to ask for them",
            _title(loaded),
            'add "references:", or a line such as "Ask us for a list of the sources that we used"',
        )


def required_printed(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find layouts of a leaflet in which a part that it has is not printed, and its body does not say it either."""
    loaded = _own(file)
    if loaded is None or file.workspace is None:
        return
    leaflet = loaded.leaflet
    has = {
        "contact": loaded.department is not None,
        "review": leaflet.review is not None,
        "feedback": loaded.statement("feedback") is not None,
        "formats": loaded.statement("formats") is not None,
    }
    body = walk(loaded.body)
    for name in leaflet.layouts:
        layout = file.workspace.load_layout(name, Report())
        if layout is None:
            continue
        left_out = [part for part in has if has[part] and part not in layout.back]
        if not left_out:
            continue
        furniture = [line for line in (layout.header, layout.footer) if line is not None]
        edges = " ".join(part or "" for line in furniture for part in (line.left, line.centre, line.right))
        printed = printed_parts(body, name)
        said = [part.plain() for part in printed if isinstance(part, Prose)]
        phone = loaded.fields.get("department.phone")
        told = {
            "contact": any(isinstance(part, ContactBlock) for part in printed)
            or (phone is not None and any(phone in text for text in said)),
            "review": "leaflet.review" in edges,
            **{part: any(_says(text, rule.words[part]) for text in said) for part in ("feedback", "formats")},
        }
        for part in left_out:
            if not told[part]:
                yield rule.finding(
                    f'the layout "{name}" does not print {_CALLED[part]}',
                    Name.place_of(name) or leaflet.places.get("layouts", leaflet.place),
                    f'add "{part}" to "back:" of layouts/{name}.yaml, or say it in the body',
                )


_CALLED: Final = {
    "contact": "how to reach the department",
    "review": "when the leaflet is reviewed next",
    "feedback": "how to give feedback",
    "formats": "how to get other formats and languages",
}


def required_credits(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find photos without a credit, wherever a picture stands in the file."""
    if file.is_translation:
        return
    for value in _maps(file.root):
        image = value.data.get("image")
        if image is None or image.kind != "scalar" or "credit" in value.data:
            continue
        if image.data.lower().endswith(rule.words["suffixes"]):
            yield rule.finding(
                f'nothing says who made "{image.data}"',
                image.place,
                'add "credit:", such as "Photo: Medical Illustration"; ask before you print what is not yours',
            )


def _maps(root: Value) -> Iterator[Value]:
    """Every map in a value, in the order of the file."""
    pending = [root]
    while pending:
        value = pending.pop()
        if value.kind == "map":
            yield value
            pending += reversed(value.data.values())
        elif value.kind == "list":
            pending += reversed(value.data)


def required_contact_details(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find departments of a brand that cannot be reached, or do not say when."""
    for name, department in _entries(_brand(file), "departments"):
        if department.kind != "map":
            continue
        place = department.key.place
        if not _has(department, "phone") and not _has(department, "email"):
            yield rule.finding(
                f'the department "{name}" has neither a telephone number nor an e-mail address',
                place,
                'add "phone:" or "email:"',
            )
        elif _has(department, "phone") and not _has(department, "hours"):
            yield rule.finding(
                f'the department "{name}" does not say when it can be reached',
                place,
                'add "hours:", such as "Monday to Friday, 9am to 5pm"',
            )


def required_code(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find a template of codes that lacks the version or the date."""
    code = _brand(file).get("code")
    if code is None or code.kind != "scalar":
        return
    missing = [part for part in rule.words["parts"] if f"{{{part}}}" not in code.data]
    if missing:
        yield rule.finding(
            f"the codes of this brand do not tell the {' and the '.join(missing)}",
            code.place,
            f"add {' and '.join(f'{{{part}}}' for part in missing)} to the template",
        )


def required_statements(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find statements that a brand does not make."""
    brand = _brand(file)
    statements = brand.get("statements")
    if not brand:
        return
    for name in rule.words["statements"]:
        if statements is None or statements.kind != "map" or not _has(statements, name):
            yield rule.finding(
                f"this brand does not say {_CALLED.get(name, name)}",
                statements.key.place if statements is not None else file.root.place,
                f'add "{name}:" to "statements:"; all leaflets of the brand print it',
            )


def _brand(file: CheckedFile) -> dict[str, Value]:
    """The entries of a brand, unless the file has the words of one in another language."""
    return {} if file.path.name != "brand.yaml" else dict(file.root.data)


def _entries(values: dict[str, Value], key: str) -> Iterator[tuple[str, Value]]:
    held = values.get(key)
    if held is not None and held.kind == "map":
        yield from held.data.items()


def _has(value: Value, key: str) -> bool:
    held = value.data.get(key)
    return held is not None and not held.is_null and bool(held.data)


def _says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in a text, as whole words."""
    return _pattern(phrases).search(straight(text).lower()) is not None


@lru_cache(32)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    said = (r"\s+".join(map(re.escape, phrase.lower().split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)")


CHECKS: Final[dict[str, FileCheck]] = {
    "required-title": required_title,
    "required-audience": required_audience,
    "required-contact": required_contact,
    "required-contact-details": required_contact_details,
    "required-review": required_review,
    "required-code": required_code,
    "required-references": required_references,
    "required-statements": required_statements,
    "required-printed": required_printed,
    "required-credits": required_credits,
}

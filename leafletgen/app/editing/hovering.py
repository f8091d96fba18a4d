"""What there is to say of the word under a cursor: keys, names, codes and rules, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from leafletgen.app.editing.candidates import Candidate, brand_of, candidates
from leafletgen.app.editing.edited import Edited
from leafletgen.app.editing.faults import Fault
from leafletgen.app.editing.mentions import Mention, mention_at, mentions_of, scope_of
from leafletgen.app.editing.ruling import rules_of
from leafletgen.app.editing.sketch import spot_at
from leafletgen.app.editing.slots import Slot, keys_of, slot_at
from leafletgen.codes import explanations
from leafletgen.errors import Report

_MANY_KEYS = 30


class Hover(NamedTuple):
    """What is said of a stretch of the text, in Markdown."""

    text: str
    start: int
    end: int


def hover_at(file: Edited, index: int) -> Hover | None:
    """Return what there is to say of what a cursor is on; None when there is nothing."""
    named = mention_at(file, index)
    if named is not None:
        said = _of_name(file, named)
        if said:
            return Hover(said, named.start, named.end)
    spot = spot_at(file.text, index)
    slot = slot_at(file.record, spot.way)
    if slot is None or spot.at == "text":
        return None
    said_here = file.text[spot.start : spot.end]
    if spot.at in ("start", "key"):
        key = next((one for one in keys_of(slot.kind, spot.beside) if one.key == said_here.strip("\"'")), None)
        if key is None:
            key = next((one for one in keys_of(slot.kind, (*spot.beside, said_here)) if one.key == said_here), None)
        return None if key is None else Hover(_of_key(key), spot.start, spot.end)
    if (slot.record, slot.field) == ("Leaflet", "code") and said_here:
        told = _of_code(file, said_here.strip("\"'"))
        return Hover(told, spot.start, spot.end) if told else None
    return None


def _of_key(slot: Slot) -> str:
    lines = [f"**{slot.key}**", slot.description]
    if slot.kind is not None and slot.kind.wants != "a value" and slot.block is None:
        lines.append(
            f"It is {slot.kind.wants}." + (f" For example: `{slot.kind.example}`" if slot.kind.example else "")
        )
    if slot.block is None:
        lines.append("It must be there." if slot.required else f"Without it: {slot.default}." if slot.default else "")
    inner = keys_of(slot.kind, (slot.key,))
    if (inner and slot.block is None) or (slot.block is not None and slot.block.nested):
        lines.append("It has: " + ", ".join(f"`{one.key}`" for one in inner[:_MANY_KEYS]))
    return "\n\n".join(line for line in lines if line)


def _of_name(file: Edited, named: Mention) -> str:
    if named.what == "rule":
        return of_rule(file, named.name)
    if named.what in ("reference", "heading"):
        for part in scope_of(file):
            for one in mentions_of(part):
                if one.what == named.what and one.defines and one.name == named.name:
                    where = f"line {part.text.count(chr(10), 0, one.start) + 1} of `{part.shown}`"
                    return "\n\n".join(filter(None, (f"**{one.name}**", _plain(one.about), where)))
        return ""
    if named.what == "field":
        return _of_field(file, named.name)
    found = next((one for one in candidates(named.what, file) if one.name == named.name), None)
    return "" if found is None else _of_candidate(named.what, found)


def _of_candidate(what: str, found: Candidate) -> str:
    parts = (f"**{found.name}** ({what})", _plain(found.detail), _plain(found.about))
    return "\n\n".join(part for part in parts if part)


def _of_field(file: Edited, name: str) -> str:
    from leafletgen.content.fields import FIELDS

    if name not in FIELDS:
        return ""
    value = None
    if file.kind == "leaflet":
        loaded = file.workspace().load_leaflet(file.path, Report(), file.text)
        value = None if loaded is None else loaded.fields.get(name)
    lines = (f"**{{{name}}}**", FIELDS[name], f"Here: {_plain(value)}" if value else "")
    return "\n\n".join(line for line in lines if line)


def _of_code(file: Edited, text: str) -> str:
    """What the parts of a leaflet's code say, by the brand's template."""
    name = brand_of(file)
    brand = None if name is None else file.workspace().load_brand(name, Report())
    if brand is None:
        return ""
    code = brand.code.parse(text)
    if code is None:
        return f"It does not fit the brand's template `{brand.code.template}`, for example `{brand.code.example}`"
    parts = [("Number", code.number), ("Job", code.job), ("Version", code.version)]
    if code.issued:
        year, month = code.issued
        parts.insert(2, ("Issued", f"{month:02}.{year}"))
    lines = [f"- {label}: {value}" for label, value in parts if value not in (None, "")]
    return "\n".join([f"**{text}**", "", *lines])


def hover_of_fault(file: Edited, fault: Fault) -> str:
    """Return what there is to say of what was found: why there is such a rule, or how such a mistake comes about."""
    return of_rule(file, fault.code) or of_code(fault.code)


def of_code(code: str) -> str:
    """Return what the code of a diagnostic means, in Markdown; nothing for one that is not known."""
    found = explanations().get(code)
    if found is None:
        return ""
    lines = [f"**{code}**", found.cause, found.cure]
    if found.example:
        lines.append(f"```yaml\n{found.example}\n```")
    return "\n\n".join(lines)


def of_rule(file: Edited, name: str) -> str:
    """Return what a rule finds, why, and who says so, in Markdown; nothing for one that is not known."""
    rule = rules_of(file.root).get(name)
    if rule is None:
        return ""
    lines = [f"**{rule.id}**: {_plain(rule.title)}", _plain(rule.why), f"Source: {_plain(rule.source)}"]
    lines += _examples("Right", rule.good) + _examples("Not so", rule.bad)
    return "\n\n".join(line for line in lines if line)


def _examples(label: str, examples: Iterable[str]) -> list[str]:
    found = [one for one in examples if "\n" not in one][:2]
    return [f"{label}:\n" + "\n".join(f"- {_plain(one)}" for one in found)] if found else []


def _plain(text: str | None) -> str:
    """Text from a file, so that no mark in it is one of Markdown."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()#+!|<>" else letter for letter in text or "")

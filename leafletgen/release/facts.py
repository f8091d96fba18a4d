"""What is known of a leaflet as its file has it now: code, title, layouts and hashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from leafletgen.content.code import release_number
from leafletgen.content.model.layout import Layout
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.content import appearance_hash, content_hash, former_looks, printed_content
from leafletgen.release.signing import leaflet_hash

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


class Facts(NamedTuple):
    """What is known of a leaflet as its file has it now."""

    leaflet: str
    """The name of its file without the ending."""
    file: str
    """Its file, relative to the workspace."""
    code: str
    number: str
    """What all its versions have in common."""
    written_number: str | None
    """The number in its code; None when the brand's codes have none."""
    version: int | None
    issued: str | None
    """The month in its code, as ``2026-11``."""
    title: str
    language: str
    brand: str
    department: str | None
    review: str | None
    """Year and month of the next review."""
    layouts: tuple[str, ...]
    content: str
    appearance: str
    looks: tuple[str, ...]
    """The appearance in each earlier layout version of leafletgen, the first one first."""
    signable: str
    """For an example the hash that a clinician signs; empty for any other leaflet."""
    translates: str = ""
    """What it is a translation of, by the name of that file without the ending; empty for what is none."""
    stale: tuple[str, ...] = ()
    """The files of the translation whose source changed since."""
    unchecked: tuple[str, ...] = ()
    """What of the translation no native speaker has checked."""


def facts_of(loaded: LoadedLeaflet, layouts: Sequence[Layout], workspace: Workspace) -> Facts:
    """Return what is known of a leaflet that was read.

    Raises:
        LeafletError: a picture or a font cannot be read.
    """
    leaflet, code, translation = loaded.leaflet, loaded.code, loaded.translation
    issued = None if code.issued is None else f"{code.issued[0]:04}-{code.issued[1]:02}"
    return Facts(
        loaded.stem,
        workspace.shown(loaded.path),
        leaflet.code,
        release_number(code, loaded.stem),
        code.number,
        code.version,
        issued,
        leaflet.title,
        leaflet.language,
        loaded.brand.identifier,
        leaflet.department,
        leaflet.review,
        tuple(dict.fromkeys(map(str, leaflet.layouts))),
        content_hash(printed_content(loaded)),
        appearance_hash(loaded, layouts),
        former_looks(loaded, layouts),
        leaflet_hash(loaded) if leaflet.example else "",
        translation.source.stem if translation is not None else "",
        tuple(map(workspace.shown, translation.whole.stale)) if translation is not None else (),
        loaded.unchecked,
    )


def are_facts(facts: Facts) -> bool:
    """Whether what a file of the cache says of a leaflet has the form that it was given."""
    texts = (facts.leaflet, facts.file, facts.code, facts.number, facts.title, facts.language, facts.brand)
    hashes = (facts.content, facts.appearance, facts.signable, facts.translates, *facts.stale, *facts.unchecked)
    months = (facts.issued, facts.review)
    return (
        all(isinstance(text, str) for text in (*texts, *hashes, *facts.looks, *facts.layouts))
        and all(month is None or (isinstance(month, str) and _MONTH.fullmatch(month)) for month in months)
        and (facts.written_number is None or isinstance(facts.written_number, str))
        and (facts.department is None or isinstance(facts.department, str))
        and (facts.version is None or isinstance(facts.version, int))
    )

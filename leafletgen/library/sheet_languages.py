"""The languages in which a workspace can make sheets: those that exercises are translated to."""

from __future__ import annotations

from typing import Final

from leafletgen.content.fingerprint import Translated
from leafletgen.errors import Place, Report
from leafletgen.languages.names import english_name, own_name
from leafletgen.languages.tags import canonical, lookups
from leafletgen.library.translations import Translations
from leafletgen.library.workspace import Workspace

SOURCE: Final = "en-GB"
"""The language that exercises are written in."""


def sheet_languages(workspace: Workspace) -> list[str]:
    """Return the tags of the languages that exercises are translated to, English first."""
    return [SOURCE, *Translations(workspace).languages("exercise")]


def translated_to(workspace: Workspace, kind: Translated) -> dict[str, list[str]]:
    """Return by name the tags, sorted, of the languages that exercises or programmes are translated to."""
    tags: dict[str, list[str]] = {}
    for head in Translations(workspace).all(kind).values():
        tags.setdefault(head.translates, []).append(head.language)
    return {name: sorted(found) for name, found in tags.items()}


def tag_of(workspace: Workspace, said: str) -> str | None:
    """Return the tag of a language that a sheet may have, by tag or by a name, its own or the English one; else None.

    A tag that says more, such as "pl-PL", is that of the language without it.
    """
    wanted = said.strip().casefold()
    if not wanted:
        return None
    known = sheet_languages(workspace)
    for tag in known:
        names = (english_name(tag), own_name(tag), english_name(tag.partition("-")[0]))
        if wanted in (tag.casefold(), *(name.casefold() for name in names)):
            return tag
    if not wanted.replace("-", "").replace("_", "").isascii() or " " in wanted:
        return None
    tags = lookups(canonical(said.strip()))
    if tags[-1:] == ("en",):
        return SOURCE
    return next((tag for tag in tags if tag in known), None)


def report_unknown_language(workspace: Workspace, said: str, report: Report, place: Place | None) -> None:
    """Report a language that no exercise is translated to, with those that there are; what is private is not said."""
    there = ", ".join(f"{english_name(tag)} ({tag})" for tag in sheet_languages(workspace))
    called = f' "{said}"' if said else ""
    report.error(
        "sheet-language-unknown",
        f"no exercise is translated to this language{called}",
        f"there are: {there}; others are made with leafletgen translate",
        place,
    )

"""A leaflet that says how much to do says when to stop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from leafletgen.content.cross_references import walk
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.passage import Passage
from leafletgen.rules.rule import FileCheck, Rule
from leafletgen.rules.safety.dosage import amount_in
from leafletgen.rules.safety.wording import any_in, plain, ready
from leafletgen.source.inline import Prose

_SENTENCE: Final = re.compile(r"(?<=[.!?])\s")


def check_stops(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find a leaflet with doses of exercises in which nothing says when to stop, its shared blocks included."""
    subject = plain(" ".join(passage.text for passage in file.passages if passage.role in ("title", "heading")))
    if not any_in(rule.words.get("about", ()), subject):
        return
    doses = [passage for passage in file.passages if _is_dose(passage)]
    if len(doses) < rule.limits.get("doses", 2):
        return
    if any(_tells_to_stop(passage.text, rule) for passage in file.passages):
        return
    included = file.loaded.body if file.loaded is not None else []
    if any(isinstance(part, Prose) and _tells_to_stop(part.plain(), rule) for part in walk(included)):
        return
    yield rule.finding(
        f"{len(doses)} doses of exercises stand here, and nothing says when to stop",
        doses[0].place(),
        'write when to stop before the first exercise, such as "Stop if pain spreads down your leg"',
    )


def _is_dose(passage: Passage) -> bool:
    if passage.role not in ("paragraph", "entry of a list", "numbered step", "cell of a table", "key message"):
        return False
    return amount_in(passage.text).is_dose


def _tells_to_stop(text: str, rule: Rule) -> bool:
    """Whether a sentence says when to stop: "Stop if it hurts", "If the pain is over 5, stop and rest"."""
    if "top" not in text and "not" not in text and "ease" not in text and "continue" not in text:
        return False
    for sentence in _SENTENCE.split(text):
        said = plain(sentence)
        for other in ready(rule.words.get("other_stops", ())):
            said = said.replace(other, "  ")
        if any_in(rule.words.get("stops", ()), said) or (" stop " in said and any_in(rule.words.get("when", ()), said)):
            return True
    return False


CHECKS: dict[str, FileCheck] = {"dose-without-stop": check_stops}

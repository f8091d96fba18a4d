"""A leaflet of 4,000 words in Arabic, Urdu and Bengali beside one in English: ``python -m tests.bench.languages``.

All have the same headings, paragraphs, lists, cards and numbers, and about as many different words, taken from the
shipped leaflet with its shared blocks and exercises. The clock runs from the YAML file to the bytes of the PDF, in one
process, in turns. In a round one word is changed, as when somebody corrects a leaflet, or every paragraph has other
words than before, so that none is remembered, as when a whole leaflet is new; words that were set once are remembered
then too, as they are in a batch. Typst sets the Arabic text with the same fonts and size; its lines are closer, so that
it has fewer pages.

``--before FOLDER`` measures an English leaflet beside that of another copy of leafletgen, such as an earlier commit, in
processes in turns.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import yaml

from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from leafletgen.pages.leaflet import compose_leaflet
from leafletgen.system.rubbish import collect_rarely
from tests.bench import document as documents
from tests.bench import typst_peer
from tests.bench.booklet import build_ours
from tests.bench.measuring import (
    TYPST,
    Times,
    UnsoundError,
    goal,
    machine,
    machine_lines,
    measure_warm,
    ratio,
    sizes,
    table,
    timed,
)
from tests.bench.measuring import text_of_file as text_of
from tests.bench.workspace import REPOSITORY, BenchWorkspace
from tests.bench.workspace import WORDINGS as BOOKLET_WORDINGS

LANGUAGES = ("en-GB", "ar", "ur", "bn")
ENGLISH, ARABIC = "leafletgen, English", "leafletgen, ar"
LAYOUT = "a5-booklet"
WORDS = 4000
#: What is changed from round to round.
WORDINGS = ("one word changed", "every paragraph new")
_SAID = re.compile(r"[^\W\d_]+(?:[\u064b-\u0652\u200c\u0980-\u09ff][^\W\d_]*)*")
_NUMBERS = ("01632 960 123", "5-10", "10:30", "999", "2.5 mg")
#: Files whose words a leaflet is made of, without their ending.
_FILES = (
    *("leaflets/P4400-mid-back-pain", "leaflets/shared/red-flags-back", "leaflets/shared/inflammatory-back"),
    *("leaflets/shared/stop-neck", "leaflets/shared/stop-leg", "leaflets/shared/crisis"),
    *("assets/exercises/seated-rotation", "assets/exercises/cat-stretch", "assets/exercises/chin-tuck"),
)
#: Keys whose values are no words of the language.
_NO_WORDS = frozenset(
    ("source", "sources", "translates", "language", "code", "image", "layouts", "only", "except", "url", "areas", "id")
)


def vocabulary(language: str) -> list[str]:
    """The words of the shipped files of a language, each as often as they have it."""
    ending = "" if language.startswith("en") else f".{language}"
    return [
        word
        for name in _FILES
        for text in _texts(yaml.safe_load((REPOSITORY / f"{name}{ending}.yaml").read_text("utf-8")))
        for word in _SAID.findall(re.sub(r"\([^)]*\)|\{[^}]*\}", "", text))
        if not (ending and word.isascii())
    ]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key not in _NO_WORDS:
                yield from _texts(entry)


def leaflet(language: str, number: int, wording: str) -> str:
    """The YAML of a round's leaflet: another order of words in each round, the same in each process."""
    chance, words = random.Random(number if wording == WORDINGS[1] else 0), vocabulary(language)

    def said(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    body: list[Any] = []
    for section in range(WORDS // 160):
        body.append({"heading": said(4)})
        for paragraph in range(2):
            body.append(f"{said(14)} **{said(3)}** {said(10)} {_NUMBERS[(section + paragraph) % 5]} {said(12)}.")
        body.append({"list": [said(9) for _ in range(4)]})
        if section % 5 == 4:
            body.append({"card": {"level": "urgent", "title": said(6), "items": [said(8) for _ in range(3)]}})
        else:
            body.append(f"{said(30)}.")
    if wording == WORDINGS[0]:
        body[1] = f"{body[1]} {number}"
    head = {
        "code": "P4999/0001/11.2026/VERSION1",
        "title": said(3),
        "subtitle": said(5),
        "language": language,
        "keywords": [said(1)],
        "brand": "riverside",
        "layouts": [LAYOUT],
        "body": body,
    }
    return yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=110)


class Bench:
    """A workspace, and what a process that goes on running keeps of it."""

    def __init__(self, root: Path) -> None:
        """Copy the starter's brand and layouts into an empty folder."""
        for name in ("layouts", "assets"):
            shutil.copytree(REPOSITORY / name, root / name)
        (root / "leaflets").mkdir()
        self.root = root
        self.codes = root / "codes"
        self.codes.mkdir()
        self.workspace, self.pictures = Workspace(root), PictureStore(root / ".cache")
        self.markup = root / "main.typ"

    def path(self, language: str) -> Path:
        """Where the leaflet of a language stands."""
        return self.root / "leaflets" / f"bench-{language.lower()}.yaml"

    def prepare(self, wording: str, number: int) -> None:
        """Write a round's leaflets and Typst's source, outside the clock."""
        for language in LANGUAGES:
            self.path(language).write_text(leaflet(language, number, wording), "utf-8")
        self.markup.write_text(self.typst_source("ar"), "utf-8")

    def typst_source(self, language: str) -> str:
        """The same leaflet as Typst's markup, in the fonts that we set it with."""
        document = documents.load(self.root, self.path(language), LAYOUT, self.codes)
        family = typst_peer.quoted(document["family"])
        source = typst_peer.markup(document, self.root)
        return source.replace(f"font: {family}", f'font: ("Noto Sans Arabic", {family})', 1).replace(
            ' region: "",', "", 1
        )

    def build(self, language: str) -> bytes:
        """From the YAML file to the bytes of the PDF."""
        report = Report()
        loaded = self.workspace.load_leaflet(self.path(language), report)
        layout = self.workspace.load_layout(LAYOUT, report)
        made = compose_leaflet(loaded, layout, self.pictures, report) if loaded and layout else None
        if made is None:
            raise UnsoundError("\n".join(map(str, report.diagnostics)))
        return made.data


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    """Every round's seconds, and what the files hold."""
    bench = Bench(folder)
    bench.prepare(WORDINGS[1], 0)
    fonts = folder / "fonts"
    shutil.copytree(folder / "assets" / "fonts", fonts)
    for path in (REPOSITORY / "leafletgen" / "fonts" / "noto").glob("NotoSansArabic-*.ttf"):
        shutil.copy(path, fonts)
    compiler = typst_peer.compiler(bench.markup, folder, fonts)
    jobs: dict[str, Callable[[], bytes]] = {ENGLISH: partial(bench.build, "en-GB")}
    jobs |= {f"leafletgen, {language}": partial(bench.build, language) for language in LANGUAGES[1:]}
    jobs[TYPST] = partial(typst_peer.compiled, compiler)
    files = {name: job() for name, job in jobs.items()}
    facts: dict[str, Any] = {"files": {name: _held(data) for name, data in files.items()}}
    wanted = sum(map(_letters, _texts(yaml.safe_load(bench.path("ar").read_text("utf-8")))))
    if min(facts["files"][name]["letters"] for name in (ARABIC, TYPST)) < 0.95 * wanted:
        raise UnsoundError(f"words are lost: {wanted} letters, {facts['files']}")
    facts["warm"] = {wording: measure_warm(jobs, rounds, partial(bench.prepare, wording)) for wording in WORDINGS}
    return facts


def _held(data: bytes) -> dict[str, int]:
    return {"letters": _letters(text_of(data)), "pages": len(pypdfium2.PdfDocument(data)), "bytes": len(data)}


def _letters(text: str) -> int:
    return sum(sign.isalpha() for sign in text)


def measure_before(folder: Path, earlier: Path, rounds: int) -> Times:
    """An English leaflet by this copy of leafletgen and by another, each round in a process of its own, in turns."""
    times: Times = {"now": [], "before": []}
    for number in range(rounds + 1):
        for name, where in (("now", REPOSITORY), ("before", earlier)):
            environment = {**os.environ, "PYTHONPATH": str(where), "LEAFLETGEN_CACHE": str(folder / name)}
            command = [sys.executable, "-P", str(Path(__file__)), "--one"]  # this folder has an email.py
            done = subprocess.run(command, env=environment, cwd=where, check=True, capture_output=True, text=True)
            if number:
                times[name].append(float(done.stdout))
    return times


def one() -> float:
    """Seconds of one build of the English booklet in this process, the median of ten."""
    with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
        bench, spent = BenchWorkspace(Path(folder)), []
        for number in range(12):
            bench.reword(BOOKLET_WORDINGS[2], 100 + number)
            spent.append(timed(lambda: build_ours(bench)))
    return statistics.median(spent[2:])


def report(facts: dict[str, Any]) -> list[str]:
    """Lines for people."""
    lines: list[str] = []
    for wording, times in facts["warm"].items():
        lines += [table(f"{WORDS} words as {LAYOUT}, {wording}", times, (ENGLISH, TYPST)), ""]
        lines.append(goal("Arabic, at most 2.0 of English", ratio(times, ARABIC, ENGLISH), 2.0))
        lines += [goal("Arabic, at most 1.0 of Typst", ratio(times, ARABIC, TYPST), 1.0), ""]
    return [*lines, *sizes(facts["files"])]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.languages", description="Languages beside English.")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--before", type=Path, help="another copy of leafletgen, for an English leaflet")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="print all times as JSON")
    options = parser.parse_args()
    collect_rarely()
    if options.one:
        print(one())
        return
    before, facts = machine(), {}
    with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
        if options.before:
            facts["before"] = measure_before(Path(folder), options.before.resolve(), options.rounds)
        else:
            facts = measure(Path(folder), options.rounds)
    if options.json:
        print(json.dumps(facts, indent=2))
        return
    lines = machine_lines(before, machine())
    if options.before:
        times = facts["before"]
        lines += [table("English booklet, nearly every paragraph changed", times, ("before",))]
        lines += ["", goal("English, at most 1.0 of before", ratio(times, "now", "before"), 1.0)]
    else:
        lines += report(facts)
    print("\n".join(lines))


if __name__ == "__main__":
    main()

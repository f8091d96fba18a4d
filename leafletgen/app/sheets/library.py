"""What a screen shows of a workspace's library: cards from a glance at each file, details, a search, programmes.

None of it needs what sets a page, so that a screen is there before that is loaded.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from leafletgen import __version__
from leafletgen.app.sheets.freshness import Watch
from leafletgen.app.sheets.preferences import known_defaults
from leafletgen.app.sheets.screen_data import Data, told
from leafletgen.content.areas import AREAS
from leafletgen.content.model.exercise import POSITIONS, Exercise
from leafletgen.dose.short import short
from leafletgen.errors import Report, Wording, plainly
from leafletgen.languages.names import english_name, own_name
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.index import Entry
from leafletgen.library.sheet_languages import sheet_languages, translated_to
from leafletgen.library.workspace import Workspace
from leafletgen.source.inline import Prose
from leafletgen.system import clock
from leafletgen.system.forms import TEXT_SIZES

if TYPE_CHECKING:
    from leafletgen.app.sheets.figures import Figure

_LANGUAGE = "en-GB"


class LibraryDesk:
    """Answers about the library of one workspace; several threads wait for each other. What changes on disk is seen."""

    def __init__(self, root: Path, wording: Wording = plainly) -> None:
        """Take the folder of the workspace, and what the screen calls its fields; nothing is read yet."""
        self.root = root
        self.wording = wording
        self.lock = threading.RLock()
        self._watch = Watch(self.root)
        self._workspace = Workspace(root)
        self._library = Exercises(self._workspace)

    @property
    def library(self) -> Exercises:
        """The exercises and programmes as they are on disk now."""
        if self._watch.has_changed():
            self._workspace = Workspace(self.root)
            self._library = Exercises(self._workspace)
        return self._library

    def catalogue(self) -> Data:
        """Return all that a screen begins with."""
        shown = self.shown()
        defaults, found = self.defaults()
        return {**shown, "defaults": defaults, "found": [*shown["found"], *found], "today": clock.today().isoformat()}

    def defaults(self) -> tuple[Data, list[Data]]:
        """Return what the user has kept for every sheet, by the fields of a draft, and what is wrong with that."""
        report = Report(self.wording)
        with self.lock:
            kept = known_defaults(self._workspace, report)
        return {key: value or "" for key, value in kept._asdict().items()}, told(report.diagnostics)

    def shown(self) -> Data:
        """Return what a screen shows of the workspace, whoever looks.

        A faulty exercise or programme is left out, and told under "found". Of an exercise that is what a glance at the
        file shows; `faults` reads all of them to the end.
        """
        with self.lock:
            library, report = self.library, Report(self.wording)
            programmes = library.load_programmes(report)
            workspace = self._workspace
            layouts = [(name, workspace.load_sheet_layout(name, report)) for name in workspace.sheet_layout_names()]
            cards = self._cards(library, report)
            languages = sheet_languages(workspace)[1:]
        from leafletgen.figures.people import PEOPLE

        return {
            "exercises": cards,
            "programmes": [
                {
                    **{"id": one.identifier, "name": one.name, "aim": _plain(one.aim), "order": one.order},
                    "exercises": [str(chosen.exercise) for chosen in one.exercises],
                }
                for one in programmes
            ],
            **{"positions": list(POSITIONS), "areas": list(AREAS), "brands": workspace.brand_names()},
            "languages": [{"id": tag, "name": f"{english_name(tag)} ({own_name(tag)})"} for tag in languages],
            "layouts": [
                {"id": name, "title": one.title, "size": one.body.size} for name, one in layouts if one is not None
            ],
            **{"people": list(PEOPLE), "text_sizes": list(TEXT_SIZES)},
            "found": told(report.diagnostics),
        }

    def faults(self) -> list[Data]:
        """Read all exercises to the end, and return what is wrong with them; this takes a fraction of a second."""
        with self.lock:
            library, report = self.library, Report(self.wording)
            library.load_all(report)
            return told(report.diagnostics)

    def details(self, name: str, report: Report) -> Data | None:
        """Return an exercise as plain text, with its own dose; None after reporting why there is none."""
        with self.lock:
            one = self.library.load(name, report)
        return None if one is None else _details(one)

    def figure(self, name: str, person: str | None = None) -> Figure | None:
        """Return the pictures of an exercise side by side; None when there are none that a screen can show."""
        from leafletgen.app.sheets.figures import figure_of
        from leafletgen.figures.people import PEOPLE

        with self.lock:
            one = self.library.load(name, Report())
        return None if one is None else figure_of(one, person if person in PEOPLE else None)

    def exercise(self, name: str) -> Exercise | None:
        """Return an exercise as it was read; None for one that is not there or faulty."""
        with self.lock:
            return self.library.load(name, Report())

    def search(self, query: str) -> Data:
        """Return the ids that a search finds, the best first, and what was looked for in place of unknown words."""
        from leafletgen.library.searching import search

        with self.lock:
            library = self.library
            exercises, programmes = (search(query, library.entries(what)) for what in ("exercise", "programme"))
        # What one of the two is called or good for is known, though the other does not have the word.
        is_known = any(found.entries and not found.instead for found in (exercises, programmes))
        instead: Mapping[str, Sequence[str]] = {} if is_known else exercises.instead or programmes.instead
        return {
            "exercises": [entry.identifier for entry in exercises.entries],
            "programmes": [entry.identifier for entry in programmes.entries],
            "instead": {typed: list(words) for typed, words in instead.items()},
        }

    def programme(self, name: str, report: Report) -> Data | None:
        """Return the rows of a programme as a sheet has them, with whole doses; None after reporting a fault."""
        from leafletgen.library.prescribing import resolve_prescription

        with self.lock:
            library = self.library
            held = library.load_programme(name, report)
            found = resolve_prescription(library, report, programmes=[name]) if held is not None else []
        if held is None or report.has_errors:
            return None
        rows = [row_of(one) for one in found]
        return {"rows": rows, "programme": held.identifier, "name": held.name}

    def _cards(self, library: Exercises, report: Report) -> list[Data]:
        cards = []
        languages = translated_to(self._workspace, "exercise")
        for entry in library.entries("exercise"):
            level = int(entry.level) if entry.level in ("1", "2", "3") else 0
            if entry.name and level and entry.position in POSITIONS:
                cards.append({**self._card(entry, level), "languages": languages.get(entry.identifier, [])})
            else:
                library.load(entry.identifier, report)
        return cards

    def _card(self, entry: Entry, level: int) -> Data:
        return {
            **{"id": entry.identifier, "name": entry.name, "other_names": list(entry.other_names)},
            **{"areas": list(entry.good_for), "position": entry.position, "equipment": list(entry.equipment)},
            **{"level": level, "sided": entry.sided, "version": self._version(entry.identifier)},
        }

    def _version(self, name: str) -> str:
        """Return what changes when an exercise's picture may have changed."""
        state = self._watch.state_of(f"assets/exercises/{name}.yaml")
        return blake2b(f"{__version__} {name} {state}".encode(), digest_size=6).hexdigest()


def row_of(one: Prescribed) -> Data:
    """Return an exercise of a sheet as a screen has it."""
    return {"exercise": one.exercise.identifier, "dose": short(one.dose), "note": one.note or ""}


def _details(one: Exercise) -> Data:
    from leafletgen.document.sheet_sides import dose_said
    from leafletgen.figures.sides import alt_texts
    from leafletgen.languages.exercise_phrases import exercise_words

    return {
        **{"id": one.identifier, "name": one.name, "purpose": _plain(one.purpose), "stop": _plain(one.stop)},
        "prepare": list(map(_plain, one.prepare)),
        "steps": list(map(_plain, one.steps_for(one.dose))),
        "key_points": list(map(_plain, one.key_points)),
        "cautions": list(map(_plain, one.cautions)),
        **{"easier": list(map(str, one.easier)), "harder": list(map(str, one.harder))},
        **{"dose": short(one.dose), "sentence": dose_said(Prescribed(one, one.dose), exercise_words(_LANGUAGE))},
        **{"position": one.position, "areas": one.areas, "equipment": one.equipment, "level": one.level},
        **{"sided": one.sided, "side_means": one.side_means or "", "alt": " ".join(alt_texts(one.figure, None))},
        **{"other_names": one.other_names, "credit": one.figure.credit or "", "video": one.video or ""},
    }


def _plain(prose: Prose) -> str:
    return " ".join(prose.plain().split())

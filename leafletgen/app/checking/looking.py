"""Looks at one file: what loading it tells, what its rules find, and what comparing it with others needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from leafletgen.app.checking.results import SEVERITIES
from leafletgen.errors import NOWHERE, Place, Report, Severity
from leafletgen.library.workspace import Workspace
from leafletgen.release.inputs import Inputs
from leafletgen.rules.checked import CheckedFile, read_file, record_of
from leafletgen.rules.finding import Edit, Finding
from leafletgen.rules.rule import Comparison, Rule
from leafletgen.rules.running import FAILED, check_file, gather
from leafletgen.rules.waivers import Waiving, waivers_of
from leafletgen.source.names import stems

_NAMES: Final = "names:"
"""Begins an input that is which files there are in a folder."""
_SEVERITIES: Final = {str(severity): severity for severity in Severity}
EXERCISES: Final = f"{_NAMES}assets/exercises"
SHARED: Final = f"{_NAMES}leaflets/shared"
LAYOUTS: Final = f"{_NAMES}layouts"
BRANDS: Final = f"{_NAMES}assets/brands"
"""Which brands there are: a file that names none is of the only one."""


class Looked(NamedTuple):
    """What was found in one file.

    Attributes:
        file: as messages call it.
        told: what loading it tells, with the code in the place of a rule.
        findings: what its rules find, before any waiver.
        waivers: its waivers that count.
        faults: what is wrong with its waivers.
        measures: how hard it is to read: words, sentences, and the two grades; None where nothing is measured.
        gathered: what comparisons need, by rule; None where it is kept apart.
        inputs: the files that all this rests on, with their hashes; None where it cannot be kept.
    """

    file: str
    told: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    waivers: tuple[Waiving, ...]
    faults: tuple[Finding, ...]
    measures: tuple[int, int, float | None, float | None] | None
    gathered: dict[str, Any] | None
    inputs: dict[str, str] | None


class Session:
    """What looking at many files of one workspace has in common."""

    def __init__(
        self,
        workspace: Workspace,
        rules: Mapping[str, Rule],
        known: Sequence[str],
        compared: Mapping[str, Comparison] | None = None,
    ) -> None:
        """Take the workspace, the rules to look for, the ids of all that there are, and what is compared if not all."""
        self.workspace = workspace
        self.rules = rules
        self.known = frozenset(known)
        self.compared = compared
        self.inputs = Inputs(workspace)
        self._names: dict[str, str] = {}

    def look(self, path: Path, text: str | None = None) -> Looked:
        """Return what is found in a file; of an unsaved text only what it has by itself, for somebody is waiting."""
        shown, reading = self.workspace.shown(path), Report()
        if text is None:
            self.inputs.hash(shown)  # before it is read: what is saved in between is then read again
        file = read_file(self.workspace, path, reading, text)
        if file is None:
            return Looked(shown, told(reading), (), (), (), None, {}, None)
        inputs = self._load(file, reading)
        waivers, faults = waivers_of(file, self.known)
        found = tuple(check_file(file, self.rules))
        measures = gathered = None
        if text is None:
            measures, gathered = measures_of(file), gather(file, self.rules, self.compared)
        if text is not None or _failed(found, gathered or {}):
            inputs = None
        return Looked(shown, told(reading), found, tuple(waivers), tuple(faults), measures, gathered, inputs)

    def _load(self, file: CheckedFile, report: Report) -> dict[str, str] | None:
        """Load a file as building does, and return what it rests on; None when it is faulty."""
        if file.kind == "leaflet":
            loaded = file.loaded = file.load(report)
            if loaded is None:
                return None
            layouts = {f"layout:{name}": self.inputs.layout(name) for name in map(str, loaded.leaflet.layouts)}
            return {**self.inputs.of(loaded), **layouts, **{name: self.hash(name) for name in (SHARED, BRANDS)}}
        faults = Report()
        is_whole = file.record is not None
        if file.unsaved or file.is_translation or file.kind == "shared":
            record_of(file.kind, file.is_translation).read(file.root, faults)
        elif file.kind == "brand":
            is_whole = self.workspace.load_brand(file.path.parent.name, faults) is not None
        else:
            from leafletgen.library.exercises import Exercises

            library = Exercises(self.workspace)
            load = library.load if file.kind == "exercise" else library.load_programme
            is_whole = load(file.path.stem, faults) is not None
        report.add(faults.diagnostics)
        if not is_whole or faults.has_errors:
            return None
        return self._rests_on(file)

    def _rests_on(self, file: CheckedFile) -> dict[str, str]:
        names = {file.shown, SHARED, BRANDS, *[f"brand:{name}" for name in self.workspace.brand_names()]}
        if file.kind == "brand":
            names |= {LAYOUTS, *[f"layout:{name}" for name in self.workspace.layout_names()]}
        folder = Path(file.shown).parent.as_posix()
        translates = file.root.data.get("translates")
        if translates is not None and translates.kind == "scalar":
            name = "brand" if file.kind == "brand" else translates.data
            names.add(f"{folder}/{name}.yaml")
        for picture in _pictures(file):
            names |= {f"{folder}/{picture}", f"assets/images/{picture}"}
        if file.kind in ("exercise", "programme"):
            names.add(EXERCISES)
        if file.kind == "programme" and not file.is_translation:
            names |= {f"assets/exercises/{chosen.exercise}.yaml" for chosen in file.record.exercises}
        return {name: self.hash(name) for name in sorted(names)}

    def hash(self, name: str) -> str:
        """Return the hash of an input."""
        if not name.startswith(_NAMES):
            return self.inputs.hash(name)
        if name not in self._names:
            folder = self.workspace.root / name.removeprefix(_NAMES)
            written = " ".join(self.workspace.brand_names() if name == BRANDS else stems(folder))
            self._names[name] = sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._names[name]

    def changed(self, known: Mapping[str, str]) -> bool:
        """Whether an input is not as it was."""
        return any(self.hash(name) != digest for name, digest in known.items())


def _failed(found: Iterable[Finding], gathered: Mapping[str, Any]) -> bool:
    """Whether a rule raised: perhaps it does not next time, and whoever asks for it alone is to be told as well."""
    return any(one.rule == FAILED for one in found) or any(
        isinstance(known, dict) and FAILED in known for known in gathered.values()
    )


def _pictures(file: CheckedFile) -> list[str]:
    """The names of the pictures of a file that is no leaflet."""
    record = file.record
    if record is None:
        return []
    if file.kind == "exercise" and not file.is_translation:
        return [str(drawing.image) for drawing in record.figure.drawings if drawing.image is not None]
    if file.kind == "shared":
        from leafletgen.content.cross_references import walk
        from leafletgen.content.model.blocks import Picture

        return [str(part.image) for part in walk(record.body) if isinstance(part, Picture)]
    return []


def measures_of(file: CheckedFile) -> tuple[int, int, float | None, float | None] | None:
    """Return how hard a file is to read, or None where nothing is measured."""
    from leafletgen.rules import reading

    measures = reading.measures_of(file) if file.kind != "brand" else None
    return None if measures is None else (measures.words, measures.sentences, measures.flesch_kincaid, measures.smog)


def told(report: Report) -> tuple[Finding, ...]:
    """Return what loading tells, with its code in the place of a rule; notes are none of it."""
    return tuple(
        Finding(one.code, one.severity, one.message, one.hint, one.place or NOWHERE)
        for one in report.diagnostics
        if one.severity in SEVERITIES
    )


def as_data(looked: Looked) -> dict[str, Any]:
    """Return what was found in a file as JSON keeps it, without what comparisons need."""
    return {
        "told": list(map(finding_as_data, looked.told)),
        "findings": list(map(finding_as_data, looked.findings)),
        "waivers": [[one.rule, one.because, _place_as_data(one.place), one.stretches] for one in looked.waivers],
        "faults": list(map(finding_as_data, looked.faults)),
        "measures": looked.measures,
        "inputs": looked.inputs,
    }


def from_data(file: str, data: Mapping[str, Any]) -> Looked:
    """Return what was kept.

    Raises:
        ValueError, TypeError, LookupError: it is not what `as_data` returns.
    """
    measures = data["measures"]
    _must_be((int, float, type(None)), *(measures or ()))
    return Looked(
        file,
        tuple(map(finding_from, data["told"])),
        tuple(map(finding_from, data["findings"])),
        tuple(_waiving_from(one) for one in data["waivers"]),
        tuple(map(finding_from, data["faults"])),
        None if measures is None else (measures[0], measures[1], measures[2], measures[3]),
        None,
        dict(data["inputs"]),
    )


def _must_be(kind: type | tuple[type, ...], *values: object) -> None:
    """Refuse what a damaged file says."""
    if not all(isinstance(value, kind) for value in values):
        raise TypeError


def finding_as_data(one: Finding) -> list[Any]:
    """Return a finding as JSON keeps it."""
    return [
        *(one.rule, str(one.severity), one.message, one.hint, _place_as_data(one.place)),
        [list(edit) for edit in one.edits],
        [_place_as_data(place) for place in one.also],
    ]


def finding_from(data: Sequence[Any]) -> Finding:
    """Return a finding that was kept."""
    rule, severity, message, hint, place, edits, also = data
    _must_be(str, rule, message, hint)
    return Finding(
        rule,
        _SEVERITIES[severity],
        message,
        hint,
        _place_from(place),
        tuple([Edit(*edit) for edit in edits]),
        tuple(map(_place_from, also)),
    )


def _waiving_from(data: Sequence[Any]) -> Waiving:
    rule, because, place, stretches = data
    _must_be(str, rule, because)
    pairs = [((begin[0], begin[1]), (end[0], end[1])) for begin, end in stretches]
    return Waiving(rule, because, _place_from(place), tuple(pairs))


def _place_as_data(place: Place) -> list[Any]:
    return [*place, place.end]


def _place_from(data: Sequence[Any]) -> Place:
    file, line, column, end = data
    _must_be(int, line, column, *(end or ()))
    _must_be(str, file)
    return Place(file, line, column, None, None if end is None else (end[0], end[1]))

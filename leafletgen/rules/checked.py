"""A file that rules look at: what it is, what stands in it, and its texts with the place of each of their letters."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from leafletgen.errors import Report
from leafletgen.rules.index import Index
from leafletgen.rules.passage import Passage
from leafletgen.source.kinds import clean_text
from leafletgen.source.records import Record
from leafletgen.source.yaml import Value, parse_source
from leafletgen.translation.segments import Segment, segments

if TYPE_CHECKING:
    from leafletgen.content.model.brand import Brand
    from leafletgen.library.workspace import LoadedLeaflet, Workspace

CheckedKind = Literal["leaflet", "shared", "exercise", "programme", "brand"]
KINDS: Final[tuple[CheckedKind, ...]] = ("leaflet", "shared", "exercise", "programme", "brand")
"""What rules look at."""


def kind_of(path: Path, root: Path) -> CheckedKind | None:
    """Return what a file of a workspace is, from where it lies; None for what no rule looks at."""
    try:
        parts = path.absolute().relative_to(root.absolute()).parts
    except ValueError:
        return None
    if path.suffix != ".yaml":
        return None
    match parts:
        case ["leaflets", "shared", _]:
            return "shared"
        case ["leaflets", *_]:
            return "leaflet"
        case ["assets", "exercises", *_]:
            return "exercise"
        case ["assets", "programmes", *_]:
            return "programme"
        case ["assets", "brands", _, name] if name == "brand.yaml" or name.startswith("brand."):
            return "brand"
    return None


def read_file(workspace: Workspace, path: Path, report: Report, text: str | None = None) -> CheckedFile | None:
    """Return a file of a workspace to look at, or None after reporting why there is none.

    Args:
        workspace: where it lies.
        path: the file.
        report: receives what leaves nothing to look at.
        text: what stands in it when that is not saved yet.
    """
    kind = kind_of(path, workspace.root)
    if kind is None:
        return None
    shown = workspace.shown(path)
    root = workspace.source(path, report) if text is None else parse_source(text, shown, report)
    if root is None:
        return None
    if root.kind != "map":
        record_of(kind, False).read(root, report)
        return None
    return CheckedFile(workspace, path, shown, kind, root, text is not None)


def record_of(kind: CheckedKind, is_translation: bool) -> type[Record]:
    """Return what a file of this kind holds."""
    from leafletgen.translation.subject import SOURCES, TRANSLATIONS

    if kind == "brand" and not is_translation:
        from leafletgen.content.model.brand import Brand

        return Brand
    return (TRANSLATIONS if is_translation else SOURCES)[kind]


class CheckedFile:
    """A file that rules look at.

    Attributes:
        workspace: where it lies; None for a text that lies nowhere.
        path: the file.
        shown: the file as messages call it.
        kind: what it is.
        root: what stands in it, as YAML.
        unsaved: whether its text is not that of the file.
        language: the tag of the language that it is written in; what says nothing is in English.
    """

    def __init__(
        self,
        workspace: Workspace | None,
        path: Path,
        shown: str,
        kind: CheckedKind,
        root: Value,
        unsaved: bool = False,
    ) -> None:
        """Take a file that was read."""
        self.workspace = workspace
        self.path = path
        self.shown = shown
        self.kind: CheckedKind = kind
        self.root = root
        self.unsaved = unsaved
        language = root.data.get("language")
        self.language = str(language.data) if language is not None and language.kind == "scalar" else "en-GB"

    @property
    def text(self) -> str:
        """The YAML."""
        return self.root.source.text

    @property
    def is_translation(self) -> bool:
        """Whether it says that it is a translation."""
        return "translates" in self.root.data

    @cached_property
    def record(self) -> Any:
        """The file as its model reads it: a leaflet, shared blocks, an exercise, …; None when it is faulty."""
        return record_of(self.kind, self.is_translation).read(self.root, Report())

    @cached_property
    def passages(self) -> list[Passage]:
        """Its texts, in the order of the file."""
        from leafletgen.translation.subject import SOURCES, TRANSLATIONS

        record = (TRANSLATIONS if self.is_translation else SOURCES)[self.kind]
        language = self.language
        return [
            passage
            for segment in segments(record, self.root, also_wordless=True)
            for passage in _passages(segment, language)
        ]

    @cached_property
    def index(self) -> Index:
        """Where its words stand."""
        return Index(self.passages)

    @property
    def said(self) -> str:
        """All that its texts say, with a line end between two: what does not stand here stands in none of them."""
        return self.index.said

    @cached_property
    def brand(self) -> Brand | None:
        """The brand it is of; of a file that names none, that of a workspace with one brand."""
        if self.workspace is None:
            return None
        named = self.root.data.get("brand")
        if self.kind == "brand":
            name = self.path.parent.name
        elif named is not None and named.kind == "scalar":
            name = named.data
        else:
            names = self.workspace.brand_names()
            if len(names) != 1:
                return None
            name = names[0]
        return self.workspace.load_brand(name, Report())

    @cached_property
    def loaded(self) -> LoadedLeaflet | None:
        """The leaflet with its includes resolved and its fields filled; None for others, and when it is faulty."""
        return self.load(Report()) if self.kind == "leaflet" else None

    def load(self, report: Report) -> LoadedLeaflet | None:
        """Load the leaflet, and tell what is wrong with it."""
        if self.workspace is None:
            return None
        return self.workspace.load_leaflet(self.path, report, root=self.root)


def _passages(segment: Segment, language: str) -> list[Passage]:
    value = segment.value
    if segment.listed:
        return [
            Passage(f"{segment.key}.{number}", segment.role, entry, language, flow=segment.flow)
            for number, entry in enumerate(value.data, 1)
            if entry.kind == "scalar" and clean_text(entry)
        ]
    if value.kind != "scalar":
        return []
    within = None
    if segment.text != clean_text(value):  # the load of a dose, which is a part of it
        start = value.data.find(segment.text)
        if start < 0:
            return []
        within = (start, start + len(segment.text))
    made = Passage(segment.key, segment.role, value, language, markup=segment.markup, flow=segment.flow, within=within)
    return [made] if made.text else []

"""Which files of a workspace are translations, of what, and whether their source changed since."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from leafletgen.content.fingerprint import Change, Translated, compare, fingerprint, named
from leafletgen.errors import Report
from leafletgen.languages.catalogue import is_draft as catalogue_draft
from leafletgen.languages.catalogue import missing_words
from leafletgen.languages.tags import lookups
from leafletgen.library.translation_names import FIXED_WORDS, named_like_translations_of
from leafletgen.library.translation_names import Head as Head
from leafletgen.library.translation_names import head_of as head_of
from leafletgen.source.yaml import read_source

if TYPE_CHECKING:
    from leafletgen.library.files import Folder

Standing = Literal["current", "stale", "orphan"]

FOLDERS: Final[dict[str, str]] = {
    "shared": "leaflets/shared",
    "exercise": "assets/exercises",
    "programme": "assets/programmes",
}
"""Where the translations of each kind are, beside their sources.

Leaflets may be in any folder of leaflets/, and a brand's words are beside its brand.yaml.
"""


class TranslationState(NamedTuple):
    """How a translation stands to its source."""

    state: Standing
    """Stale when the source changed since, an orphan when there is none."""
    change: Change = Change((), ())

    @property
    def changed(self) -> tuple[int, ...]:
        """The tokens of the source that are new or changed; 0 is the head's, and blocks count from 1."""
        return self.change.changed

    def parts(self, kind: Translated) -> list[str]:
        """Return what changed, in words: "head", "block 3"; and how much is gone."""
        told = [named(kind, index) for index in self.change.changed]
        gone = len(self.change.removed)
        return [*told, *([f"{gone} part{'s' * (gone > 1)} gone"] if gone else [])]


_NOBODY = Head("", "", "", "")


class Whole(NamedTuple):
    """How a translated leaflet stands with all that it is made of: its own file, shared blocks, what the brand says."""

    missing: tuple[str, ...]
    """What is not translated."""
    stale: tuple[Path, ...]
    """The translations whose source changed since, or is gone."""
    unchecked: tuple[str, ...]
    """What no native speaker has checked: files, and the fixed words."""


class Translations:
    """The translations of one workspace."""

    def __init__(self, workspace: Folder) -> None:
        """Take the workspace; nothing is read yet."""
        self.workspace = workspace

    def of(self, source: str, kind: Translated = "leaflet") -> dict[str, Path]:
        """Return the translations of a leaflet, shared block, exercise, programme or brand, by language, sorted."""
        if kind == "leaflet":
            found = next((path for path in self.workspace.leaflet_files() if path.stem == source), None)
            return {} if found is None else self.beside(found)
        if kind == "brand":
            return self.beside(self.workspace.root / "assets" / "brands" / source / "brand.yaml")
        return self.beside(self.workspace.root / FOLDERS[kind] / f"{source}.yaml")

    @staticmethod
    def beside(source: Path) -> dict[str, Path]:
        """Return the translations of a file, which stand beside it, by language, sorted."""
        found = {}
        for path in named_like_translations_of(source):
            head = head_of(path)
            if head is not None:
                found[head.language] = path
        return dict(sorted(found.items()))

    def in_language(self, source: Path, language: str) -> Path | None:
        """Return the translation of a file to a language, or to a less exact tag of it; None when there is none."""
        known = self.beside(source)
        return next((known[tag] for tag in lookups(language) if tag in known), None)

    def whole(self, path: Path, source: Path, includes: Iterable[str], brand: str) -> Whole:
        """Return how a leaflet's translation stands with the shared blocks it includes, its brand and the fixed words.

        Args:
            path: the translation.
            source: what it is a translation of.
            includes: the names of the shared blocks that both include.
            brand: the brand's folder.
        """
        head = head_of(path)
        # One that is tried before it is written has its language in its name alone.
        language = head.language if head is not None else path.stem.rpartition(".")[2]
        shared = [self.workspace.root / FOLDERS["shared"] / f"{name}.yaml" for name in dict.fromkeys(includes)]
        own = self.workspace.root / "assets" / "brands" / brand / "brand.yaml"
        files, missing = [path], []
        for other in (*shared, own):
            found = self.in_language(other, language)
            files += [found] if found is not None else []
            missing += [self.workspace.shown(other)] if found is None else []
        stale = [each for each in files if self.standing(each).state != "current"]
        unchecked = [self.workspace.shown(each) for each in files if not (head_of(each) or _NOBODY).reviewed_by]
        if missing_words(language):
            missing.append(FIXED_WORDS)
        elif catalogue_draft(language):
            unchecked.append(FIXED_WORDS)
        return Whole(tuple(missing), tuple(stale), tuple(unchecked))

    def all(self, kind: Translated = "leaflet") -> dict[Path, Head]:
        """Return every translation of a kind with what it says of itself."""
        return {path: head for path in self._files(kind) if (head := head_of(path)) is not None}

    def languages(self, kind: Translated = "leaflet") -> list[str]:
        """Return all languages that something of a kind is translated to."""
        return sorted({head.language for head in self.all(kind).values()})

    def source_of(self, path: Path) -> Path | None:
        """Return the file that one is a translation of; None when it is none, or when there is no such file."""
        head = head_of(path)
        if head is None:
            return None
        name = "brand" if self.kind_of(path) == "brand" else head.translates
        beside = path.with_name(f"{name}.yaml")
        return beside if beside.is_file() and beside != path else None

    def kind_of(self, path: Path) -> Translated:
        """Return of which kind a file is, by its folder."""
        for kind, folder in FOLDERS.items():
            if path.parent == self.workspace.root / folder:
                return kind  # type: ignore[return-value]  # the keys are kinds
        if path.parent.parent == self.workspace.root / "assets" / "brands":
            return "brand"
        return "leaflet"

    def standing(self, path: Path) -> TranslationState:
        """Return how a translation stands to its source as that is now."""
        head, source = head_of(path), self.source_of(path)
        if head is None or source is None:
            return TranslationState("orphan")
        change = compare(head.source, fingerprint_of(source, self.kind_of(path)))
        return TranslationState("stale" if change.changed or change.removed else "current", change)

    def _files(self, kind: Translated) -> list[Path]:
        if kind == "leaflet":
            return self.workspace.leaflet_files()
        if kind == "brand":
            return sorted((self.workspace.root / "assets" / "brands").glob("*/brand.*.yaml"))
        return sorted((self.workspace.root / FOLDERS[kind]).glob("*.yaml"))


def fingerprint_of(path: Path, kind: Translated) -> str:
    """Return the fingerprint of a file as it is now; an empty one of a file that cannot be read."""
    try:
        state = path.stat()
    except OSError:
        return ""
    return _fingerprint(path, kind, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1024)
def _fingerprint(path: Path, kind: Translated, changed: int, size: int) -> str:
    root = read_source(path, path.name, Report())
    return "" if root is None else fingerprint(root, kind)


def changed_parts(workspace: Folder, path: Path) -> str:
    """Return what of a translation's source changed since, in words: "head, block 3"."""
    translations = Translations(workspace)
    stands = translations.standing(path)
    return ", ".join(stands.parts(translations.kind_of(path))) or "it is gone"

"""The files that a leaflet is made from, by their hashes, so that a change of any of them shows.

Line ends are no change: what is made of a file with those of Windows has the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from leafletgen.content.code import release_number
from leafletgen.content.cross_references import walk
from leafletgen.content.model.blocks import Picture
from leafletgen.errors import Report
from leafletgen.languages.tags import lookups
from leafletgen.library.translation_names import (
    LANGUAGES,
    head_of,
    named_like_translations_of,
)
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.release.signatures import LEAFLET, Signatures
from leafletgen.system.installed import versions
from leafletgen.system.line_ends import TEXT, with_plain_ends

_BRAND, _LAYOUT, _SIGNATURE, _TRANSLATIONS = "brand:", "layout:", "signature:", "translations:"

#: Bytes of a text that is read at once; line ends of a longer one, which nothing accepts, are not looked at.
_LONGEST_TEXT = 20_000_000

#: Bytes of a hash that are kept: half of SHA-256 is more than enough to tell files apart.
_KEPT = 32


class Inputs:
    """Hashes files of one workspace, each once; make a new one for each look at the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Take the workspace; nothing is read yet."""
        self.workspace = workspace
        self._known: dict[str, str] = {}
        self._signatures: Signatures | None = None

    @property
    def signatures(self) -> Signatures:
        """What clinicians signed; none when the file is faulty, which the commands say."""
        if self._signatures is None:
            self._signatures = Signatures.read(self.workspace.root, Report())
        return self._signatures

    def of(self, loaded: LoadedLeaflet) -> dict[str, str]:
        """Return the inputs of a leaflet by name, with their hashes.

        A place where a picture was looked for in vain is an input too: a file that appears there would be printed.
        """
        names = {self._name(path) for path in loaded.sources if path.name != "brand.yaml"}
        names |= self._of_translations(loaded)
        names.add(_BRAND + loaded.brand.identifier)
        if loaded.leaflet.example:
            names.add(_SIGNATURE + release_number(loaded.code, loaded.stem))
        root = self.workspace.root
        pictures = root / "assets" / "images"
        for part in walk(loaded.body):
            if isinstance(part, Picture):
                beside = root / Path(part.place.file).parent
                names.update(self._looked_for(part.image, part.path, (beside, pictures)))
        if loaded.cover is not None and loaded.leaflet.cover is not None:
            names.update(self._looked_for(loaded.leaflet.cover, loaded.cover, (loaded.path.parent, pictures)))
        return {name: self.hash(name) for name in sorted(names)}

    def _of_translations(self, loaded: LoadedLeaflet) -> set[str]:
        """What a leaflet is a translation of, and the translations that there are of it: the back names those."""
        source = loaded.path if loaded.translation is None else loaded.translation.source
        names = {_TRANSLATIONS + self._name(source)}
        if loaded.translation is not None:
            names.add(self._name(source))
        found = named_like_translations_of(source)
        if found:  # which of them the back names hangs on what they are made of
            names |= {_TRANSLATIONS + self._name(path) for path in loaded.sources}
        languages = {loaded.leaflet.language, *(head.language for path in found if (head := head_of(path)))}
        names |= {f"{LANGUAGES}/{tag}.po" for language in languages for tag in lookups(language) if tag[:2] != "en"}
        return names

    def changed(self, known: Mapping[str, str]) -> list[str]:
        """Return the inputs that are not as they were, in words for people."""
        return [shown(name) for name, digest in known.items() if self.hash(name) != digest]

    def layout(self, name: str) -> str:
        """Return the hash of a layout; empty when there is none of this name."""
        return self.hash(_LAYOUT + name)

    def hash(self, name: str) -> str:
        """Return the hash of an input; empty when it is not there."""
        digest = self._known.get(name)
        if digest is None:
            if name.startswith(_BRAND):
                digest = self._brand(name.removeprefix(_BRAND))
            elif name.startswith(_LAYOUT):
                digest = self._file(self.workspace.root / "layouts" / f"{name.removeprefix(_LAYOUT)}.yaml")
            elif name.startswith(_TRANSLATIONS):
                digest = self._translations(self.workspace.root / name.removeprefix(_TRANSLATIONS))
            elif name.startswith(_SIGNATURE):
                signature = self.signatures.of(LEAFLET, name.removeprefix(_SIGNATURE))
                digest = "" if signature is None else signature.hash
            else:
                digest = self._file(self.workspace.root / name)
            self._known[name] = digest
        return digest

    def _name(self, path: Path) -> str:
        return path.relative_to(self.workspace.root).as_posix()

    def _looked_for(self, name: str, found: Path, folders: Iterable[Path]) -> Iterable[str]:
        yield self._name(found)  # its letters on the disk may be composed otherwise than in the leaflet
        for folder in folders:
            yield self._name(folder / name)
            if folder / name == found:
                return

    def _translations(self, source: Path) -> str:
        """What the translations beside a file say, as files; empty where there are none."""
        found = named_like_translations_of(source)
        return (
            sha256("".join(f"{path.name} {self._file(path)}\n" for path in found).encode()).hexdigest()[:_KEPT]
            if found
            else ""
        )

    def _brand(self, name: str) -> str:
        """A brand is brand.yaml, the logos and fonts it names, and its own page around web pages if it has one."""
        brand = self.workspace.load_brand(name, Report())
        if brand is None:
            return ""
        files = [brand.folder / "brand.yaml", *sorted(brand.files.values())]
        template = brand.folder / "page.html"
        files += [template] if os.path.lexists(template) else []
        return sha256("".join(self._file(path) for path in files).encode()).hexdigest()[:_KEPT]

    @staticmethod
    def _file(path: Path) -> str:
        try:
            if not path.is_file():  # reading a pipe or a device would wait for ever
                return ""
            if path.name.lower().endswith(TEXT) and path.stat().st_size <= _LONGEST_TEXT:
                return sha256(with_plain_ends(path.name, path.read_bytes())).hexdigest()[:_KEPT]
            with path.open("rb") as file:
                digest = sha256()
                while piece := file.read(1 << 20):
                    digest.update(piece)
        except (OSError, ValueError):  # a name that no file can have is that of none
            return ""
        return digest.hexdigest()[:_KEPT]


def shown(name: str) -> str:
    """Return an input as people call it."""
    if name.startswith(_BRAND):
        return f"the brand {name.removeprefix(_BRAND)}"
    if name.startswith(_TRANSLATIONS):
        return f"the translations of {name.removeprefix(_TRANSLATIONS)}"
    if name.startswith(_LAYOUT):
        return f"the layout {name.removeprefix(_LAYOUT)}"
    if name.startswith(_SIGNATURE):
        return f"the signature of {name.removeprefix(_SIGNATURE)}"
    return name


#: The rooms and modules of leafletgen that decide what a leaflet's file is.
ROOMS = (
    *(
        "content",
        "document",
        "dose",
        "fonts",
        "html",
        "images",
        "languages",
        "library",
        "pages",
        "pdf",
        "press",
        "release",
        "scripts",
        "source",
        "text",
    ),
    "superscripts.py",
    "system/line_ends.py",
)

#: Packages that decide it too, as pip calls their folders of data.
_PACKAGES = (
    "cssselect2-",
    "icu4py-",
    "jinja2-",
    "lxml-",
    "pikepdf-",
    "pillow-",
    "pyyaml-",
    "reportlab-",
    "resvg_py-",
    "segno-",
    "uharfbuzz-",
    "tinycss2-",
)


def program_state(rooms: Iterable[str] = ROOMS) -> str:
    """Return what tells this leafletgen from one that was changed: a leaflet built by another is built again.

    It is the same on all machines that have the same leafletgen. Rooms are those that decide what is made.
    """
    import leafletgen

    digest = sha256(" ".join((leafletgen.__version__, *versions(_PACKAGES))).encode())
    home = Path(leafletgen.__file__).parent
    for room in (home / room for room in rooms):
        # Also the style sheet and the template of web pages, the words of languages, and the tables of scripts. Of the
        # package's fonts, 3 MB, the hashes are looked at that stand beside them (fonts/noto/digests.json).
        found = (path for path in room.rglob("*") if path.suffix in (".py", ".css", ".html", ".json", ".toml", ".txt"))
        for module in sorted(found) if room.is_dir() else (room,):
            digest.update(module.name.encode() + module.read_bytes())
    return digest.hexdigest()[:_KEPT]

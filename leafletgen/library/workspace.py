"""Finds leaflets, layouts, brands and pictures by name inside a workspace, and puts them together."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from leafletgen.content.code import Code
from leafletgen.content.cross_references import check_cross_references, walk
from leafletgen.content.fields import (
    FIELDS,
    field_languages,
    merge_fields,
    report_unknown_fields,
    report_unknown_template_fields,
)
from leafletgen.content.model.blocks import Block, ContactBlock, Include, Picture
from leafletgen.content.model.brand import Brand, Department
from leafletgen.content.model.layout import Layout
from leafletgen.content.model.leaflet import Leaflet, Reference, SharedBlocks
from leafletgen.errors import Diagnostic, Mistake, Place, Report, did_you_mean
from leafletgen.languages.catalogue import is_draft
from leafletgen.languages.isolation import isolated_values
from leafletgen.languages.phrases import has_words
from leafletgen.library.files import Files
from leafletgen.library.root import find_root
from leafletgen.library.translation_names import FIXED_WORDS, head_of, named_like_translations_of, without_translations
from leafletgen.source.inline import Prose, composed
from leafletgen.source.kinds import Name, nothing_called
from leafletgen.source.names import is_read, is_text, report_names, stems
from leafletgen.source.records import Record
from leafletgen.source.yaml import MAXIMUM_BYTES, Value, parse_source, read_bounded, read_source
from leafletgen.system.forms import FORMS, WORD, names_standard

if TYPE_CHECKING:
    from leafletgen.content.model.email_template import EmailTemplate
    from leafletgen.library.translating import TranslationFacts

PICTURE_SUFFIXES = (".svg", ".png", ".jpg", ".jpeg")
FONT_SUFFIXES = (".ttf",)
#: A key of a leaflet and its value, in quotes or without: up to the end of the line, a comment, or in braces a comma.
_VALUE_LINE = (
    r"(?m)^(?:---[ ]+)?(?P<flow>\{)?[ ]*[\"']?KEY[\"']?[ ]*:[ \t]+"
    r"(?:\"(?P<double>[^\"\\\n]*)\"|'(?P<single>[^'\n]*)'|(?P<plain>[^\s\"'#|>&*!{\[](?:[^\n\r#]|(?<=\S)#)*))"
)
_CODE_LINE = re.compile(_VALUE_LINE.replace("KEY", "code"))
_BRAND_LINE = re.compile(_VALUE_LINE.replace("KEY", "brand"))
R = TypeVar("R", bound=Record)
INCLUDE_IN_INCLUDE = Mistake(
    "include-in-include", "a shared block includes another one", "include both in the leaflet, one after the other"
)


class LoadedLeaflet(NamedTuple):
    """A leaflet with everything it refers to; its merge fields are filled, its includes resolved."""

    leaflet: Leaflet
    path: Path
    brand: Brand
    code: Code
    department: Department | None
    fields: Mapping[str, str]
    """The value of every merge field that has one."""
    body: list[Block]
    references: dict[str, Reference]
    """The leaflet's own and those of the shared blocks it includes, in their order."""
    cover: Path | None
    """The picture on the cover. Every `Picture` in the body has its own `path`."""
    sources: tuple[Path, ...]
    """The content files that were read for it: the leaflet, shared blocks, the brand."""
    signed: bool = False
    """Whether a clinician signed it as it is; whoever reads a leaflet has to look that up (release.signing)."""
    translation: TranslationFacts | None = None
    """What it is a translation of, and how it stands to that; None for what is none."""
    original: LoadedLeaflet | None = None
    """The leaflet that this one translates, with what it refers to; None for what is no translation."""
    also_in: tuple[str, ...] = ()
    """The other languages in which it can be handed out, by their tags."""

    @property
    def is_unsigned_example(self) -> bool:
        """Whether it has to say that it is an example."""
        return self.leaflet.example and not self.signed

    @property
    def unchecked(self) -> tuple[str, ...]:
        """What of it no native speaker has checked; of one that was written in its language the fixed words."""
        if self.translation is not None:
            return self.translation.whole.unchecked
        language = self.leaflet.language
        is_drafted = not language.startswith("en") and has_words(language) and is_draft(language)
        return (FIXED_WORDS,) if is_drafted else ()

    @property
    def is_draft_translation(self) -> bool:
        """Whether it has to say that no native speaker has checked it: a translation, or the fixed words around it."""
        return bool(self.unchecked)

    @property
    def is_stale(self) -> bool:
        """Whether what it is a translation of changed since."""
        return self.translation is not None and bool(self.translation.whole.stale)

    @property
    def stem(self) -> str:
        """The name of its file without the ending."""
        return self.path.stem

    def statement(self, name: str) -> Prose | None:
        """Return one of the brand's statements with its merge fields filled."""
        prose: Prose | None = getattr(self.brand.statements, name)
        language = self.leaflet.language
        return prose.substitute(isolated_values(self.fields, language), field_languages(language)) if prose else None


class WrittenCode(NamedTuple):
    """The code in a leaflet's file."""

    text: str
    code: Code | None
    """The same parsed by the brand's template, where it fits."""
    place: Place


class Workspace:
    """A folder with leaflets/, layouts/ and assets/."""

    def __init__(self, root: Path, unsaved: Mapping[Path, str] | None = None) -> None:
        """Take the folder, and what an editor has not saved yet by its absolute path; nothing is read yet."""
        self.root = root.absolute()
        self.unsaved = unsaved or {}
        self.files = Files(self.root)
        self._layouts: dict[str, _Kept[Layout]] = {}
        self._brands: dict[str, _Kept[Brand]] = {}
        self._email_templates: dict[str, _Kept[EmailTemplate]] = {}

    @staticmethod
    def find(start: Path) -> Workspace | None:
        """Return the workspace that a folder is, or is inside of."""
        root = find_root(start)
        return None if root is None else Workspace(root)

    def shown(self, path: Path) -> str:
        """Return a path as messages show it."""
        return self.files.shown(path)

    def leaflet_files(self) -> list[Path]:
        """Return the files of all leaflets, sorted by name; shared blocks are none."""
        found = []
        top = self.root / "leaflets"
        for parent, folders, files in os.walk(top):
            folder = Path(parent)
            folders[:] = [name for name in folders if is_text(name) and not (folder == top and name == "shared")]
            found += [path for name in files if is_read(name) and (path := folder / name).is_file()]
        return sorted(found)

    def layout_names(self) -> list[str]:
        """Return the names of all layouts."""
        return stems(self.root / "layouts")

    def brand_names(self) -> list[str]:
        """Return the names of all brands."""
        found = (self.root / "assets" / "brands").glob("*/brand.yaml")
        return sorted(path.parent.name for path in found if is_text(path.parent.name))

    def shared_names(self) -> list[str]:
        """Return the names of all shared blocks; their translations are none."""
        folder = self.root / "leaflets" / "shared"
        return without_translations(folder, stems(folder))

    def find_leaflets(self, selectors: Sequence[str], report: Report) -> list[Path]:
        """Return the leaflets that a command names by path, file stem or code number; all without names."""
        files = self.leaflet_files()
        self._check_names(files, report)
        if not selectors:
            return files
        found: dict[Path, None] = {}
        for selector in selectors:
            matches = self._matching(selector, files)
            if not matches:
                hint = did_you_mean(selector, [path.stem for path in files])
                report.error("leaflet-unknown", f'no leaflet is called "{selector}"', hint or "leaflets/ is empty")
            found.update(dict.fromkeys(matches))
        return list(found)

    def _check_names(self, files: Sequence[Path], report: Report) -> None:
        """Report leaflets whose files would be written over each other, and files that look like leaflets."""
        report_names(self.root, report)
        known: dict[str, Path] = {}
        for path in files:
            other = known.setdefault(composed(path.stem).casefold(), path)
            if other != path and composed(str(other)) != composed(str(path)):  # else it is told already
                report.error(
                    "leaflets-of-one-name",
                    f"{self.shown(other)} and {self.shown(path)} have one name, and so would their PDFs",
                    "rename one of the two",
                )

    def _matching(self, selector: str, files: Sequence[Path]) -> list[Path]:
        if selector.endswith(".yaml") or "/" in selector or "\\" in selector:
            given = Path(selector)
            real = {given.resolve(), (self.root / given).resolve()}
            named = [path for path in files if path.resolve() in real]
            if named:
                return named
        stems = [path for path in files if selector in (path.stem, path.name)]
        return (
            stems
            or [path for path in files if self._has_number(path, selector)]
            or [path for path in files if self._is_translation_of(path, selector)]
        )

    def _is_translation_of(self, path: Path, selector: str) -> bool:
        """Whether a leaflet is called by the code number of its source and its own language, as P4400.ar."""
        number, _, language = selector.rpartition(".")
        if not number or not path.stem.endswith(f".{language}"):
            return False
        head = head_of(path)
        return head is not None and self._has_number(path.with_name(f"{head.translates}.yaml"), number)

    def _has_number(self, path: Path, number: str) -> bool:
        """Whether a leaflet has this code number."""
        written = self.written_code(path)
        if written is None:
            return False
        code = written.text
        if number in (code, written.code.number if written.code is not None else None):
            return True
        # The number may be told without the brand, whose faults are shown when the leaflet is read.
        if re.match(rf"{re.escape(number)}(?![0-9A-Za-z])", code) is None:
            brands = (self.load_brand(name, Report()) for name in self.brand_names())
            codes = (brand.code.parse(code) for brand in brands if brand)
            if not any(code is not None and code.number == number for code in codes):
                return False
        return head_of(path) is None  # the number of a translation may begin with that of its source

    def written_code(self, path: Path) -> WrittenCode | None:
        """Return the code in a leaflet's file; only its line and the brand's are looked at, for speed."""
        try:
            content = read_bounded(path)
        except OSError:
            return None
        if len(content) > MAXIMUM_BYTES:
            return None  # whoever reads the leaflet tells it
        text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        found, named = _on_line(_CODE_LINE, text), _on_line(_BRAND_LINE, text)
        brand = self.load_brand(named[0], Report()) if named is not None else None
        code = brand.code.parse(found[0]) if brand is not None and found is not None else None
        if found is not None and (code is not None or (named is not None and brand is None)):
            start = found[1]
            line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            return WrittenCode(found[0], code, Place(self.shown(path), line, column))
        # Few leaflets are written so that their lines do not tell.
        root = parse_source(text, self.shown(path), Report())
        values = root.data if root is not None and root.kind == "map" else {}
        value, owner = values.get("code"), values.get("brand")
        if value is None or value.kind != "scalar":
            return None
        brand = self.load_brand(owner.data, Report()) if owner is not None and owner.kind == "scalar" else None
        return WrittenCode(value.data, brand.code.parse(value.data) if brand is not None else None, value.place)

    def sheet_layout_names(self) -> list[str]:
        """Return the names of the layouts of exercise sheets."""
        return stems(self.root / "layouts" / "sheets")

    def load_layout(self, name: str, report: Report, place: Place | None = None) -> Layout | None:
        """Return a leaflet's layout; read anew only when its file changed, its faults told to each report."""
        return self._load_layout(name, "layouts", self.layout_names, report, place)

    def load_sheet_layout(self, name: str, report: Report, place: Place | None = None) -> Layout | None:
        """Return an exercise sheet's layout, which has ``sheet``; as ``load_layout`` does for leaflets."""
        return self._load_layout(name, "layouts/sheets", self.sheet_layout_names, report, place)

    def _load_layout(
        self, name: str, folder: str, names: Callable[[], list[str]], report: Report, place: Place | None
    ) -> Layout | None:
        path = self.root / folder / f"{name}.yaml"
        key = f"{folder}/{name}"
        if name.startswith("."):
            report.error(
                "layout-name-with-dot",
                f'a layout may not be called "{name}"',
                "choose a name that does not begin with a dot",
                place,
            )
            return None
        if name in (*FORMS, WORD) or names_standard(name):
            what = "that is a form of its own" if name in (*FORMS, WORD) else "so end the files of another standard"
            report.error(
                "layout-named-as-a-form",
                f'a layout may not be called "{name}": {what}',
                "choose another name",
                place,
            )
            return None
        if key not in self._layouts and name not in names():
            hint = did_you_mean(name, names()) or f"{folder}/ is empty"
            report.error("layout-unknown", nothing_called("layout", name), hint, place)
            return None
        return _cached(self._layouts, key, _state(path), self._read_layout, report)

    def _read_layout(self, key: str, report: Report) -> Layout | None:
        folder, _, name = key.rpartition("/")
        layout = self._read(Layout, self.root / folder / f"{name}.yaml", report)
        if layout is None:
            return None
        layout.name = name
        if (layout.sheet is None) == folder.endswith("sheets"):
            report.error(
                "layout-for-other-kind",
                "this layout has no sheet rules" if layout.sheet is None else "this layout is for exercise sheets",
                'layouts of exercise sheets have "sheet:" and stand in layouts/sheets, those of leaflets do not',
                layout.place,
            )
        for furniture in (layout.header, layout.footer):
            if furniture is not None:
                for template in (furniture.left, furniture.centre, furniture.right):
                    report_unknown_template_fields(template or "", report, furniture.place)
        return None if report.has_errors else layout

    def load_brand(self, name: str, report: Report, place: Place | None = None) -> Brand | None:
        """Return a brand; read anew only when its files changed, its faults told to each report."""
        if name not in self._brands and name not in self.brand_names():
            hint = did_you_mean(name, self.brand_names())
            report.error("brand-unknown", nothing_called("brand", name), hint or "assets/brands/ is empty", place)
            return None
        folder = self.root / "assets" / "brands" / name
        state = _state(folder / "brand.yaml", folder, self.root / "assets" / "fonts")
        return _cached(self._brands, str(name), state, self._read_brand, report)

    def _read_brand(self, name: str, report: Report) -> Brand | None:
        folder = self.root / "assets" / "brands" / name
        brand = self._read(Brand, folder / "brand.yaml", report)
        if brand is None:
            return None
        brand.identifier = name
        brand.folder = folder
        brand.files = {}
        for file in (brand.logo.file, brand.logo.reversed):
            if file is not None:
                self._keep(
                    brand.files,
                    file,
                    self.files.find(file, [folder], PICTURE_SUFFIXES, "logo", Name.place_of(file), report),
                )
        for family in (brand.fonts.text, *brand.fonts.fallback):
            for file in (family.regular, family.bold, family.italic, family.bold_italic):
                self._keep(brand.files, file, self.font_path(file, Name.place_of(file), report))
        return None if report.has_errors else brand

    def load_email_template(
        self, brand: Brand, name: str, report: Report, place: Place | None = None
    ) -> EmailTemplate | None:
        """Return an e-mail template: the brand's own, else ours; read anew only when its file changed."""
        from leafletgen.library import emails  # only who sends e-mail has a use for it

        if name not in emails.email_template_names(brand.folder):
            emails.report_unknown_email_template(brand.folder, name, report, place)
            return None
        state = _state(emails.email_template_file(brand.folder, name), brand.folder / emails.FOLDER)

        def read(_: str, found: Report) -> EmailTemplate | None:
            return emails.read_email_template(self.files, brand.folder, str(name), found)

        return _cached(self._email_templates, f"{brand.identifier}/{name}", state, read, report)

    @staticmethod
    def _keep(files: dict[str, Path], name: str, path: Path | None) -> None:
        if path is not None:
            files[name] = path

    def font_path(self, name: str, place: Place | None, report: Report) -> Path | None:
        """Return a font: a TTF file of assets/fonts, or one at the absolute path that a brand chose."""
        path = Path(name)
        if not path.is_absolute():
            folder = self.root / "assets" / "fonts"
            return self.files.find(name, [folder], FONT_SUFFIXES, "font", place, report)
        if path.suffix.lower() in FONT_SUFFIXES and path.is_file():
            return path
        report.error("font-unknown", f'there is no font "{name}"', "give the absolute path of a .ttf file", place)
        return None

    def picture_path(self, name: str, leaflet_path: Path, place: Place | None, report: Report) -> Path | None:
        """Return a picture: beside the leaflet, or in assets/images."""
        folders = [leaflet_path.parent, self.root / "assets" / "images"]
        return self.files.find(name, folders, PICTURE_SUFFIXES, "image", place, report)

    def load_leaflet(
        self,
        path: Path,
        report: Report,
        text: str | None = None,
        beside: Collection[str] = (),
        root: Value | None = None,
    ) -> LoadedLeaflet | None:
        """Read a leaflet and everything it names.

        Args:
            path: its file.
            report: receives what is wrong.
            text: what stands in its file; without one it is read.
            root: the same as it was parsed, by whoever did that already.
            beside: names of pictures that are taken as if they were there.

        Returns:
            The leaflet, or None when any error was found for it; warnings alone do not stop it.
        """
        reading, found = Report(), Report()
        loaded = self._load_leaflet(path.absolute(), reading, found, text, beside, root)
        report.add((*reading.diagnostics, *found.diagnostics))
        return None if reading.has_errors or found.has_errors else loaded

    def _load_leaflet(
        self,
        path: Path,
        reading: Report,
        report: Report,
        text: str | None,
        beside: Collection[str],
        root: Value | None,
    ) -> LoadedLeaflet | None:
        """Read a leaflet; `reading` receives the faults that leave out a part of its body."""
        if not self.files.is_inside(path):
            report.error(
                "link-out-of-workspace",
                f"{self.shown(path)} leads out of the workspace",
                "put a copy of the file there",
            )
            return None
        shown = self.shown(path)
        if root is None:
            root = self.source(path, reading) if text is None else parse_source(text, shown, reading)
        leaflet = None if root is None else Leaflet.read(root, reading)
        if root is None or leaflet is None:
            return None
        self._check_layouts(leaflet.layouts, report)
        sources = [path]
        translation = None
        translated = named_like_translations_of(path)
        if translated or not leaflet.language.startswith("en"):
            from leafletgen.languages.brought import register_workspace  # the workspace's own words of languages

            register_workspace(self.root, report)
        if leaflet.translates is not None:
            from leafletgen.library.translating import check_translation  # few leaflets are one

            translation = check_translation(self, leaflet, path, root, report)
        elif "." in path.stem:
            from leafletgen.library.translating import report_untold_translation

            report_untold_translation(path, shown, root, report)
        also_in: tuple[str, ...] = ()
        if translated or translation is not None:
            from leafletgen.library.translating import other_languages

            also_in = other_languages(self, leaflet, path, translation)
        self._check_blocks(walk(leaflet.body), path, report, beside)
        leaflet.body = self._resolve(leaflet, sources, reading, report)
        parts = walk(leaflet.body)
        cover = leaflet.cover and self.picture_path(leaflet.cover, path, Name.place_of(leaflet.cover), report)
        # With blocks left out for their own faults, half of these would be false.
        if not reading.has_errors:
            check_cross_references(parts, leaflet.references, leaflet.layouts, report)
        held = [*parts, *walk(leaflet.references)]
        report_unknown_fields(held, FIELDS, report)
        if leaflet.translates is None and not has_words(leaflet.language):
            report.warning(
                "phrases-not-translated",
                f'the fixed words of a page are not translated to "{leaflet.language}"; they are printed in English',
                f"add them in assets/languages/{leaflet.language}.po",
                root.data["language"].place,
            )
        brand = self.load_brand(leaflet.brand, report, Name.place_of(leaflet.brand))
        if brand is None:
            return None
        sources.append(brand.folder / "brand.yaml")
        original = None
        if leaflet.translates is not None:
            from leafletgen.library.translating import report_faulty_source, translated_brand

            original = None if translation is None else self.load_leaflet(translation.source, Report())
            if original is None and translation is not None:
                report_faulty_source(self, translation.source, Name.place_of(leaflet.translates), report)
            sources += [
                source for source in (original.sources if original is not None else ()) if source not in sources
            ]
            spoken = translated_brand(self, brand, leaflet.language, report, Name.place_of(leaflet.brand))
            if spoken is not None:
                brand = spoken[0]
                sources.append(spoken[1])
        code = brand.parse_code(root.data["code"].data, root.data["code"].place, report)
        department = self._department(leaflet.department, brand, report) if leaflet.department else None
        for part in parts:
            if isinstance(part, ContactBlock):
                self._department(part.department, brand, report)
        if code is None:
            return None
        fields = merge_fields(leaflet, brand, code, department)
        self._fill(held, brand, isolated_values(fields, leaflet.language), field_languages(leaflet.language), report)
        return LoadedLeaflet(
            leaflet,
            path,
            brand,
            code,
            department,
            fields,
            leaflet.body,
            leaflet.references,
            cover or None,
            tuple(sources),
            translation=translation,
            original=original,
            also_in=also_in,
        )

    def load_shared(self, name: str, report: Report) -> SharedBlocks | None:
        """Read shared blocks by themselves, as they are before a leaflet includes them."""
        path = self.root / "leaflets" / "shared" / f"{name}.yaml"
        shared = self._read(SharedBlocks, path, report)
        if shared is None:
            return None
        parts = walk(shared.body)
        self._check_blocks(parts, path, report)
        report_unknown_fields([*parts, *walk(shared.references)], FIELDS, report)
        for block in shared.body:
            if isinstance(block, Include):
                report.error(*INCLUDE_IN_INCLUDE, block.place)
        return shared

    def _check_layouts(self, names: Sequence[str], report: Report, *, restricting: bool = False) -> None:
        """Report names of layouts that there are not; a block may be restricted to the other forms as well."""
        known = self.layout_names()
        for name in names:
            place = Name.place_of(name)
            if name in (*FORMS, WORD) and not restricting:
                hint = "every leaflet can be built in that form: leave it out here"
                report.error("form-is-no-layout", f'"{name}" is no layout of pages', hint, place)
            elif name == WORD:
                report.error(
                    "word-file-has-every-block",
                    f'"{WORD}" cannot stand here: a Word file for reviewers has every block',
                    "leave it out",
                    place,
                )
            elif name not in known and name not in FORMS:
                hint = did_you_mean(name, [*known, *FORMS] if restricting else known)
                report.error("layout-unknown", f'no layout is called "{name}"', hint, place)

    def _resolve(self, leaflet: Leaflet, sources: list[Path], reading: Report, report: Report) -> list[Block]:
        """Return the body with each include replaced by the shared blocks."""
        body: list[Block] = []
        folder = self.root / "leaflets" / "shared"
        written: list[str] | None = None
        for block in leaflet.body:
            if not isinstance(block, Include):
                body.append(block)
                continue
            if written is None:
                written = stems(folder)  # once for all; none but those that are included are looked into
            path = folder / f"{block.name}.yaml"
            if block.name not in written or head_of(path) is not None:
                hint = did_you_mean(block.name, self.shared_names()) or "leaflets/shared/ is empty"
                reading.error(
                    "shared-block-unknown", f'no shared block is called "{block.name}"', hint, Name.place_of(block.name)
                )
                continue
            shared = self._read(SharedBlocks, path, reading)
            if shared is None:
                continue
            sources.append(path)
            if leaflet.translates is not None:
                from leafletgen.library.translating import shared_translation

                found = shared_translation(self, block.name, shared, leaflet.language, reading)
                if found is None:
                    continue
                shared, path = found
                sources.append(path)
            self._check_blocks(walk(shared.body), path, report)
            self._merge_references(leaflet.references, shared.references, report)
            for included in shared.body:
                if isinstance(included, Include):
                    reading.error(*INCLUDE_IN_INCLUDE, included.place)
                elif restrict(included, block):
                    body.append(included)
        return body

    def _check_blocks(
        self, parts: Sequence[Record | Prose], path: Path, report: Report, beside: Collection[str] = ()
    ) -> None:
        """Find the pictures of one file, and check what its blocks say about layouts."""
        for part in parts:
            if isinstance(part, Picture) and part.image not in beside:
                found = self.picture_path(part.image, path, Name.place_of(part.image), report)
                if found is not None:
                    part.path = found
            if isinstance(part, Block) and (part.only or part.exclude):
                self._check_layouts([*part.only, *part.exclude], report, restricting=True)
                if part.only and part.exclude:
                    report.error(
                        "only-and-except", 'this block has "only" and "except"', "take one of the two away", part.place
                    )

    def _merge_references(self, own: dict[str, Reference], shared: dict[str, Reference], report: Report) -> None:
        for name, reference in shared.items():
            if name in own and own[name].place != reference.place:
                report.error(
                    "reference-twice",
                    f'the reference "{name}" of {reference.place.file} stands in this leaflet as well',
                    "take it out of the leaflet when it is the same; otherwise rename it",
                    own[name].place,
                )
            own.setdefault(name, reference)

    def _department(self, name: str, brand: Brand, report: Report) -> Department | None:
        department = brand.departments.get(name)
        if department is None:
            hint = did_you_mean(name, brand.departments) or f'add it to "departments:" of {brand.place.file}'
            report.error("department-unknown", f'the brand has no department "{name}"', hint, Name.place_of(name))
        return department

    @staticmethod
    def _fill(
        parts: Sequence[Record | Prose],
        brand: Brand,
        fields: Mapping[str, str],
        languages: Mapping[str, str],
        report: Report,
    ) -> None:
        """Fill the merge fields in the leaflet's prose, where it stands; the brand's stays as it is."""
        report_unknown_fields([*parts, *walk(brand.statements)], fields, report)
        for part in parts:
            if isinstance(part, Prose):
                part.spans = part.substitute(fields, languages).spans

    def _read(self, record: type[R], path: Path, report: Report) -> R | None:
        """Read a file that holds one record; a link that leads out of the workspace is not followed."""
        if not self.files.is_inside(path):
            report.error(
                "link-out-of-workspace",
                f"{self.shown(path)} leads out of the workspace",
                "put a copy of the file there",
            )
            return None
        root = self.source(path, report)
        return None if root is None else record.read(root, report)

    def source(self, path: Path, report: Report) -> Value | None:
        """Read what stands in one file, or what an editor has for it and has not saved."""
        text, shown = self.unsaved.get(path), self.shown(path)
        return read_source(path, shown, report) if text is None else parse_source(text, shown, report)


def _on_line(pattern: re.Pattern[str], text: str) -> tuple[str, int] | None:
    """Return the value that a pattern of a key finds in a leaflet's text, and where the value begins."""
    found = pattern.search(text)
    if found is None:
        return None
    if found["plain"] is None:
        kind = "double" if found["double"] is not None else "single"
        return found[kind], found.start(kind) - 1
    plain = re.split(r"[,}]", found["plain"], maxsplit=1)[0] if found["flow"] else found["plain"]
    return plain.rstrip(), found.start("plain")


def restrict(block: Block, include: Include) -> bool:
    """Let an include's `only` and `except` hold for a block it brings; False when no layout is left."""
    block.exclude = [*block.exclude, *include.exclude]
    if include.only:
        block.only = [name for name in include.only if not block.only or name in block.only]
        if not block.only:
            return False
    if block.only and block.exclude:
        block.only = [name for name in block.only if name not in block.exclude]
        block.exclude = []
        return bool(block.only)
    return True


_Kept = tuple[tuple[int, ...], R | None, tuple[Diagnostic, ...]]


def _state(*paths: Path) -> tuple[int, ...]:
    """When files and folders changed last, and how large they are."""
    state: list[int] = []
    for path in paths:
        try:
            found = path.stat()
            state += [found.st_mtime_ns, found.st_size]
        except OSError:
            state.append(-1)
    return tuple(state)


def _cached(
    cache: dict[str, _Kept[R]],
    name: str,
    state: tuple[int, ...],
    read: Callable[[str, Report], R | None],
    report: Report,
) -> R | None:
    kept = cache.get(name)
    if kept is None or kept[0] != state:
        found = Report()
        record = read(name, found)
        kept = cache[name] = (state, record, found.diagnostics)
    report.add(kept[2])
    return kept[1]

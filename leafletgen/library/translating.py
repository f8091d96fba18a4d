"""Loads what a translated leaflet is made of, and reports where it is not what its source is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leafletgen.content.model.blocks import Include
from leafletgen.content.model.brand import Brand, Department
from leafletgen.content.model.brand_translation import BrandTranslation, DepartmentTranslation
from leafletgen.content.model.leaflet import Leaflet, SharedBlocks
from leafletgen.content.structure import compare_structure
from leafletgen.errors import Place, Report, did_you_mean
from leafletgen.languages.catalogue import catalogue_of, missing_words
from leafletgen.languages.names import english_name
from leafletgen.library.translation_names import split_name
from leafletgen.library.translations import Translations, Whole
from leafletgen.source.kinds import Name
from leafletgen.source.yaml import Value, read_source

if TYPE_CHECKING:
    from leafletgen.library.files import Folder


class TranslationFacts(NamedTuple):
    """What a leaflet is a translation of, and how it stands to that."""

    source: Path
    """The file of the source."""
    language: str
    """The language of the source."""
    whole: Whole


def check_translation(
    workspace: Folder, leaflet: Leaflet, path: Path, root: Value, report: Report
) -> TranslationFacts | None:
    """Report what keeps a leaflet from being a translation of its source; None when it has none that can be read."""
    assert leaflet.translates is not None
    place = Name.place_of(leaflet.translates) or root.place
    wanted = f"{leaflet.translates}.{leaflet.language}.yaml"
    if path.name != wanted:
        report.error(
            "translation-file-name",
            f'the file of this translation is not called "{wanted}"',
            "rename it, so that it stands beside its source; or mend translates: or language:",
            place,
        )
    if leaflet.source is None:
        report.error(
            "translation-without-source",
            '"source" is missing: the fingerprint of what was translated, by which a change of it is seen',
            "let leafletgen translate write it",
            place,
        )
    source_path = path.with_name(f"{leaflet.translates}.yaml")
    known = [other.stem for other in workspace.leaflet_files() if other.parent == path.parent and other != path]
    if source_path == path or leaflet.translates not in known:
        hint = did_you_mean(str(leaflet.translates), known)
        report.error(
            "translation-of-nothing",
            f'no leaflet beside this one is called "{leaflet.translates}"',
            hint or "put the translation into the folder of its source",
            place,
        )
        return None
    source_root = read_source(source_path, workspace.shown(source_path), Report())
    source = None if source_root is None else Leaflet.read(source_root, Report())
    if source is None:
        report_faulty_source(workspace, source_path, place, report)
        return None
    if source.translates is not None:
        report.error(
            "translation-of-translation",
            f"{workspace.shown(source_path)} is a translation itself, of {source.translates}",
            f"write translates: {source.translates}",
            place,
        )
        return None
    check_words(leaflet.language, "a page", root.data["language"].place if "language" in root.data else place, report)
    compare_structure(source, leaflet, leaflet.language, report)
    includes = [block.name for block in source.body if isinstance(block, Include)]
    whole = Translations(workspace).whole(path, source_path, includes, source.brand)
    return TranslationFacts(source_path, source.language, whole)


def report_untold_translation(path: Path, shown: str, root: Value, report: Report) -> None:
    """Report a file that is named like the translation of the leaflet beside it and does not say that it is one.

    Without the key it would be released without a reviewer, and would stay in force when its source changes.
    """
    named = split_name(path.stem)
    if named is None or not path.with_name(f"{named[0]}.yaml").exists():
        return
    report.error(
        "translation-does-not-say",
        f'{shown} is named like a translation of "{named[0]}", and "translates" is missing',
        f"write translates: {named[0]}, or give a leaflet of its own another name",
        root.place,
    )


def report_faulty_source(workspace: Folder, source: Path, place: Place | None, report: Report) -> None:
    """Report that what a leaflet translates has faults of its own, which are told where that one is read."""
    report.error(
        "translation-source-faulty",
        f"{workspace.shown(source)}, which this translates, has errors",
        "mend that one first",
        place,
    )


def check_words(language: str, where: str, place: Place | None, report: Report) -> None:
    """Report a language in which leafletgen itself cannot say everything: no translation is half in English.

    Args:
        language: its tag.
        where: on what the words would stand: "a page", "a sheet".
        place: where the language was chosen; None on the command line.
        report: receives what is missing.
    """
    missing = missing_words(language)
    if not missing:
        return
    name, file = english_name(language), f"assets/languages/{language}.po"
    if catalogue_of(language) is None:
        message = f"the fixed words of {where} are not translated to {name} ({language}) yet"
        hint = f"have them translated in {file}, which leafletgen translate writes"
    else:
        number, some = len(missing), ", ".join(missing[:3])
        message = f"{number} of the fixed words of {where} are not translated to {name} ({language}), among them {some}"
        hint = f"add them in {file}"
    report.error("words-not-translated", message, hint, place)


def other_languages(workspace: Folder, leaflet: Leaflet, path: Path, facts: TranslationFacts | None) -> tuple[str, ...]:
    """Return the other languages in which a leaflet exists, in the order of their tags.

    That is where all of it is translated and a native speaker checked it; where the leaflet is an example, the drafts
    are named as well. A stale translation stays named: it is kept in that language, and whoever asks for it is told by
    its state, its mark, and ``leafletgen verify`` that it waits. Else each change of the source would change the backs
    of all languages twice, and each would have to be issued again: when a translation falls behind, and when it has
    caught up.
    """
    translations = Translations(workspace)
    source = path if facts is None else facts.source
    found = translations.beside(source)
    if not found:
        return ()
    includes = [block.name for block in leaflet.body if isinstance(block, Include)]
    named = [facts.language] if facts is not None else []
    for language, other in found.items():
        if other == path:
            continue
        whole = translations.whole(other, source, includes, leaflet.brand)
        if not whole.missing and (leaflet.example or not whole.unchecked):
            named.append(language)
    return tuple(named)


def shared_translation(
    workspace: Folder, name: str, source: SharedBlocks, language: str, report: Report
) -> tuple[SharedBlocks, Path] | None:
    """Return shared blocks in a language, with their file; None after reporting that they are not there, or faulty."""
    original = workspace.root / "leaflets" / "shared" / f"{name}.yaml"
    path = Translations(workspace).in_language(original, language)
    if path is None:
        report.error(
            "shared-block-not-translated",
            f'the shared block "{name}" is not translated to {english_name(language)}',
            f"translate {workspace.shown(original)} to {name}.{language}.yaml beside it: leafletgen translate {name}",
            Name.place_of(name),
        )
        return None
    root = workspace.source(path, report)
    shared = None if root is None else SharedBlocks.read(root, report)
    if shared is None or root is None:
        return None
    _check_head(shared, name, root, report)
    compare_structure(source, shared, language, report)
    return shared, path


def _check_head(translated: SharedBlocks | BrandTranslation, name: str, root: Value, report: Report) -> None:
    """Report the head of a translation that does not say of what, in which language or from which words it is."""
    for key in ("source", "language"):
        if not getattr(translated, key):
            report.error("key-missing", f'"{key}" is missing', "let leafletgen translate write it", translated.place)
    if translated.translates != name:
        report.error(
            "translation-of-another",
            f'this file is called like a translation of "{name}", and translates "{translated.translates}"',
            "mend translates:, or the name of the file",
            Name.place_of(translated.translates) or root.place,
        )


def translated_brand(
    workspace: Folder, brand: Brand, language: str, report: Report, place: Place | None = None
) -> tuple[Brand, Path] | None:
    """Return a brand that speaks a language, with the file of its words; None after reporting what is missing."""
    original = brand.folder / "brand.yaml"
    path = Translations(workspace).in_language(original, language)
    if path is None:
        report.error(
            "brand-not-translated",
            f'what the brand "{brand.identifier}" says on every page is not translated to {english_name(language)}',
            f"translate it to {workspace.shown(original.with_name(f'brand.{language}.yaml'))}",
            place,
        )
        return None
    root = workspace.source(path, report)
    words = None if root is None else BrandTranslation.read(root, report)
    if words is None or root is None:
        return None
    told = len(report.errors)
    _check_head(words, brand.identifier, root, report)
    _compare_brand(brand, words, workspace.shown(original), report)
    if len(report.errors) > told:
        return None
    departments = {name: _department(known, words.departments[name]) for name, known in brand.departments.items()}
    return (
        brand.with_values(
            name=words.name or brand.name,
            short_name=words.short_name or brand.short_name,
            logo=brand.logo.with_values(alt=words.logo_alt or brand.logo.alt),
            departments=departments,
            sheet=words.sheet,
            statements=words.statements,
        ),
        path,
    )


def _department(known: Department, words: DepartmentTranslation) -> Department:
    return known.with_values(name=words.name, hours=words.hours)


def _compare_brand(brand: Brand, words: BrandTranslation, original: str, report: Report) -> None:
    """Report what a brand says that its translation does not, and the other way round."""
    for name in {**brand.departments, **words.departments}:
        ours, theirs = brand.departments.get(name), words.departments.get(name)
        if theirs is None:
            message, hint, place = f'the department "{name}" is missing: {original} has it', "translate it", words.place
        elif ours is None:
            message = f'the department "{name}" stands here, and not in {original}'
            hint, place = "take it out", theirs.place
        elif len(ours.hours) != len(theirs.hours):
            message = f'"hours" has {len(theirs.hours)} lines here, and {len(ours.hours)} in {original}'
            hint, place = "a translation has as many as its source", theirs.place
        else:
            continue
        report.error("translation-entry-differs", message, hint, place)
    compare_structure(brand.statements, words.statements, words.language, report)
    if brand.sheet is not None and words.sheet is not None:
        compare_structure(brand.sheet, words.sheet, words.language, report)
    elif brand.sheet is not None:
        report.error(
            "translation-entry-differs",
            f'"sheet" is missing: {original} has it',
            "translate it: every exercise sheet says it",
            words.place,
        )
    elif words.sheet is not None:
        report.error(
            "translation-entry-differs", f'"sheet" stands here, and not in {original}', "take it out", words.place
        )

"""The proof of one written file: both validators, the structure check, and every word of its source."""

import difflib

from tests.checker import structure, verapdf
from tests.checker.document import Document
from tests.support.building import Built
from tests.support.expected_text import expected_lines, printed_words, read_pages, words_of

PROFILES = ("ua1", "2a")


def faults_of(built: Built, profiles: tuple[str, ...] = PROFILES) -> list[str]:
    """Return what is wrong with a file; empty when it is a good one."""
    if built.path is None:
        return ["no file was made", *map(str, built.diagnostics)]
    with structure.read(built.path) as document:
        faults = word_faults(built, document)
        faults += furniture_faults(built, document)
    for profile in profiles:
        verdict = verapdf.validate(built.path, profile)
        if not verdict.passed:
            faults.append(f"veraPDF {profile}: {verdict}")
    return faults


def word_faults(built: Built, document: Document) -> list[str]:
    """Return the faults of the structure, and the words that are lost, doubled, misplaced or run together."""
    assert built.leaflet is not None and built.layout is not None
    pages = read_pages(document, built.leaflet)
    expected = printed_words(document, expected_lines(built.leaflet, built.layout, pages))
    faults = structure.check(document, set(expected))
    if pages.notes and built.layout.multiple == 1:
        faults.append("pages for notes in a layout that fills up to no number of pages")
    found = without_titles_again(words_of(structure.reading_text(document)), expected, document)
    if found != expected:
        difference = difflib.unified_diff(expected, found, "source", "file", lineterm="", n=4)
        faults.append("words differ:\n" + "\n".join(list(difference)[:60]))
    return faults


def without_titles_again(found: list[str], expected: list[str], document: Document) -> list[str]:
    """Return the words without the titles that further parts of a divided card have, which the source has once."""
    kinds = ("P", "H2", "H3", "H4", "H5", "H6")
    texts = [document.text(element).strip() for element in document.elements if element.standard in kinds]
    titles = [words_of(text) for text in dict.fromkeys(texts) if texts.count(text) > 1]
    kept: list[str] = []
    at = 0
    while at < len(found):
        again = next((title for title in titles if title and found[at : at + len(title)] == title), None)
        if again and expected[len(kept) : len(kept) + len(again)] != again:
            at += len(again)
        else:
            kept.append(found[at])
            at += 1
    return kept


def furniture_faults(built: Built, document: Document) -> list[str]:
    """Return the pages whose footer lacks what the layout's templates promise."""
    assert built.leaflet is not None and built.layout is not None
    fields = built.leaflet.fields
    faults = []
    artifacts = structure.artifact_text(document)
    if len(artifacts) != built.pages:
        faults.append(f"{len(artifacts)} pages in the file, {built.pages} in the result")
    for number, text in enumerate(artifacts, 1):
        words = " ".join(words_of(text))
        wanted = [fields["leaflet.code"], f"Page {number} of {len(artifacts)}"]
        for furniture in (built.layout.footer, built.layout.header if number > 1 else None):
            for template in (furniture.left, furniture.centre, furniture.right) if furniture is not None else ():
                if template and "{leaflet.title}" in template:
                    wanted.append(fields["leaflet.title"])
        faults += [
            f"page {number}: its furniture lacks {part!r}: {words}"
            for part in wanted
            if " ".join(words_of(part)) not in words
        ]
    return faults

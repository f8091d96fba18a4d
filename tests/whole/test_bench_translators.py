"""The benchmark's translators lose no words, so that no peer is timed with less to do."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.bench import document as documents
from tests.bench import reportlab_peer, typst_peer, weasyprint_peer
from tests.bench.workspace import LAYOUT, WORDINGS, BenchWorkspace


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> BenchWorkspace:
    return BenchWorkspace(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="module")
def document(bench: BenchWorkspace) -> documents.Document:
    return documents.load(bench.root, bench.leaflet, LAYOUT, bench.codes)


def spaced(text: str) -> str:
    return " ".join(text.split())


def test_typst_has_every_text(bench: BenchWorkspace, document: documents.Document) -> None:
    markup = typst_peer.markup(document, bench.root)
    for text in runs(document["parts"]):
        assert typst_peer.escape(text) in markup


def test_html_has_every_text(document: documents.Document) -> None:
    html = weasyprint_peer.html(document)
    plain = spaced(unescape(re.sub(r"<[^>]+>", "", html.replace("<br>", " "))))
    for text in runs(document["parts"]):
        assert spaced(text) in plain


def test_story_has_every_word(document: documents.Document) -> None:
    from io import BytesIO

    import pypdfium2

    reportlab_peer.register(document)
    writer = reportlab_peer.Writer(document, reportlab_peer.drawings(document))
    data, pages = writer.build(document, {})
    found = {word for page in pypdfium2.PdfDocument(BytesIO(data)) for word in page_words(page)}
    wanted = {word for text in documents.texts(document) for word in documents.words(text)}
    assert wanted <= found
    assert pages["what-helps"] > 1


def test_escaping_leaves_text_as_it_is() -> None:
    assert typst_peer.escape("1. #a *b* 2-3 ...") == r"1\. \#a \*b\* 2\-3 .\.\."


@pytest.mark.parametrize(("wording", "least"), list(zip(WORDINGS, (0, 1, 100), strict=True)))
def test_rewording_changes_words_and_nothing_else(tmp_path: Path, wording: str, least: int) -> None:
    bench = BenchWorkspace(tmp_path)
    before = list(runs(documents.load(bench.root, bench.leaflet, LAYOUT, bench.codes)["parts"]))
    bench.reword(wording, 123)
    after = list(runs(documents.load(bench.root, bench.leaflet, LAYOUT, bench.codes)["parts"]))
    changed = sum(old != new for old, new in zip(before, after, strict=True))
    assert changed >= least
    assert changed == least or least == 100


def page_words(page: Any) -> set[str]:
    return documents.words(page.get_textpage().get_text_range())


def runs(held: object) -> Iterator[str]:
    if isinstance(held, list):
        for entry in held:
            yield from runs(entry)
    elif isinstance(held, dict):
        if "kind" not in held and "text" in held and "page_of" not in held:
            yield held["text"]
        for entry in held.values():
            yield from runs(entry)

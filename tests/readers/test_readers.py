"""What readers make of our files: veraPDF cannot hear how a file is read, so real readers read each construct here.

PDFium and pdfplumber are always there. Of the others those are asked that are on this machine with the version that
was recorded; LEAFLETGEN_READER_TESTS=required asks all, with any version, and fails where one is missing, as CI does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.readers import documents, recorded
from tests.readers.adapters.reader import REQUIRED, is_required
from tests.readers.documents import Construct
from tests.readers.outline import Node, line, visible
from tests.readers.readers import READERS

CONSTRUCTS = documents.constructs()
KNOWN = recorded.load()

Hear = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def hear(tmp_path_factory: pytest.TempPathFactory) -> Hear:
    """Return what a reader says, by construct; each reads all documents once."""
    files = documents.make(tmp_path_factory.mktemp("constructs"))
    return cache(lambda reader: recorded.heard(reader, files))


def ask(reader: str) -> None:
    """Skip the test, or fail, when a reader cannot be asked."""
    if why := READERS[reader].lacking():
        (pytest.fail if is_required() else pytest.skip)(why)
    version, known = READERS[reader].version(), KNOWN.versions[reader]
    if version != known and not is_required():
        pytest.skip(f"this is version {version}, and {known} was recorded; {REQUIRED}=required asks it all the same")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda construct: construct.name)
def test_reader_says_what_is_recorded(hear: Hear, reader: str, construct: Construct) -> None:
    ask(reader)
    told = f"python -m tests.readers.record; seen with version {KNOWN.versions[reader]}"
    assert hear(reader)[construct.name] == KNOWN.said[construct.name][reader], told


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda construct: construct.name)
def test_what_is_recorded_is_right(reader: str, construct: Construct) -> None:
    """A reader that says something else has its reason in constructs.yaml; it has none when it does not."""
    right = recorded.is_right(construct, reader, KNOWN.said[construct.name][reader])
    assert right != (reader in recorded.deviating(construct))


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda construct: construct.name)
def test_deviations_have_a_reason(construct: Construct) -> None:
    for entry in construct.deviates:
        assert set(entry) == {"by", "whose", "why"} and entry["whose"] in ("reader", "leafletgen")
        assert set(recorded.members(entry["by"])) <= set(READERS)


def test_a_missing_reader_fails_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = READERS["mutool"]
    monkeypatch.setitem(READERS, "mutool", reader.__class__(reader.name, lambda: "gone", reader.version, reader.read))
    monkeypatch.delenv(REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="gone"):
        ask("mutool")
    monkeypatch.setenv(REQUIRED, "required")
    with pytest.raises(pytest.fail.Exception, match="gone"):
        ask("mutool")


def test_outline_hides_nothing() -> None:
    assert visible("a\u00a0b \n\n c\u00ad\f d") == "a<00A0>b ↵ c<00AD> ⇟ d"
    inside = (Node("P", "", ("one ", "two", Node("Figure", "A square.", ()), "three")), "\n")
    assert line([Node("Document", "", inside)]) == 'P [one two Figure "A square." three]'

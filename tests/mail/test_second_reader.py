"""Messages as postal-mime reads them, which has no line in common with the standard library.

It needs Node, and ``npm ci`` in tests/browser, and is skipped without these; ``.ci/run`` skips nothing.
"""

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from leafletgen.mail.message import draft_of, message_of
from leafletgen.mail.parts import Mailbox, Message
from tests.mail.samples import DESK, HTML, MESSAGE_ID, MORNING, NAMES, PDF, PICTURES, TEXT, message
from tests.support.processes import BOUND, Child

FOLDER = Path(__file__).parents[1] / "browser"
REQUIRED = "LEAFLETGEN_BROWSER_TESTS"
SUBJECTS = (
    "[secure] Übungen für Zuhause, zweimal am Tag und immer vor dem Frühstück,  täglich",
    "Your exercises from Northfield Physiotherapy, and how often to do each of them at home",
    "تمارين للظهر في المنزل يوميا، ببطء، مرتين في اليوم، قبل الإفطار وبعد العشاء دائما",
    "背中の運動 毎日 " * 9 + "!",
    "ymarferion i'r cefn gartref bob dydd \u0175 \u0177 =?utf-8?q?x?=",
)
JUERGEN = Mailbox("Müller-Lüdenscheidt, Jürgen", "sam@xn--bcher-kva.example")


def lacking() -> str:
    """What is missing on this machine; empty when nothing is."""
    if shutil.which("node") is None:
        return "there is no Node here"
    return "" if (FOLDER / "node_modules" / "postal-mime").is_dir() else "npm ci was not run in tests/browser"


def messages() -> list[Message]:
    """Return a message for each subject."""
    return [message(subject=subject, to=JUERGEN) for subject in SUBJECTS]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What is read in each message, those that are sent first, then the drafts."""
    if (why := lacking()) and os.environ.get(REQUIRED):
        pytest.fail(why)
    if why:
        pytest.skip(why)
    folder = tmp_path_factory.mktemp("messages")
    written = [message_of(one, MESSAGE_ID, MORNING) for one in messages()] + [draft_of(one) for one in messages()]
    paths = [folder / f"{number}.eml" for number in range(len(written))]
    for path, data in zip(paths, written, strict=True):
        path.write_bytes(data)
    node = shutil.which("node") or "node"
    with Child([node, str(FOLDER / "read_messages.mjs"), *map(str, paths)], stdout=PIPE, stderr=PIPE) as reader:
        said, fault = reader.communicate(timeout=BOUND)
    assert not fault
    found = json.loads(said)
    assert isinstance(found, list)
    return found


def test_subjects_and_people_are_the_same(read: list[dict[str, Any]]) -> None:
    assert [one["subject"] for one in read] == [*SUBJECTS, *SUBJECTS]
    assert all(one["to"] == [[JUERGEN.name, JUERGEN.address]] for one in read)
    assert [one["from"] for one in read] == [list(DESK)] * len(SUBJECTS) + [None] * len(SUBJECTS)


def test_both_texts_are_the_same(read: list[dict[str, Any]]) -> None:
    for one in read:
        # It ends a text with one more line.
        assert (one["text"].replace("\r\n", "\n"), one["html"].replace("\r\n", "\n")) == (TEXT + "\n", HTML + "\n")


def test_every_file_is_the_same_with_its_name(read: list[dict[str, Any]]) -> None:
    pictures = [
        (f"figure-{number}.png", "image/png", "inline", f"<{one.identifier}>", True, sha256(one.data).hexdigest())
        for number, one in enumerate(PICTURES, start=1)
    ]
    files = [
        (name, "application/pdf", "attachment", "", False, sha256(PDF + name.encode("utf-8")).hexdigest())
        for name in NAMES
    ]
    for one in read:
        assert [tuple(file.values()) for file in one["files"]] == [*pictures, *files]

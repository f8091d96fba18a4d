"""Messages in a real mail program: mutt shows the text and saves each attachment under its name.

It needs mutt and a terminal of our own (Linux, macOS), and is skipped without them; on Debian 12 ``.ci/run`` skips
nothing.
"""

import os
import select
import shutil
import sys
import time
from pathlib import Path
from subprocess import DEVNULL

import pytest

from leafletgen.mail.message import message_of
from leafletgen.mail.parts import Mailbox
from tests.mail.samples import MESSAGE_ID, MORNING, NAMES, PDF, TEXT, message
from tests.support.processes import BOUND, Child

#: Says that programs which read what we write have to be there, so that nothing is skipped.
REQUIRED = "LEAFLETGEN_READER_TESTS"
SUBJECT = "[secure] Übungen für Zuhause, zweimal am Tag und vor dem Frühstück, täglich"
SETTINGS = """\
set folder=. spoolfile=mbox mbox_type=mbox charset=utf-8
set resolve=no wait_key=no delete=no move=no quit=yes pipe_decode=yes header_cache= record= postponed=
ignore *
unignore to subject
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which mutt has written the text it shows, and every attachment."""
    program = shutil.which("mutt")
    if program is None and os.environ.get(REQUIRED):
        pytest.fail("there is no mutt here")
    if program is None or sys.platform == "win32":
        pytest.skip("there is no mutt here")
    folder = tmp_path_factory.mktemp("mutt")
    data = message_of(message(subject=SUBJECT, to=Mailbox("Jürgen Müller", "sam@example.org")), MESSAGE_ID, MORNING)
    (folder / "mbox").write_bytes(b"From desk Sun Nov 29 09:30:00 2026\n" + data.replace(b"\r\n", b"\n") + b"\n")
    (folder / "rc").write_text(SETTINGS, "utf-8")
    keys = "<pipe-message>cat > shown<enter><view-attachments><last-entry>"
    keys += "<save-entry><enter><previous-entry>" * len(NAMES) + "<exit><quit>"
    ours, theirs = terminal()
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    command = [program, "-n", "-F", "rc", "-f", "mbox", "-e", f'push "{keys}"']
    with Child(command, cwd=folder, env=surroundings, stdin=theirs, stdout=theirs, stderr=DEVNULL) as mutt:
        os.close(theirs)
        end = time.monotonic() + BOUND
        while time.monotonic() < end and is_drawing(ours):
            pass  # a program whose screen nobody takes waits for ever
        mutt.wait(max(1, end - time.monotonic()))
    os.close(ours)
    return folder


def terminal() -> tuple[int, int]:
    """Return both ends of a terminal of 40 lines, ours and the program's."""
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 150))
    return ours, theirs


def is_drawing(end: int) -> bool:
    """Take what was drawn, if anything was within a second; False when the program has gone."""
    ready, _, _ = select.select([end], [], [], 1)
    try:
        return not ready or os.read(end, 65536) != b""
    except OSError:  # Linux says so
        return False


def test_the_text_and_the_fields_are_shown(folder: Path) -> None:
    head, _, text = (folder / "shown").read_text("utf-8").partition("\n\n")
    assert "To: Jürgen Müller <sam@example.org>" in head
    assert f"Subject: {SUBJECT}" in head.replace("\n ", " ")
    assert text.startswith(TEXT)


def test_every_attachment_is_saved_under_its_name(folder: Path) -> None:
    saved = {path.name: path.read_bytes() for path in folder.glob("*.pdf")}
    assert saved == {name: PDF + name.encode("utf-8") for name in NAMES}

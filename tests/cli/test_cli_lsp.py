"""``leafletgen lsp`` on the command line: what it says when it cannot serve, and that it ends with its editor."""

import subprocess
import sys

import pytest

from leafletgen.errors import ExitCode
from tests.docs.test_commands import call
from tests.support.processes import BOUND


def test_without_pygls_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    result = call("lsp")
    assert result.exit_code == ExitCode.ENVIRONMENT
    assert 'pip install "leafletgen[lsp]"' in result.output


@pytest.mark.parametrize("said", [b"", b"Content-Length: 5\r\n\r\nhello", b"no message at all\n\n"])
def test_it_ends_with_its_editor_and_without_a_traceback(said: bytes) -> None:
    command = [sys.executable, "-m", "leafletgen", "lsp"]
    made = subprocess.run(command, input=said, capture_output=True, timeout=BOUND, check=False)
    assert (made.returncode, made.stderr) == (0, b"")
    assert b"hello" not in made.stdout

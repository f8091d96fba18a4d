"""Diagnostics: what they show of a value, whoever typed it."""

import pickle

import pytest

from leafletgen.errors import LONGEST_SAYING, ExitCode, Place, RefusedError, error, visible
from tests.support.commands import run


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain \u00e9 \u201cwords\u201d", "plain \u00e9 \u201cwords\u201d"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\u00a0b\u200bc\ufeff", "a\\xa0b\\u200bc\\ufeff"),
        ("one\ntwo\u2028three\t", "one\\x0atwo\\u2028three\\x09"),
        ("\U000e0041", "\\U000e0041"),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_every_character_of_a_message_is_seen(text: str, shown: str) -> None:
    found = error("layout-unknown", f'no layout is called "{text}"', f"hint {text}", Place(text, 1, 2))
    assert visible(text) == shown
    assert str(found) == f'{shown}:1:2: error: no layout is called "{shown}"\n  hint: hint {shown}'
    assert found.as_data()["message"] == f'no layout is called "{shown}"'


def test_long_values_are_shortened() -> None:
    assert error("x", f'"{"x" * 160}" is not "{"y" * 161}"').message == f'"{"x" * 160}" is not "{"y" * 60}\u2026"'
    assert len(error("x", "z" * 5000).message) == LONGEST_SAYING
    assert len(error("x", "", "z" * 5000).hint) == LONGEST_SAYING


def test_the_command_line_is_no_exception() -> None:
    result = run("sheet", "no\x1bfile.yaml", "--workspace", ".")
    assert "\x1b" not in result.stderr
    assert "error: there is no file no\\x1bfile.yaml\n" in result.stderr


def test_a_refusal_comes_from_another_process_as_it_was_raised_there() -> None:
    raised = RefusedError(ExitCode.ENVIRONMENT, error("a", "one", "do this", Place("p.csv", 7, 1)), error("b", "two"))
    come = pickle.loads(pickle.dumps(raised))
    assert isinstance(come, RefusedError)
    assert (come.status, come.diagnostics, str(come)) == (raised.status, raised.diagnostics, str(raised))

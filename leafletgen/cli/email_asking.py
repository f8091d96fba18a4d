"""What a command for e-mail asks for: an address and a password, typed or from a pipe, never from the command line."""

import sys

import click

from leafletgen.cli.wording import option
from leafletgen.cli.workspace import fail
from leafletgen.errors import ExitCode, Setting

_LONGEST_LINE = 2000
"""Bytes that are read of a line; an address has at most 320, a password 127."""


def ask_recipient(said: str) -> str:
    """The address that was said, or for "-" the one that is typed, or the next line of a pipe."""
    if said.strip() != "-":
        return said
    return _line() if _is_piped() else str(click.prompt("To", err=True)).strip()


def ask_password() -> str:
    """The password, typed twice and not shown, or the next line of a pipe."""
    if _is_piped():
        return _line()
    typed: str = click.prompt(
        "Password of the PDF (it is not shown)", hide_input=True, confirmation_prompt="Once more", err=True
    )
    return typed


def _is_piped() -> bool:
    return sys.stdin is None or not sys.stdin.isatty()


def _line() -> str:
    """The next line of what another program gives; ends the command when there is none."""
    try:
        line = "" if sys.stdin is None else sys.stdin.buffer.readline(_LONGEST_LINE).decode("utf-8", "replace")
    except OSError:  # it was closed, or cannot be read
        line = ""
    if not line:
        fail(
            "nothing-to-read",
            "nothing was read where an address or a password was asked for",
            f"the first line of a pipe is for {option(Setting.RECIPIENT, '-')}, the next for --password",
            ExitCode.USAGE,
        )
    return line.rstrip("\r\n")

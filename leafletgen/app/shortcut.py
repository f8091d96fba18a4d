"""A shortcut on the desktop that starts the clinic, as each system has them."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final, NamedTuple

from leafletgen.app.writing import writes
from leafletgen.errors import ExitCode, refused
from leafletgen.system.known_folders import Known, Surroundings, applications, known_folder
from leafletgen.system.targets import Kind, is_free, is_ours
from leafletgen.system.windows_link import makes_link
from leafletgen.system.writing import write_whole

TITLE: Final = "Exercise sheets"
"""What people read under the icon."""
MARK: Final = "leafletgen clinic shortcut"
"""Stands in each of them; by it `system.targets.Kind.SHORTCUT` knows one of ours, which the next one replaces."""

_ICONS = Path(__file__).parent / "icons"
_NAME = "leafletgen-clinic.desktop"
#: Characters for which an argument of an Exec key is quoted (Desktop Entry Specification 1.5, "The Exec key").
_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")


class Made(NamedTuple):
    """The files that were written, and what else whoever asked should know."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def make_shortcut(workspace: Path, python: Path, around: Surroundings) -> Made:
    """Make what starts the clinic for a workspace when it is clicked; one that was made before is replaced.

    Args:
        workspace: the folder with the content.
        python: the interpreter that leafletgen is installed for.
        around: whose desktop it is, and on which system.

    Raises:
        RefusedError: a file of somebody else stands there, there is no desktop, or it cannot be written to.
    """
    command = command_of(workspace.absolute(), python, around.platform)
    with writes("ask whoever looks after this computer for the right to write there"):
        if around.platform == "win32":
            return _on_windows(command, _desktop(around))
        if around.platform == "darwin":
            return _on_macos(command, _desktop(around))
        return _on_linux(command, around)


def command_of(workspace: Path, python: Path, platform: str) -> tuple[str, ...]:
    """The words that start the clinic; but for macOS, which opens a terminal, what goes wrong is told in the browser.

    On Windows by the interpreter that opens no window.
    """
    windowless = python.with_name("pythonw.exe")
    if platform == "win32" and windowless.exists():
        python = windowless
    start = ("leafletgen", "clinic") if platform == "darwin" else ("leafletgen.cli.from_shortcut",)
    # -P: no module is taken from the folder that it happens to be started in.
    return (str(python), "-P", "-m", *start, "--workspace", str(workspace))


def _desktop(around: Surroundings) -> Path:
    found = known_folder(Known.DESKTOP, around)
    if found is None or not found.is_dir():
        raise refused(
            "no-desktop-folder",
            f"the folder of the desktop is not there: {found}",
            "make that folder, then try again; the clinic starts without a shortcut too",
            ExitCode.ENVIRONMENT,
        )
    return found


def _refuse_of_others(*targets: Path) -> None:
    """Refuse when a file that is no shortcut of ours stands in the place of one."""
    for target in targets:
        if not (is_free(target) or is_ours(target, Kind.SHORTCUT)):
            raise refused(
                "file-of-others",
                f"{target} is not a shortcut that leafletgen made, so it is not written over",
                "give that file another name, or take it away; then try again",
                ExitCode.USAGE,
            )


def _write(target: Path, text: str, mode: int) -> Path:
    """Write a text in UTF-8; the mode says who may read and run it."""
    write_whole(target, text.encode())
    target.chmod(mode)
    return target


def _on_linux(command: tuple[str, ...], around: Surroundings) -> Made:
    """Write an entry for the desktop, where there is one, and the same into the menu of applications."""
    text = desktop_entry(command, _ICONS / "clinic.png")
    desktop = known_folder(Known.DESKTOP, around)
    shown = [desktop / _NAME] if desktop is not None and desktop.is_dir() else []
    targets = (*shown, applications(around) / _NAME)
    _refuse_of_others(*targets)
    files = tuple(_write(target, text, 0o755) for target in targets)
    if not shown:
        return Made(files, (f'there is no folder of the desktop here: look for "{TITLE}" in the menu of applications',))
    # Whether a program can be trusted is not for that program to say.
    trusted = f"gio set {shlex.quote(str(files[0]))} metadata::trusted true"
    allow = (
        f"the first time some desktops want to be told: click it with the right button, Allow Launching; or {trusted}"
    )
    return Made(files, (allow,))


def desktop_entry(command: tuple[str, ...], icon: Path) -> str:
    """The text of an entry by the Desktop Entry Specification 1.5 of freedesktop.org."""
    lines = {
        "Type": "Application",
        "Version": "1.5",
        "Name": TITLE,
        "Comment": "Put an exercise sheet together and print it",
        "Exec": _string(" ".join(map(_exec_word, command))),
        "Icon": _string(str(icon)),
        "Terminal": "false",
        "Categories": "Office;",
        "X-Made-By": MARK,
    }
    return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in lines.items())


def _exec_word(word: str) -> str:
    """An argument of an Exec key: quoted where it has to be, and % doubled, which is the sign of a field code."""
    word = word.replace("%", "%%")
    if word and _RESERVED.isdisjoint(word):
        return word
    return '"' + "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in word) + '"'


def _string(value: str) -> str:
    """A value of type string, whose escapes are undone before those of the Exec key."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def _on_macos(command: tuple[str, ...], desktop: Path) -> Made:
    target = desktop / f"{TITLE}.command"
    _refuse_of_others(target)
    _write(target, command_file(command), 0o755)
    return Made((target,), ("a window of Terminal opens with it; when you close that window, the clinic ends",))


def command_file(command: tuple[str, ...]) -> str:
    """The text of a file that Terminal of macOS runs when it is opened."""
    return f"#!/bin/sh\n# {MARK}\nexec {shlex.join(command)}\n"


def _on_windows(command: tuple[str, ...], desktop: Path) -> Made:
    """Write a link; a file of commands where this machine makes none."""
    link, plain = desktop / f"{TITLE}.lnk", desktop / f"{TITLE}.cmd"
    _refuse_of_others(link, plain)
    if makes_link(link, command, _ICONS / "clinic.ico", MARK):
        plain.unlink(missing_ok=True)  # of an earlier time, when none could be made
        return Made((link,))
    _write(plain, cmd_file(command), 0o644)
    return Made((plain,), ("Windows made no link here, so this is a file of commands, without our icon",))


def cmd_file(command: tuple[str, ...]) -> str:
    """The text of a file that the command processor of Windows runs: in UTF-8, which it is told, and with CRLF."""
    started = " ".join(f'"{word}"'.replace("%", "%%") for word in command)
    lines = ("@echo off", f"rem {MARK}", "chcp 65001 >nul", f'start "" {started}')
    return "".join(f"{line}\r\n" for line in lines)

"""The folders of a user that people see: the desktop, the documents, and the menu of applications."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import NamedTuple


class Known(Enum):
    """A folder by its name in `user-dirs.dirs` of Linux, in the registry of Windows, and where it usually is."""

    DESKTOP = ("XDG_DESKTOP_DIR", "Desktop", "Desktop")
    DOCUMENTS = ("XDG_DOCUMENTS_DIR", "Personal", "Documents")


class Surroundings(NamedTuple):
    """The system of a user: its name as `sys.platform` has it, the user's home, and the variables."""

    platform: str
    home: Path
    variables: Mapping[str, str]


def surroundings() -> Surroundings:
    """Those of this process.

    Raises:
        RuntimeError: this user has no home.
    """
    return Surroundings(sys.platform, Path.home(), os.environ)


def known_folder(known: Known, around: Surroundings) -> Path | None:
    """Where a folder is, which need not be there; None when the user has said that there is none.

    On Linux the xdg-user-dirs file says so, which knows folders by their names in the user's language; one that is the
    home itself is none. On Windows the registry does: the desktop may be in OneDrive.
    """
    xdg, shell, usual = known.value
    found = around.home / usual
    if around.platform == "win32":
        return _in_registry(shell) or found
    if around.platform == "darwin":
        return found
    said = _user_directories(around).get(xdg)
    if said is None:
        return found
    return None if said == around.home else said


def applications(around: Surroundings) -> Path:
    """The folder of the user's entries in the menu of applications of Linux (XDG Base Directory Specification)."""
    return _xdg("XDG_DATA_HOME", ".local/share", around) / "applications"


def _xdg(variable: str, usual: str, around: Surroundings) -> Path:
    named = Path(around.variables.get(variable, ""))
    return named if named.is_absolute() else around.home / usual  # a relative one is to be passed over


def _user_directories(around: Surroundings) -> dict[str, Path]:
    """What `user-dirs.dirs` says: lines such as ``XDG_DESKTOP_DIR="$HOME/Schreibtisch"``, or with an absolute path."""
    file = _xdg("XDG_CONFIG_HOME", ".config", around) / "user-dirs.dirs"
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    found = {}
    for name, value in re.findall(r'^\s*(XDG_\w+_DIR)\s*=\s*"((?:[^"\\]|\\.)*)"', text, re.MULTILINE):
        plain = re.sub(r"\\(.)", r"\1", value)
        if plain == "$HOME" or plain.startswith("$HOME/"):
            found[name] = around.home / plain[len("$HOME/") :]
        elif plain.startswith("/"):
            found[name] = Path(plain)
    return found


def _in_registry(name: str) -> Path | None:
    """A folder of the user as the shell of Windows has it; None where that cannot be read."""
    if sys.platform != "win32":
        return None
    import winreg

    place = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, place) as key:
            value, _ = winreg.QueryValueEx(key, name)
    except OSError:
        return None
    return Path(os.path.expandvars(str(value)))

"""The folders in which a system keeps what programs keep for their user."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

# platformdirs knows the same places, and loading it takes a cold start 15 ms.


class Purpose(NamedTuple):
    """What a folder is for, as each system calls it."""

    named_by: str
    """The variable that names another folder; where it is empty, there is none."""
    windows: tuple[str, str]
    """The variable, and the folder below the user's profile that it usually names."""
    windows_inside: str
    """Folders inside of our own."""
    macos: str
    linux: tuple[str, str]
    """The variable of the XDG Base Directory Specification, and what it says holds without it."""


CACHE = Purpose(
    "LEAFLETGEN_CACHE", ("LOCALAPPDATA", "AppData/Local"), "Cache", "Library/Caches", ("XDG_CACHE_HOME", ".cache")
)
CONFIG = Purpose(
    *("LEAFLETGEN_CONFIG", ("APPDATA", "AppData/Roaming"), "", "Library/Application Support"),
    ("XDG_CONFIG_HOME", ".config"),
)
#: What a program keeps to go on with, and nobody takes along to another machine.
STATE = Purpose(
    *("LEAFLETGEN_STATE", ("LOCALAPPDATA", "AppData/Local"), "State", "Library/Application Support"),
    ("XDG_STATE_HOME", ".local/state"),
)


def user_folder(purpose: Purpose) -> Path | None:
    """The folder of this user, which need not be there; None when there is none, or none is wanted."""
    named = os.environ.get(purpose.named_by)
    if named is not None:
        return Path(named).absolute() if named else None
    try:
        home = Path.home()
    except RuntimeError:  # nobody's process
        return None
    if not home.is_absolute():
        return None
    if sys.platform == "win32":
        variable, usual = purpose.windows
        local = os.environ.get(variable, "")
        return (Path(local) if local else home / usual) / "leafletgen" / purpose.windows_inside
    if sys.platform == "darwin":
        return home / purpose.macos / "leafletgen"
    variable, usual = purpose.linux
    named = os.environ.get(variable, "")
    return (Path(named) if Path(named).is_absolute() else home / usual) / "leafletgen"

"""Links of Windows (.lnk), made by Windows Script Host, which PowerShell calls."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

#: Seconds for PowerShell, which is slow to begin on a machine that is looked after by others.
_PATIENCE: Final = 60
#: The values come in variables, so that nothing in a path can be taken for a part of the program.
_PROGRAM: Final = """\
$ErrorActionPreference = 'Stop'
$link = (New-Object -ComObject WScript.Shell).CreateShortcut($env:LEAFLETGEN_LINK)
$link.TargetPath = $env:LEAFLETGEN_TARGET
$link.Arguments = $env:LEAFLETGEN_ARGUMENTS
$link.IconLocation = $env:LEAFLETGEN_ICON
$link.Description = $env:LEAFLETGEN_DESCRIPTION
$link.Save()
"""


def makes_link(link: Path, command: Sequence[str], icon: Path, description: str) -> bool:
    """Whether a link to a program with its arguments was made; a machine's policy may forbid it."""
    powershell = shutil.which("powershell")
    if powershell is None:
        return False
    values = {
        "LEAFLETGEN_LINK": str(link),
        "LEAFLETGEN_TARGET": command[0],
        "LEAFLETGEN_ARGUMENTS": subprocess.list2cmdline(command[1:]),
        "LEAFLETGEN_ICON": str(icon),
        "LEAFLETGEN_DESCRIPTION": description,
    }
    try:
        ended = subprocess.run(
            [powershell, "-NoProfile", "-NonInteractive", "-Command", _PROGRAM],
            env={**os.environ, **values},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0 and link.is_file()

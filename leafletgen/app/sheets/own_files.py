"""Where what a user keeps for the screen is; whoever only has to know whether it is there loads nothing else."""

from __future__ import annotations

from pathlib import Path

from leafletgen.system.user_folders import CONFIG, user_folder

LISTS = "clinic.yaml"
"""The file of favourites and of what was used lately."""
PROGRAMMES = "programmes"
"""The folder of programmes of one's own."""


def own_folder() -> Path | None:
    """Return the folder of this user, which need not be there; None when there is none, or none is wanted."""
    return user_folder(CONFIG)


def keeps_nothing() -> bool:
    """Whether the user keeps nothing."""
    folder = own_folder()
    return folder is None or not any((folder / name).exists() for name in (LISTS, PROGRAMMES))

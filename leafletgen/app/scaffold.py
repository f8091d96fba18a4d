"""The starter workspace: where it is, and how a new workspace is made of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from leafletgen.app.writing import check_place
from leafletgen.errors import ExitCode, refused
from leafletgen.starters.contents import GIVEN, contents, starter_folder, written_given

#: Where the workspace is put together before it is moved into place; left over only when the machine went down.
_STAGE = ".leafletgen-init.part"


def make_workspace(folder: Path) -> None:
    """Make a workspace with the starter leaflets in a new or empty folder.

    Raises:
        RefusedError: there is something in the folder, or it cannot be written.
    """
    check_place(folder)
    if folder.exists() and not folder.is_dir():
        raise refused(
            "folder-not-empty", f"{folder} is a file", "name a folder that does not exist yet", ExitCode.USAGE
        )
    try:
        if folder.exists() and any(path.name != _STAGE for path in folder.iterdir()):
            raise refused(
                "folder-not-empty",
                f"{folder} is not empty, and nothing in it is to be overwritten",
                "name a folder that does not exist yet, or an empty one",
                ExitCode.USAGE,
            )
        lay_out(starter(), folder)
    except OSError as fault:
        raise refused(
            "file-not-written",
            f"the workspace cannot be made in {folder}: {fault.strerror or fault}",
            "choose a folder that you may write to, on a disk that has room for 5 MB",
            ExitCode.ENVIRONMENT,
        ) from fault


def starter() -> Path:
    """The folder with the starter workspace: inside the installed package, else the checkout around it."""
    folder = starter_folder()
    if folder is not None:
        return folder
    raise refused(
        "starter-missing",
        "the starter workspace is missing from this installation",
        'install leafletgen again: "pip install --force-reinstall leafletgen"',
        ExitCode.ENVIRONMENT,
    )


def lay_out(source: Path, folder: Path) -> None:
    """Copy the starter workspace into a new or empty folder: all of it, or nothing.

    Raises:
        OSError: it cannot be written; what was made has been taken away again.
    """
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    stage = folder / _STAGE
    moved: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir()
        files = contents(source)
        for name, data in {**files, GIVEN: written_given(files)}.items():
            _write(stage / name, data)
        for path in sorted(stage.iterdir()):
            moved.append(path.rename(folder / path.name))
        stage.rmdir()
    except BaseException:
        for path in (stage, *moved):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        for path in made:
            if path.is_dir():
                path.rmdir()
        raise


def _write(path: Path, data: bytes) -> None:
    """Write a new file, with the rights that new files have: those of an installation may be read-only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

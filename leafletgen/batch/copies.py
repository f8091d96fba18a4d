"""The copies for printing beside built files: made when they are wanted, and again when their file changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from leafletgen.batch.job import Result, Settings
from leafletgen.errors import Report, error
from leafletgen.library.workspace import Workspace
from leafletgen.release.journal import Journal
from leafletgen.system.targets import Kind, refusal
from leafletgen.system.writing import WriteError, cannot_be_written, write_whole


class PrintCopies:
    """Knows which copies there are, by the journal of built files."""

    def __init__(self, built: Journal, program: str) -> None:
        """Take the journal, and what tells this leafletgen from one that was changed."""
        self.built = built
        self.program = program

    def lacking(self, settings: Settings, result: Result) -> bool:
        """Whether copies for printing are wanted of a file that are not there, or not of what it is now."""
        if not settings.copies or result.path is None:
            return False
        entry = self.built.get(_name_of(result.path))
        if settings.force or entry is None:
            return True
        return entry.get("made") != self._made(settings, result) or not _are_there(settings.out, entry.get("files"))

    def _made(self, settings: Settings, result: Result) -> list[Any]:
        return [result.sha256, self.program, *settings.copies]

    def make(self, settings: Settings, result: Result, workspace: Workspace) -> Result:
        """Make the copies for printing that are wanted and not there; the file for reading stays as it is."""
        brand = workspace.load_brand(result.brand, Report()) if self.lacking(settings, result) else None
        if result.path is None or brand is None:
            return result
        from leafletgen.press.copies import print_copies
        from leafletgen.press.source import OutputError

        wanted = settings.copies
        try:
            copies = print_copies(
                result.path.read_bytes(),
                result.path.stem,
                impose=wanted.impose,
                press=wanted.press,
                font=brand.files[brand.fonts.text.regular],
                paper=wanted.paper,
                creep_mm=wanted.creep_mm,
                binding=wanted.binding,
            )
            own = settings.out == settings.root / "build"
            for file, _ in () if own else copies:
                refused = refusal(settings.out / file, Kind.PDF)
                if refused is not None:
                    failed = error(refused.code, refused.message, refused.hint)
                    return result._replace(diagnostics=(*result.diagnostics, failed), refused=True)
            for file, data in copies:
                write_whole(settings.out / file, data)
        except OutputError as fault:
            return result._replace(
                diagnostics=(*result.diagnostics, error(fault.code, f"{result.path.name}: {fault}", fault.hint))
            )
        except (WriteError, OSError) as fault:
            failed = error(
                "file-not-written",
                cannot_be_written(fault),
                "check that the folder can be written to and the disk has room",
            )
            return result._replace(diagnostics=(*result.diagnostics, failed), unwritable=True)
        files = {file: _state(settings.out / file) for file, _ in copies}
        self.built.add(_name_of(result.path), {"made": self._made(settings, result), "files": files})
        return result._replace(copies=tuple(settings.out / file for file in files))


def copies_beside(path: Path) -> list[Path]:
    """Return where the copies for printing of a PDF are, as `print_copies` names them."""
    return [path.with_name(f"{path.stem}.{kind}.pdf") for kind in ("imposed", "press")]


def _name_of(path: Path) -> str:
    return f"{path.name}#copies"


def _state(path: Path) -> list[int]:
    state = path.stat()
    return [state.st_size, state.st_mtime_ns]


def _are_there(out: Path, files: Any) -> bool:
    try:
        return all(_state(out / name) == state for name, state in files.items())
    except (OSError, AttributeError, TypeError):
        return False

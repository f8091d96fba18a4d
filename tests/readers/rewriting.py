"""Programs that write a PDF anew, as web servers and print shops use them, and what is left of a file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

import pikepdf

from tests.readers.adapters.reader import run


class Rewriting(NamedTuple):
    """A way to write a file anew, and what becomes of a released leaflet; veraPDF says whether standards are kept."""

    told: str
    """How the page in docs calls it."""
    program: str
    """What has to be on this machine; empty when it is a package that leafletgen needs."""
    write: Callable[[Path, Path], object]
    """Writes a file, the first, to another place."""
    keeps_tags: bool = True
    ua1: frozenset[str] = frozenset()
    """The rules of PDF/UA-1 that it breaks; ``ANY`` stands for several, whichever they are."""
    a2: frozenset[str] = frozenset()
    """The rules of PDF/A-2a that it breaks."""
    verdict: str = "altered"
    """What ``leafletgen verify`` says."""
    password: str = ""
    """Opens it."""

    @property
    def row(self) -> str:
        """The row of the table in docs."""
        kept = ("kept" if self.keeps_tags else "lost", *("no" if rules else "yes" for rules in (self.ua1, self.a2)))
        return f"| {self.told} | {' | '.join(kept)} | {self.verdict} |"

    def lacking(self) -> str:
        """Return what is missing on this machine."""
        return "" if not self.program or shutil.which(self.program) else f"there is no {self.program} here"


ANY = "any"
_PASSWORD = "open"
#: No line end between the data of a stream and "endstream" (PDF/A-2, 6.1.7.1).
_NO_LINE_END = frozenset(("6.1.7.1-2",))
#: Encryption (PDF/A-2, 6.1.3).
_ENCRYPTED = frozenset(("6.1.3-2",))
#: Assistive technology is kept out (PDF/UA-1, 7.16).
_KEPT_OUT = frozenset(("7.16-1",))
_SEVERAL = frozenset((ANY,))


def _program(*command: str) -> Callable[[Path, Path], object]:
    """Return a function that runs a command, in which ``A`` is the file and ``B`` what is written."""

    def write(file: Path, to: Path) -> str:
        return run(*(part.replace("{B}", str(to)).replace("{A}", str(file)) for part in command))

    return write


def _saved(**options: object) -> Callable[[Path, Path], object]:
    """Return a function that saves with pikepdf."""

    def write(file: Path, to: Path) -> None:
        with pikepdf.open(file) as document:
            document.save(to, **options)  # type: ignore[arg-type]

    return write


def encrypted(user: str = "", revision: Literal[3, 6] = 6, accessible: bool = True) -> Callable[[Path, Path], object]:
    """Return a function that encrypts with pikepdf; revision 3 alone heeds whether the file is to be accessible."""
    modern = revision > 3
    permissions = pikepdf.Permissions(accessibility=accessible)
    return _saved(
        encryption=pikepdf.Encryption(
            owner="own", user=user, R=revision, allow=permissions, aes=modern, metadata=modern
        )
    )


_GS = ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile={B}")

REWRITINGS = (
    Rewriting("`qpdf --linearize`", "qpdf", _program("qpdf", "--linearize", "{A}", "{B}"), a2=_NO_LINE_END),
    Rewriting(
        "`qpdf --linearize --newline-before-endstream`",
        "qpdf",
        _program("qpdf", "--linearize", "--newline-before-endstream", "{A}", "{B}"),
    ),
    Rewriting("`qpdf`", "qpdf", _program("qpdf", "{A}", "{B}"), a2=_NO_LINE_END),
    Rewriting("pikepdf, `save()`", "", _saved()),
    Rewriting("pikepdf, `save(linearize=True)`", "", _saved(linearize=True)),
    Rewriting("`mutool clean`", "mutool", _program("mutool", "clean", "{A}", "{B}")),
    Rewriting("`mutool clean -gggg -z`", "mutool", _program("mutool", "clean", "-gggg", "-z", "{A}", "{B}")),
    Rewriting("`gs -sDEVICE=pdfwrite`", "gs", _program(*_GS, "{A}"), False, _SEVERAL, _SEVERAL),
    Rewriting("`gs -sDEVICE=pdfwrite -dPDFA=2`", "gs", _program(*_GS, "-dPDFA=2", "{A}"), False, _SEVERAL, _SEVERAL),
    Rewriting("encrypted, opens without a password", "", encrypted(), a2=_ENCRYPTED),
    Rewriting(
        "the same, assistive technology kept out",
        "",
        encrypted(revision=3, accessible=False),
        ua1=_KEPT_OUT,
        a2=_ENCRYPTED,
    ),
    Rewriting(
        "encrypted, with a password to open it",
        "",
        encrypted(_PASSWORD),
        ua1=_SEVERAL,
        a2=_SEVERAL,
        verdict="unknown",
        password=_PASSWORD,
    ),
)

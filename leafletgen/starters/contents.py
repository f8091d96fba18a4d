"""What the starter consists of: the files that ``init`` lays out, and that ``upgrade`` brings up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDERS = ("leaflets", "layouts", "assets")

#: The files that a workspace was given, so that one that its owner deleted can be told from one that is new.
GIVEN = ".starter.json"

_IGNORED = """\
# What leafletgen makes; all of it can be made again.
build/
leaflets/.*.lock
leaflets/.*.part
leaflets/.releasing.json
"""

#: A patient's record has no place in the history of leaflets.
_PATIENTS = """\
# What may name patients.
exercise-sheet*.pdf
exercise-sheet*.html
exercise-sheet*.txt
*.eml
prescription*.yaml
patients*
*.csv
"""

#: Text keeps its line ends on every machine, and what is none is never touched.
#: Lines that two people added to the ledger are all kept when git merges their work; their order is of no account.
#: So are those of the signatures, of which the later one counts.
_ATTRIBUTES = """\
*.yaml text eol=lf
*.svg text eol=lf
*.json text eol=lf
*.jsonl text eol=lf
*.ttf binary
*.png binary
*.jpg binary
*.jpeg binary
*.pdf binary
leaflets/releases.jsonl text eol=lf merge=union
leaflets/signatures.jsonl text eol=lf merge=union
"""

#: The one hidden folder that a workspace begins with: what the released leaflets said.
_HISTORY = ".history"


def starter_folder() -> Path | None:
    """Return the folder with the starter: inside the installed package, else the checkout around it; None without."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "starter", package.parent):
        if all((folder / part).is_dir() for part in FOLDERS):
            return folder
    return None


def contents(source: Path) -> dict[str, bytes]:
    """Return the bytes of each file of the starter in a folder, by its name in a workspace, sorted.

    Raises:
        OSError: one of them cannot be read.
    """
    from leafletgen.library.schemas import KINDS, schema_text

    files = {path.relative_to(source).as_posix(): path.read_bytes() for part in FOLDERS for path in _in(source / part)}
    files.update({f".schema/{kind}.json": schema_text(kind).encode() for kind in KINDS})
    files[".gitignore"] = (_IGNORED + _PATIENTS).encode()
    files[".gitattributes"] = _ATTRIBUTES.encode()
    return dict(sorted(files.items()))


def _in(folder: Path) -> Iterator[Path]:
    """All files under a folder without hidden ones, except the history of releases."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") and path.name != _HISTORY:
            continue
        if path.is_dir():
            yield from _in(path)
        else:
            yield path


def written_given(names: Iterable[str]) -> bytes:
    """Return ``GIVEN`` for a workspace that has, or had, these files of the starter."""
    import json

    data = {"about": "the files that leafletgen laid out here; leave it as it is", "files": sorted(names)}
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def read_given(data: bytes) -> frozenset[str]:
    """Return the names in ``GIVEN``.

    Raises:
        ValueError: it is damaged.
    """
    import json

    try:
        names = json.loads(data)["files"]
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            return frozenset(names)
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise ValueError("it is not JSON with a list of files") from fault
    raise ValueError("its files are no list of names")

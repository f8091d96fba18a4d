"""Adds the present starter to the record of all that were shipped: ``python -m tests.starters``."""

import json
from pathlib import Path

from leafletgen import __version__
from leafletgen.starters.contents import contents
from leafletgen.starters.shipped import RECORD, Shipped, digest
from tests.support.commands import ROOT


def unrecorded(shipped: Shipped, files: dict[str, bytes]) -> list[str]:
    """Return the files of a starter whose present content the record does not have."""
    return [name for name, data in files.items() if not shipped.has(name, data)]


def add(shipped: Shipped, files: dict[str, bytes], version: str) -> Shipped:
    """Return the record with a starter added: what it has stays, and what is new is of the generation after it."""
    fresh = unrecorded(shipped, files)
    if not fresh:
        return shipped
    # Until the version is raised, what comes after it was released is told apart from it.
    name = f"after {version}" if version in shipped.generations else version
    known = {file: dict(digests) for file, digests in shipped.files.items()}
    for file in fresh:
        known.setdefault(file, {})[digest(files[file])] = name
    return Shipped([*dict.fromkeys([*shipped.generations, name])], known)


def write(shipped: Shipped, path: Path) -> None:
    """Write the record, one hash a line, so that git shows what was added."""
    data = {"generations": [*shipped.generations], "files": dict(sorted(shipped.files.items()))}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def main() -> None:
    """Add the present starter, and say what was new."""
    shipped = Shipped.read(RECORD) if RECORD.exists() else Shipped([], {})
    files = contents(ROOT)
    fresh = unrecorded(shipped, files)
    write(add(shipped, files, __version__), RECORD)
    print(f"{len(fresh)} of {len(files)} files of the starter were new in the record")


if __name__ == "__main__":
    main()

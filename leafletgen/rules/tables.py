"""Files of `assets/rules` that rules look things up in: what is wrong with those of a workspace."""

from __future__ import annotations

from pathlib import Path

from leafletgen.errors import Report
from leafletgen.rules.data import own_folder, table_file


def tell_faults_of_tables(root: Path, report: Report) -> None:
    """Report what is wrong with the tables of a workspace that are not as they came; each is read by its own rules."""
    own = own_folder()
    found = table_file(root, "topics")
    if found is None or own is None or found[0].parent == own:
        return
    path, shown = found
    try:
        if path.read_bytes() == (own / path.name).read_bytes():
            return
    except OSError:
        pass
    from leafletgen.rules.safety.topics import read_topics

    read_topics(path, shown, report)

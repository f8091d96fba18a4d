"""Check the tag structure of a written PDF, and print it as golden text.

This reads the file by itself, with pikepdf for the syntax alone, and shares no code with what wrote it. It
sees what veraPDF cannot: roles where they may not stand, lost text, words run together, stale references.

``python -m tests.checker.structure [--tags | --text | --artifacts] FILE...`` prints faults or dumps.
"""

import argparse
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from tests.checker import (
    dumps,
    rules_file,
    rules_links,
    rules_marks,
    rules_metadata,
    rules_second,
    rules_tree,
)
from tests.checker.document import Document
from tests.checker.standards import SECOND

_RULES = (
    *rules_tree.RULES,
    *rules_marks.RULES,
    *rules_links.RULES,
    *rules_file.RULES,
    *rules_metadata.RULES,
)


def read(path: Path | str) -> Document:
    """Read a file once, for several of the functions below; close it as a context manager."""
    return Document(path)


def check(path: Path | str | Document, words: Collection[str] = ()) -> list[str]:
    """Return the faults of a file, an empty list when it is good.

    Args:
        path: The PDF, or one that ``read`` has read.
        words: Words of the source. A line end may fall inside these, when a word is too long for its line;
            without them, inside words of ``rules_marks.LONG_WORD`` signs or more.
    """
    if not isinstance(path, Document):
        with Document(path) as document:
            return check(document, words)
    faults = list(path.tree_faults)
    for rule in (*_RULES, *(rules_second.RULES if path.standard is SECOND else ())):
        faults += rule(path)
    faults += rules_marks.line_ends(path, words)
    return faults


def tag_tree(path: Path | str | Document) -> str:
    """Return the tag tree as indented text, an element a line; its own text stands in quotes.

    ``⋯`` in a text is where a child element comes in between.
    """
    if isinstance(path, Document):
        return dumps.tag_tree(path)
    with Document(path) as document:
        return dumps.tag_tree(document)


def reading_text(path: Path | str | Document) -> str:
    """Return the text in reading order, a line a block element, without artifacts and alternative texts."""
    if isinstance(path, Document):
        return dumps.reading_text(path)
    with Document(path) as document:
        return dumps.reading_text(document)


def artifact_text(path: Path | str | Document) -> list[str]:
    """Return the text of each page's artifacts (header, footer), one line an artifact, in drawing order."""
    if isinstance(path, Document):
        return dumps.artifact_text(path)
    with Document(path) as document:
        return dumps.artifact_text(document)


def main(arguments: Sequence[str]) -> int:
    """Print faults or dumps of the named files; return 1 when there is a fault."""
    parser = argparse.ArgumentParser(prog="structure", description="Check the tag structure of PDFs.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--tags", action="store_true", help="print the tag tree")
    parser.add_argument("--text", action="store_true", help="print the text in reading order")
    parser.add_argument("--artifacts", action="store_true", help="print the text of the artifacts of each page")
    options = parser.parse_args(arguments)
    failed = False
    for path in options.files:
        with Document(path) as document:
            if options.tags:
                sys.stdout.write(tag_tree(document))
            if options.text:
                sys.stdout.write(reading_text(document))
            if options.artifacts:
                for number, text in enumerate(artifact_text(document), 1):
                    sys.stdout.write(f"page {number}\n" + "".join(f"  {line}\n" for line in text.split("\n")))
            if options.tags or options.text or options.artifacts:
                continue
            faults = check(document)
            failed = failed or bool(faults)
            sys.stdout.write(f"{path}: {len(faults)} faults\n" + "".join(f"    {fault}\n" for fault in faults))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

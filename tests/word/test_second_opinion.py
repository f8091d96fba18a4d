"""pandoc reads the same words in the same order, in files whose words it does not lose.

It loses words beside text boxes, simple fields, headers and footers, and it prints hidden words: such files are left
out. It is asked for its tree, since its Markdown changes marks and quotation marks.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from leafletgen.word.counting.every_word import every_word
from leafletgen.word.counting.words import normalised, token_list
from leafletgen.word.doubts import Doubts
from leafletgen.word.reading.package import Package
from leafletgen.word.reading.reader import read_story
from leafletgen.word.story import Block, Paragraph, Table
from tests.bench.word_documents import document
from tests.support.processes import BOUND
from tests.word.habits import plain, shapes, words

LIBREOFFICE = Path(__file__).parent / "libreoffice"
FILES: dict[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        *(plain.all_by_styles, plain.all_by_hand, plain.nested_lists, plain.strict, plain.macros, plain.word_for_mac),
        *(plain.google_docs, shapes.table_without_header, shapes.merged_tables, shapes.one_big_table),
        *(words.heavily_reviewed, words.hyphens_and_spaces, words.plain_words_with_marks, words.languages),
    )
} | {"libreoffice_page": (LIBREOFFICE / "page.docx").read_bytes, "ten_pages": lambda: document(7)}
#: What stands for a word in pandoc's tree (Text.Pandoc.Definition): its text, or the white space between two.
SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def pandoc_words(data: bytes, changes: str) -> list[str]:
    """Return the words of a Word file by pandoc, with tracked changes accepted or all of them."""
    command = [pypandoc.get_pandoc_path(), "-f", "docx+empty_paragraphs", "-t", "json", f"--track-changes={changes}"]
    done = subprocess.run(command, input=data, capture_output=True, timeout=BOUND, check=True)
    tree = json.loads(done.stdout)
    # It takes the title out of the text.
    head = [{"t": "Para", "c": tree["meta"].get(key, {}).get("c", [])} for key in ("title", "subtitle")]
    return token_list(normalised("".join(_said([*head, tree["blocks"]]))))


def _said(node: Any) -> Iterator[str]:
    """Yield the words of a node of the tree; a block ends the last word before it."""
    if isinstance(node, list):
        for one in node:
            yield from _said(one)
    elif isinstance(node, dict):
        kind = node.get("t")
        if kind == "Str":
            yield node["c"]
        elif kind in SPACES:
            yield SPACES[kind]
        elif kind == "Image" or (kind == "Span" and "comment-start" in node["c"][0][1]):
            return  # alt texts are no words of the text, and a comment stands where it begins
        else:
            if kind in ("Para", "Plain", "Header"):
                yield " "
            yield from _said(node.get("c"))


def reader_words(data: bytes) -> list[str]:
    """Return the words of the body in their order, as the reader has them."""
    return token_list(normalised(" ".join(_of_blocks(read_story(data, "tried.docx", Doubts()).blocks))))


def _of_blocks(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _of_blocks(cell.blocks)


@pytest.mark.parametrize("name", FILES)
def test_the_reader_has_the_words_of_pandoc_in_their_order(name: str) -> None:
    data = FILES[name]()
    assert reader_words(data) == pandoc_words(data, "accept")


def test_the_count_has_the_words_of_all_tracked_changes() -> None:
    data = words.heavily_reviewed()
    counted = [normalised("".join(pieces)) for pieces in every_word(Package.open(data, "tried.docx")).paragraphs]
    comment = normalised("Is this still right?")
    counted.remove(comment)
    assert token_list(" ".join(counted)) == pandoc_words(data, "all")

"""YAML files as a light tree of values, each knowing its file, line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import yaml

from leafletgen.errors import Mistake, Place, Report
from leafletgen.system.shelf import Again

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 40

Shape = Literal["scalar", "list", "map"]

_BASIC_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))
_NULL = frozenset(("", "~", "null"))
_CONFLICT = re.compile(r"(?m)^<{7} ")
#: What UTF-8 looks like that was read as Windows-1252: an apostrophe, a dash, an accented letter.
_LOST = (
    "[\ufffd\ufeff]|\u00e2\u20ac[\u2122\u02dc\u0153\u009d\u201c\u201d\u00a6\u00a2]"
    "|\u00c3[\u00a0-\u00bf]|\u00c2[\u00a0\u00a3\u00b0\u00bd]"
)
#: One of these is in all that those words match.
_SIGNS_OF_LOSS = ("\ufffd", "\ufeff", "\u00e2\u20ac", "\u00c3", "\u00c2")
_CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]"


class Source:
    """The text of one file, to look up places in it; of a private one no message repeats anything."""

    __slots__ = ("file", "private", "text")

    def __init__(self, file: str, text: str, private: bool = False) -> None:
        """Keep the name to show and the text."""
        self.file = file
        self.text = text
        self.private = private

    def place_at(self, index: int, end: int | None = None) -> Place:
        """Return the place of the character at this index, and of what follows up to the end, if it is given."""
        line = self.text.count("\n", 0, index) + 1
        return Place(self.file, line, index - self.text.rfind("\n", 0, index), self, end)

    def end_at(self, index: int) -> tuple[int, int]:
        """Return line and column after the last character of a value that the parser lets end at this index.

        For the parser a map, a list or a text under "|" goes on until the next value begins: the white space and
        the lines of comment between them are left out.
        """
        said = self.text[:index].rstrip()
        if len(said) < index:
            while (line := said[said.rfind("\n") + 1 :]).lstrip().startswith("#"):
                said = said[: len(said) - len(line)].rstrip()
        return said.count("\n") + 1, len(said) - said.rfind("\n")


class Value:
    """One YAML value: a scalar, a list or a map.

    `data` is the text of a scalar, never converted: whoever reads the value knows whether a number, a flag or
    text is wanted, so that `language: no` and `phone: 01632 960 000` stay what was typed. A list's data is a
    list of values, a map's a dict of them. `plain` says that a scalar stood without quotes. `key` is the key
    of a map that leads here; for other values it is the value itself.
    """

    __slots__ = ("column", "data", "end", "key", "kind", "line", "plain", "source", "start", "tag")

    kind: Shape
    data: Any

    def __init__(self, kind: Shape, data: object, source: Source, event: Any) -> None:
        """Take the place from the parser's event."""
        self.kind = kind
        self.data = data
        self.source = source
        mark = event.start_mark
        self.line: int = mark.line + 1
        self.column: int = mark.column + 1
        self.start: int = mark.index
        self.end: int = event.end_mark.index
        self.plain: bool = False
        self.tag: str | None = event.tag
        self.key: Value = self

    @property
    def place(self) -> Place:
        """Where the value begins and ends."""
        source = self.source
        return Place(source.file, self.line, self.column, source, self.end)

    @property
    def is_null(self) -> bool:
        """Whether nothing is there: an empty value, `~` or `null` without quotes."""
        return self.plain and self.data in _NULL

    def warn_of_cut(self, report: Report) -> None:
        """Warn when YAML took a part of a text without quotes for a comment, or a new entry for a part of the text."""
        if not self.plain:
            return
        text = self.source.text
        if text.startswith((" ", "\t"), self.end):
            from leafletgen.source.yaml_faults import CUT, CUT_OFF

            cut = CUT.match(text, self.end)
            if cut is not None:
                report.warning(*CUT_OFF, self.source.place_at(cut.start(1), cut.end(1)))
        if "\n" in text[self.start : self.end]:
            from leafletgen.source.yaml_faults import SWALLOWED

            for entry in SWALLOWED.finditer(text, self.start, self.end):
                report.warning(
                    "entry-in-text",
                    "this line is read as a part of the text above it",
                    "begin each entry of a list in the column of those above it; put a text with such a line in quotes",
                    self.source.place_at(entry.start(1), entry.end(1)),
                )

    def odd_bullet(self) -> tuple[Mistake, Place] | None:
        """Return the error of a scalar that was meant as a list, with a character that only looks like its hyphen."""
        from leafletgen.source.yaml_faults import character_fault

        told = character_fault(self.source.text, self.start)
        return None if told is None else (told.mistake, self.source.place_at(told.at, told.at + 1))

    def place_of(self, fragment: str) -> Place:
        """Return the place of a piece of this value's source text, or of the value when it is not found."""
        index = self.source.text.find(fragment, self.start, self.end)
        return self.place if index < 0 else self.source.place_at(index, index + len(fragment))

    def __repr__(self) -> str:
        """Return kind and data."""
        return f"Value({self.kind}, {self.data!r})"


def read_bounded(path: Path) -> bytes:
    """Return a file's bytes, of one that is too large as many as tell it: one more than ``MAXIMUM_BYTES``.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return file.read(MAXIMUM_BYTES + 1)


def read_source(path: Path, shown_as: str, report: Report, private: bool = False) -> Value | None:
    """Read one YAML file.

    Args:
        path: the file.
        shown_as: its name in diagnostics, relative to the workspace.
        report: receives every fault.
        private: whether no message may repeat what stands in the file.

    Returns:
        The root value, or None when there was a fault that leaves nothing to look at.
    """
    top = Place(shown_as, 1, 1)
    try:
        content = read_bounded(path)
    except OSError as fault:
        report.error(
            "file-not-readable", f"this file cannot be read: {fault.strerror or fault}", "check name and rights", top
        )
        return None
    if len(content) > MAXIMUM_BYTES:
        _refuse_size(shown_as, report)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8", "replace")
        report.error(
            "file-not-utf8",
            "this file is not UTF-8 text",
            'save it again with the encoding "UTF-8" (Windows Notepad: Save as)',
            Source(shown_as, before).place_at(len(before)),
        )
        return None
    return parse_source(text, shown_as, report, private)


def _refuse_size(shown_as: str, report: Report) -> None:
    report.error(
        "file-too-large",
        f"this file is larger than {MAXIMUM_BYTES // 1_000_000} MB",
        "a leaflet is text; pictures stand in files of their own",
        Place(shown_as, 1, 1),
    )


def parse_source(text: str, shown_as: str, report: Report, private: bool = False) -> Value | None:
    """Parse YAML text, which need not be saved; see `read_source`."""
    if len(text) * 4 > MAXIMUM_BYTES and len(text.encode("utf-8", "surrogatepass")) > MAXIMUM_BYTES:
        _refuse_size(shown_as, report)
        return None
    source = Source(shown_as, text, private)
    if "\n>>>>>>> " in text and (mark := _CONFLICT.search(text)) is not None:
        report.error(
            "merge-conflict",
            "git left a merge conflict here",
            "choose between the lines of the two sides, and take out the lines that git put around them",
            source.place_at(mark.start(), mark.end()),
        )
        return None
    if not text.isascii():
        _warn_of_lost_letters(source, report)
    try:
        return _known_or_built(source, report)
    except yaml.YAMLError as fault:
        if not _refused_before(fault, source, report):
            _report_syntax(fault, source, report)
        return None
    except _Refused:
        return None


#: Bytes that kept trees take, and of them a tree by the characters of its text, about.
_ROOM = 8_000_000
_BYTES_A_CHARACTER = 10
#: Trees by file and text, which nobody changes: the blocks that leaflets share are read for each of them.
_trees: Again[tuple[str, str], Value] = Again(_ROOM)


def _known_or_built(source: Source, report: Report) -> Value | None:
    """The tree of a text, now or before; a private one, or one of which there is something to say, is not kept."""
    key = (source.file, source.text)
    root = None if source.private else _trees.get(key)
    if root is None:
        found = Report()
        try:
            root = _Builder(source, found).build()
        finally:
            report.add(found.diagnostics)
        if root is not None and not source.private and not found.diagnostics and _trees.came(key):
            _trees.put(key, root, _BYTES_A_CHARACTER * len(source.text))
    return root


def _warn_of_lost_letters(source: Source, report: Report) -> None:
    """Warn of what a program left behind that did not know a letter, or read a file in the wrong encoding."""
    if not any([sign in source.text for sign in _SIGNS_OF_LOSS]):
        return
    told: int | None = None
    for lost in re.finditer(_LOST, source.text):
        line = source.text.rfind("\n", 0, lost.start())
        if line == told:
            continue  # one a line is enough
        told = line
        if lost[0] == "\ufeff":
            mistake = Mistake(
                "byte-order-mark", "a byte order mark (U+FEFF) stands inside this file", "delete it; it is invisible"
            )
        else:
            shown = "U+FFFD" if lost[0] == "\ufffd" else "two or three letters in the place of one"
            mistake = Mistake(
                "letter-lost", f"a letter was lost here ({shown})", "write it again, and save the file as UTF-8"
            )
        report.warning(*mistake, source.place_at(lost.start(), lost.end()))


def _refused_before(fault: yaml.YAMLError, source: Source, report: Report) -> bool:
    # A parser reads up to 1,024 characters ahead of its events, and newer ones stop there at a depth of their own:
    # what stands before that place is read again, so that our limits speak first, whatever the parser's are.
    mark = getattr(fault, "problem_mark", None)
    if mark is None:
        return False
    before = Report()
    try:
        _Builder(Source(source.file, source.text[: mark.index], source.private), before).build()
    except _Refused:
        report.add(before.diagnostics)  # what was told already is kept once
        return True
    except yaml.YAMLError:
        return False
    return False


class _Refused(Exception):  # noqa: N818 - it is no error of its own, it ends a reading that was reported
    """The file was refused; the report says why."""


def events(text: str) -> Iterator[Any]:
    """Yield the parser's events for a text, those of the C parser where it is there; faults are raised."""
    # Events rather than PyYAML's node tree: the C composer recurses and kills the process on 100,000
    # brackets, it expands aliases silently, and resolving every scalar's type takes four times as long.
    if yaml.__with_libyaml__:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out

        parser = CParser(text)
        while (event := parser.get_event()) is not None:
            yield event
    else:
        yield from yaml.parse(text, yaml.SafeLoader)


_SECOND_DOCUMENT = Mistake("second-document", 'a second document begins here with "---"', "one file holds one document")
_TOO_DEEP = Mistake("nested-too-deep", f"lists and maps are nested more than {MAXIMUM_DEPTH} deep", "make it simpler")


class _Builder:
    """Builds the tree from the parser's events with a stack of its own."""

    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self.report = report

    def build(self) -> Value | None:
        root: Value | None = None
        stack: list[Value] = []
        keys: list[Value | None] = []
        for event in events(self.source.text):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                value = self.scalar(event)
            elif kind is yaml.MappingStartEvent:
                value = self.collection("map", {}, event, stack)
            elif kind is yaml.SequenceStartEvent:
                value = self.collection("list", [], event, stack)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                stack.pop().end = event.end_mark.index
                keys.pop()
                continue
            elif kind is yaml.AliasEvent:
                self.refuse_alias(event)
                continue
            elif kind is yaml.DocumentStartEvent and root is not None:
                self.refuse(event, _SECOND_DOCUMENT)
                continue
            else:
                continue
            if not stack:
                root = value
            else:
                parent = stack[-1]
                key = keys[-1]
                if parent.kind == "list":
                    parent.data.append(value)
                elif key is None:
                    self.check_key(value, parent)
                    keys[-1] = value
                    if value.kind == "scalar":
                        continue
                else:
                    value.key = key
                    if key.data not in parent.data:
                        parent.data[key.data] = value
                    keys[-1] = None
            if value.kind != "scalar":
                stack.append(value)
                keys.append(None)
        if root is None or root.is_null:
            self.report.error(
                "file-empty",
                "this file is empty",
                "write the content, or delete the file",
                Place(self.source.file, 1, 1),
            )
            return None
        return root

    def scalar(self, event: Any) -> Value:
        self.check_event(event)
        text = event.value
        value = Value("scalar", text, self.source, event)
        value.plain = event.style is None or event.style == ""
        # The file itself was checked; an escape in a quoted scalar can still bring one in.
        if not text.isprintable() and (control := re.search(_CONTROL, text)):
            self.report.error(
                "control-character",
                f"a control character (U+{ord(control[0]):04X}) is written here",
                "take the escape out; a page cannot show it",
                value.place,
            )
            value.data = re.sub(_CONTROL, "\N{REPLACEMENT CHARACTER}", text)
        return value

    def collection(self, kind: Shape, data: object, event: Any, stack: list[Value]) -> Value:
        if len(stack) >= MAXIMUM_DEPTH:
            self.refuse(event, _TOO_DEEP)
        self.check_event(event)
        return Value(kind, data, self.source, event)

    def check_event(self, event: Any) -> None:
        if event.anchor is not None:
            self.refuse_alias(event)
        if event.tag is not None and event.tag not in _BASIC_TAGS and event.tag != "!":
            self.report.error(
                "yaml-tag",
                "a tag means nothing here" if self.source.private else f'the tag "{event.tag}" means nothing here',
                'put text that begins with "!" in quotes',
                self.place(event),
            )

    def check_key(self, key: Value, parent: Value) -> None:
        if key.kind != "scalar":
            self.report.error(
                "key-not-a-word", "a key must be a word, not a list or a map", "put it in quotes", key.place
            )
            raise _Refused
        if key.data in parent.data:
            first = parent.data[key.data].key
            shown = "a key" if self.source.private else f'"{key.data}"'
            self.report.error(
                "key-twice",
                f"{shown} stands twice, here and in line {first.line}",
                "keep one of the two",
                key.place,
            )

    def refuse_alias(self, event: Any) -> None:
        mistake = Mistake(
            "yaml-anchor",
            ("this" if self.source.private else f'"{event.anchor}"')
            + " is an anchor or alias of YAML, which content files do not use",
            'put text that begins with "&" or "*" in quotes; share a block with "include:"',
        )
        self.refuse(event, mistake)

    def refuse(self, event: Any, mistake: Mistake) -> None:
        self.report.error(*mistake, self.place(event))
        raise _Refused

    def place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.source.file, mark.line + 1, mark.column + 1)


def _report_syntax(fault: yaml.YAMLError, source: Source, report: Report) -> None:
    control = re.search(_CONTROL, source.text.replace("\r\n", " \n"))
    if isinstance(fault, yaml.reader.ReaderError) and control:
        report.error(
            "control-character",
            f"a control character (U+{ord(control[0]):04X}) stands here",
            "delete it; it is invisible in most editors",
            source.place_at(control.start(), control.end()),
        )
        return
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    problem = str(getattr(fault, "problem", None) or getattr(fault, "reason", None) or "it cannot be parsed")
    if mark is not None:
        place = Place(source.file, mark.line + 1, mark.column + 1)
    else:
        position = getattr(fault, "position", 0)
        place = source.place_at(position if isinstance(position, int) else 0)
    from leafletgen.source.yaml_faults import explained, said_of  # only a fault needs them

    context = getattr(fault, "context_mark", None)
    told = explained(source.text, problem, mark.index, context and context.index) if mark is not None else None
    if told is not None:
        report.error(*told.mistake, source.place_at(told.at, told.at + 1))
        return
    if context is not None and "expected ':'" in problem:  # the parser went on into the next line before it knew
        line = source.text.find("\n", context.index)
        place = source.place_at(context.index, len(source.text) if line < 0 else line)
    report.error(*said_of(problem, source.private), place)

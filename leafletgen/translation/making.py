"""The file of a translation: its source with other words, or the words alone of an exercise or a programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from leafletgen.content.fingerprint import Translated
from leafletgen.errors import Report
from leafletgen.source.yaml import Value, parse_source
from leafletgen.translation.rewriting import rewritten
from leafletgen.translation.segments import LISTED, names_in
from leafletgen.translation.subject import WORDS_ALONE, Subject, translated_words
from leafletgen.word.importing.yaml_scalars import in_lines, in_one_line

_SCHEMA: Final = "# yaml-language-server: $schema="


def translated(
    subject: Subject,
    language: str,
    code: str,
    words: Mapping[str, str],
    shown: str,
    there: str | None = None,
    reviewed_by: str = "",
) -> str:
    """Return the YAML of a translation.

    Args:
        subject: what is translated.
        language: the language.
        code: of a leaflet, the code of its translation; of others nothing.
        words: what each segment says, by its key: all of them.
        shown: the file as messages call it.
        there: what stands in the file already; its comments stay where it is built alike.
        reviewed_by: the native speaker who checked it; "" leaves what is there where no word differs.
    """
    made = _made(subject, language, code, words, shown, there)
    return _checked_by(made, shown, reviewed_by) if reviewed_by else made


def _made(subject: Subject, language: str, code: str, words: Mapping[str, str], shown: str, there: str | None) -> str:
    old = None if there is None else parse_source(there, shown, Report())
    if subject.kind in WORDS_ALONE:
        made = _words_alone(subject, language, words, old)
        if old is not None and there is not None and _alike(old, made, shown):
            return _updated(subject, there, shown, old, words, "")
        return made
    if old is not None and there is not None and _shape(old, subject.kind) == _shape(subject.root, subject.kind):
        return _updated(subject, there, shown, old, words, code)
    return _from_source(subject, language, code, words, shown)


def _checked_by(text: str, shown: str, who: str) -> str:
    """A text that says who checked it, after what it was made from."""
    text = _without(text, shown, "reviewed_by")
    root = parse_source(text, shown, Report())
    assert root is not None
    newline = "\r\n" if "\r\n" in text else "\n"
    end = text.find("\n", root.data["source"].end - 1)
    at = len(text) if end < 0 else end + 1
    return f"{text[:at]}reviewed_by: {in_one_line(who)}{newline}{text[at:]}"


def _from_source(subject: Subject, language: str, code: str, words: Mapping[str, str], shown: str) -> str:
    """The source's own text with other words, and what a translation says of itself before them."""
    text = rewritten(subject.text, shown, subject.words, words)
    head = {"translates": subject.name, "source": subject.fingerprint, "language": language}
    if subject.kind == "leaflet":
        text = _with(text, shown, {"code": code, "language": language})
        del head["language"]
        if "language" not in subject.root.data:
            head["language"] = language
    return _before_first(text, shown, head)


def _updated(subject: Subject, text: str, shown: str, old: Value, words: Mapping[str, str], code: str) -> str:
    """The text that is there with other words where they differ; whoever checked others has not checked these."""
    found = translated_words(subject.kind, old)
    differing = {one.key: words[one.key] for one in found if one.key in words and words[one.key] != one.text}
    made = rewritten(text, shown, found, differing)
    made = _with(made, shown, {"source": subject.fingerprint, **({"code": code} if code else {})})
    was = old.data.get("source")
    as_it_was = not differing and was is not None and was.data == subject.fingerprint
    return made if as_it_was else _without(made, shown, "reviewed_by")


def _with(text: str, shown: str, entries: Mapping[str, str]) -> str:
    """A text whose first level says this; a key that is not there stays away."""
    root = parse_source(text, shown, Report())
    assert root is not None
    edits = [(root.data[key], said) for key, said in entries.items() if key in root.data]
    for value, said in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        old = text[value.start : value.end]
        after = old[len(old.rstrip()) :]
        text = text[: value.start] + in_one_line(said) + after + text[value.end :]
    return text


def _without(text: str, shown: str, key: str) -> str:
    """A text without an entry of its first level, and without its line."""
    root = parse_source(text, shown, Report())
    assert root is not None
    if key not in root.data:
        return text
    value = root.data[key]
    start = text.rfind("\n", 0, value.key.start) + 1
    end = text.find("\n", max(value.end - 1, value.start))
    return text[:start] + (text[end + 1 :] if end >= 0 else "")


def _before_first(text: str, shown: str, entries: Mapping[str, str]) -> str:
    """A text with entries before the first one of its map."""
    root = parse_source(text, shown, Report())
    assert root is not None
    first = min(entry.key.start for entry in root.data.values())
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [f"{key}: {in_one_line(said)}{newline}" for key, said in entries.items()]
    return text[:first] + "".join(lines) + text[first:]


def _shape(root: Value, kind: Translated) -> object:
    """All that a translation has from its source: everything but its words and what it says of itself."""
    starts = {one.value.start for one in translated_words(kind, root)}
    own = ("translates", "source", "language", "reviewed_by", "code")
    return {key: _bare(entry, starts) for key, entry in root.data.items() if key not in own}


def _bare(value: Value, without: set[int]) -> object:
    if value.start in without:
        return None
    if value.kind == "map":
        return {key: _bare(entry, without) for key, entry in value.data.items()}
    if value.kind == "list":
        return [_bare(entry, without) for entry in value.data]
    return value.data


def _alike(old: Value, made: str, shown: str) -> bool:
    new = parse_source(made, shown, Report())
    return new is not None and old.kind == "map" and _keys(old) == _keys(new)


def _keys(value: Value) -> object:
    """The shape of a file of words alone."""
    if value.kind == "map":
        own = ("reviewed_by", *_NAMES)
        return {key: None if key in LISTED else _keys(entry) for key, entry in value.data.items() if key not in own}
    return [_keys(entry) for entry in value.data] if value.kind == "list" else None


_NAMES: Final = ("short_name", "logo_alt")
"""What a brand's translation may say besides; its name is one of these only where a brand is meant."""


def _words_alone(subject: Subject, language: str, words: Mapping[str, str], old: Value | None) -> str:
    """The words of an exercise, a programme or a brand."""
    tree: dict[str, Any] = {}
    if subject.kind == "brand" and old is not None and old.kind == "map":
        tree |= {key: old.data[key].data for key in ("name", *_NAMES) if key in old.data}
    for one in subject.words:
        said = words[one.key]
        _put(tree, one.key.split("."), names_in(said) if one.listed else said)
    if subject.kind == "programme" and "exercises" in tree:
        tree["exercises"] = [
            {"exercise": _exercise_of(name, subject), **entry} for name, entry in tree["exercises"].items()
        ]
    if subject.kind == "brand" and "sheet" in tree:
        tree["sheet"]["pain"] = [
            {"from": int(level.data["from"].data), "to": int(level.data["to"].data), **said}
            for level, said in zip(
                subject.root.data["sheet"].data["pain"].data, tree["sheet"]["pain"].values(), strict=True
            )
        ]
    head = {"translates": subject.name, "source": subject.fingerprint, "language": language}
    above = "../../.." if subject.kind == "brand" else "../.."
    lines = [f"{_SCHEMA}{above}/.schema/{subject.kind}-translation.json"]
    lines += [f"{key}: {in_one_line(said)}" for key, said in head.items()]
    lines += _map_lines(tree, 0)
    return "\n".join(lines) + "\n"


def _exercise_of(name: str, subject: Subject) -> str:
    known = [entry.data["exercise"].data for entry in subject.root.data["exercises"].data if entry.kind == "map"]
    return name if name in known else name.rpartition("-")[0]


def _put(tree: dict[str, Any], way: list[str], said: str | list[str]) -> None:
    """Put words where their key leads; numbers are those of entries, which come in their order."""
    for part in way[:-1]:
        tree = tree.setdefault(part, {})
    tree[way[-1]] = said


def _map_lines(tree: Mapping[str, Any], indent: int) -> list[str]:
    lines: list[str] = []
    margin = " " * indent
    for key, entry in tree.items():
        if isinstance(entry, int):
            lines.append(f"{margin}{key}: {entry}")
            continue
        if isinstance(entry, str):
            first, *rest = in_lines(entry, indent + len(key) + 2, indent + 2)
            lines += [f"{margin}{key}: {first}", *rest]
            continue
        lines.append(f"{margin}{key}:")
        entries = entry if isinstance(entry, list) else _as_list(entry)
        lines += _map_lines(entry, indent + 2) if entries is None else _list_lines(entries, indent + 2)
    return lines


def _list_lines(entries: list[Any], indent: int) -> list[str]:
    lines: list[str] = []
    margin = " " * indent
    for entry in entries:
        if isinstance(entry, str):
            first, *rest = in_lines(entry, indent + 2, indent + 2)
            lines += [f"{margin}- {first}", *rest]
        else:
            first, *rest = _map_lines(entry, indent + 2)
            lines += [f"{margin}- {first.lstrip(' ')}", *rest]
    return lines


def _as_list(tree: Mapping[str, Any]) -> list[Any] | None:
    """The entries of a list by their numbers; None for a map."""
    return list(tree.values()) if all(key.isdigit() for key in tree) else None

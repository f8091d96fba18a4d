"""Pictures as they are printed: how well words and lines in drawings are seen, how large they are, how many dots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leafletgen.content.model.layout import Layout
from leafletgen.errors import Place
from leafletgen.rules.accessibility.looks import Shown, look_at, shown_in
from leafletgen.rules.accessibility.pairs import Pair
from leafletgen.rules.accessibility.parts import by_key
from leafletgen.rules.accessibility.printed import print_widths
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import FileCheck, Rule

_WORDS = re.compile(r"[^\W_]+")


def _ratio(ratio: float) -> str:
    """A ratio as it is shown: rounded down, so that one that fails never seems to pass."""
    return f"{int(ratio * 100) / 100:.2f}:1"


def _pairs(what: str, pair: Pair) -> str:
    return f'{what} "{pair.what}" in {pair.colour} on {pair.ground} has a contrast of {_ratio(pair.ratio)}'


def _words_faint(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    for shown in shown_in(file):
        faint = [pair for pair in shown.look.seen.words if pair.ratio < rule.limits["ratio"]] if shown.look.seen else []
        if not faint:
            continue
        width = min((width for _, width in print_widths(file, shown)), default=0.0)
        for pair in _each_once(faint):
            points = rule.limits["large_bold_points" if pair.bold else "large_points"]
            needed = rule.limits["large_ratio" if pair.height * width >= points else "ratio"]
            if pair.ratio < needed:
                yield rule.finding(
                    f"{_pairs('in ' + shown.path.name, pair)}; it needs {needed:g}:1",
                    shown.place,
                    "make the words darker on what is light, or lighter on what is dark, or put white behind them",
                )


def _each_once(pairs: list[Pair]) -> list[Pair]:
    """Pairs of the same two colours once."""
    found: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        found.setdefault((pair.colour, pair.ground), pair)
    return [*found.values()]


def _lines_faint(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    for shown in shown_in(file):
        faint = [pair for pair in shown.look.seen.lines if pair.ratio < rule.limits["ratio"]] if shown.look.seen else []
        for pair in _each_once(faint):
            yield rule.finding(
                f"{_pairs('in ' + shown.path.name + ' the line to', pair)}; it needs {rule.limits['ratio']:g}:1",
                shown.place,
                "make the line darker on what is light, or lighter on what is dark",
            )


def _faint(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    least = rule.limits["ratio"]
    if file.kind == "brand":
        yield from _faint_logo(file, rule)
        return
    for shown in shown_in(file):
        seen = shown.look.seen
        if seen is not None and seen.best < least:
            yield rule.finding(
                f"nothing in {shown.path.name} has a contrast of {least:g}:1 with what is behind it, "
                f"the best is {_ratio(seen.best)}",
                shown.place,
                "draw its outlines darker",
            )


def _faint_logo(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    logo, brand = file.root.data.get("logo"), file.brand
    name = logo.data.get("file") if logo is not None and logo.kind == "map" else None
    path = brand.files.get(brand.logo.file) if brand is not None else None
    look = look_at(path, brand) if path is not None and brand is not None else None
    if look is not None and look.seen is not None and look.seen.best < rule.limits["ratio"] and name is not None:
        yield rule.finding(
            f"nothing in the logo has a contrast of {rule.limits['ratio']:g}:1 with the paper",
            name.place,
            "use the logo that is made for a light ground",
        )


def _words_small(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    least = rule.limits["points"]
    for shown in shown_in(file):
        small = [
            (shown.look.smallest * width, layout)
            for layout, width in (print_widths(file, shown) if shown.look.smallest else ())
            if shown.look.smallest * width < least - 0.05
        ]
        if small:
            points, layout = min(small, key=lambda one: (one[0], one[1].name))
            yield rule.finding(
                f"words in {shown.path.name} are printed in {points:.1f} point in {layout.name}; "
                f"{least:g} is the least",
                _width_place(shown),
                "print it wider, or make its letters larger and its words fewer",
            )


def _coarse(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    least = rule.limits["dots"]
    for shown in shown_in(file):
        coarse: list[tuple[float, Layout]] = [
            (shown.look.width / (width / 72), layout)
            for layout, width in (print_widths(file, shown) if shown.look.dots else ())
            if shown.look.width / (width / 72) < least
        ]
        if coarse:
            dots, layout = min(coarse, key=lambda one: (one[0], one[1].name))
            yield rule.finding(
                f"{shown.path.name} has {dots:.0f} dots an inch as it is printed in {layout.name}; "
                f"{least:g} are the least",
                _width_place(shown),
                "use the picture in its full size, or print it smaller",
            )


def _width_place(shown: Shown) -> Place:
    width = shown.part.value.data.get("width")
    return width.place if width is not None else shown.place


def _lacks_words(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    texts = by_key(file)
    for shown in shown_in(file):
        if not shown.look.words:
            continue
        key = f"{shown.part.key}." if shown.part.key else "cover_"
        said: set[str] = set()
        for name in ("alt", "caption"):
            if f"{key}{name}" in texts:
                said |= {word.lower() for word in _WORDS.findall(texts[f"{key}{name}"].text)}
        labels = [label for label in shown.look.words if len(re.sub(r"[\W\d_]", "", label)) > 1]
        missing = [label for label in dict.fromkeys(labels) if not _is_said(label, said, rule.limits["share"])]
        if missing and len(missing) > rule.limits["share"] * len(dict.fromkeys(labels)):
            alt = texts.get(f"{key}alt")
            names = ", ".join(f'"{label}"' for label in missing[:3])
            yield rule.finding(
                f"{shown.path.name} says {names}{' and more' if len(missing) > 3 else ''}, "
                + ("which its alt text does not" if alt is not None else "and has no alt text"),
                alt.place() if alt is not None else shown.place,
                "say in the alt text what its words say, or put that into the caption",
            )


def _is_said(label: str, said: set[str], share: float) -> bool:
    words = [word.lower() for word in _WORDS.findall(label)]
    return sum(word in said for word in words) >= share * len(words)


CHECKS: dict[str, FileCheck] = {
    "drawing-words-faint": _words_faint,
    "drawing-line-faint": _lines_faint,
    "drawing-faint": _faint,
    "drawing-words-small": _words_small,
    "picture-coarse": _coarse,
    "alt-lacks-words": _lacks_words,
}

"""How leaflets are set: sizes and characters a line, by layout and brand; each is told once, not by leaflet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from leafletgen.content.model.layout import LARGE_PRINT, Layout
from leafletgen.errors import Place
from leafletgen.rules.accessibility.keeping import kept
from leafletgen.rules.accessibility.printed import column_of, layouts_of
from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.rule import Comparison, Rule

if TYPE_CHECKING:
    from leafletgen.fonts.typeface import Typeface

#: What is told of one layout: the place, the message, the hint.
Told = tuple[Place, str, str]


def characters_a_line(sample: str, face: Typeface, size: float, width: float) -> float:
    """How many characters a full line has on average when a text is set ragged, in a size and a width in points."""
    space = face.word(" ")[1] if face.covers(" ") else 250.0
    lines, used, count = [], 0.0, 0
    for word in sample.split():
        wide = face.word(word)[1] * size / 1000
        gap = space * size / 1000 if count else 0.0
        if count and used + gap + wide > width:
            lines.append(count)
            used, count, gap = 0.0, 0, 0.0
        used += gap + wide
        count += len(word) + (1 if gap else 0)
    return sum(lines) / len(lines) if lines else float(count)


def _gathered(look: Callable[[Layout, CheckedFile, Rule], Iterator[Told]]) -> Callable[[CheckedFile, Rule], Any]:
    """What a rule has to tell of each layout of a leaflet, as JSON can keep it."""

    def gather(file: CheckedFile, rule: Rule) -> Any:
        told = []
        for _, _, layout in layouts_of(file):
            for place, message, hint in look(layout, file, rule):
                told.append([place.file, place.line, place.column, *(place.end or (0, 0)), message, hint])
        return told or None

    return gather


def _compared(gathered: Mapping[str, Any], rule: Rule) -> Iterator[Finding]:
    """Each fault once, with how many leaflets have it."""
    leaflets: dict[tuple[Any, ...], int] = {}
    for told in gathered.values():
        for one in told:
            leaflets[tuple(one)] = leaflets.get(tuple(one), 0) + 1
    for (shown, line, column, end_line, end_column, message, hint), count in sorted(leaflets.items()):
        end = (end_line, end_column) if end_line else None
        many = f" (in {count:,} leaflets)" if count > 1 else ""
        yield rule.finding(f"{message}{many}", Place(shown, line, column, None, end), hint)


def _sizes(layout: Layout, file: CheckedFile, rule: Rule) -> Iterator[Told]:
    limits, scale = rule.limits, layout.scale
    is_large = any(name in layout.title.lower() for name in rule.words["large"])
    body = limits["large"] if is_large else limits["body"]
    small, footer = (body, body) if is_large else (limits["small"], limits["footer"])
    if layout.body.size < body:
        what = "large print is" if is_large else "text is"
        yield (
            layout.body.place,
            f"{layout.name} sets its text in {layout.body.size:g} point; {what} {body:g} point at least",
            f'write "size: {body:g}" or more',
        )
    for name, size, least, what in (
        ("small", max(scale.small, layout.smallest), small, "captions and references"),
        ("footer", max(scale.footer, layout.smallest), footer, "its footer"),
    ):
        if size < least:
            yield (
                scale.place if scale.place.file else layout.place,
                f"{layout.name} sets {what} in {size:g} point; {least:g} is the least",
                f'write "{name}: {least:g}" or more under "scale:"',
            )


def _characters(layout: Layout, file: CheckedFile, rule: Rule) -> float | None:
    """How many characters a line of a layout has in the brand's face; None where there is none."""
    brand = file.brand
    path = brand.files.get(brand.fonts.text.regular) if brand is not None else None
    if path is None or not rule.words.get("sample"):
        return None
    sample = " ".join(rule.words["sample"])
    width, size = column_of(layout), layout.body.size
    state = path.stat()

    def measured() -> float | None:
        from leafletgen.fonts.loading import load_face
        from leafletgen.fonts.typeface import MissingGlyphError, TypefaceError

        try:
            return characters_a_line(sample, load_face(path), size, width)
        except (MissingGlyphError, TypefaceError):
            return None  # told when a leaflet is built

    count: float | None = kept((path.name, state.st_mtime_ns, state.st_size, width, size, sample), measured)
    return count


def _long(layout: Layout, file: CheckedFile, rule: Rule) -> Iterator[Told]:
    count, most = _characters(layout, file, rule), rule.limits["characters"]
    if count is not None and count > most:
        yield (
            layout.page.margins_mm.place,
            f"{layout.name} has {count:.0f} characters a line; {most:g} are the most",
            "make the margins wider or the letters larger, or set two columns",
        )


def _short(layout: Layout, file: CheckedFile, rule: Rule) -> Iterator[Told]:
    count, least = _characters(layout, file, rule), rule.limits["characters"]
    if count is not None and count < least and layout.body.size < LARGE_PRINT:
        yield (
            layout.page.margins_mm.place,
            f"{layout.name} has {count:.0f} characters a line; under {least:g} words are torn apart",
            "make the margins narrower, or set fewer columns",
        )


COMPARISONS: dict[str, Comparison] = {
    "text-too-small": Comparison(_gathered(_sizes), _compared),
    "line-too-long": Comparison(_gathered(_long), _compared),
    "line-too-short": Comparison(_gathered(_short), _compared),
}

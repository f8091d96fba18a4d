"""The peer plain ReportLab: an exercise sheet in Platypus as a careful user writes it, without tags.

Fonts are registered once, styles are made once, text is escaped, pictures are read by svglib once and kept.
"""

import json
import pickle
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from tests.bench.reportlab_parts import numbered, register


class _Picture(Flowable):  # type: ignore[misc, unused-ignore]
    """A drawing in a frame, in a size in points; "border" is a colour or None."""

    def __init__(self, drawing: Any, width: float, height: float, border: Any = None) -> None:
        super().__init__()
        self.drawing, self.border = drawing, border
        self.width, self.height = width, height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.scale(self.width / self.drawing.width, self.height / self.drawing.height)
        self.drawing.drawOn(self.canv, 0, 0)
        self.canv.restoreState()
        if self.border is not None:
            self.canv.setStrokeColor(self.border)
            self.canv.setLineWidth(0.75)
            self.canv.roundRect(0, 0, self.width, self.height, 4)


class _Disc(Flowable):  # type: ignore[misc, unused-ignore]
    """A white number in a disc."""

    def __init__(self, number: str, size: float, ground: Any, ink: Any) -> None:
        super().__init__()
        self.number, self.size, self.ground, self.ink = number, size, ground, ink
        self.width = self.height = 1.56 * size

    def draw(self) -> None:
        half = self.width / 2
        self.canv.setFillColor(self.ground)
        self.canv.circle(half, half, half, stroke=0, fill=1)
        self.canv.setFillColor(self.ink)
        self.canv.setFont("Text-bold", 0.9 * self.size)
        self.canv.drawCentredString(half, half - 0.32 * self.size, self.number)


class SheetWriter:
    """Styles made once, for any number of sheets of one look."""

    def __init__(self, sheet: dict[str, Any], pictures: dict[str, Any]) -> None:
        """Make the styles; pictures are drawings by file."""
        sizes, size, leading = sheet["sizes"], sheet["size"], sheet["leading"]
        self.pictures = pictures
        self.colours = colours = {name: HexColor(value) for name, value in sheet["colours"].items()}
        gap = 0.46 * leading

        def style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
            options = {"fontName": "Text-regular", "textColor": colours["ink"], **more}
            return ParagraphStyle(name, fontSize=size, leading=leading, **options)

        bold = {"fontName": "Text-bold"}
        self.body = style("body", size, leading, spaceAfter=0.45 * gap)
        self.small = style("small", sizes["small"], 1.28 * sizes["small"], spaceAfter=0.5 * gap)
        self.bold = style("bold", size, leading, spaceAfter=0.3 * gap, **bold)
        self.item = style("item", size, leading, leftIndent=20, bulletFontName="Text-regular", bulletFontSize=size)
        self.dose = style("dose", sizes["key"], 1.28 * sizes["key"], **bold)
        self.name = style("name", sizes["heading1"], 1.2 * sizes["heading1"], **bold)
        heading = {"textColor": colours["heading"], **bold}
        self.title = style("title", sizes["title"], 1.15 * sizes["title"], **heading)
        self.diary = style("diary", sizes["heading1"], 1.22 * sizes["heading1"], spaceAfter=0.4 * gap, **heading)
        self.pain = style("pain", sizes["heading3"], 1.22 * sizes["heading3"], spaceAfter=0.4 * gap, **heading)
        self.head = style("head", size, leading, **heading)
        self.gap, self.size = gap, size

    def build(self, sheet: dict[str, Any]) -> bytes:
        """The file."""
        target = BytesIO()
        width, height = sheet["width"], sheet["height"]
        top, right, bottom, left = sheet["margins"]
        facts = {"title": sheet["title"], "author": sheet["author"], "lang": sheet["language"]}
        template = BaseDocTemplate(target, pagesize=(width, height), **facts)
        frame = Frame(left, bottom, width - left - right, height - top - bottom, 0, 0, 0, 0)
        template.addPageTemplates([PageTemplate("all", [frame])])
        template.build(self.story(sheet), canvasmaker=numbered(sheet))
        return target.getvalue()

    def story(self, sheet: dict[str, Any]) -> list[Any]:
        """Everything, in order."""
        story = self._header(sheet)
        for exercise in sheet["exercises"]:
            story += self._exercise(sheet, exercise)
        story += self._safety(sheet)
        if sheet["weeks"]:
            story += [PageBreak(), *self._diary(sheet)]
        return story

    def _header(self, sheet: dict[str, Any]) -> list[Any]:
        logo, column = self.pictures[sheet["logo"]], sheet["column"]
        wide = sheet["logo_height"] * logo.width / logo.height
        title = Paragraph(escape(sheet["title"]), self.title)
        head = Table([[title, _Picture(logo, wide, sheet["logo_height"])]], [column - wide, wide])
        head.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_padded(0)])
        cells = [self._entry(label, value) for label, value in sheet["entries"]]
        cells += [""] * (-len(cells) % 3)
        rows: list[Any] = [cells[at : at + 3] for at in range(0, len(cells), 3)]
        look: list[Any] = [("BACKGROUND", (0, 0), (-1, -1), self.colours["tint"]), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        if sheet["goal"]:
            rows.append([self._entry(*sheet["goal"]), "", ""])
            look.append(("SPAN", (0, len(rows) - 1), (-1, len(rows) - 1)))
        panel = Table(rows, [column / 3] * 3, spaceBefore=self.gap, spaceAfter=1.1 * self.gap, cornerRadii=[5] * 4)
        panel.setStyle([*look, *_padded(0.4 * self.size)])
        return [head, panel]

    def _entry(self, label: str, value: str) -> Any:
        return Paragraph(f"<b>{escape(label)}</b><br/>{escape(value)}", self.body)

    def _exercise(self, sheet: dict[str, Any], exercise: dict[str, Any]) -> list[Any]:
        rule, gap = self.colours["rule"], sheet["gap"]
        first = exercise["number"] == "1"
        disc = _Disc(exercise["number"], self.name.fontSize, self.colours["primary"], self.colours["on_primary"])
        side = disc.width + 0.5 * self.size
        heading = Table([[disc, Paragraph(escape(exercise["name"]), self.name)]], [side, sheet["column"] - side])
        heading.setStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *_padded(1)])
        dose = Table([[Paragraph(escape(exercise["dose"]), self.dose)]], [sheet["words_width"]], cornerRadii=[5] * 4)
        dose.setStyle([("BACKGROUND", (0, 0), (-1, -1), self.colours["tint"]), *_padded(0.5 * self.size)])
        doing = [dose, Spacer(1, 0.6 * self.gap)]
        if exercise["shown"]:
            doing.append(Paragraph(escape(exercise["shown"]), self.small))
        for number, step in enumerate(exercise["steps"], 1):
            doing.append(Paragraph(escape(step), self.item, bulletText=f"{number}."))
        caring = [
            self._pictures(exercise["pictures"], gap),
            Paragraph(f"<b>{escape(exercise['key_label'])}</b> {escape(exercise['key_points'])}", self.body),
            Paragraph(escape(exercise["stop"]), self.body),
        ]
        if exercise["cautions"]:
            words = f"<b>{escape(exercise['caution_label'])}</b> {escape(exercise['cautions'])}"
            caring.append(Paragraph(words, self.body))
        both = Table([[caring, "", doing]], [sheet["column"] - sheet["words_width"] - gap, gap, sheet["words_width"]])
        both.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_padded(0)])
        line = [] if first else [HRFlowable("100%", 0.9, color=rule, spaceBefore=0, spaceAfter=0.7 * self.gap)]
        return [KeepTogether([*line, heading, both, Spacer(1, 1.6 * self.gap)])]

    def _pictures(self, pictures: list[dict[str, Any]], gap: float) -> Any:
        rule = self.colours["rule"]
        row: list[Any] = []
        widths: list[float] = []
        for picture in pictures:
            drawn = _Picture(self.pictures[picture["file"]], picture["width"], picture["height"], rule)
            row += [[drawn, Paragraph(escape(picture["label"]), self.small)], ""]
            widths += [max(picture["width"], 40), gap]
        table = Table([row[:-1]], widths[:-1], hAlign="LEFT")
        table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_padded(0)])
        return table

    def _safety(self, sheet: dict[str, Any]) -> list[Any]:
        cells = [Paragraph(f"<b>{escape(span)}</b><br/>{escape(text)}", self.body) for span, text in sheet["pain"]]
        pain = Table([cells], [sheet["column"] / len(cells)] * len(cells), spaceAfter=0.6 * self.gap)
        boxes = [
            ("BOX", (place, 0), (place, 0), 1 + 1.2 * place, self.colours["primary"]) for place in range(len(cells))
        ]
        pain.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *boxes, *_padded(0.5 * self.size)])
        lines = [Paragraph(escape(text), self.bold) for text in sheet["bold"]]
        lines.append(Paragraph(escape(sheet["contact"]), self.body))
        lines.append(Paragraph(escape(sheet["example"]), self.small))
        rule = HRFlowable("100%", 0.9, color=self.colours["rule"], spaceAfter=0.6 * self.gap)
        return [KeepTogether([rule, Paragraph(escape(sheet["pain_title"]), self.pain), pain, *lines])]

    def _diary(self, sheet: dict[str, Any]) -> list[Any]:
        made: list[Any] = [Paragraph(escape(sheet["diary_title"]), self.diary)]
        made.append(Paragraph(escape(sheet["diary_intro"]), self.body))
        made.append(Paragraph(escape(sheet["diary_legend"]), self.bold))
        head = sheet["diary_head"]
        column = sheet["column"]
        widths = [0.2 * column, *[0.65 * column / (len(head) - 2)] * (len(head) - 2), 0.15 * column]
        for week in sheet["weeks"]:
            rows: list[list[Any]] = [[Paragraph(escape(label), self.head) for label in head]]
            rows += [[Paragraph(escape(day), self.bold), *[""] * (len(head) - 1)] for day in sheet["days"]]
            table = Table(rows, widths, repeatRows=1, spaceAfter=0.8 * self.gap)
            grid = ("GRID", (0, 0), (-1, -1), 1, self.colours["rule"])
            table.setStyle([grid, ("BACKGROUND", (0, 0), (-1, 0), self.colours["tint"]), *_padded(3)])
            made.append(KeepTogether([Paragraph(escape(week), self.bold), table]))
        return made


def _padded(points: float) -> list[Any]:
    return [(f"{side}PADDING", (0, 0), (-1, -1), points) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


if __name__ == "__main__":
    given, kept, target_file = map(Path, sys.argv[1:])
    content: dict[str, Any] = json.loads(given.read_text("utf-8"))
    # The drawings were made by svglib in an earlier process.
    ready = pickle.loads(kept.read_bytes())
    register(content)
    target_file.write_bytes(SheetWriter(content, ready).build(content))

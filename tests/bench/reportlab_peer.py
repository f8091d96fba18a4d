"""The peer plain ReportLab: Platypus as a careful user writes it, without tags.

Good practice: fonts are registered once, styles are made once, text is escaped, pictures are read by svglib once and
kept. Pages of references and contents come from an earlier build, so that one layout pass is enough; a program that
had no earlier build would need ``multiBuild`` and twice the time.
"""

import json
import pickle
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    HRFlowable,
    Indenter,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from tests.bench.reportlab_parts import QR_SIDE, Code, Picture, drawings, numbered, register

__all__ = ["Writer", "drawings", "register"]
Pages = dict[str, int]


class _Template(BaseDocTemplate):  # type: ignore[misc, unused-ignore]
    """Notes the page of every heading, for the outline."""

    def __init__(self, target: BytesIO, document: dict[str, Any]) -> None:
        width, height = document["width"], document["height"]
        facts = {"title": document["title"], "author": document["author"], "lang": document["language"]}
        super().__init__(target, pagesize=(width, height), **facts)
        top, right, bottom, left = document["margins"]
        self.found: Pages = {}
        frame = Frame(left, bottom, width - left - right, height - top - bottom, 0, 0, 0, 0)
        colour = HexColor(document["colours"]["primary"])

        def cover(canvas: Canvas, template: Any) -> None:
            canvas.setFillColor(colour)
            canvas.rect(0, height / 2, width, height / 2, stroke=0, fill=1)

        self.addPageTemplates([PageTemplate("cover", [frame], onPage=cover), PageTemplate("text", [frame])])

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - ReportLab's name
        anchor = getattr(flowable, "anchor", None)
        if anchor is not None:
            self.found[anchor] = self.page
            if flowable.outline is not None:
                self.canv.bookmarkPage(anchor)
                self.canv.addOutlineEntry(flowable.words, anchor, flowable.outline, False)


class Writer:
    """Styles made once, for any number of documents of one look."""

    def __init__(self, document: dict[str, Any], pictures: dict[str, Any]) -> None:
        """Make the styles."""
        sizes, size, leading = document["sizes"], document["size"], document["leading"]
        colours = {name: HexColor(value) for name, value in document["colours"].items()}
        self.document, self.colours, self.pictures = document, colours, pictures
        self.codes: dict[str, ImageReader] = {}
        self.pages: Pages = {}
        _, right, _, left = document["margins"]
        self.column = document["width"] - left - right
        ink, heading, white = colours["ink"], colours["heading"], colours["on_primary"]
        gap = leading / 2

        def style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
            options = {"fontName": "Text-regular", "textColor": ink, "allowWidows": 0, "allowOrphans": 0, **more}
            return ParagraphStyle(name, fontSize=size, leading=leading, **options)

        bold = {"fontName": "Text-bold"}
        self.body = style("body", size, leading, spaceAfter=gap)
        self.large = style("large", 16, 20.8, spaceAfter=gap)
        self.small = style("small", sizes["small"], sizes["small"] * 1.4, spaceAfter=gap)
        self.item = style("item", size, leading, leftIndent=18, bulletFontName="Text-regular", spaceAfter=gap / 3)
        self.key = style("key", sizes["key"], sizes["key"] * 1.3, **bold)
        self.cell = style("cell", size, leading)
        self.cell_bold = style("cell bold", size, leading, **bold)
        self.headings = [
            style(
                f"heading {level}",
                sizes[f"heading{level}"],
                sizes[f"heading{level}"] * 1.22,
                textColor=heading,
                keepWithNext=1,
                spaceBefore=leading,
                spaceAfter=0.35 * leading,
                **bold,
            )
            for level in (1, 2, 3)
        ]
        self.card = style("card", sizes["heading2"], sizes["heading2"] * 1.22, textColor=white, **bold)
        self.strap = style("strap", size, leading, textColor=white, **bold)
        large = sizes["cover_title"]
        self.title = style("title", large, large * 1.2, textColor=white, spaceAfter=12, **bold)
        self.subtitle = style("subtitle", sizes["heading1"] * 0.9, sizes["heading1"] * 1.1, textColor=white)

    def build(self, document: dict[str, Any], pages: Pages) -> tuple[bytes, Pages]:
        """The file, and the pages of its headings."""
        self.pages = pages
        target = BytesIO()
        template = _Template(target, document)
        template.build(self.story(document), canvasmaker=numbered(document))
        return target.getvalue(), template.found

    def story(self, document: dict[str, Any]) -> list[Any]:
        """Everything, in order."""
        logo = self.pictures[document["logo"]]
        mark = Picture(logo, document["logo_height"] * logo.width / logo.height)
        strap = Paragraph(escape(document["strap"] or ""), self.strap)
        head = Table([[strap, mark]], [self.column - mark.width, mark.width])
        story: list[Any] = [
            head,
            Spacer(1, 60),
            Paragraph(escape(document["title"]), self.title),
            Paragraph(escape(document["subtitle"] or ""), self.subtitle),
            Spacer(1, 90),
        ]
        if document["cover"]:
            story.append(Picture(self.pictures[document["cover"]], 0.6 * self.column))
        story += [Paragraph(escape(document["owner"] or ""), self.body), NextPageTemplate("text"), PageBreak()]
        headings = [part for part in document["parts"] if part["kind"] == "heading"]
        names = {id(part): part["id"] or f"heading-{number}" for number, part in enumerate(headings)}
        if document["contents"]:
            story.append(Paragraph(escape(document["contents_title"]), self.headings[0]))
            story += [self.contents_line(part, names[id(part)]) for part in headings if "listed" in part]
            story.append(PageBreak())
        for part in document["parts"]:
            story += self.part(part, names.get(id(part)))
        return story

    def contents_line(self, part: dict[str, Any], anchor: str) -> Any:
        """A link with its page."""
        words = escape("".join(run["text"] for run in part["text"]))
        return Paragraph(f'<a href="#{anchor}">{words}</a> {self.pages.get(anchor, 88)}', self.cell)

    def runs(self, runs: list[dict[str, Any]]) -> str:
        """ReportLab's markup of a prose."""
        return "".join([self.run(run) for run in runs])

    def run(self, run: dict[str, Any]) -> str:
        """ReportLab's markup of a run."""
        text = escape(run["text"]).replace("\n", "<br/>")
        if "page_of" in run:
            text = str(self.pages.get(run["page_of"], 88))
        for name, tag in (("bold", "b"), ("italic", "i"), ("raised", "super")):
            if run.get(name):
                text = f"<{tag}>{text}</{tag}>"
        return f"<a href={quoteattr(run['href'])}><u>{text}</u></a>" if run.get("href") else text

    def flow(self, parts: list[dict[str, Any]]) -> list[Any]:
        """The flowables of parts."""
        return [flowable for part in parts for flowable in self.part(part)]

    def part(self, part: dict[str, Any], anchor: str | None = None) -> list[Any]:
        """The flowables of a part."""
        made: list[Any] = getattr(self, f"_{part['kind']}")(part, anchor)
        return made

    def _heading(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        heading: Any = Paragraph(f'<a name="{anchor}"/>{self.runs(part["text"])}', self.headings[part["level"] - 1])
        heading.anchor, heading.outline = anchor, part["level"] - 1
        heading.words = "".join(run["text"] for run in part["text"])
        return [heading]

    def _paragraph(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        return [Paragraph(self.runs(part["text"]), self.large if "size" in part else self.body)]

    def _list(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        made: list[Any] = []
        for number, item in enumerate(part["items"]):
            label = "•" if part["start"] is None else f"{part['start'] + number}."
            name = f'<a name="{item["id"]}"/>' if "id" in item else ""
            made.append(Paragraph(name + self.runs(item["words"]), self.item, bulletText=label))
            if item["parts"]:
                made += [Indenter(18), *self.flow(item["parts"]), Indenter(-18)]
        made.append(Spacer(1, 6))
        return made

    def _key(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        bar = Table([[Paragraph(self.runs(part["text"]), self.key)]], spaceBefore=6, spaceAfter=10)
        bar.setStyle([("LINEBEFORE", (0, 0), (0, 0), 4, self.colours["primary"])])
        return [bar]

    def _box(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        title = [Paragraph(self.runs(part["title"]), self.cell_bold)] if part["title"] else []
        box = Table([[[*title, *self.flow(part["parts"])]]], [self.column], splitInRow=1, spaceBefore=8, spaceAfter=8)
        box.setStyle([("BACKGROUND", (0, 0), (-1, -1), self.colours["tint"]), *_padded(10)])
        return [box]

    def _card(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        colour = self.colours[part["colour"]]
        title = [Paragraph(self.runs(part["prefix"]), self.strap), Paragraph(self.runs(part["title"]), self.card)]
        card = Table([[title], [self.flow(part["parts"])]], [self.column], spaceBefore=8, spaceAfter=8)
        card.setStyle([("BACKGROUND", (0, 0), (0, 0), colour), ("BOX", (0, 0), (-1, -1), 4, colour), *_padded(10)])
        return [KeepTogether([card])]

    def _picture(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        picture = Picture(self.pictures[part["file"]], 0.85 * part["width"] * self.column)
        caption = [Paragraph(self.runs(part["caption"]), self.small)] if part["caption"] else []
        return [KeepTogether([picture, *caption])] if caption else [picture]

    def _table(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        rows = [[Paragraph(self.runs(cell), self.cell_bold) for cell in part["header"]]]
        for row in part["rows"]:
            styles = [self.cell_bold if part["row_headers"] and not column else self.cell for column in range(len(row))]
            rows.append([Paragraph(self.runs(cell), style) for cell, style in zip(row, styles, strict=True)])
        width = self.column / len(part["header"])
        table = Table(rows, [width] * len(part["header"]), repeatRows=1, spaceAfter=10)
        ground = ("BACKGROUND", (0, 0), (-1, 0), self.colours["tint"])
        grid = ("GRID", (0, 0), (-1, -1), 1, self.colours["rule"])
        table.setStyle([grid, ground, ("VALIGN", (0, 0), (-1, -1), "TOP")])
        return [Paragraph(self.runs(part["caption"]), self.cell_bold), table]

    def _resource(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        lines = [self.runs(part[name]) for name in ("title", "note", "address")]
        words = Paragraph(f"<b>{lines[0]}</b><br/>{lines[1]}<br/>{lines[2]}", self.cell)
        if not part["code"]:
            return [words]
        reader = self.codes.get(part["code"])
        if reader is None:
            reader = self.codes[part["code"]] = ImageReader(str(Path(part["code"]).with_suffix(".png")))
        row = Table([[words, Code(reader)]], [self.column - QR_SIDE - 4, QR_SIDE + 4])
        row.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *_padded(2)])
        return [row]

    def _write(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        rule = self.colours["rule"]
        lines = [HRFlowable("100%", 0.75, color=rule, spaceBefore=24) for _ in range(part["lines"])]
        return [Paragraph(self.runs(part["label"]), self.cell_bold), *lines]

    def _break(self, part: dict[str, Any], anchor: str | None) -> list[Any]:
        return [PageBreak()]


def _padded(points: float) -> list[Any]:
    return [(f"{side}PADDING", (0, 0), (-1, -1), points) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


if __name__ == "__main__":
    given, kept, target_file = map(Path, sys.argv[1:])
    content: dict[str, Any] = json.loads(given.read_text("utf-8"))
    # The drawings were made by svglib in an earlier process, as leafletgen keeps its own in its cache folder.
    ready, known_pages = pickle.loads(kept.read_bytes())
    register(content)
    target_file.write_bytes(Writer(content, ready).build(content, known_pages)[0])

"""A leaflet in one layout as plain data, from which each peer's own source is made.

Everything that depends on the leaflet's model happens here, outside every clock: includes, merge fields, citation
numbers, what stands at the back. What comes out is dictionaries, lists, strings and numbers (JSON), so that a peer's
process imports nothing of leafletgen.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import segno

from leafletgen.content.cross_references import walk
from leafletgen.content.fields import fill_template
from leafletgen.content.model import blocks as content
from leafletgen.content.model.layout import Layout
from leafletgen.errors import Report
from leafletgen.languages.phrases import words_for
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.source.inline import Prose
from tests.bench.document_back import back_parts, contact_parts

Part = dict[str, Any]
"""A block: "kind", and what that kind has. Prose in it is a list of runs, each with "text" and what is special."""
Document = dict[str, Any]

POINTS_IN_MM = 72 / 25.4
_CARD_COLOURS = {"non-urgent": "non_urgent", "urgent": "urgent", "emergency": "emergency"}


def load(root: Path, leaflet: Path, layout_name: str, codes: Path) -> Document:
    """Read a leaflet of a workspace; QR codes are written as SVG into ``codes``."""
    report = Report()
    workspace = Workspace(root)
    loaded = workspace.load_leaflet(leaflet, report)
    layout = workspace.load_layout(layout_name, report)
    if loaded is None or layout is None:
        raise ValueError("\n".join(map(str, report.diagnostics)))
    return Translator(loaded, layout, codes).document()


def texts(document: Document) -> Iterator[str]:
    """All text that must be found in a peer's file."""
    for name in ("strap", "title", "subtitle", "owner"):
        if document[name]:
            yield document[name]
    yield from _part_texts(document["parts"])


def _part_texts(held: object) -> Iterator[str]:
    """Text of runs, in a value of any depth; a whole prose is one text, so that no word is cut at a run's edge."""
    if isinstance(held, list):
        if held and isinstance(held[0], dict) and "kind" not in held[0] and "text" in held[0]:
            yield "".join(run["text"] for run in held)
        else:
            for entry in held:
                yield from _part_texts(entry)
    elif isinstance(held, dict):
        for entry in held.values():
            yield from _part_texts(entry)


def words(text: str) -> set[str]:
    """The words of a text: at least three letters, and nothing that a line break could divide."""
    return set(re.findall(r"(?<![\w/.@'\u2019-])[^\W\d_]{3,}(?![\w/.@'\u2019-])", text))


class Translator:
    """Makes data of one leaflet in one layout."""

    def __init__(self, loaded: LoadedLeaflet, layout: Layout, codes: Path) -> None:
        self.loaded = loaded
        self.layout = layout
        self.codes = codes
        self.words: Mapping[str, str] = words_for(loaded.leaflet.language)
        self.level = 1
        self.citations: dict[str, int] = {}
        if layout.references:
            for found in walk([block for block in loaded.body if block.prints_in(layout.name)]):
                if isinstance(found, Prose):
                    for span in found.spans:
                        if span.citation is not None:
                            self.citations.setdefault(span.citation, len(self.citations) + 1)

    def document(self) -> Document:
        loaded, layout = self.loaded, self.layout
        leaflet, brand = loaded.leaflet, loaded.brand
        margins, scale = layout.page.margins_mm, layout.scale
        body = self.parts(loaded.body)
        back = back_parts(self)
        contents = self.list_headings(body)
        footer = layout.footer
        templates = (footer.left, footer.centre, footer.right)
        family = brand.fonts.text
        colours = {name: getattr(brand.colours, name).hex for name in _COLOURS}
        owner = loaded.department.name if loaded.department else ", ".join(leaflet.authors)
        return {
            "title": leaflet.title,
            "subtitle": leaflet.subtitle,
            "strap": leaflet.strap,
            "owner": owner,
            "language": leaflet.language,
            "author": brand.name,
            "keywords": list(leaflet.keywords),
            "cover": str(loaded.cover) if loaded.cover else None,
            "logo": str(brand.files[brand.logo.reversed or brand.logo.file]),
            "logo_alt": brand.logo.alt,
            "logo_height": brand.logo.height_mm * POINTS_IN_MM,
            "width": layout.page.width_mm * POINTS_IN_MM,
            "height": layout.page.height_mm * POINTS_IN_MM,
            "margins": [side * POINTS_IN_MM for side in (margins.top, margins.right, margins.bottom, margins.left)],
            "size": layout.body.size,
            "leading": layout.body.size * layout.body.leading,
            "sizes": {entry.name: getattr(scale, entry.name) for entry in type(scale).fields},
            "colours": colours,
            "family": family.name,
            "fonts": {style: str(brand.files[getattr(family, style)]) for style in _STYLES},
            "footer": [fill_template(template or "", loaded.fields) for template in templates],
            "contents": contents,
            "contents_title": self.words["contents"],
            "parts": [*body, {"kind": "break"}, *back] if layout.back_page else [*body, *back],
        }

    def list_headings(self, body: list[Part]) -> bool:
        """Mark the headings that a contents list of one page has; False when there is no list."""
        layout = self.layout
        margins = layout.page.margins_mm
        lines = (layout.page.height_mm - margins.top - margins.bottom) * POINTS_IN_MM / (1.5 * layout.body.size) - 2
        listed = [part for part in body if part["kind"] == "heading"]
        for levels in range(layout.contents_levels, 0, -1):
            listed = [part for part in listed if part["level"] <= levels]
            if len(listed) <= lines:
                break
        if layout.contents_from is None or len(listed) < layout.contents_from:
            return False
        for part in listed:
            part["listed"] = True
        return True

    # --- text ------------------------------------------------------------------------------------------------

    def runs(self, prose: Prose | str | None) -> list[dict[str, Any]]:
        if prose is None:
            return []
        if isinstance(prose, str):
            return [{"text": prose}]
        made: list[dict[str, Any]] = []
        for span in prose.spans:
            if span.citation is not None:
                if span.citation in self.citations:
                    number = self.citations[span.citation]
                    made.append({"text": str(number), "raised": True, "href": f"#reference-{number}"})
                continue
            run: dict[str, Any] = {"text": span.text}
            if span.page_of is not None:
                run["page_of"] = span.page_of
                run["href"] = f"#{span.page_of}"
            if span.link is not None:
                run["href"] = span.link.target
            for name in ("bold", "italic"):
                if getattr(span, name):
                    run[name] = True
            if span.superscript:
                run["raised"] = True
            if span.language:
                run["language"] = span.language
            made.append(run)
        return made or [{"text": " "}]

    @staticmethod
    def address(url: str) -> str:
        """An address as it is printed."""
        return url.partition("//")[2].removesuffix("/") if "//" in url else url

    # --- blocks ----------------------------------------------------------------------------------------------

    def parts(self, blocks: list[content.Block]) -> list[Part]:
        made: list[Part] = []
        for block in blocks:
            if block.prints_in(self.layout.name):
                made += getattr(self, f"_{type(block).__name__.lower()}")(block)
        return made

    def _heading(self, block: content.Heading) -> list[Part]:
        self.level = block.level
        return [{"kind": "heading", "level": block.level, "text": self.runs(block.text), "id": block.id}]

    def _paragraph(self, block: content.Paragraph) -> list[Part]:
        return [{"kind": "paragraph", "text": self.runs(block.text)}]

    def _bulletlist(self, block: content.BulletList) -> list[Part]:
        return [{"kind": "list", "start": None, "items": self._items(block.items)}]

    def _steps(self, block: content.Steps) -> list[Part]:
        return [{"kind": "list", "start": block.start, "items": self._items(block.items)}]

    def _items(self, items: list[content.Item]) -> list[Part]:
        return [{"words": self.runs(item.text), "parts": self.parts(item.body)} for item in items]

    def _keymessage(self, block: content.KeyMessage) -> list[Part]:
        return [{"kind": "key", "text": self.runs(block.text)}]

    def _quote(self, block: content.Quote) -> list[Part]:
        said = [{"text": "“"}, *self.runs(block.text), {"text": "”"}]
        words = [said, *([self.runs(block.by)] if block.by else [])]
        return [{"kind": "paragraph", "text": text} for text in words]

    def _box(self, block: content.Box) -> list[Part]:
        level = min(self.level + 1, 5)
        parts = self.parts(block.body)
        return [{"kind": "box", "level": level, "title": self.runs(block.title), "parts": parts}]

    def _card(self, block: content.Card) -> list[Part]:
        items = [{"words": self.runs(item), "parts": []} for item in block.items]
        listed = [{"kind": "list", "start": None, "items": items}] if items else []
        return [
            {
                "kind": "card",
                "level": min(self.level + 1, 5),
                "colour": _CARD_COLOURS[block.level],
                "prefix": [{"text": f"{self.words[block.level]}:"}],
                "title": self.runs(block.title),
                "parts": [*listed, *self.parts(block.body)],
            }
        ]

    def _picture(self, block: content.Picture) -> list[Part]:
        caption = self.runs(block.caption)
        if block.credit is not None:
            caption += [{"text": f"{' ' if caption else ''}{self.words['picture_credit']}: "}, *self.runs(block.credit)]
        width = (block.width or self.layout.pictures.width_percent) / 100
        alt = "" if block.decorative else " ".join(block.alt.split())
        return [{"kind": "picture", "file": str(block.path), "alt": alt, "caption": caption, "width": width}]

    def _pictures(self, block: content.Pictures) -> list[Part]:
        return [part for picture in block.pictures for part in self._picture(picture)]

    def _table(self, block: content.Table) -> list[Part]:
        return [
            {
                "kind": "table",
                "caption": self.runs(block.caption),
                "header": [self.runs(cell) for cell in block.header],
                "rows": [[self.runs(cell) for cell in row] for row in block.rows],
                "row_headers": block.row_headers,
            }
        ]

    def _resources(self, block: content.Resources) -> list[Part]:
        return [
            {
                "kind": "resource",
                "title": self.runs(resource.title),
                "note": self.runs(resource.note),
                "address": [{"text": self.address(resource.url), "href": resource.url}],
                "code": self._code(resource.url) if self.layout.qr else None,
                "alt": f"QR code: {self.address(resource.url)}",
            }
            for resource in block.items
        ]

    def _code(self, url: str) -> str:
        """A QR code as SVG, the same for all peers; beside it as PNG, which ReportLab draws ten times faster."""
        name = re.sub(r"\W+", "-", url)
        file = self.codes / f"{name}.svg"
        if not file.exists():
            made = segno.make(url, error="m", micro=False, boost_error=False)
            made.save(str(file), border=4)
            made.save(str(file.with_suffix(".png")), border=4)
        return str(file)

    def _write(self, block: content.Write) -> list[Part]:
        return [{"kind": "write", "label": self.runs(block.label), "lines": block.lines}]

    def _contactblock(self, block: content.ContactBlock) -> list[Part]:
        return contact_parts(self, block.department)

    def _referencelist(self, block: object) -> list[Part]:
        return self.references()

    def references(self) -> list[Part]:
        """The list of what is cited."""
        entries = []
        for name, number in self.citations.items():
            reference = self.loaded.references[name]
            runs = self.runs(reference.text)
            if reference.url:
                runs += [{"text": " "}, {"text": self.address(reference.url), "href": reference.url}]
            entries.append({"words": runs, "parts": [], "id": f"reference-{number}"})
        return [{"kind": "list", "start": 1, "items": entries}]

    def _break(self, block: content.Break) -> list[Part]:
        return [{"kind": "break"}]


_STYLES = ("regular", "bold", "italic", "bold_italic")
_COLOURS = ("primary", "on_primary", "tint", "ink", "heading", "link", "rule", "non_urgent", "urgent", "emergency")

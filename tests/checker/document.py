"""A written PDF as the checks see it: pages, marks, tree and annotations, read once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pikepdf

from tests.checker import tag_tree
from tests.checker.content_stream import Mark, PageContent, Resources, Run, read_page
from tests.checker.standards import FIRST, SECOND
from tests.checker.tag_tree import Element, MarkReference, ObjectKey


@dataclass(slots=True, eq=False)
class Annotation:
    """An annotation on a page."""

    page: int
    key: ObjectKey
    source: Any

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in points."""
        left, bottom, right, top = (float(number) for number in self.source.get("/Rect", (0, 0, 0, 0)))
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)

    @property
    def areas(self) -> list[tuple[float, float, float, float]]:
        """Left, bottom, right, top of each area of its QuadPoints, or the rectangle where there are none."""
        numbers = [float(number) for number in self.source.get("/QuadPoints", ())]
        quads = [numbers[at : at + 8] for at in range(0, len(numbers), 8)]
        return [(min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])) for quad in quads if quad[1:]] or [
            self.rectangle
        ]


class Document:
    """An open PDF with everything that the checks need from it."""

    def __init__(self, path: Path | str) -> None:
        """Read the file.

        Raises:
            pikepdf.PdfError: The file cannot be read at all.
        """
        self.path = Path(path)
        self.pdf = pikepdf.open(self.path)
        self.standard = SECOND if self.pdf.pdf_version >= SECOND.version else FIRST
        self.pages: list[Any] = list(self.pdf.pages)
        self.page_of: dict[ObjectKey, int] = {page.obj.objgen: index for index, page in enumerate(self.pages)}
        self.resources = Resources()
        self.contents: list[PageContent] = [
            read_page(index, page, self.resources) for index, page in enumerate(self.pages)
        ]
        self.tops, self.tree_faults = tag_tree.load(self.pdf, self.page_of)
        self.elements: list[Element] = [element for top in self.tops for element in top.walk()]
        self.by_key: dict[ObjectKey, Element] = {element.key: element for element in self.elements}
        self.annotations: list[Annotation] = [
            Annotation(index, source.objgen, source)
            for index, page in enumerate(self.pages)
            for source in page.obj.get("/Annots", ())
        ]

    def __enter__(self) -> Self:
        """Return the document."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.pdf.close()

    def mark(self, reference: MarkReference) -> Mark | None:
        """Return the marked content that an element claims, None when the page has none with that number."""
        if reference.page is None:
            return None
        return self.contents[reference.page].marks.get(reference.number)

    def runs(self, element: Element) -> Iterator[Run]:
        """Yield the strings shown in the element and all below it, in the order of the tree."""
        for reference in element.marks():
            mark = self.mark(reference)
            if mark is not None:
                yield from mark.runs

    def text(self, element: Element) -> str:
        """Return what the element and all below it say, ActualText standing for what it replaces."""
        if "ActualText" in element.text:
            return element.text["ActualText"]
        parts = []
        for kid in element.kids:
            if isinstance(kid, Element):
                parts.append(self.text(kid))
            elif isinstance(kid, MarkReference):
                mark = self.mark(kid)
                parts.append(mark.text if mark is not None else "")
        return "".join(parts)

    def name(self, element: Element) -> str:
        """Return the role and the first words, by which a person finds the element."""
        text = " ".join(self.text(element).split())
        if not text:
            text = " ".join(element.text.get("Alt", "").split())
        if len(text) > 40:
            text = text[:39] + "…"
        return f'{element.role} "{text}"' if text else f"{element.role} (object {element.key[0]})"

    def target(self, annotation: Annotation) -> str:
        """Return where a link leads: a URI, ``#name``, or ``#page 3``; ``""`` for a link to nowhere."""
        destination = annotation.source.get("/Dest")
        action = annotation.source.get("/A")
        if destination is None and action is not None:
            if action.get("/S") == "/URI":
                return str(action.get("/URI", ""))
            destination = action.get("/D")
        if destination is None:
            return ""
        if isinstance(destination, pikepdf.Array):
            page = self.page_of.get(destination[0].objgen) if len(destination) else None
            return "#page ?" if page is None else f"#page {page + 1}"
        return "#" + str(destination).lstrip("/")

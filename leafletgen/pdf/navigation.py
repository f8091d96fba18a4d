"""Where links and bookmarks lead: link annotations, the outline, and destinations."""

from typing import NamedTuple

from leafletgen.document.element import Element
from leafletgen.pdf.drawn import Anchor, Drawn, LinkArea, StructureError
from leafletgen.pdf.writer import TaggedDocument
from leafletgen.pdf.xmp import text_string


class Annotation(NamedTuple):
    """A link on one page: its object's number, its key in the parent tree, its element, and in how many areas it is."""

    number: int
    page: int
    key: int
    node: Element
    areas: int


class Destinations(NamedTuple):
    """What can be led to: object numbers of pages, and of elements by their anchors where a standard asks for those."""

    pages: list[int]
    elements: dict[str, int] | None

    def entry(self, name: str, anchor: Anchor) -> str:
        """The entry of a link or bookmark that leads to an anchor, and to its element where there are elements.

        Raises:
            StructureError: there are elements, and the anchor is that of none.
        """
        there = f"/XYZ null {anchor.top:.2f} null]"
        place = f"[{self.pages[anchor.page]} 0 R{there}"
        if self.elements is None:
            return f"/Dest{place}"
        if name not in self.elements:
            raise StructureError(f"no element has the anchor {name}, which something leads to", [])
        # A reader that knows no structure destination goes to D.
        return f"/A<</S/GoTo/D{place}/SD[{self.elements[name]} 0 R{there}>>"


def write_links(drawn: Drawn, document: TaggedDocument, destinations: Destinations) -> list[Annotation]:
    """Write one annotation for each link on each page, however many lines it takes there.

    Readers put each annotation where it lies: the second line of a link, as one of its own, was heard in the middle of
    what stands at the same height.

    Raises:
        StructureError: a link leads nowhere.
    """
    pages = destinations.pages
    links: dict[tuple[int, int], list[LinkArea]] = {}
    for area in drawn.links:
        links.setdefault((id(area.node), area.page), []).append(area)
    written = []
    for key, areas in enumerate(links.values(), len(pages)):
        first = areas[0]
        if first.target.startswith("#"):
            anchor = drawn.anchors.get(first.target[1:])
            if anchor is None:
                raise StructureError(f"link to {first.target}, which no page has", [first.node])
            action = destinations.entry(first.target[1:], anchor)
        else:
            action = f"/A<</S/URI/URI{text_string(_ascii_url(first.target))}>>"
        # ISO 14289-1, 7.18.5: a link annotation says in Contents where it leads; 19005-2, 6.3.2: Print flag set.
        number = document.add(
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]{_where(areas)}"
            f"/Contents{text_string(first.contents)}/StructParent {key}/P {pages[first.page]} 0 R{action}>>"
        )
        written.append(Annotation(number, first.page, key, first.node, len(areas)))
    return written


def _where(areas: list[LinkArea]) -> str:
    """The Rect of an annotation, and its QuadPoints when it has several areas (ISO 32000-1, 12.5.6.5).

    The corners of an area come as Acrobat writes them: top left, top right, bottom left, bottom right. The standard
    says counterclockwise; readers that heed the order (PDFium, poppler) take it as Acrobat's, others (pdf.js) the least
    and the greatest of it, and MuPDF the Rect alone.
    """
    lefts, bottoms, rights, tops = zip(*[area.box for area in areas], strict=True)
    where = f"/Rect[{min(lefts):.2f} {min(bottoms):.2f} {max(rights):.2f} {max(tops):.2f}]"
    if len(areas) == 1:
        return where
    corners = [
        f"{left:.2f} {top:.2f} {right:.2f} {top:.2f} {left:.2f} {bottom:.2f} {right:.2f} {bottom:.2f}"
        for left, bottom, right, top in [area.box for area in areas]
    ]
    return f"{where}/QuadPoints[{' '.join(corners)}]"


def _ascii_url(url: str) -> str:
    """ISO 32000-1, 12.6.4.7: a URI is 7-bit ASCII; anything else is percent-encoded as UTF-8."""
    if url.isascii():
        return url.replace(" ", "%20")
    return "".join(
        letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in url
    ).replace(" ", "%20")


def write_outline(drawn: Drawn, document: TaggedDocument, destinations: Destinations) -> str:
    """Write the bookmarks; the catalog's entries for them, or nothing where there are none."""
    entries = drawn.outline
    if not entries:
        return ""
    first = document.reserve(len(entries) + 1)
    root = first + len(entries)
    # Parents by level: the last entry seen on each level above; a skipped level hangs on the next one up.
    parents: list[int] = []
    trail: list[tuple[int, int]] = []
    for place, entry in enumerate(entries):
        while trail and trail[-1][0] >= entry.level:
            trail.pop()
        parents.append(trail[-1][1] if trail else -1)
        trail.append((entry.level, place))
    kids: dict[int, list[int]] = {}
    for place, parent in enumerate(parents):
        kids.setdefault(parent, []).append(place)

    def ends(place: int) -> str:
        below = kids.get(place)
        if not below:
            return ""
        count = len(below) if place == -1 else -len(below)
        return f"/First {first + below[0]} 0 R/Last {first + below[-1]} 0 R/Count {count}"

    for place, entry in enumerate(entries):
        anchor = drawn.anchors[entry.anchor]
        parent = parents[place]
        around = kids[parent]
        at = around.index(place)
        before = f"/Prev {first + around[at - 1]} 0 R" if at else ""
        after = f"/Next {first + around[at + 1]} 0 R" if at + 1 < len(around) else ""
        document.put(
            first + place,
            f"<</Title{text_string(entry.title)}/Parent {root if parent == -1 else first + parent} 0 R{before}{after}"
            f"{ends(place)}{destinations.entry(entry.anchor, anchor)}>>",
        )
    document.put(root, f"<</Type/Outlines{ends(-1)}>>")
    return f"/Outlines {root} 0 R/PageMode/UseOutlines"

"""What binds the pages of a tagged file: structure tree, parent tree, links, outline, fonts, metadata, catalog."""

import struct
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from leafletgen.document.element import Element, Role
from leafletgen.fonts.typeface import TypefaceError
from leafletgen.pdf.drawn import Drawn, LinkArea, Mark, StructureError
from leafletgen.pdf.embedding import font_objects
from leafletgen.pdf.order import ReadingOrder, put_in_order
from leafletgen.pdf.tags import UA1, Tree, attributes_of, tree_of, type_of
from leafletgen.pdf.writer import FONTS, TaggedDocument
from leafletgen.pdf.xmp import info, packet, text_string


def finish_document(drawn: Drawn, document: TaggedDocument) -> tuple[int, int]:
    """Put every object into the document that is not page content; returns the numbers of catalog and Info.

    Raises:
        StructureError: the tree and the marks do not match.
    """
    tree = tree_of(drawn.root)
    nodes = tree.elements
    marks = [drawn.marks.get(id(node)) for node in nodes]
    _check(drawn, tree, marks)
    reading = ReadingOrder(tree, marks)
    if drawn.reorders:
        put_in_order(drawn.painted, reading.all())
    for page in drawn.painted:
        document.put_stream(page.stream, "", "\n".join(page.operators).encode("latin-1"), personal=page.personal)
    first = document.reserve(len(nodes))
    tree_root = document.reserve()
    pages_root = document.reserve()
    page_numbers = [document.number_of_page(index) for index in range(len(drawn.pages))]
    annotations = _write_links(drawn, document, page_numbers)
    _write_elements(document, tree, reading, first, tree_root, page_numbers, annotations)
    _write_tree_root(drawn, document, nodes, first, tree_root, annotations)
    _write_fonts(drawn, document)
    _write_pages(drawn, document, page_numbers, pages_root, annotations)
    outline = _write_outline(drawn, document, page_numbers)
    metadata = document.add_stream("/Type/Metadata/Subtype/XML", packet(drawn.metadata), packed=False)
    intent = document.add_stream("/N 3", _srgb_profile())
    catalog = document.add(
        f"<</Type/Catalog/Pages {pages_root} 0 R/StructTreeRoot {tree_root} 0 R/MarkInfo<</Marked true>>"
        f"/Lang{text_string(drawn.metadata.language)}/ViewerPreferences<</DisplayDocTitle true>>"
        f"/Metadata {metadata} 0 R/PageLabels<</Nums[0<</S/D>>]>>"
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {intent} 0 R>>]" + outline + ">>"
    )
    return catalog, document.add(info(drawn.metadata))


@cache
def _srgb_profile() -> bytes:
    return (Path(__file__).parent / "srgb.icc").read_bytes()


def _check(drawn: Drawn, tree: Tree, marks: list[list[Mark] | None]) -> None:
    nodes = tree.elements
    linked = {id(area.node) for area in drawn.links}
    # A blank cell keeps a table regular; every other element has content (ISO 14289-1, 7.1 and 7.5).
    empty = [
        node
        for node, kids, own in zip(nodes, tree.kids, marks, strict=True)
        if own is None and not kids and node.role is not Role.CELL
    ]
    if empty:
        raise StructureError("elements of the structure tree have no content on any page", empty)
    if len(marks) - marks.count(None) < len(drawn.marks):
        known = {id(node) for node in nodes}
        strays = [node for page in drawn.page_nodes for node in page if id(node) not in known]
        raise StructureError("content was drawn for elements that are not in the structure tree", strays)
    untied = [node for node in nodes if node.role is Role.LINK and id(node) not in linked]
    if untied:
        raise StructureError("Link elements without a link area", untied)


class _Annotation(NamedTuple):
    number: int
    page: int
    key: int
    node: Element
    areas: int


def _write_links(drawn: Drawn, document: TaggedDocument, page_numbers: list[int]) -> list[_Annotation]:
    """Write one annotation for each link on each page, however many lines it takes there.

    Readers put each annotation where it lies: the second line of a link, as one of its own, was heard in the middle of
    what stands at the same height.
    """
    links: dict[tuple[int, int], list[LinkArea]] = {}
    for area in drawn.links:
        links.setdefault((id(area.node), area.page), []).append(area)
    written = []
    for key, areas in enumerate(links.values(), len(page_numbers)):
        first = areas[0]
        if first.target.startswith("#"):
            anchor = drawn.anchors.get(first.target[1:])
            if anchor is None:
                raise StructureError(f"link to {first.target}, which no page has", [first.node])
            action = f"/Dest[{page_numbers[anchor.page]} 0 R/XYZ null {anchor.top:.2f} null]"
        else:
            action = f"/A<</S/URI/URI{text_string(_ascii_url(first.target))}>>"
        # ISO 14289-1, 7.18.5: a link annotation says in Contents where it leads; 19005-2, 6.3.2: Print flag set.
        number = document.add(
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]{_where(areas)}"
            f"/Contents{text_string(first.contents)}/StructParent {key}/P {page_numbers[first.page]} 0 R{action}>>"
        )
        written.append(_Annotation(number, first.page, key, first.node, len(areas)))
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


def _write_elements(
    document: TaggedDocument,
    tree: Tree,
    reading: ReadingOrder,
    first: int,
    tree_root: int,
    page_numbers: list[int],
    annotations: list[_Annotation],
) -> None:
    nodes = tree.elements
    areas: dict[int, list[_Annotation]] = {}
    for annotation in annotations:
        areas.setdefault(annotation.node.index, []).append(annotation)
    parents = [tree_root] * len(nodes)
    for at, below in enumerate(tree.kids, first):
        for kid in below:
            parents[kid.index] = at
    put = document.put
    on_page = [f" 0 R/Pg {number} 0 R" for number in page_numbers]
    for at, (node, own, below) in enumerate(zip(nodes, reading.marks, tree.kids, strict=True)):
        begin = f"<</S/{type_of(node)}/P {parents[at]}"
        if own is None:
            begin += " 0 R"
            references = [f"{first + kid.index} 0 R" for kid in below]
        elif len(own) == 1 and not below:
            begin += on_page[own[0].page]
            references = [str(own[0].mcid)]
        else:
            page = own[0].page
            begin += on_page[page]
            references = [_held(one, page, first, page_numbers) for one in reading.mixed.get(at, own)]
        if at in areas:
            references += [
                f"<</Type/OBJR/Obj {area.number} 0 R/Pg {page_numbers[area.page]} 0 R>>" for area in areas[at]
            ]
        if len(references) == 1:
            begin += f"/K {references[0]}"
        elif references:
            begin += f"/K[{' '.join(references)}]"
        put(first + at, f"{begin}{_said_of(node)}>>")


def _held(one: Mark | Element, page: int, first: int, page_numbers: list[int]) -> str:
    """What an element that begins on a page holds: another element, or a mark, whose page is named where it differs."""
    if isinstance(one, Element):
        return f"{first + one.index} 0 R"
    return str(one.mcid) if one.page == page else f"<</Type/MCR/Pg {page_numbers[one.page]} 0 R/MCID {one.mcid}>>"


def _said_of(node: Element) -> str:
    """The entries that say more of an element than where it stands."""
    said = ""
    if node.alt is not None:
        said += "/Alt" + text_string(node.alt)
    if node.language is not None:
        said += "/Lang" + text_string(node.language)
    if node.title is not None:
        said += "/T" + text_string(node.title)
    attributes = attributes_of(node)
    return f"{said}/A <<{attributes}>>" if attributes else said


def _write_tree_root(
    drawn: Drawn,
    document: TaggedDocument,
    nodes: list[Element],
    first: int,
    tree_root: int,
    annotations: list[_Annotation],
) -> None:
    numbers: list[str] = []
    for page, page_nodes in enumerate(drawn.page_nodes):
        refs = " ".join([f"{first + node.index} 0 R" for node in page_nodes])
        numbers.append(f"{page} {document.add(f'[{refs}]')} 0 R")
    numbers += [f"{annotation.key} {first + annotation.node.index} 0 R" for annotation in annotations]
    # ISO 32000-1, 7.9.7: a number tree with no kids is its root alone; veraPDF and readers take any length.
    parent_tree = document.add(f"<</Nums[{' '.join(numbers)}]>>")
    used = {type_of(node) for node in nodes} & UA1.role_map.keys()
    roles = "".join(f"/{name}/{UA1.role_map[name]}" for name in sorted(used))
    document.put(
        tree_root,
        f"<</Type/StructTreeRoot/K[{first} 0 R]/ParentTree {parent_tree} 0 R"
        f"/ParentTreeNextKey {len(drawn.page_nodes) + len(annotations)}"
        + (f"/RoleMap<<{roles}>>" if roles else "")
        + ">>",
    )


def _write_fonts(drawn: Drawn, document: TaggedDocument) -> None:
    for used in drawn.faces.values():
        codes = tuple(used.face.used_codes(used.characters))
        try:
            parts = font_objects(used.face, codes)
        except (struct.error, IndexError) as fault:
            raise TypefaceError(f"{used.face.name} is damaged: {fault}") from fault
        program = document.add_stream(f"/Length1 {len(parts.program)}", parts.program)
        descriptor = document.add(f"<<{parts.descriptor}/FontFile2 {program} 0 R>>")
        unicode_map = document.add_stream("", parts.to_unicode)
        mapping = "/Identity" if parts.to_glyph is None else f" {document.add_stream('', parts.to_glyph)} 0 R"
        descendant = document.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{parts.base_name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW 500/W[{parts.widths}]/CIDToGIDMap{mapping}>>"
        )
        number = document.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{parts.base_name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode_map} 0 R>>"
        )
        document.fonts[used.resource] = number


def _write_pages(
    drawn: Drawn,
    document: TaggedDocument,
    page_numbers: list[int],
    pages_root: int,
    annotations: list[_Annotation],
) -> None:
    on_page: dict[int, list[str]] = {}
    # The Rect of a link of several lines reaches over others in those lines, which lie on top as the later ones.
    for annotation in sorted(annotations, key=_is_simple):
        on_page.setdefault(annotation.page, []).append(f"{annotation.number} 0 R")
    for index, page in enumerate(drawn.pages):
        parts = list(page["entries"])
        parts.append(f"/Parent {pages_root} 0 R/StructParents {index}/Resources<<{_resources(page, document)}>>")
        if index in on_page:
            parts.append(f"/Annots[{' '.join(on_page[index])}]")
        document.put(page_numbers[index], f"<<{''.join(parts)}>>")
    kids = " ".join(f"{number} 0 R" for number in page_numbers)
    document.put(pages_root, f"<</Type/Pages/Count {len(page_numbers)}/Kids[{kids}]>>")


def _is_simple(annotation: _Annotation) -> bool:
    return annotation.areas == 1


def _resources(page: dict[str, Any], document: TaggedDocument) -> str:
    drawn_objects, drawn_states, further = document.drawn_resources(page)
    parts = [f"/Font {FONTS} 0 R"]
    objects = {**page["pictures"], **drawn_objects}
    if objects:
        parts.append("/XObject<<" + "".join(f"{name} {value}" for name, value in objects.items()) + ">>")
    states = {**page["opacities"], **drawn_states}
    if states:
        parts.append("/ExtGState<<" + "".join(f"/{name} {value}" for name, value in states.items()) + ">>")
    return "".join(parts) + further


def _write_outline(drawn: Drawn, document: TaggedDocument, page_numbers: list[int]) -> str:
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
            f"{ends(place)}/Dest[{page_numbers[anchor.page]} 0 R/XYZ null {anchor.top:.2f} null]>>",
        )
    document.put(root, f"<</Type/Outlines{ends(-1)}>>")
    return f"/Outlines {root} 0 R/PageMode/UseOutlines"

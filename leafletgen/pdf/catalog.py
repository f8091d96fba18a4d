"""What binds the pages of a tagged file: its catalog, with structure, navigation, fonts and metadata."""

import struct
from functools import cache
from pathlib import Path
from typing import Any

from leafletgen.document.element import Role
from leafletgen.fonts.typeface import TypefaceError
from leafletgen.pdf.drawn import Drawn, Mark, StructureError
from leafletgen.pdf.navigation import Annotation, Destinations, write_links, write_outline
from leafletgen.pdf.order import ReadingOrder, put_in_order
from leafletgen.pdf.structure import StructureWriter
from leafletgen.pdf.tags import Tree, tree_of
from leafletgen.pdf.writer import FONTS, TaggedDocument
from leafletgen.pdf.xmp import info, packet, text_string


def finish_document(drawn: Drawn, document: TaggedDocument) -> tuple[int, int | None]:
    """Put every object into the document that is not page content; returns the numbers of catalog and Info, if any.

    Raises:
        StructureError: the tree and the marks do not match.
    """
    tree = tree_of(drawn.root)
    marks = [drawn.marks.get(id(node)) for node in tree.elements]
    _check(drawn, tree, marks)
    reading = ReadingOrder(tree, marks)
    if drawn.reorders:
        put_in_order(drawn.painted, reading.all())
    for page in drawn.painted:
        document.put_stream(page.stream, "", "\n".join(page.operators).encode("latin-1"), personal=page.personal)
    standard = drawn.standard
    structure = StructureWriter(document, tree, standard.tags)
    pages_root = document.reserve()
    pages = [document.number_of_page(index) for index in range(len(drawn.pages))]
    destinations = Destinations(pages, structure.anchored() if standard.to_elements else None)
    annotations = write_links(drawn, document, destinations)
    structure.write(reading, drawn.page_nodes, annotations, destinations)
    _write_fonts(drawn, document)
    _write_pages(drawn, document, pages, pages_root, annotations)
    outline = write_outline(drawn, document, destinations)
    xmp = packet(drawn.metadata, standard.claims)
    metadata = document.add_stream("/Type/Metadata/Subtype/XML", xmp, packed=False)
    intent = document.add_stream("/N 3", _srgb_profile())
    # ISO 32000-1, 12.2: spreads on the screen and bindings follow the direction.
    viewing = "/PrintScaling/None" if drawn.metadata.full_size else ""
    viewing += "/Direction/R2L" if drawn.mirrored else ""
    catalog = document.add(
        f"<</Type/Catalog/Pages {pages_root} 0 R/StructTreeRoot {structure.root} 0 R/MarkInfo<</Marked true>>"
        f"/Lang{text_string(drawn.metadata.language)}/ViewerPreferences<</DisplayDocTitle true{viewing}>>"
        f"/Metadata {metadata} 0 R/PageLabels<</Nums[0<</S/D>>]>>"
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {intent} 0 R>>]" + outline + ">>"
    )
    return catalog, document.add(info(drawn.metadata)) if standard.info else None


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


def _write_fonts(drawn: Drawn, document: TaggedDocument) -> None:
    keeps = not any([page.personal for page in drawn.painted])
    for used in drawn.faces.values():
        try:
            parts = used.font_objects(keeps)
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
    annotations: list[Annotation],
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


def _is_simple(annotation: Annotation) -> bool:
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

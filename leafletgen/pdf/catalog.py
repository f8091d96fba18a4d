"""What binds the pages of a tagged file: structure tree, parent tree, links, outline, fonts, metadata, catalog."""

import struct
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from leafletgen.document.element import Element, Role
from leafletgen.fonts.typeface import TypefaceError
from leafletgen.pdf.drawn import Anchor, Drawn, StructureError
from leafletgen.pdf.embedding import font_objects
from leafletgen.pdf.tags import Tags, Tree, attributes_of, tree_of, type_of
from leafletgen.pdf.writer import FONTS, TaggedDocument
from leafletgen.pdf.xmp import info, packet, text_string


def finish_document(drawn: Drawn, document: TaggedDocument) -> tuple[int, int | None]:
    """Put every object into the document that is not page content; returns the numbers of catalog and Info, if any.

    Raises:
        StructureError: the tree and the marks do not match.
    """
    tree = tree_of(drawn.root)
    nodes = tree.elements
    _check(drawn, tree)
    first = document.reserve(len(nodes))
    tree_root = document.reserve()
    pages_root = document.reserve()
    page_numbers = [document.number_of_page(index) for index in range(len(drawn.pages))]
    standard = drawn.standard
    targets = _targets(nodes, first) if standard.to_elements else None
    annotations = _write_links(drawn, document, page_numbers, targets)
    spaces = _write_namespaces(document, nodes, standard.tags)
    _write_elements(drawn, document, tree, first, tree_root, page_numbers, annotations, spaces, targets)
    _write_tree_root(drawn, document, nodes, first, tree_root, annotations, spaces)
    _write_fonts(drawn, document)
    _write_pages(drawn, document, page_numbers, pages_root, annotations)
    outline = _write_outline(drawn, document, page_numbers, targets)
    xmp = packet(drawn.metadata, standard.claims)
    metadata = document.add_stream("/Type/Metadata/Subtype/XML", xmp, packed=False)
    intent = document.add_stream("/N 3", _srgb_profile())
    catalog = document.add(
        f"<</Type/Catalog/Pages {pages_root} 0 R/StructTreeRoot {tree_root} 0 R/MarkInfo<</Marked true>>"
        f"/Lang{text_string(drawn.metadata.language)}/ViewerPreferences<</DisplayDocTitle true>>"
        f"/Metadata {metadata} 0 R/PageLabels<</Nums[0<</S/D>>]>>"
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {intent} 0 R>>]" + outline + ">>"
    )
    return catalog, document.add(info(drawn.metadata)) if standard.info else None


@cache
def _srgb_profile() -> bytes:
    return (Path(__file__).parent / "srgb.icc").read_bytes()


def _check(drawn: Drawn, tree: Tree) -> None:
    nodes = tree.elements
    linked = {id(area.node) for area in drawn.links}
    # A blank cell keeps a table regular; every other element has content (ISO 14289-1, 7.1 and 7.5).
    empty = [
        node
        for node, kids in zip(nodes, tree.kids, strict=True)
        if not kids and id(node) not in drawn.marks and node.role is not Role.CELL
    ]
    if empty:
        raise StructureError("elements of the structure tree have no content on any page", empty)
    known = {id(node) for node in nodes}
    strays = [node for page in drawn.page_nodes for node in page if id(node) not in known]
    if strays:
        raise StructureError("content was drawn for elements that are not in the structure tree", strays)
    untied = [node for node in nodes if node.role is Role.LINK and id(node) not in linked]
    if untied:
        raise StructureError("Link elements without a link area", untied)


class _Annotation(NamedTuple):
    number: int
    page: int
    key: int
    node: Element


def _targets(nodes: list[Element], first: int) -> dict[str, int]:
    """The object numbers of the elements that something can lead to, by their anchors."""
    return {node.anchor: first + node.index for node in nodes if node.anchor is not None}


def _leading_to(name: str, anchor: Anchor, page_numbers: list[int], targets: dict[str, int] | None) -> str:
    """The entry of a link or bookmark that leads to an anchor, and to its element where there are targets.

    Raises:
        StructureError: there are targets, and the anchor is that of no element.
    """
    there = f"/XYZ null {anchor.top:.2f} null]"
    place = f"[{page_numbers[anchor.page]} 0 R{there}"
    if targets is None:
        return f"/Dest{place}"
    if name not in targets:
        raise StructureError(f"no element has the anchor {name}, which something leads to", [])
    # A reader that knows no structure destination goes to D.
    return f"/A<</S/GoTo/D{place}/SD[{targets[name]} 0 R{there}>>"


def _write_links(
    drawn: Drawn, document: TaggedDocument, page_numbers: list[int], targets: dict[str, int] | None
) -> list[_Annotation]:
    written = []
    for key, area in enumerate(drawn.links, len(page_numbers)):
        left, bottom, right, top = area.box
        if area.target.startswith("#"):
            anchor = drawn.anchors.get(area.target[1:])
            if anchor is None:
                raise StructureError(f"link to {area.target}, which no page has", [area.node])
            action = _leading_to(area.target[1:], anchor, page_numbers, targets)
        else:
            action = f"/A<</S/URI/URI{text_string(_ascii_url(area.target))}>>"
        # ISO 14289-1, 7.18.5: a link annotation says in Contents where it leads; 19005-2, 6.3.2: Print flag set.
        number = document.add(
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
            f"/Contents{text_string(area.contents)}/StructParent {key}/P {page_numbers[area.page]} 0 R{action}>>"
        )
        written.append(_Annotation(number, area.page, key, area.node))
    return written


def _ascii_url(url: str) -> str:
    """ISO 32000-1, 12.6.4.7: a URI is 7-bit ASCII; anything else is percent-encoded as UTF-8."""
    if url.isascii():
        return url.replace(" ", "%20")
    return "".join(
        letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in url
    ).replace(" ", "%20")


def _write_elements(
    drawn: Drawn,
    document: TaggedDocument,
    tree: Tree,
    first: int,
    tree_root: int,
    page_numbers: list[int],
    annotations: list[_Annotation],
    spaces: dict[str, int],
    targets: dict[str, int] | None,
) -> None:
    nodes = tree.elements
    tags = drawn.standard.tags
    types, in_space = tags.types, _by_role(tags, spaces)
    areas: dict[int, list[_Annotation]] = {}
    for annotation in annotations:
        areas.setdefault(annotation.node.index, []).append(annotation)
    marks = [drawn.marks.get(id(node)) for node in nodes]
    parents = [tree_root] * len(nodes)
    starts = [0] * len(nodes)
    for at in range(len(nodes) - 1, -1, -1):
        own = marks[at]
        start = own[0][0] if own else 1 << 60
        for kid in tree.kids[at]:
            index = kid.index
            parents[index] = first + at
            if starts[index] < start:
                start = starts[index]
        starts[at] = start
    put = document.put
    on_page = [f" 0 R/Pg {number} 0 R" for number in page_numbers]
    for at, (node, own, below) in enumerate(zip(nodes, marks, tree.kids, strict=True)):
        begin = f"<</S/{type_of(node, types)}{in_space[node.role]}/P {parents[at]}"
        if own is None:
            begin += " 0 R"
            references = [f"{first + kid.index} 0 R" for kid in below]
        elif len(own) == 1 and not below:
            _, page, mcid = own[0]
            begin += on_page[page]
            references = [str(mcid)]
        else:
            page = own[0][1]
            begin += on_page[page]
            kids = [
                (sequence, str(mcid) if there == page else f"<</Type/MCR/Pg {page_numbers[there]} 0 R/MCID {mcid}>>")
                for sequence, there, mcid in own
            ]
            if below:
                # Content of an inline element stands where it was drawn, between its parent's own words.
                kids += [(starts[kid.index], f"{first + kid.index} 0 R") for kid in below]
                kids.sort(key=_sequence)
            references = [text for _, text in kids]
        if at in areas:
            references += [
                f"<</Type/OBJR/Obj {area.number} 0 R/Pg {page_numbers[area.page]} 0 R>>" for area in areas[at]
            ]
        if len(references) == 1:
            begin += f"/K {references[0]}"
        elif references:
            begin += f"/K[{' '.join(references)}]"
        if targets and node.role is Role.ENTRY:
            begin += _reference_of(node, targets)
        put(first + at, f"{begin}{_said_of(node, tags)}>>")


def _write_namespaces(document: TaggedDocument, nodes: list[Element], tags: Tags) -> dict[str, int]:
    """Write the namespaces of the types in use (ISO 32000-2, 14.7.4); their object numbers by their names."""
    if not tags.namespace:
        return {}
    used = sorted({tags.namespace_of(role) for role in {node.role for node in nodes}})
    return {name: document.add(f"<</Type/Namespace/NS{text_string(name)}>>") for name in used}


def _by_role(tags: Tags, spaces: dict[str, int]) -> dict[Role, str]:
    """The entry that names an element's namespace, by its role; nothing in a standard without namespaces."""
    names = {role: tags.namespace_of(role) for role in tags.types}
    return {role: f"/NS {spaces[name]} 0 R" if name in spaces else "" for role, name in names.items()}


def _reference_of(entry: Element, targets: dict[str, int]) -> str:
    """What an entry of the contents leads to (ISO 14289-2, 8.2.5.8)."""
    link = next(below for below in entry.walk() if below.role is Role.LINK)
    return f"/Ref[{targets[link.target.removeprefix('#')]} 0 R]"


def _said_of(node: Element, tags: Tags) -> str:
    """The entries that say more of an element than where it stands."""
    said = ""
    if node.alt is not None:
        said += "/Alt" + text_string(node.alt)
    if node.language is not None:
        said += "/Lang" + text_string(node.language)
    if node.title is not None:
        said += "/T" + text_string(node.title)
    attributes = attributes_of(node, tags)
    return f"{said}/A <<{attributes}>>" if attributes else said


def _sequence(kid: tuple[int, str]) -> int:
    return kid[0]


def _write_tree_root(
    drawn: Drawn,
    document: TaggedDocument,
    nodes: list[Element],
    first: int,
    tree_root: int,
    annotations: list[_Annotation],
    spaces: dict[str, int],
) -> None:
    numbers: list[str] = []
    for page, page_nodes in enumerate(drawn.page_nodes):
        refs = " ".join([f"{first + node.index} 0 R" for node in page_nodes])
        numbers.append(f"{page} {document.add(f'[{refs}]')} 0 R")
    numbers += [f"{annotation.key} {first + annotation.node.index} 0 R" for annotation in annotations]
    # ISO 32000-1, 7.9.7: a number tree with no kids is its root alone; veraPDF and readers take any length.
    parent_tree = document.add(f"<</Nums[{' '.join(numbers)}]>>")
    role_map = drawn.standard.tags.role_map
    used = {type_of(node, drawn.standard.tags.types) for node in nodes} & role_map.keys()
    roles = "".join(f"/{name}/{role_map[name]}" for name in sorted(used))
    known = " ".join(f"{number} 0 R" for number in spaces.values())
    document.put(
        tree_root,
        f"<</Type/StructTreeRoot/K[{first} 0 R]/ParentTree {parent_tree} 0 R"
        f"/ParentTreeNextKey {len(drawn.page_nodes) + len(annotations)}"
        + (f"/RoleMap<<{roles}>>" if roles else "")
        + (f"/Namespaces[{known}]" if known else "")
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
    for annotation in annotations:
        on_page.setdefault(annotation.page, []).append(f"{annotation.number} 0 R")
    for index, page in enumerate(drawn.pages):
        parts = list(page["entries"])
        parts.append(f"/Parent {pages_root} 0 R/StructParents {index}/Resources<<{_resources(page, document)}>>")
        if index in on_page:
            parts.append(f"/Annots[{' '.join(on_page[index])}]")
        document.put(page_numbers[index], f"<<{''.join(parts)}>>")
    kids = " ".join(f"{number} 0 R" for number in page_numbers)
    document.put(pages_root, f"<</Type/Pages/Count {len(page_numbers)}/Kids[{kids}]>>")


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


def _write_outline(
    drawn: Drawn, document: TaggedDocument, page_numbers: list[int], targets: dict[str, int] | None
) -> str:
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
            f"{ends(place)}{_leading_to(entry.anchor, anchor, page_numbers, targets)}>>",
        )
    document.put(root, f"<</Type/Outlines{ends(-1)}>>")
    return f"/Outlines {root} 0 R/PageMode/UseOutlines"

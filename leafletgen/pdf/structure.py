"""The structure tree of a tagged file: its elements with what they hold, its root, its namespaces, its parent tree."""

from collections.abc import Sequence

from leafletgen.document.element import Element, Role
from leafletgen.pdf.drawn import Mark
from leafletgen.pdf.navigation import Annotation, Destinations
from leafletgen.pdf.order import ReadingOrder
from leafletgen.pdf.tags import WITH_ATTRIBUTES, Tags, Tree, attributes_of, type_of
from leafletgen.pdf.writer import TaggedDocument
from leafletgen.pdf.xmp import text_string


class StructureWriter:
    """Writes a tree by the tags of a standard.

    Attributes:
        first: the object number of the tree's first element; the others follow.
        root: that of the structure tree root.
        roles: those in the tree.
    """

    def __init__(self, document: TaggedDocument, tree: Tree, tags: Tags) -> None:
        """Take the numbers."""
        self.document = document
        self.tree = tree
        self.tags = tags
        self.first = document.reserve(len(tree.elements))
        self.root = document.reserve()
        self.roles = {node.role for node in tree.elements}

    def anchored(self) -> dict[str, int]:
        """The object numbers of the elements that something can lead to, by their anchors."""
        return {node.anchor: self.first + node.index for node in self.tree.elements if node.anchor is not None}

    def write(
        self,
        reading: ReadingOrder,
        page_nodes: Sequence[Sequence[Element]],
        annotations: Sequence[Annotation],
        destinations: Destinations,
    ) -> None:
        """Write all of it; page_nodes has for each page the element of each mark."""
        spaces = self._write_namespaces()
        self._write_elements(reading, annotations, destinations, spaces)
        self._write_root(page_nodes, annotations, spaces)

    def _write_namespaces(self) -> dict[str, int]:
        """Write the namespaces of the types in use (ISO 32000-2, 14.7.4); their object numbers by their names."""
        if not self.tags.namespace:
            return {}
        used = sorted({self.tags.namespace_of(role) for role in self.roles})
        return {name: self.document.add(f"<</Type/Namespace/NS{text_string(name)}>>") for name in used}

    def _write_elements(
        self,
        reading: ReadingOrder,
        annotations: Sequence[Annotation],
        destinations: Destinations,
        spaces: dict[str, int],
    ) -> None:
        tree, tags, first = self.tree, self.tags, self.first
        in_space = _by_role(tags, spaces)
        begins = {role: f"<</S/{name}{in_space[role]}/P " for role, name in tags.types.items()}
        pages, elements = destinations
        areas: dict[int, list[str]] = {}
        for annotation in annotations:
            area = f"<</Type/OBJR/Obj {annotation.number} 0 R/Pg {pages[annotation.page]} 0 R>>"
            areas.setdefault(annotation.node.index, []).append(area)
        parents = [self.root] * len(tree.elements)
        for at, below in enumerate(tree.kids, first):
            for kid in below:
                parents[kid.index] = at
        put = self.document.put
        on_page = [f" 0 R/Pg {number} 0 R" for number in pages]
        for at, (node, own, below) in enumerate(zip(tree.elements, reading.marks, tree.kids, strict=True)):
            begin = begins[node.role]
            if node.level:
                begin = f"<</S/{type_of(node, tags.types)}{in_space[node.role]}/P "
            if own is None:
                where = " 0 R"
                held = [f"{first + kid.index} 0 R" for kid in below]
            elif len(own) == 1 and not below:
                page, mcid, _ = own[0]
                where = on_page[page]
                held = [str(mcid)]
            else:
                page = own[0].page
                where = on_page[page]
                held = [_held(one, page, first, pages) for one in reading.mixed.get(at, own)]
            if at in areas:
                held += areas[at]
            kids = f"/K[{' '.join(held)}]" if len(held) > 1 else f"/K {held[0]}" if held else ""
            plain = (
                node.role not in WITH_ATTRIBUTES and node.alt is None and node.language is None and node.title is None
            )
            said = "" if plain else _said_of(node, tags)
            if elements and node.role is Role.ENTRY:
                kids += _reference_of(node, elements)
            put(first + at, f"{begin}{parents[at]}{where}{kids}{said}>>")

    def _write_root(
        self, page_nodes: Sequence[Sequence[Element]], annotations: Sequence[Annotation], spaces: dict[str, int]
    ) -> None:
        numbers: list[str] = []
        for page, marked in enumerate(page_nodes):
            refs = " ".join([f"{self.first + node.index} 0 R" for node in marked])
            numbers.append(f"{page} {self.document.add(f'[{refs}]')} 0 R")
        numbers += [f"{annotation.key} {self.first + annotation.node.index} 0 R" for annotation in annotations]
        # ISO 32000-1, 7.9.7: a number tree with no kids is its root alone; veraPDF and readers take any length.
        parent_tree = self.document.add(f"<</Nums[{' '.join(numbers)}]>>")
        role_map = self.tags.role_map
        used = {self.tags.types[role] for role in self.roles} & role_map.keys()
        roles = "".join(f"/{name}/{role_map[name]}" for name in sorted(used))
        known = " ".join(f"{number} 0 R" for number in spaces.values())
        self.document.put(
            self.root,
            f"<</Type/StructTreeRoot/K[{self.first} 0 R]/ParentTree {parent_tree} 0 R"
            f"/ParentTreeNextKey {len(page_nodes) + len(annotations)}"
            + (f"/RoleMap<<{roles}>>" if roles else "")
            + (f"/Namespaces[{known}]" if known else "")
            + ">>",
        )


def _held(one: Mark | Element, page: int, first: int, pages: list[int]) -> str:
    """What an element that begins on a page holds: another element, or a mark, whose page is named where it differs."""
    if isinstance(one, Element):
        return f"{first + one.index} 0 R"
    return str(one.mcid) if one.page == page else f"<</Type/MCR/Pg {pages[one.page]} 0 R/MCID {one.mcid}>>"


def _by_role(tags: Tags, spaces: dict[str, int]) -> dict[Role, str]:
    """The entry that names an element's namespace, by its role; nothing in a standard without namespaces."""
    names = {role: tags.namespace_of(role) for role in tags.types}
    return {role: f"/NS {spaces[name]} 0 R" if name in spaces else "" for role, name in names.items()}


def _reference_of(entry: Element, elements: dict[str, int]) -> str:
    """What an entry of the contents leads to (ISO 14289-2, 8.2.5.8)."""
    link = next(below for below in entry.walk() if below.role is Role.LINK)
    return f"/Ref[{elements[link.target.removeprefix('#')]} 0 R]"


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

"""The structure tree of a written PDF, as plain data."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pikepdf

ObjectKey = tuple[int, int]
"""Object number and generation of an indirect object; (0, 0) for a direct one."""


def roles(text: str) -> frozenset[str]:
    """Return the roles named in a text."""
    return frozenset(text.split())


STANDARD_ROLES = roles(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6"
    " L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby"
    " RB RT RP Warichu WT WP Figure Formula Form"
)
"""ISO 32000-1, 14.8.4."""

PICTURE_ROLES = roles("Figure Formula")
"""What a reader hears of these is their Alt, not what is drawn in them."""

INLINE_ROLES = roles("Span Strong Quote Note Reference BibEntry Code Link Annot Ruby Warichu Lbl")


class MarkReference(NamedTuple):
    """A marked content that an element claims."""

    page: int | None
    number: int


class ObjectReference(NamedTuple):
    """An object (an annotation) that an element claims."""

    page: int | None
    key: ObjectKey


@dataclass(slots=True, eq=False)
class Element:
    """A structure element."""

    role: str
    standard: str
    key: ObjectKey
    parent: "Element | None"
    page: int | None
    kids: list["Element | MarkReference | ObjectReference"] = field(default_factory=list)
    text: dict[str, str] = field(default_factory=dict)
    """Alt, ActualText, Lang, E, T, ID as far as they are there."""
    attributes: dict[str, Any] = field(default_factory=dict)
    namespace: str = ""
    """That of its role; empty when it names none."""
    references: list[ObjectKey] = field(default_factory=list)
    """The elements that it refers to (Ref)."""

    @property
    def elements(self) -> list["Element"]:
        """The kids that are elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def objects(self) -> list[ObjectReference]:
        """The kids that are references to objects."""
        return [kid for kid in self.kids if isinstance(kid, ObjectReference)]

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all below it in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def marks(self) -> Iterator[MarkReference]:
        """Yield the marks of the element and of all below it in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.marks()
            elif isinstance(kid, MarkReference):
                yield kid


_TEXT_KEYS = frozenset(("/Alt", "/ActualText", "/Lang", "/E", "/T", "/ID"))


class _Loader:
    """Reads the tree once; what cannot be read at all becomes a fault."""

    def __init__(self, root: Any, page_of: dict[ObjectKey, int]) -> None:
        self.page_of = page_of
        self.faults: list[str] = []
        self.seen: set[ObjectKey] = set()
        self.standard: dict[str, str] = {}
        role_map = root.get("/RoleMap", pikepdf.Dictionary())
        self.role_map = {name.lstrip("/"): str(target).lstrip("/") for name, target in role_map.items()}
        for name in self.role_map:
            if name in STANDARD_ROLES:
                self.faults.append(f"RoleMap: the standard role {name} is mapped")

    def resolve(self, role: str, namespace: str) -> str:
        if namespace:
            return role  # whether it is one of that namespace, a rule of PDF/UA-2 looks
        if role not in self.standard:
            followed, target = [role], role
            while target not in STANDARD_ROLES:
                following = self.role_map.get(target)
                if following is None or following in followed:
                    why = "has no standard role" if following is None else "is mapped in a circle"
                    self.faults.append(f"role {role} {why}")
                    break
                followed.append(following)
                target = following
            self.standard[role] = target
        return self.standard[role]

    def place(self, holder: Any) -> int | None:
        page = holder.get("/Pg")
        if page is None:
            return None
        if page.objgen not in self.page_of:
            self.faults.append("a structure element's Pg is not a page of the document")
        return self.page_of.get(page.objgen)

    def element(self, source: Any, parent: Element | None, parent_key: ObjectKey) -> Element | None:
        key: ObjectKey = source.objgen
        role, texts, kids, attributes, page, namespace = "", {}, None, None, None, ""
        kind = back = None
        for name, value in source.items():
            if name == "/S":
                role = str(value)[1:]
            elif name == "/K":
                kids = value
            elif name == "/P":
                back = value.objgen
            elif name == "/A":
                attributes = value
            elif name == "/Pg":
                page = self.place(source)
            elif name == "/Type":
                kind = str(value)
            elif name == "/NS":
                namespace = str(value.get("/NS", ""))
            elif name in _TEXT_KEYS:
                texts[name[1:]] = str(value)
        element = Element(role, self.resolve(role, namespace), key, parent, page, text=texts, namespace=namespace)
        element.references = [other.objgen for other in source.get("/Ref", ())]
        label = f"{role} (object {key[0]})"
        if key == (0, 0):
            self.faults.append(f"{role}: the element is not an indirect object")
        elif key in self.seen:
            self.faults.append(f"{label} stands twice in the tree")
            return None
        self.seen.add(key)
        if kind not in (None, "/StructElem"):
            self.faults.append(f"{label}: Type is {kind}")
        if back != parent_key:
            self.faults.append(f"{label}: P does not point to the parent")
        if attributes is not None:
            self.attributes(attributes, element)
        if kids is not None:
            for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
                self.kid(kid, element)
        return element

    def kid(self, kid: Any, element: Element) -> None:
        if isinstance(kid, int):
            element.kids.append(MarkReference(element.page, kid))
            return
        if not isinstance(kid, pikepdf.Dictionary):
            self.faults.append(f"{element.role}: a kid is neither a number nor a dictionary")
            return
        kind = kid.get("/Type")
        if kind == "/MCR":
            place = self.place(kid)
            if "/Stm" in kid:
                self.faults.append(f"{element.role}: a mark lies in a form XObject")
            element.kids.append(MarkReference(element.page if place is None else place, int(kid["/MCID"])))
        elif kind == "/OBJR":
            place = self.place(kid)
            element.kids.append(ObjectReference(element.page if place is None else place, kid["/Obj"].objgen))
        else:
            below = self.element(kid, element, element.key)
            if below is not None:
                element.kids.append(below)

    def attributes(self, source: Any, element: Element) -> None:
        for block in source if isinstance(source, pikepdf.Array) else (source,):
            if not isinstance(block, pikepdf.Dictionary):
                continue
            if "/O" not in block:
                self.faults.append(f"{element.role}: an attribute dictionary has no O")
            for name, value in block.items():
                if name != "/O":
                    element.attributes[name[1:]] = _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.String):
        return str(value)
    if isinstance(value, pikepdf.Array):
        return [_plain(item) for item in value]
    if isinstance(value, bool | int):
        return value
    return float(value)


def load(pdf: pikepdf.Pdf, page_of: dict[ObjectKey, int]) -> tuple[list[Element], list[str]]:
    """Read the structure tree.

    Args:
        pdf: The open file.
        page_of: The index of each page by its object key.

    Returns:
        The elements at the top (one Document, in a good file), and the faults that came up in reading.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return [], ["the file has no structure tree"]
    loader = _Loader(root, page_of)
    kids = root.get("/K", pikepdf.Array())
    tops = []
    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        element = loader.element(kid, None, root.objgen)
        if element is not None:
            tops.append(element)
    return tops, loader.faults


def number_tree(root: Any) -> tuple[list[tuple[int, Any]], list[str]]:
    """Read a number tree in the order of the file.

    Returns:
        The pairs, and the faults: keys not strictly ascending, Limits that are wrong.
    """
    pairs: list[tuple[int, Any]] = []
    faults: list[str] = []

    def visit(node: Any, depth: int) -> None:
        begin = len(pairs)
        numbers = node.get("/Nums")
        if numbers is not None:
            items = list(numbers)
            pairs.extend((int(key), value) for key, value in zip(items[::2], items[1::2], strict=False))
        for kid in node.get("/Kids", ()):
            if depth < 16:
                visit(kid, depth + 1)
        limits = node.get("/Limits")
        if limits is not None and len(pairs) > begin:
            if [int(limit) for limit in limits] != [pairs[begin][0], pairs[-1][0]]:
                faults.append("Limits do not match the keys")
        elif depth and limits is None:
            faults.append("a node below the root has no Limits")

    visit(root, 0)
    keys = [key for key, _ in pairs]
    if any(second <= first for first, second in pairwise(keys)):
        faults.append("keys are not strictly ascending")
    return pairs, faults

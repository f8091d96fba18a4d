"""Ways to break the sample: small edits of a PDF, for tests that a check finds what they did."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.checker import sample, structure

Edit = Callable[[pikepdf.Pdf], object]


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    """Return the structure elements of a role in reading order."""
    found: list[Any] = []

    def visit(node: Any) -> None:
        if node.get("/S") == "/" + role:
            found.append(node)
        kids = node.get("/K", ())
        for kid in kids if isinstance(kids, Array) else (kids,):
            if isinstance(kid, Dictionary) and "/S" in kid:
                visit(kid)

    visit(pdf.Root["/StructTreeRoot"])
    return found


def tree(pdf: pikepdf.Pdf) -> Any:
    """Return the root of the structure tree."""
    return pdf.Root["/StructTreeRoot"]


def page(pdf: pikepdf.Pdf, index: int = 0) -> Any:
    """Return a page dictionary."""
    return pdf.pages[index].obj


def link(pdf: pikepdf.Pdf, index: int = 0) -> Any:
    """Return an annotation of the first page: 0 leads into the file, 1 to a web page."""
    return page(pdf)["/Annots"][index]


def put(holder: Any, key: str | int, value: Any) -> None:
    """Set an entry."""
    holder[key] = value


def drop(holder: Any, key: str | int) -> None:
    """Delete an entry that is there."""
    del holder[key]


def text(pdf: pikepdf.Pdf, old: str, new: str, index: int = 0) -> None:
    """Replace a part of a page's content, once; fail when it is not there."""
    data = page(pdf, index)["/Contents"].read_bytes()
    before = old.encode("latin-1")
    if before not in data:
        raise AssertionError(f"{old!r} is not in the content: {data!r}")
    page(pdf, index)["/Contents"] = pdf.make_stream(data.replace(before, new.encode("latin-1"), 1))


def content(pdf: pikepdf.Pdf, added: str) -> None:
    """Add operators at the end of the first page."""
    data = page(pdf)["/Contents"].read_bytes()
    page(pdf)["/Contents"] = pdf.make_stream(data + b"\n" + added.encode("latin-1"))


def role(pdf: pikepdf.Pdf, old: str, new: str, index: int = 0) -> None:
    """Give an element another role."""
    elements(pdf, old)[index]["/S"] = Name("/" + new)


def move(pdf: pikepdf.Pdf, child: Any, parent: Any, at: int = 0) -> None:
    """Move an element into another one, at a place among its kids."""
    old = child["/P"]
    kept = [kid for kid in old["/K"] if not (isinstance(kid, Dictionary) and kid.objgen == child.objgen)]
    old["/K"] = Array(kept)
    kids = list(parent["/K"])
    kids.insert(at, child)
    parent["/K"] = Array(kids)
    child["/P"] = parent


def faults(folder: Path, edit: Edit) -> list[str]:
    """Write the sample, edit it, and return what the checks say of it."""
    path = folder / "sample.pdf"
    sample.write(path)
    broken = folder / "broken.pdf"
    with pikepdf.open(path) as pdf:
        edit(pdf)
        sample.save(pdf, broken)
    return structure.check(broken)

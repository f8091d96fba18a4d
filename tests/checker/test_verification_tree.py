"""The checks of the tag tree and of its marks: every rule fires on a sample that breaks it."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from tests.checker.edits import Edit, drop, elements, faults, link, move, page, put, role, text, tree


def _direct(pdf: pikepdf.Pdf) -> None:
    item = elements(pdf, "LBody")[1]
    item["/K"] = Array([Dictionary(item["/K"][0])])


def _twice(pdf: pikepdf.Pdf) -> None:
    section = elements(pdf, "Sect")[0]
    section["/K"].append(section["/K"][0])


def _see_through(pdf: pikepdf.Pdf) -> None:
    role(pdf, "Table", "Div")
    move(pdf, elements(pdf, "THead")[0], elements(pdf, "Div")[0])


def _cell(pdf: pikepdf.Pdf, index: int, **entries: Any) -> None:
    cells = elements(pdf, "TD")
    cells[index]["/A"] = Dictionary(O=Name.Table, **entries)


def _overlap(pdf: pikepdf.Pdf) -> None:
    # The first body row gets a third cell that reaches down, the second one a first cell that is two wide.
    header = elements(pdf, "TH")
    header[2]["/A"]["/ColSpan"] = 1
    _cell(pdf, 0, RowSpan=2)
    header[3]["/A"]["/ColSpan"] = 2


def _caption_inside(pdf: pikepdf.Pdf) -> None:
    move(pdf, elements(pdf, "Caption")[0], elements(pdf, "Figure")[0], 1)


TREE: list[tuple[Edit, str]] = [
    (lambda pdf: drop(pdf.Root, "/StructTreeRoot"), "the file has no structure tree"),
    (lambda pdf: put(tree(pdf)["/RoleMap"], "/P", Name.Span), "the standard role P is mapped"),
    (lambda pdf: drop(tree(pdf), "/RoleMap"), "role Strong has no standard role"),
    (lambda pdf: put(tree(pdf)["/RoleMap"], "/Strong", Name.Strong), "role Strong is mapped in a circle"),
    (lambda pdf: put(elements(pdf, "H1")[0], "/Pg", pdf.Root), "Pg is not a page of the document"),
    (_direct, "P: the element is not an indirect object"),
    (_twice, "stands twice in the tree"),
    (lambda pdf: put(elements(pdf, "H1")[0], "/Type", Name.Page), "Type is /Page"),
    (lambda pdf: put(elements(pdf, "H1")[0], "/P", tree(pdf)), "P does not point to the parent"),
    (
        lambda pdf: elements(pdf, "H1")[0]["/K"].append(String("x")),
        "a kid is neither a number nor a dictionary",
    ),
    (
        lambda pdf: elements(pdf, "H1")[0]["/K"].append(Dictionary(Type=Name.MCR, MCID=0, Stm=page(pdf)["/Contents"])),
        "a mark lies in a form XObject",
    ),
    (lambda pdf: drop(elements(pdf, "L")[0]["/A"], "/O"), "an attribute dictionary has no O"),
    (lambda pdf: role(pdf, "Document", "Sect"), "the tree begins with ['Sect'], not with one Document"),
    (lambda pdf: role(pdf, "Strong", "Ruby"), "the role Ruby is not one that this checker knows"),
    (lambda pdf: role(pdf, "Strong", "P"), 'P "bold" may not stand in P'),
    (
        lambda pdf: move(pdf, elements(pdf, "L")[1], elements(pdf, "L")[0]),
        "may not stand in L",
    ),
    (lambda pdf: role(pdf, "P", "Sect"), "content may not stand in Sect"),
    (_see_through, "may not stand in Div inside Sect"),
    (lambda pdf: role(pdf, "H1", "H"), "H, where headings are numbered"),
    (lambda pdf: role(pdf, "H1", "H2"), "comes as the first heading"),
    (lambda pdf: role(pdf, "H2", "H3"), "comes after H1"),
    (lambda pdf: text(pdf, "(A title)", "( )"), "a heading without text"),
    (lambda pdf: drop(elements(pdf, "Strong")[0], "/K"), "has neither content nor children"),
    (lambda pdf: role(pdf, "LI", "Caption"), "a list without items"),
    (
        lambda pdf: move(pdf, elements(pdf, "Caption")[0], elements(pdf, "L")[0], 1),
        "Caption of a list is not its first",
    ),
    (lambda pdf: drop(elements(pdf, "L")[0], "/A"), "a list with labels says no ListNumbering"),
    (lambda pdf: role(pdf, "LBody", "Lbl", 1), "LI holds Lbl Lbl, not Lbl and LBody"),
    (lambda pdf: move(pdf, elements(pdf, "Lbl")[0], elements(pdf, "LI")[0], 2), "LI holds LBody Lbl"),
    (
        lambda pdf: move(pdf, elements(pdf, "L")[1], elements(pdf, "LBody")[0], 0),
        "a nested list comes before the text",
    ),
    (lambda pdf: drop(elements(pdf, "TH")[0], "/A"), "TH without Scope"),
    (lambda pdf: _cell(pdf, 0, Headers=Array([String("none")])), "Headers names 'none'"),
    (lambda pdf: move(pdf, elements(pdf, "THead")[0], elements(pdf, "Table")[0], 2), "stand as TBody THead"),
    (
        lambda pdf: move(pdf, elements(pdf, "Caption")[1], elements(pdf, "Table")[0], 1),
        "Caption is neither first nor last",
    ),
    (lambda pdf: _cell(pdf, 0, RowSpan=0), "has a span below 1"),
    (lambda pdf: _cell(pdf, 2, RowSpan=2), "spans more rows than there are"),
    (_overlap, "cells of row 2 overlap"),
    (lambda pdf: drop(elements(pdf, "TR")[0], "/K"), "a table or a row without cells"),
    (lambda pdf: drop(elements(pdf, "TD")[2], "/A"), "the rows are 2, 2, 2, 1 cells wide"),
    (lambda pdf: put(elements(pdf, "Figure")[0], "/Alt", String(" ")), "Figure without Alt"),
    (
        lambda pdf: put(elements(pdf, "Figure")[0], "/Alt", String("No alternate text specified")),
        "says nothing",
    ),
    (lambda pdf: put(elements(pdf, "Figure")[0], "/Alt", String("bridge.png")), "says nothing"),
    (_caption_inside, "may not stand in Figure"),
    (_caption_inside, "a Caption outside of the Div of its Figure"),
    (
        lambda pdf: move(pdf, elements(pdf, "P")[0], elements(pdf, "Div")[0], 1),
        "the Div of a Caption holds Figure P Caption, not Figure and Caption",
    ),
    (lambda pdf: drop(elements(pdf, "Figure")[0]["/A"], "/BBox"), "Figure without BBox"),
    (
        lambda pdf: put(elements(pdf, "Figure")[0]["/A"], "/BBox", Array([40, 280, 120, 200])),
        "is empty or turned round",
    ),
    (
        lambda pdf: put(elements(pdf, "Figure")[0]["/A"], "/BBox", Array([40, 200, 420, 280])),
        "reaches out of page 1",
    ),
    (
        lambda pdf: put(elements(pdf, "Figure")[0]["/A"], "/BBox", Array([-9, 200, 42, 280])),
        "reaches out of page 1",
    ),
    (lambda pdf: put(elements(pdf, "H1")[0], "/ID", String("note1")), "the ID 'note1' is used by 2 elements"),
    (lambda pdf: drop(elements(pdf, "Note")[0], "/ID"), "Note without ID"),
    (lambda pdf: drop(tree(pdf), "/IDTree"), "the IDTree does not lead from 'note1' to it"),
    (
        lambda pdf: put(elements(pdf, "Span")[0], "/Lang", String("deutsch")),
        "Lang 'deutsch' is not a language tag",
    ),
    (
        lambda pdf: put(elements(pdf, "P")[0], "/ActualText", String("all of it")),
        "ActualText hides the elements below",
    ),
]


def _unmarked(pdf: pikepdf.Pdf) -> None:
    drop(page(pdf), "/StructParents")


def _numbers(pdf: pikepdf.Pdf) -> Any:
    return tree(pdf)["/ParentTree"]["/Nums"]


def _kids(pdf: pikepdf.Pdf, *limits: list[int] | None) -> None:
    numbers = list(_numbers(pdf))
    nodes = []
    for place, limit in enumerate(limits):
        node = Dictionary(Nums=Array(numbers[place * 4 : place * 4 + 4]))
        if limit:
            node["/Limits"] = Array(limit)
        nodes.append(pdf.make_indirect(node))
    tree(pdf)["/ParentTree"] = pdf.make_indirect(Dictionary(Kids=Array(nodes)))


def _swap_entries(pdf: pikepdf.Pdf) -> None:
    entry = _numbers(pdf)[1]
    entry[3], entry[4] = entry[4], entry[3]


def _swap_marks(pdf: pikepdf.Pdf) -> None:
    kids = elements(pdf, "Link")[1]["/K"]
    first, second = elements(pdf, "P")[0]["/K"][0], kids[0]
    elements(pdf, "P")[0]["/K"][0], kids[0] = second, first
    entry = _numbers(pdf)[1]
    entry[first], entry[second] = entry[second], entry[first]


def _paint_title_last(pdf: pikepdf.Pdf) -> None:
    data = page(pdf)["/Contents"].read_bytes()
    title = data[data.index(b"/H1 <<") : data.index(b"EMC", data.index(b"/H1 <<")) + 3]
    page(pdf)["/Contents"] = pdf.make_stream(data.replace(title, b"") + b"\n" + title)


def _turn_pages(pdf: pikepdf.Pdf) -> None:
    """What was on the first page and on the second is read the other way round."""
    divided = next(
        one
        for one in elements(pdf, "P")
        if any(isinstance(kid, Dictionary) and "/MCID" in kid for kid in list(one["/K"]))
    )
    divided["/K"] = Array(list(divided["/K"])[::-1])


MARKS: list[tuple[Edit, str]] = [
    (lambda pdf: drop(elements(pdf, "H1")[0], "/Pg"), "MCID 0 names no page"),
    (lambda pdf: elements(pdf, "H1")[0]["/K"].append(99), "page 1, MCID 99 is not on that page"),
    (lambda pdf: elements(pdf, "H1")[0]["/K"].append(1), "MCID 1 belongs to H1"),
    (lambda pdf: drop(elements(pdf, "P")[0]["/K"], 0), "MCID 3 ('A paragraph with ') belongs to no element"),
    (lambda pdf: text(pdf, "(bold) Tj", ""), "paints nothing"),
    (lambda pdf: drop(elements(pdf, "LI")[0]["/K"], 0), "the element Lbl (object"),
    (lambda pdf: text(pdf, "/MCID 0>>", "/MCID 77>>"), "do not count from 0 without a gap"),
    (lambda pdf: drop(tree(pdf), "/ParentTree"), "there is no ParentTree"),
    (lambda pdf: put(tree(pdf), "/ParentTreeNextKey", 3), "ParentTreeNextKey is 3, not above every key"),
    (lambda pdf: drop(tree(pdf), "/ParentTreeNextKey"), "ParentTreeNextKey is None"),
    (lambda pdf: put(page(pdf, 1), "/StructParents", 0), "page 2 and page 1 share the key 0"),
    (lambda pdf: put(page(pdf, 1), "/StructParents", 50), "the key 50 of page 2 is missing"),
    (lambda pdf: put(link(pdf), "/StructParent", 50), "the key 50 of an annotation on page 1 is missing"),
    (_unmarked, "page 1 has marks, but no StructParents"),
    (lambda pdf: put(_numbers(pdf), 1, elements(pdf, "H1")[0]), "the entry of page 1 is not an array"),
    (lambda pdf: drop(_numbers(pdf)[1], 0), "marks, its entry"),
    (
        lambda pdf: put(_numbers(pdf)[1], 0, pdf.Root),
        "page 1, MCID 0 does not lead to an element of the tree",
    ),
    (_swap_entries, "page 1, MCID 3 leads to Link"),
    (
        lambda pdf: put(_numbers(pdf), 5, link(pdf)),
        "the key 2 of an annotation on page 1 does not lead to an element",
    ),
    (
        lambda pdf: put(_numbers(pdf), 5, elements(pdf, "Link")[1]),
        "the key 2 of an annotation on page 1 leads to Link",
    ),
    (lambda pdf: drop(link(pdf), "/StructParent"), "the key 2 belongs to no page and no annotation"),
    (lambda pdf: put(_numbers(pdf), 2, 0), "ParentTree: keys are not strictly ascending"),
    (lambda pdf: _kids(pdf, [0, 1], [2, 9]), "ParentTree: Limits do not match the keys"),
    (lambda pdf: _kids(pdf, [0, 1], None), "ParentTree: a node below the root has no Limits"),
    (lambda pdf: text(pdf, "(bold)", "(bo\x90ld)"), "a shown code has no text in ToUnicode"),
    (lambda pdf: text(pdf, "(a link of )", "(a link of)"), "no space at the line end inside 'oftwo'"),
    (lambda pdf: text(pdf, "(A paragraph with )", "(A paragraph with:)"), "inside 'with:a'"),
    (lambda pdf: text(pdf, "(two )", "(two)"), "page 2: no space at the line end inside 'twopages.'"),
    (_swap_marks, "page 1: MCID 4 is read before MCID 3, but painted after it"),
    (_paint_title_last, "page 1: MCID 0 is read before MCID 1, but painted after it"),
    (_turn_pages, "page 2: MCID 0 is read before MCID 15 of page 1"),
]


@pytest.mark.parametrize(("edit", "expected"), [pytest.param(*case, id=case[1]) for case in TREE + MARKS])
def test_fault_is_found(tmp_path: Path, edit: Edit, expected: str) -> None:
    """Every rule fires on a file that breaks it."""
    found = faults(tmp_path, edit)
    assert any(expected in fault for fault in found), found


def test_parent_tree_may_have_kids(tmp_path: Path) -> None:
    """A parent tree may be split, as long as its limits are right."""
    assert faults(tmp_path, lambda pdf: _kids(pdf, [0, 1], [2, 3])) == []


def _span_rows(pdf: pikepdf.Pdf) -> None:
    """Loose rows, and a header that reaches over both body rows."""
    table, head = elements(pdf, "Table")[0], elements(pdf, "THead")[0]
    for row in elements(pdf, "TR"):
        move(pdf, row, table, len(table["/K"]))
    for part in (head, elements(pdf, "TBody")[0]):
        table["/K"] = Array([kid for kid in table["/K"] if kid.objgen != part.objgen])
        # Out of the tree and without a role, so that it is no orphan.
        drop(part, "/S")
    elements(pdf, "TH")[2]["/A"]["/RowSpan"] = 2
    # The next row's own header is now one cell too many: it takes the place of the data.
    elements(pdf, "TD")[2]["/A"]["/ColSpan"] = 2


def test_spanning_rows_are_counted(tmp_path: Path) -> None:
    """A cell that reaches down makes the row below wider by its columns."""
    found = faults(tmp_path, _span_rows)
    assert len(found) == 1
    assert "the rows are 2, 2, 3, 2 cells wide" in found[0]


def test_sections_may_be_grouped(tmp_path: Path) -> None:
    """Div and NonStruct are seen through: they may hold what their parent may."""

    def edit(pdf: pikepdf.Pdf) -> None:
        section = elements(pdf, "Sect")[0]
        outer = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=section, K=Array([])))
        inner = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.NonStruct, P=outer, K=Array([])))
        outer["/K"] = Array([inner])
        move(pdf, elements(pdf, "P")[0], inner)
        section["/K"].insert(2, outer)

    assert faults(tmp_path, edit) == []

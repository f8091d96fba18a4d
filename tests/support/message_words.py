"""Reads the HTML part of a message as a reader hears it, to compare it with the text part, with code of its own."""

from __future__ import annotations

import re
from typing import Any

from lxml import html as lxml_html

_BOX = "\u2610"
_SAYS_MORE = (":", "?", "!", "\u2026")


def heard(page: str, logo: str) -> str:
    """The words of the HTML part without the spaces between them; logo is what that says."""
    out: list[str] = []
    _say(parsed(page).find(".//body"), out, logo)
    return close(" ".join(out))


def close(text: str) -> str:
    """Text without white space, lines to write on, and with one sign for a box to tick."""
    return "".join(text.replace("[ ]", _BOX).replace("[\u00a0]", _BOX).replace("_", "").split())


def parsed(page: str) -> Any:
    """The page as a tree."""
    return lxml_html.document_fromstring(page.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def _say(element: Any, out: list[str], logo: str) -> None:
    if not isinstance(element.tag, str):  # a comment
        return
    if element.tag == "table" and element.find("thead") is not None:
        _say_table(element, out, logo)
        return
    if element.tag == "img":
        alt = element.get("alt")
        out.append(alt if alt == logo or not alt else f"Picture: {alt}")
    if element.tag == "li":
        out.append(_label(element))
    _say_inside(element, out, logo)
    if element.tag == "a":
        out.append(_address(element))


def _say_inside(element: Any, out: list[str], logo: str) -> None:
    out.append(element.text or "")
    for kid in element:
        _say(kid, out, logo)
        out.append(kid.tail or "")


def _words(element: Any, logo: str) -> str:
    out: list[str] = []
    _say_inside(element, out, logo)
    return " ".join(" ".join(out).split())


def _say_table(table: Any, out: list[str], logo: str) -> None:
    """The caption, then row by row each cell after the header of its column."""
    caption = table.find("caption")
    if caption is not None:
        _say_inside(caption, out, logo)
    heads = [_words(cell, logo) for cell in table.find("thead/tr")]
    for row in table.findall("tbody/tr"):
        for head, cell in zip(heads, row, strict=True):
            said = _words(cell, logo)
            if said or "m-grid" in table.get("class"):
                out.append(f"{head}{'' if not head or head.endswith(_SAYS_MORE) else ':'} {said}")


def _label(item: Any) -> str:
    holder = item.getparent()
    if holder.get("role") == "list":
        return ""
    if holder.tag == "ul":
        return "-"
    items = [kid for kid in holder if kid.tag == "li"]
    return f"{int(holder.get('start', '1')) + items.index(item)}."


def _address(link: Any) -> str:
    """Where a link leads, in brackets, unless its words say so."""
    target, words = link.get("href"), "".join(link.itertext())
    bare = re.sub(r"^(https?://|mailto:|tel:)", "", target).rstrip("/")
    if target.startswith("tel:"):
        return "" if re.sub(r"\D", "", bare)[-9:] in re.sub(r"\D", "", words) else f"({bare})"
    if "".join(bare.split()).casefold() in "".join(words.split()).casefold():
        return ""
    return f"({target if target.startswith('http') else bare})"

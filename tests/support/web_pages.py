"""Reads web pages as the tests need them: their words as they are heard, and what no page of ours may have."""

import itertools
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

from lxml import html as lxml_html

from tests.support.expected_text import words_of

_INLINE = frozenset(["a", "b", "bdi", "del", "em", "img", "input", "ins", "label", "span", "strong", "sup", "textarea"])
_BLOCKS = frozenset(
    [
        "blockquote",
        "body",
        "caption",
        "div",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "html",
        "li",
        "main",
        "meta",
        "nav",
        "ol",
        "p",
        "section",
        "style",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "br",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "alt",
        "aria-label",
        "aria-labelledby",
        "autocomplete",
        "charset",
        "class",
        "content",
        "dir",
        "height",
        "href",
        "http-equiv",
        "id",
        "lang",
        "name",
        "role",
        "rows",
        "scope",
        "size",
        "src",
        "start",
        "tabindex",
        "type",
        "width",
    ]
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+|mailto:[^\s<>\"]+|tel:[^\s<>\"]+|#[^\s<>\"]+")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|svg\+xml);base64,[A-Za-z0-9+/]+=*")


def parsed(page: str) -> Any:
    """The page as a tree."""
    return lxml_html.document_fromstring(page.encode(), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True))


def said_words(page: str) -> list[str]:
    """The words of the main part in reading order, with the labels that a browser writes before items."""
    out: list[str] = []
    _say(parsed(page).find(".//main"), out)
    return words_of("".join(out))


def _say(element: Any, out: list[str]) -> None:
    tag = element.tag
    if element.get("class") == "mark":
        return
    apart = tag not in _INLINE
    if apart:
        out.append("\n")
    if tag == "li":
        out.append(_label(element))
    out.append(element.text or "")
    for kid in element:
        _say(kid, out)
        out.append(kid.tail or "")
    if apart:
        out.append("\n")


def _label(item: Any) -> str:
    holder = item.getparent()
    classes = (holder.get("class") or "").split()
    if "plain" in classes or any(above.tag == "nav" for above in holder.iterancestors()):
        return ""
    if holder.tag == "ul":
        return "\u2022 "
    return f"{int(holder.get('start', '1')) + holder.index(item)}. "


def page_faults(page: str) -> list[str]:
    """What a page of ours may not be; empty when all is well."""
    tree = parsed(page)
    faults: list[str] = []
    names = [element.get("id") for element in tree.iter() if element.get("id")]
    faults += [f"id {name} twice" for name in {*names} if names.count(name) > 1]
    for element in tree.iter():
        if not isinstance(element.tag, str):
            faults.append("a comment")
            continue
        if element.tag not in _INLINE | _BLOCKS:
            faults.append(f"<{element.tag}>")
        faults += [f"{element.tag} {name}" for name in element.attrib if name not in _ATTRIBUTES]
        target = element.get("href")
        if target is not None and not _ADDRESS.fullmatch(target):
            faults.append(f"a link to {target}")
        if target is not None and target.startswith("#") and target[1:] not in names:
            faults.append(f"a link to {target}, which is not there")
        if element.get("aria-labelledby", names[0]) not in names:
            faults.append("a label that is not there")
        if element.tag == "img" and not (_PICTURE.fullmatch(element.get("src", "")) and "alt" in element.attrib):
            faults.append("a picture without its data or alternative text")
    return faults + _head_faults(tree) + _heading_faults(tree)


def _head_faults(tree: Any) -> list[str]:
    styles = [style.text for style in tree.iter("style")]
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    hashes = " ".join(f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in styles)
    wanted = (
        f"default-src 'none'; img-src data:; style-src {hashes}; font-src data:; base-uri 'none'; form-action 'none'"
    )
    faults = [] if policy == [wanted] else [f"the policy is {policy}"]
    if not tree.get("lang") or not (tree.findtext("head/title") or "").strip():
        faults.append("no language or title")
    return faults


def _heading_faults(tree: Any) -> list[str]:
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    skipped = [f"h{level} after h{above}" for above, level in itertools.pairwise(levels) if level > above + 1]
    return skipped if levels.count(1) == 1 and levels[0] == 1 else [*skipped, "not one h1"]

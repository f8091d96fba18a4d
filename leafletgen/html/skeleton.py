"""What a page template has to have, and where its values may stand, so that their escapes hold in any browser.

It is looked at as HTML with a mark for each value. Escapes hold between tags and between quotation marks; they do not
in a script, a style, an address or an attribute without quotation marks, so no value stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Final, NamedTuple


class Fault(NamedTuple):
    """What is wrong in a line of a template, with its code, and what to do."""

    code: str
    line: int
    what: str
    hint: str


#: Elements that run something, ask for something, or change what addresses mean.
_REFUSED: Final = frozenset(
    [
        "script",
        "link",
        "base",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "form",
        "template",
        "portal",
        "plaintext",
    ]
)
#: Elements whose text is no HTML.
_RAW: Final = frozenset(["style", "title", "textarea", "xmp", "noscript", "noembed", "noframes"])
#: Attributes that are read as words, and what may stand in others.
_WORDS: Final = frozenset(["content", "lang", "dir", "title", "alt", "aria-label", "xml:lang"])
_MARK = re.compile("\ue000(\\d+)\ue001")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+)""")
_ADDRESSES = frozenset(["src", "href", "srcset", "action", "formaction", "data", "poster", "background", "xlink:href"])
_LINK = re.compile(r"https?://|mailto:|tel:")
_QUIET = re.compile(r"#|data:image/|$")
_CSS_ASKS = re.compile(r"@import|url\(\s*(?![\s\"']*(?:data:|#))", re.IGNORECASE)


def faults_of_skeleton(text: str, placed: Sequence[tuple[str, int]]) -> list[Fault]:
    """The faults of a template; `placed` has name and line of each value whose mark, its number, is in the text."""
    reader = _Reader(placed)
    reader.feed(text)
    reader.close()
    return sorted({*reader.faults, *reader.lacking()})


class _Reader(HTMLParser):
    """Reads a template once and notes what is where."""

    def __init__(self, placed: Sequence[tuple[str, int]]) -> None:
        super().__init__(convert_charrefs=False)
        self.placed = placed
        self.faults: list[Fault] = []
        self.inside: str = ""
        self.part: str = ""
        self.there: list[str] = []

    def _fault(self, code: str, what: str, hint: str) -> None:
        self.faults.append(Fault(code, self.getpos()[0], what, hint))

    def _names(self, text: str) -> list[str]:
        return [self.placed[int(number)][0] for number in _MARK.findall(text)]

    # --- what the parser finds ---------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _REFUSED:
            self._fault(
                "template-asks-or-runs",
                f"<{tag}> has no place in a page, which needs nothing but itself and runs nothing",
                "leave it out",
            )
        if tag in ("head", "body"):
            self.part = tag
        self.inside = tag if tag in _RAW else ""
        self._look_at(tag, {name: value or "" for name, value in attrs}, self.get_starttag_text() or "")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "style" and _CSS_ASKS.search(data):
            self._fault(
                "template-asks-or-runs",
                "a style that asks for another file has no place in a page",
                "put it in as data:",
            )
        for number in _MARK.findall(data):
            self._place(*self.placed[int(number)])

    def handle_comment(self, data: str) -> None:
        for name in self._names(data):
            self._fault(
                "template-value-misplaced", f'"{name}" stands in a comment', "place it in the text, or leave it out"
            )

    def handle_decl(self, decl: str) -> None:
        if decl.lower() == "doctype html" and not self.there:
            self.there.append("doctype")
        self.handle_comment(decl)

    handle_pi = unknown_decl = handle_comment

    # --- what it means -----------------------------------------------------------------------------------------

    def _place(self, name: str, line: int) -> None:
        fits = {
            "body": self.part == "body" and not self.inside,
            "style": self.inside == "style",
            "policy": False,
        }.get(name, self.inside in ("", "title"))
        if not fits:
            self.faults.append(
                Fault("template-value-misplaced", line, f'"{name}" may not stand here', _WHERE.get(name, _WHERE[""]))
            )
            return
        self.there.append(f"{name} in title" if self.inside == "title" else name)

    def _look_at(self, tag: str, attributes: dict[str, str], raw: str) -> None:
        marks = {name.lower(): value[0] for name, value in _ATTRIBUTE.findall(raw)}
        quoted = {name for name, mark in marks.items() if mark in "\"'"}
        if self._names(_ATTRIBUTE.sub("", raw)):
            self._fault("template-value-misplaced", "a value stands in a tag, outside of its attributes", _WHERE[""])
        for name, value in attributes.items():
            if name.startswith("on") or name == "style":
                hint = "put styles into <style>" if name == "style" else "leave it out; nothing runs in a page"
                self._fault("template-asks-or-runs", f'the attribute "{name}" does nothing in a page', hint)
            elif name in _ADDRESSES:
                if not self._leads_well(tag, name, value, name in quoted):
                    self._fault(
                        "template-asks-or-runs",
                        f'the address in "{name}" has no place in a page',
                        "put pictures in as data:image/…",
                    )
            elif said := self._names(value):
                fits = name in quoted and name in _WORDS and not {"body", "style"} & {*said}
                if "policy" in said:
                    is_policy = attributes.get("http-equiv", "").lower() == _POLICY
                    fits = is_policy and marks[name] == '"' and _MARK.fullmatch(value) is not None
                if not fits:
                    self._fault(
                        "template-value-misplaced",
                        f'"{said[0]}" may not stand in the attribute "{name}"',
                        _WHERE.get(said[0], _WHERE[""]),
                    )
        self._note(tag, attributes)

    def _leads_well(self, tag: str, name: str, value: str, quoted: bool) -> bool:
        """Whether an address asks for nothing when a page is opened, and leads where a leaflet may lead."""
        said = self._names(value)
        if said:
            return said == ["website"] and _MARK.fullmatch(value) is not None and name == "href" and quoted
        leads = tag == "a" and name == "href" and _LINK.match(value) is not None
        return leads or _QUIET.match(value) is not None

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "html" and self._names(attributes.get("lang", "")) == ["language"]:
            self.there.append("lang")
        if tag == "style":
            self.there.append("a style")
        if tag != "meta" or self.part != "head":
            return
        equals = attributes.get("http-equiv", "").lower()
        if equals == _POLICY and self._names(attributes.get("content", "")) == ["policy"]:
            self.there.append("policy")
        elif equals:
            self._fault("template-asks-or-runs", f'<meta http-equiv="{equals}"> has no place in a page', "leave it out")
        if attributes.get("charset", "").lower() == "utf-8":
            self.there.append("charset")
        if attributes.get("name") == "generator" and attributes.get("content") == "leafletgen":
            self.there.append("generator")
        if attributes.get("name") == "viewport" and "width=device-width" in attributes.get("content", ""):
            self.there.append("viewport")

    def lacking(self) -> list[Fault]:
        """What every page has to have and this one has not, or has twice, or too late."""
        there = self.there
        made = [
            Fault("template-part-missing", 1, f"the template lacks {what}", f"write {how}")
            for name, what, how in _NEEDED
            if name not in there
        ]
        for name in ("body", "style", "policy"):
            if there.count(name) > 1:
                made.append(
                    Fault("template-part-twice", 1, f'"{name}" stands in the template more than once', "leave one")
                )
        if "policy" in there and "a style" in there and there.index("a style") < there.index("policy"):
            made.append(
                Fault(
                    "template-style-before-policy",
                    1,
                    "a style stands before the policy",
                    "put the policy right after <head>",
                )
            )
        return made


_POLICY: Final = "content-security-policy"
_WHERE: Final = {
    "": "place values between tags, or between the quotation marks of content, lang, title, alt or aria-label",
    "body": "place it once, right inside of <body>",
    "style": "place it once, inside of <style>",
    "policy": 'place it as <meta http-equiv="Content-Security-Policy" content="{{ policy }}">',
}
_NEEDED: Final = (
    ("doctype", "its first line", "<!DOCTYPE html>"),
    ("lang", "the language", '<html lang="{{ language }}">'),
    ("charset", "the encoding", '<meta charset="utf-8"> in <head>'),
    (
        "viewport",
        "the width of small screens",
        '<meta name="viewport" content="width=device-width, initial-scale=1"> in <head>',
    ),
    ("generator", "what tells our files from others", '<meta name="generator" content="leafletgen"> in <head>'),
    ("policy", "the policy", '<meta http-equiv="Content-Security-Policy" content="{{ policy }}"> in <head>'),
    ("title in title", "the title", "<title>{{ title }}</title>"),
    ("body", "what the leaflet says", "{{ body }} inside of <body>"),
    ("code", "the code", "{{ code }} inside of <body>"),
)

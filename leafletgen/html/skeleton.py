"""What a page template has to have, and where its values may stand, so that their escapes hold in any browser.

It is looked at as HTML with a mark for each value. Escapes hold between tags and between quotation marks; they do not
in a script, a style, an address or an attribute without quotation marks, so no value stands there. Every element is
closed, and an `if` holds whole elements: a page is well made then whichever of its branches are in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from typing import Final, NamedTuple

from leafletgen.html.style_rules import faults_of_style


class Fault(NamedTuple):
    """What is wrong in a line of a template, with its code, and what to do."""

    code: str
    line: int
    what: str
    hint: str


#: Where an `if` begins, goes on with another branch, and ends.
IF, ELSE, END_IF = "\ue002", "\ue003", "\ue004"

_FRAME: Final = ("html", "head", "body")
_HEAD: Final = frozenset(["meta", "title", "style"])
_VOID: Final = frozenset(["meta", "br", "hr", "img", "wbr", "col"])
#: Elements that run nothing, ask for nothing, hide nothing, and do not change how the others are read.
_BODY: Final = frozenset(
    [
        *("div", "header", "footer", "nav", "section", "article", "aside", "address", "p", "blockquote", "figure"),
        *("figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption"),
        *("thead", "tbody", "tfoot", "tr", "th", "td", "col", "colgroup", "a", "abbr", "b", "br", "cite", "code", "em"),
        *("hr", "i", "img", "q", "small", "span", "strong", "sub", "sup", "time", "wbr"),
    ]
)
_ATTRIBUTES: Final = frozenset(
    [
        *("alt", "aria-describedby", "aria-label", "aria-labelledby", "charset", "class", "colspan", "content"),
        *("datetime", "dir", "height", "href", "http-equiv", "id", "lang", "name", "rel", "role", "rowspan", "scope"),
        *("src", "title", "width", "xml:lang"),
    ]
)
#: Attributes that are read as words, in which values may stand.
_WORDS: Final = frozenset(["content", "lang", "dir", "title", "alt", "aria-label", "xml:lang"])
#: What an element around the text may have; nothing else can take the text from a reader.
_AROUND: Final = frozenset(["class", "id", "lang", "dir"])
#: Values without which a page is none, so that they always stand in it.
_ALWAYS: Final = frozenset(["body", "policy", "style", "code", "language"])
_MARK = re.compile("\ue000(\\d+)\ue001")
_MARK_OR_IF = re.compile(f"\ue000(\\d+)\ue001|[{IF}{ELSE}{END_IF}]")
_SEEN = re.compile(f"[^\\s{IF}{ELSE}{END_IF}]")
_ATTRIBUTE = re.compile(r"""\s+([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_TAG = re.compile(rf"<[a-zA-Z][a-zA-Z0-9]*(?:{_ATTRIBUTE.pattern})*\s*/?>")
_LINK = re.compile(r"https?://|mailto:|tel:|#")
_PICTURE = re.compile(r"data:image/")


def faults_of_skeleton(text: str, placed: Sequence[tuple[str, int]]) -> list[Fault]:
    """The faults of a template.

    Args:
        text: of the template, with a mark for each value and each part of an `if`.
        placed: name and line of each value, whose number is in its mark.
    """
    reader = _Reader(placed)
    reader.feed(text)
    reader.close()
    return sorted({*reader.faults, *reader.left_open(), *reader.lacking()}, key=lambda fault: fault[1:])


def _bare(raw: str) -> str:
    """The value of an attribute without its quotation marks."""
    return raw[1:-1] if raw[:1] in ("'", '"') else raw


class _Open(NamedTuple):
    """An element that is not closed yet."""

    tag: str
    line: int
    attributes: frozenset[str]


class _Reader(HTMLParser):
    """Reads a template once and notes what is where."""

    def __init__(self, placed: Sequence[tuple[str, int]]) -> None:
        super().__init__(convert_charrefs=False)
        self.placed = placed
        self.faults: list[Fault] = []
        self.open: list[_Open] = []
        #: How many elements were open where each `if` began that has not ended.
        self.ifs: list[int] = []
        self.style: list[str] = []
        self.there: list[str] = []
        self.misplaced: set[str] = set()

    def _fault(self, code: str, what: str, hint: str, line: int | None = None) -> None:
        self.faults.append(Fault(code, self.getpos()[0] if line is None else line, what, hint))

    def _line(self, data: str, at: int) -> int:
        """The line of a character of what was just read."""
        return self.getpos()[0] + data.count("\n", 0, at)

    def _names(self, text: str) -> list[str]:
        return [self.placed[int(number)][0] for number in _MARK.findall(text)]

    @property
    def inside(self) -> str:
        """The element that is open last; empty when none is."""
        return self.open[-1].tag if self.open else ""

    # --- what the parser finds ---------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        line = self.getpos()[0]
        self._fits_here(tag)
        named = _ATTRIBUTE.findall(raw)
        if any(mark in raw for mark in (IF, ELSE, END_IF)):
            self._fault("template-value-misplaced", "an if stands in a tag", _WHOLE)
        elif self._names(_ATTRIBUTE.sub(lambda found: found[1] if not found[2] else "", raw)):
            self._fault("template-value-misplaced", "a value stands in a tag, outside of its attributes", _WHERE[""])
        elif not _TAG.fullmatch(raw) or len({name.lower() for name, _ in named}) < len(named):
            self._fault("template-not-valid", f"the tag <{tag}> is not right", 'write <p class="name">, each name once')
        self._look_at(tag, {name.lower(): value for name, value in named})
        if tag not in _VOID:
            self.open.append(_Open(tag, line, frozenset(name.lower() for name, _ in named)))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        least = self.ifs[-1] if self.ifs else 0
        if len(self.open) <= least or self.open[-1].tag != tag:
            self._fault("template-not-valid", f"</{tag}> closes another element than the one that is open", _CLOSED)
            return
        element = self.open.pop()
        if tag == "style":
            for lines, found in faults_of_style("".join(self.style)):
                self._fault(found.code, found.message, found.hint, element.line + lines)
            self.style.clear()
        if tag in _FRAME:
            self.there.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.style.append(data)
        if "<" in data:
            line = self._line(data, data.index("<"))
            self._fault(
                "template-not-valid",
                'this "<" begins no tag',
                'write &lt; for the sign itself; no "if" stands in a tag',
                line,
            )
        outside = self.inside not in ("title", "style") and all(element.tag != "body" for element in self.open)
        words = _SEEN.search(data)
        if outside and words is not None:
            line = self._line(data, words.start())
            self._fault("template-part-misplaced", "words stand outside of <body>", "move them into <body>", line)
        for found in _MARK_OR_IF.finditer(data):
            if found[1] is None:
                self._branch(found[0])
            else:
                self._place(*self.placed[int(found[1])])

    def handle_entityref(self, name: str) -> None:
        self.handle_data("&")

    handle_charref = handle_entityref

    def handle_comment(self, data: str) -> None:
        if any(mark in data for mark in (IF, ELSE, END_IF)):
            self._fault("template-value-misplaced", "an if stands in a comment", _WHOLE)
        for name in self._names(data):
            self._fault(
                "template-value-misplaced", f'"{name}" stands in a comment', "place it in the text, or leave it out"
            )
        # Browsers end such comments elsewhere than others do (HTML, 13.2.5.43).
        if data.startswith((">", "->")) or "--" in data or data.endswith("-") or self.inside == "title":
            self._fault("template-not-valid", "this comment is not right", "write <!-- words --> without other --")

    def handle_decl(self, decl: str) -> None:
        if decl.lower() == "doctype html" and not self.there and not self.open:
            self.there.append("doctype")
        else:
            self._fault("template-not-valid", "this declaration has no place here", "begin with <!DOCTYPE html> alone")

    def handle_pi(self, data: str) -> None:
        self._fault("template-not-valid", "instructions have no place in a page", "leave it out")

    unknown_decl = handle_pi

    # --- what it means -----------------------------------------------------------------------------------------

    def _fits_here(self, tag: str) -> None:
        """Report an element that has no place in a page, or not where it stands."""
        around = [element.tag for element in self.open]
        if tag in _FRAME:
            late = "</head>" in self.there
            fits = around == (["html"] if tag != "html" else []) and late is (tag == "body")
            if self.ifs or not fits or f"</{tag}>" in self.there:
                self._fault("template-part-misplaced", f"<{tag}> stands in another place than its own", _FRAMED)
        elif tag not in _BODY | _HEAD:
            self._fault(
                "template-asks-or-runs",
                f"<{tag}> has no place in a page template, which asks for nothing, runs nothing and hides nothing",
                "leave it out",
            )
        elif self.inside in ("title", "style"):
            self._fault("template-not-valid", f"<{tag}> stands in <{self.inside}>", "close that before it")
        elif tag in _HEAD and self.inside != "head":
            self._fault("template-part-misplaced", f"<{tag}> stands outside of <head>", "move it into <head>")
        elif tag not in _HEAD and "body" not in around:
            self._fault("template-part-misplaced", f"<{tag}> stands outside of <body>", "move it into <body>")

    def _branch(self, mark: str) -> None:
        """Note a part of an `if`, which holds whole elements in each branch."""
        if self.inside == "style":
            self._fault("template-value-misplaced", "an if stands in a style", _WHOLE)
        if mark == IF:
            self.ifs.append(len(self.open))
            return
        if not self.ifs:  # it began in a tag or a comment, which was told
            return
        if len(self.open) != self.ifs[-1]:
            self._fault("template-value-misplaced", "an if holds a part of an element", _WHOLE)
            del self.open[self.ifs[-1] :]
        if mark == END_IF:
            self.ifs.pop()

    def _place(self, name: str, line: int) -> None:
        known = len(self.faults)
        if not self._may_stand(name):
            self._fault("template-value-misplaced", f'"{name}" may not stand here', _WHERE.get(name, _WHERE[""]), line)
        elif self.ifs and name in _ALWAYS:
            self._fault("template-value-misplaced", f'"{name}" may not stand in an if', "place it outside of it", line)
        elif not self.ifs:
            self.there.append(f"{name} in title" if self.inside == "title" else name)
        if len(self.faults) > known:
            self.misplaced.add(name)

    def _may_stand(self, name: str) -> bool:
        if name == "body":
            around = self.open[2:]
            bare = all(element.tag == "div" and element.attributes <= _AROUND for element in around)
            return [element.tag for element in self.open[:2]] == ["html", "body"] and bare
        return name != "policy" and (self.inside == "style") is (name == "style")

    def _look_at(self, tag: str, attributes: dict[str, str]) -> None:
        for name, raw in attributes.items():
            value, quoted = _bare(raw), raw[:1] in ("'", '"')
            said = self._names(raw)
            if name not in _ATTRIBUTES and not name.startswith("data-"):  # those mean nothing to a browser
                hint = "put styles into <style>" if name == "style" else "leave it out"
                self._fault("template-asks-or-runs", f'the attribute "{name}" has no place in a page template', hint)
            elif name in ("src", "href"):
                if not self._leads_well(tag, name, value, said, quoted):
                    self._fault(
                        "template-asks-or-runs",
                        f'the address in "{name}" has no place in a page',
                        "put pictures in as data:image/…",
                    )
            elif said and not self._may_hold(name, raw, said, attributes):
                self._fault(
                    "template-value-misplaced",
                    f'"{said[0]}" may not stand in the attribute "{name}"',
                    _WHERE.get(said[0], _WHERE[""]),
                )
        if tag == "html" and self._names(attributes.get("lang", "")) == ["language"]:
            self.there.append("lang")
        if tag == "style":
            self.there.append("a style")
        if tag == "meta":
            self._note_meta({name: unescape(_bare(value)).lower() for name, value in attributes.items()})

    def _may_hold(self, name: str, raw: str, said: list[str], attributes: dict[str, str]) -> bool:
        if "policy" in said:
            named = _bare(attributes.get("http-equiv", "")).lower()
            whole = raw[0] == '"' and _MARK.fullmatch(raw[1:-1]) is not None
            return named == _POLICY and whole and attributes.keys() == {"http-equiv", "content"} and not self.ifs
        return raw[0] in "\"'" and name in _WORDS and not {"body", "style"} & {*said}

    def _leads_well(self, tag: str, name: str, value: str, said: list[str], quoted: bool) -> bool:
        """Whether an address asks for nothing when a page is opened, and leads where a leaflet may lead."""
        if said:
            return (tag, name, said) == ("a", "href", ["website"]) and _MARK.fullmatch(value) is not None and quoted
        if tag == "a" and name == "href":
            return _LINK.match(unescape(value)) is not None
        return tag == "img" and name == "src" and _PICTURE.match(unescape(value)) is not None

    def _note_meta(self, attributes: dict[str, str]) -> None:
        equals = attributes.get("http-equiv")
        content = attributes.get("content", "")
        if equals == _POLICY and self._names(content) == ["policy"]:
            self.there.append("policy")
        elif equals is not None:
            self._fault("template-asks-or-runs", f'<meta http-equiv="{equals}"> has no place in a page', "leave it out")
        charset = attributes.get("charset")
        if charset is not None and charset != "utf-8":
            self._fault("template-not-valid", f'a page is in UTF-8, not in "{charset}"', 'write <meta charset="utf-8">')
        if self.ifs:
            return
        if charset is not None:
            self.there.append("charset")
        if attributes.get("name") == "generator" and content == "leafletgen":
            self.there.append("generator")
        if attributes.get("name") == "viewport" and "width=device-width" in content:
            self.there.append("viewport")

    def left_open(self) -> list[Fault]:
        """What is not closed at the end."""
        return [
            Fault("template-not-valid", element.line, f"<{element.tag}> is not closed", _CLOSED)
            for element in self.open
        ]

    def lacking(self) -> list[Fault]:
        """What every page has to have and this one has not, or has twice, or too late."""
        there = self.there
        made = [
            Fault("template-part-missing", 1, f"the template lacks {what}", f"write {how}")
            for name, what, how in _NEEDED
            if name not in there and name not in self.misplaced
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
    "body": "place it once, right inside of <body>, or of a <div> there that has a class or an id alone",
    "style": "place it once, inside of <style>",
    "policy": 'place it as <meta http-equiv="Content-Security-Policy" content="{{ policy }}">',
}
_CLOSED: Final = "close each element, the innermost first, also <p>, <li>, <body> and <html>"
_WHOLE: Final = "let it stand around whole elements, or around words"
_FRAMED: Final = "write <!DOCTYPE html>, then <html> with <head> and <body> in it, each once"
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

"""Golden texts of a written PDF: the tag tree, the text in reading order, the text of artifacts."""

from tests.checker.document import Document
from tests.checker.tag_tree import INLINE_ROLES, PICTURE_ROLES, Element, MarkReference, ObjectReference

KID_SIGN = "⋯"
"""Stands in an element's own text where a child element comes in between."""

_TEXTS = ("Lang", "Alt", "ActualText", "E", "ID")
_ATTRIBUTES = ("ListNumbering", "Scope", "RowSpan", "ColSpan", "Headers", "Summary", "BBox")
# A label stands in front of what it labels, on the same line.
_LABELLED = frozenset(("LI", "Note", "Caption", "TOCI"))


def _quoted(text: str) -> str:
    """Quote a text so that every character of it can be seen in a diff."""
    signs = []
    for sign in text:
        if sign in '"\\':
            signs.append("\\" + sign)
        elif sign.isprintable():
            signs.append(sign)
        else:
            signs.append(f"\\u{ord(sign):04x}" if sign != "\n" else "\\n")
    return '"' + "".join(signs) + '"'


def _own_text(document: Document, element: Element) -> str:
    pieces: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            if not pieces or pieces[-1] != KID_SIGN:
                pieces.append(KID_SIGN)
        elif isinstance(kid, MarkReference):
            mark = document.mark(kid)
            pieces.append(mark.text if mark is not None else "(missing mark)")
    text = "".join(pieces)
    return "" if not text.strip(KID_SIGN) else text


def _line(document: Document, element: Element, targets: dict[tuple[int, int], str]) -> str:
    role = element.role if element.role == element.standard else f"{element.role} ({element.standard})"
    parts = [role]
    parts += [f"{name}={_quoted(element.text[name])}" for name in _TEXTS if name in element.text]
    title = element.text.get("T")
    if title is not None and title != document.text(element):
        parts.append(f"T={_quoted(title)}")
    for name in _ATTRIBUTES:
        value = element.attributes.get(name)
        if value is None or value == []:
            continue
        if name == "BBox":
            # Where it lies changes with every change of the layout; that it is there does not.
            parts.append(name)
        elif isinstance(value, list):
            parts.append(f"{name}={','.join(str(item) for item in value)}")
        else:
            parts.append(f"{name}={value}")
    found = [targets.get(kid.key, "(no annotation)") for kid in element.kids if isinstance(kid, ObjectReference)]
    parts += [f"-> {target}" for target in dict.fromkeys(found)]
    text = _own_text(document, element)
    if text:
        parts.append(_quoted(text))
    return " ".join(parts)


def tag_tree(document: Document) -> str:
    """Return the tree, one element a line, indented by depth: role, attributes, own text in quotes."""
    targets = {annotation.key: document.target(annotation) for annotation in document.annotations}
    lines: list[str] = []

    def visit(element: Element, depth: int) -> None:
        lines.append("  " * depth + _line(document, element, targets))
        for kid in element.kids:
            if isinstance(kid, Element):
                visit(kid, depth + 1)

    for top in document.tops:
        visit(top, 0)
    return "".join(line + "\n" for line in lines)


class _Lines:
    """Gathers text into one line a block."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.after_label = False

    def add(self, text: str) -> None:
        if text:
            if self.after_label and not text[0].isspace() and not self.line[-1][-1].isspace():
                self.line.append(" ")
            self.after_label = False
            self.line.append(text)

    def begin(self) -> None:
        """Begin a block: on a new line, but not between a label and what it labels."""
        if not self.after_label:
            self.end()

    def end(self) -> None:
        self.after_label = False
        text = "".join(self.line).strip(" ")
        if text:
            self.lines.append(text)
        self.line = []


def reading_text(document: Document) -> str:
    """Return the text that is read aloud, in the order of the tree, one line a block element.

    Alternative texts are left out, and so is what a picture shows: its Alt stands for that.
    """
    output = _Lines()

    def visit(element: Element) -> None:
        block = element.standard not in INLINE_ROLES
        if block:
            output.begin()
        if "ActualText" in element.text:
            output.add(element.text["ActualText"])
        else:
            silent = element.standard in PICTURE_ROLES
            for kid in element.kids:
                if isinstance(kid, Element):
                    visit(kid)
                elif isinstance(kid, MarkReference) and not silent:
                    mark = document.mark(kid)
                    output.add(mark.text if mark is not None else "")
        if element.standard == "Lbl" and element.parent is not None and element.parent.standard in _LABELLED:
            output.after_label = bool(output.line)
        elif block:
            output.end()

    for top in document.tops:
        visit(top)
    output.end()
    return "".join(line + "\n" for line in output.lines)


def artifact_text(document: Document) -> list[str]:
    """Return the text of the artifacts of each page, one line an artifact."""
    return ["\n".join(content.artifacts) for content in document.contents]

"""XML as Word's schema has it, and elements that nobody knows between: every word in it must be told with its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from tests.word.habits.parts import text_box
from tests.word.make import p, r, row, table

DEEPEST = 4
_WORDS = ("one ", "two words", "50", "m", "Call 999", "1. a", "•\t", "é", "**", "P9101/1/11.2026/VERSION1")
_LOOKS = (
    *("", "", "<w:b/>", "<w:caps/>", "<w:strike/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>'),
    *('<w:vertAlign w:val="subscript"/>', '<w:lang w:val="de-DE"/>'),
)
_STYLES = ("", "Heading1", "Heading2", "Title", "Caption", "ListParagraph")
_LISTS = ((0, 1), (1, 1), (0, 2), (0, 3), (0, 0))
_NUMBERS = ("", *[f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{one}"/></w:numPr>' for at, one in _LISTS])
_CHANGE = 'w:id="7" w:author="A" w:date="2026-01-01T00:00:00Z"'
_FIXED = (
    *("<w:br/>", "<w:tab/>", "<w:noBreakHyphen/>", "<w:softHyphen/>"),
    *('<w:br w:type="page"/>', '<w:footnoteReference w:id="1"/>'),
    *(
        "<w:unknown><w:t>three</w:t></w:unknown>",
        "<x:strange><w:t>four</w:t></x:strange>",
        "<w:t>five<x:strange/></w:t>",
    ),
)
_AROUND_PARTS_OF_EQUATIONS = (
    *("<m:f><m:num>|</m:num><m:den/></m:f>", "<m:sSup><m:e>|</m:e><m:sup/></m:sSup>", "<m:d><m:e>|</m:e></m:d>"),
    *(
        "<m:nary><m:sub/><m:sup/><m:e>|</m:e></m:nary>",
        "<m:unknown>|</m:unknown>",
        "<m:rad><m:deg/><m:e>|</m:e></m:rad>",
    ),
)
_AROUND_RUNS = (
    *('<w:hyperlink w:anchor="a">|</w:hyperlink>', "<w:smartTag>|</w:smartTag>", f"<w:ins {_CHANGE}>|</w:ins>"),
    *(
        "<w:sdt><w:sdtContent>|</w:sdtContent></w:sdt>",
        "<w:bdo>|</w:bdo>",
        "<w:unknown>|</w:unknown>",
        "<w:sdt>|</w:sdt>",
    ),
    *('<w:fldSimple w:instr=" REF a ">|</w:fldSimple>', f"<w:moveTo {_CHANGE}>|</w:moveTo>"),
    "<mc:AlternateContent><mc:Choice Requires='wps'>|</mc:Choice></mc:AlternateContent>",
    "<w:r><w:ruby><w:rt><w:r><w:t>up</w:t></w:r></w:rt><w:rubyBase>|</w:rubyBase></w:ruby></w:r>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>|</w:sdtContent></w:sdt>",
)
_AROUND_BLOCKS = (
    *("<w:sdt><w:sdtContent>|</w:sdtContent></w:sdt>", "<w:customXml>|</w:customXml>", "<w:unknown>|</w:unknown>"),
    *(f"<w:ins {_CHANGE}>|</w:ins>", "<x:strange>|</x:strange>", "<w:sdt>|</w:sdt>", f"<w:del {_CHANGE}>|</w:del>"),
    "<mc:AlternateContent><mc:Choice Requires='wps'>|</mc:Choice><mc:Fallback/></mc:AlternateContent>",
    "<w:tbl><x:strange>|</x:strange><w:tr><w:tc/></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:unknown>|</w:unknown><w:tc/></w:tr></w:tbl>",
)


class _Author:
    """Writes XML by choices of Hypothesis, which it can make simpler."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def pick(self, choices: Sequence[str]) -> str:
        return self.draw(st.sampled_from(choices))

    def many(self, one: Callable[[int], str], depth: int) -> str:
        return "".join([one(depth + 1) for _ in range(self.draw(st.integers(0, 3)))])

    def around(self, choices: Sequence[str], inside: str) -> str:
        return inside.join(self.pick(choices).split("|"))

    def blocks(self, depth: int = 0) -> str:
        return self.many(self.block, depth)

    def block(self, depth: int) -> str:
        kind = self.pick(("p", "p", "p", "table", "around")) if depth < DEEPEST else "p"
        if kind == "table":
            return table(row(f"<w:tc>{self.blocks(depth)}</w:tc>", "b"), row("c", "d"))
        if kind == "around":
            return self.around(_AROUND_BLOCKS, self.blocks(depth))
        number = self.pick(_NUMBERS)
        return p(self.many(self.inline, depth), f'<w:pStyle w:val="{self.pick(_STYLES)}"/>{number}')

    def inline(self, depth: int) -> str:
        kind = self.pick(("run", "run", "run", "gone", "equation", "around")) if depth < DEEPEST + 2 else "run"
        if kind == "gone":
            return f"<w:del {_CHANGE}><w:r><w:delText>{self.pick(_WORDS)}</w:delText></w:r></w:del>"
        if kind == "equation":
            return f"<m:oMath>{self.many(self.part_of_equation, depth)}</m:oMath>"
        if kind == "around":
            return self.around(_AROUND_RUNS, self.many(self.inline, depth))
        return f"<w:r><w:rPr>{self.pick(_LOOKS)}</w:rPr>{self.many(self.in_run, depth)}</w:r>"

    def part_of_equation(self, depth: int) -> str:
        if depth < DEEPEST + 2 and self.draw(st.booleans()):
            return self.around(_AROUND_PARTS_OF_EQUATIONS, self.many(self.part_of_equation, depth))
        return f"<m:r><m:t>{self.pick(_WORDS)}</m:t></m:r>"

    def in_run(self, depth: int) -> str:
        kind = self.pick(("words", "words", "fixed", "box")) if depth < DEEPEST else "words"
        if kind == "box":
            return text_box(self.blocks(depth) or p("box")).removeprefix("<w:r>").removesuffix("</w:r>")
        return self.pick(_FIXED) if kind == "fixed" else f'<w:t xml:space="preserve">{self.pick(_WORDS)}</w:t>'


@st.composite
def documents(draw: st.DrawFn) -> dict[str, str]:
    """Return what stands in the body, in a footnote, in a comment, in a header and in a footer."""
    author = _Author(draw)
    return {
        "body": author.blocks(),
        "footnotes": f'<w:footnote w:id="1">{author.blocks(2)}</w:footnote>',
        "comments": f'<w:comment w:id="1">{author.blocks(2) or p(r("x"))}</w:comment>',
        "hdr1": author.blocks(2),
        "ftr1": author.blocks(3),
    }

"""Header and footer of a page, which the templates of a layout fill."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from leafletgen.content.fields import fill_template
from leafletgen.content.model.layout import Furniture
from leafletgen.languages.phrases import words_for
from leafletgen.pages.context import Context, Style
from leafletgen.pages.flow.text import Text

if TYPE_CHECKING:
    from leafletgen.pdf.canvas import TaggedCanvas

_Row = list[tuple[str, Text]]
#: The fixed words that have the number of a page in them, the longer first.
_NUMBERED = ("page_of_pages", "page")


class RunningLines:
    """Header or footer: the templates of a layout, on one line where they fit and stacked where they do not."""

    def __init__(
        self,
        context: Context,
        furniture: Furniture,
        header: bool,
        fields: Mapping[str, str],
        words: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare for all pages; the longest page number decides how many lines there are.

        Words are the fixed ones of the document's language. A layout is for all languages, so that "Page 2 of 4" in
        its templates is said in that of the document.
        """
        self.context = context
        self.fields = fields
        self._templates = _translated(furniture, words or {})
        self.header = header
        self.size = context.layout.scale.footer
        self.width = context.width - context.left - context.right
        self._fixed: dict[str, Text] = {}
        #: Operators of what is the same on every page of the document, by text, left edge and top.
        self._painted: dict[tuple[int, float, float], list[str]] = {}
        self.leading = 1.3 * self.size
        self._stacked = self._outer_share = False
        slots = self._slots("888", "888")
        used = sum(text.natural_width() for _, text in slots) + 1.5 * self.size * (len(slots) - 1)
        self._stacked = used > self.width
        outer = [text.natural_width() for align, text in slots if align != "centre"]
        self._outer_share = sum(outer) + self.size <= self.width
        self.height = sum(self._row_height(row) for row in self._rows("88", "88"))

    def _slots(self, page: str, pages: str) -> _Row:
        slots: _Row = []
        for align, template in self._templates.items():
            text = self._fixed.get(align)
            if text is None:
                text = self._text(template, align, page, pages)
                if text is None:
                    continue
                if "{page" not in template:
                    self._fixed[align] = text
            slots.append((align, text))
        return slots

    def _text(self, template: str, align: str, page: str, pages: str) -> Text | None:
        words = fill_template(template, {**self.fields, "page": page, "pages": pages})
        if not words:
            return None
        style = Style(self.size, self.context.ink, leading=self.leading)
        text = self.context.line(words, style, "right" if align == "right" else "left")
        text.spaced = True  # so that code, title and page stay words of their own when they are copied
        return text

    def _rows(self, page: str, pages: str) -> list[_Row]:
        slots = self._slots(page, pages)
        if not self._stacked:
            return [slots] if slots else []
        # What stood in the middle comes first, on lines of its own; the outer two share a line when they can.
        middle: list[_Row] = [[("left", text)] for align, text in slots if align == "centre"]
        outer = [slot for slot in slots if slot[0] != "centre"]
        if self._outer_share:
            return [*middle, outer] if outer else middle
        for _, text in outer:
            text.align = "left"
        return [*middle, *[[slot] for slot in outer]]

    def _row_height(self, row: _Row) -> float:
        return max((text.measure(self.width) for _, text in row), default=0.0)

    def _middle(self, row: _Row) -> float:
        """Where the middle slot begins: centred in the room that the outer two leave."""
        widths = dict.fromkeys(("left", "centre", "right"), 0.0)
        for align, text in row:
            widths[align] = text.natural_width()
        return widths["left"] + (self.width - sum(widths.values())) / 2

    def draw(self, canvas: "TaggedCanvas", top: float, page: int, pages: int) -> None:
        """Paint the lines of one page as a pagination artifact; top in points."""
        context = self.context
        canvas.operators.append(canvas.begin_artifact("Pagination", "Header" if self.header else "Footer"))
        rule = top - self.height - 4 if self.header else top + 5
        left = canvas.across(context.left, self.width)
        canvas.operators.append(f"{context.rule} rg {left:.2f} {rule:.2f} {self.width:.2f} 0.75 re f")
        for row in self._rows(str(page), str(pages)):
            for align, text in row:
                x = context.left + (self._middle(row) if align == "centre" else 0.0)
                self._paint(canvas, align, text, x, top)
            top -= self._row_height(row)
        canvas.operators.append(canvas.end())

    def _paint(self, canvas: "TaggedCanvas", align: str, text: Text, x: float, top: float) -> None:
        out = canvas.operators
        painted = self._painted.get((id(text), x, top))
        if painted is not None:
            out += painted
            return
        start = len(out)
        text.draw_unmarked(canvas, x, top, self.width)
        if self._fixed.get(align) is text:
            self._painted[id(text), x, top] = out[start:]


def _translated(furniture: Furniture, words: Mapping[str, str]) -> dict[str, str]:
    """The templates that there are, with the words for the number of a page in the language of the document."""
    english = words_for("en")
    templates: dict[str, str] = {}
    for align in ("left", "centre", "right"):
        template = getattr(furniture, align)
        if not template:
            continue
        for key in _NUMBERED:
            own = words.get(key, "")
            if own and own != english[key]:
                template = template.replace(english[key], own)
        templates[align] = template
    return templates

"""What the pages of a file say, each word of which is taken once."""

from __future__ import annotations

from leafletgen.mail.reading.marks import PageMarks, Stretch, UnreadableError
from leafletgen.mail.reading.tree import Mark, Node


class Said:
    """The words of all marks; whoever writes them down takes them out, so that none is doubled and none is lost."""

    def __init__(self, marks: PageMarks) -> None:
        """Take what reads the pages; each is read when its first words are asked for."""
        self.marks = marks
        self._pages: dict[int, dict[int, list[Stretch]]] = {}

    def take(self, mark: Mark) -> list[Stretch]:
        """The words under a mark; nothing when they were taken before.

        Raises:
            UnreadableError: the page cannot be read.
        """
        return self._page(mark.page).pop(mark.number, [])

    def pass_over(self, node: Node) -> None:
        """Take all words of an element that is left out, or says something else instead.

        Raises:
            UnreadableError: a page cannot be read.
        """
        for kid in node.kids:
            if isinstance(kid, Mark):
                self.take(kid)
            elif isinstance(kid, Node):
                self.pass_over(kid)

    def check_all_said(self) -> None:
        """See that nothing is left.

        Raises:
            UnreadableError: a page says what no element has, or cannot be read.
        """
        for page in range(len(self.marks.pdf.pages)):
            if any(stretch.text.strip() for words in self._page(page).values() for stretch in words):
                raise UnreadableError(f"page {page + 1} says something that has no place in its structure")

    def _page(self, page: int) -> dict[int, list[Stretch]]:
        if page not in self._pages:
            self._pages[page] = self.marks.words(page)
        return self._pages[page]

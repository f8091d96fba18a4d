"""Which blocks print in a layout, when some have nothing to say in it: a list of references, and what leads to it."""

from collections.abc import Callable, Sequence

from leafletgen.content.model import blocks as content
from leafletgen.document.manuscript import Manuscript
from leafletgen.source.inline import SEEN, Prose


def printing(blocks: Sequence[content.Block], manuscript: Manuscript) -> list[content.Block]:
    """The blocks that a layout prints, in order.

    A list of references that does not print takes the heading right before it along, when nothing else stands under
    that and nothing leads to it; so does a box or a paragraph that holds no more than the list or citations.
    """
    name = manuscript.form.name
    shown = [block for block in blocks if block.prints_in(name)]
    if all(_says(block, manuscript) for block in shown):
        return shown
    made: list[content.Block] = []
    for number, block in enumerate(shown):
        if _says(block, manuscript):
            made.append(block)
            continue
        following = shown[number + 1] if number + 1 < len(shown) else None
        while made and _is_over_nothing(made[-1], following, manuscript):
            made.pop()
    return made


def _is_over_nothing(block: content.Block, following: content.Block | None, manuscript: Manuscript) -> bool:
    """Whether a block is a heading of an empty section that nothing leads to."""
    if not isinstance(block, content.Heading) or block.id in manuscript.linked:
        return False
    if isinstance(following, content.Heading):
        return following.level <= block.level
    return following is None or isinstance(following, content.Break)


def _says(block: content.Block, manuscript: Manuscript) -> bool:
    """Whether a block prints anything: for most, that was seen to when they were read."""
    found = _SAYS.get(type(block))
    return found is None or found(block, manuscript)


def _box_says(block: content.Block, manuscript: Manuscript) -> bool:
    assert isinstance(block, content.Box)
    return bool(printing(block.body, manuscript)) or not block.body


def _text_says(block: content.Block, manuscript: Manuscript) -> bool:
    assert isinstance(block, content.Paragraph | content.KeyMessage | content.Quote)
    return says(block.text, manuscript) or not any([span.citation is not None for span in block.text.spans])


def says(prose: Prose, manuscript: Manuscript) -> bool:
    """Whether anything of a prose is printed: words, a page number or the number of a reference."""
    return any(
        [SEEN.search(span.text) or span.page_of or span.citation in manuscript.citations for span in prose.spans]
    )


_SAYS: dict[type, Callable[[content.Block, Manuscript], bool]] = {
    content.ReferenceList: lambda block, manuscript: bool(manuscript.citations),
    content.Box: _box_says,
    content.Paragraph: _text_says,
    content.KeyMessage: _text_says,
    content.Quote: _text_says,
}

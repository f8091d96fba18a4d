"""The head of a leaflet: the keys before its body, from styles, headers, footers and properties."""

from __future__ import annotations

import re
from typing import Final

from leafletgen.content.model.brand import Brand
from leafletgen.word.doubts import Doubts, Part, Spot
from leafletgen.word.importing.codes import code_of, last_lines
from leafletgen.word.importing.furniture import furniture_of
from leafletgen.word.importing.languages import main_language
from leafletgen.word.importing.lines import paragraphs_in
from leafletgen.word.importing.made import Made
from leafletgen.word.importing.review_month import Review, review_in
from leafletgen.word.importing.straps import is_strap
from leafletgen.word.importing.titles import blocks_before, plain_words, subtitle_of, title_of
from leafletgen.word.importing.wish import Wish
from leafletgen.word.story import Paragraph, Story

BRITISH: Final = "en-GB"


def head_of(story: Story, wish: Wish, brand: Brand, doubts: Doubts) -> dict[str, Made]:
    """Return the keys of a leaflet's head in the order in which they are written.

    A value that a paragraph of the body says has the very spot of that paragraph, so that the body can leave it out;
    what it says besides is told. The story is left as it is.
    """
    language = _language(story, wish, doubts)
    code = code_of(story, wish.code, brand.code, doubts)
    title = title_of(story, doubts)
    furniture = furniture_of(story, brand.code, code, doubts)
    head: dict[str, Made | None] = {
        "code": code,
        "title": title,
        "subtitle": subtitle_of(story),
        "strap": _strap(story, title, furniture.strap),
        "language": language,
        "brand": Made(brand.identifier),
        "layouts": Made(list(wish.layouts)),
        "review": _review(story, code, furniture.review, doubts),
        "keywords": _keywords(story),
    }
    return {key: made for key, made in head.items() if made is not None}


def _language(story: Story, wish: Wish, doubts: Doubts) -> Made:
    """Return the language: as wished, else as Word says; American English is the default of a Word that nobody set."""
    said = main_language(story)
    if wish.language is not None:
        return Made(wish.language)
    if said.lower() == "en-us":
        made = Made(BRITISH)
        message = f"the language of the text says {said}; {BRITISH} is written"
        hint = f"write language: {said} where the leaflet is American"
        made.doubts.append(doubts.doubt("word-language", message, hint, Spot(Part.FILE)))
        return made
    return Made(said or BRITISH)


def _strap(story: Story, title: Made, in_header: Paragraph | None) -> Made | None:
    """Return the strap: of a header, or a line over the title, which then has its spot."""
    for paragraph in paragraphs_in(blocks_before(story, title.spot)):
        if is_strap(paragraph.text):
            return Made(plain_words(paragraph), paragraph.spot)
    return None if in_header is None else Made(plain_words(in_header))


def _review(story: Story, code: Made, in_margins: Review | None, doubts: Doubts) -> Made | None:
    """Return the month of review: of a header or footer, else of the last lines of the text, where it may stand too."""
    for line in last_lines(story):
        review = review_in(line.text)
        if review is None:
            continue
        spot = line.paragraphs[0].spot
        alone = len(line.paragraphs) == 1 and not re.sub(r"\W+", "", line.text.replace(review.words, ""))
        if in_margins is not None and (not alone or review.value != in_margins.value):
            continue
        made = Made(review.value, spot if alone and spot is not code.spot else None)
        left = ", and left out of the text" if alone else ""
        message = f"review {review} is taken from the text{left}"
        words = line.text if alone else ""
        made.doubts.append(doubts.doubt("word-review-from-text", message, "the layout prints it", spot, words))
        return made
    return None if in_margins is None else Made(in_margins.value)


def _keywords(story: Story) -> Made | None:
    words = [" ".join(word.split()) for word in re.split("[,;\n]", story.properties.keywords)]
    found = list(dict.fromkeys(filter(None, words)))
    return Made(found) if found else None

"""What is told of drawings while they are read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from leafletgen.word.doubts import Part, Spot
from leafletgen.word.reading.alt_texts import without_folders
from leafletgen.word.reading.plain_words import local_name, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from leafletgen.word.doubts import Doubts
    from leafletgen.word.story import Picture

_LOOK: Final = "look at it in Word"
_SOURCE: Final = re.compile(r"""src\s*=\s*["']([^"']+)""")


def called(picture: Picture) -> str:
    """Return what messages call a picture; which file it becomes is not known while the Word file is read."""
    return f'the {picture.what} "{picture.alt}"' if picture.alt else f"a {picture.what} without alt text"


def link(doubts: Doubts, address: str, spot: Spot) -> None:
    """Tell that a click on a drawing opens an address, which paper cannot; Word may say so twice of one picture."""
    address = without_folders(address)
    last = doubts.found[-1] if doubts.found else None
    twice = last is not None and last.code == "word-picture-link" and last.spot is spot and last.words == address
    if address and not twice:
        doubts.doubt(
            "word-picture-link",
            f"a click on a picture here opens {address}; a picture of a leaflet opens nothing",
            "write the address in the text as a link, if readers need it",
            spot,
            address,
        )


def file_as_alt(doubts: Doubts, file: str, picture: Picture) -> None:
    """Tell that the name of a file stood where an alt text belongs."""
    if file:
        doubts.doubt(
            "word-alt-is-a-file-name",
            f'the alt text of a {picture.what} was the name of a file ("{file}"), and is left out',
            "write what the picture tells the reader",
            picture.spot,
            file,
        )


def alt_of_many(doubts: Doubts, alt: str, pictures: int, count: int, spot: Spot) -> None:
    """Tell an alt text that is about a drawing of several parts, or about words that are there themselves."""
    about = f"a drawing of {count} parts" if pictures else "a text box"
    doubts.doubt(
        "word-alt-of-a-group",
        f'the alt text "{alt}" is about {about}, and is left out',
        "write an alt text for each picture; or save the drawing from Word as one picture"
        if pictures
        else "the words in the box are there themselves, so that nothing is to be done if they say the same",
        spot,
        alt,
    )


def shapes(doubts: Doubts, number: int, alt: str, spot: Spot) -> None:
    """Tell shapes without words, such as lines and arrows."""
    said = f' ("{alt}")' if alt else ""
    doubts.doubt(
        "word-shapes-left-out",
        f"{'a drawn shape' if number == 1 else f'{number} drawn shapes'}{said} without words, such as a line or an "
        f"arrow, {'is' if number == 1 else 'are'} left out",
        f"{_LOOK}: if a reader needs what is drawn, save the whole drawing as one picture",
        spot,
        alt,
    )


def words_of_a_shape(doubts: Doubts, words: str, spot: Spot) -> None:
    """Tell the words of a shape that was drawn in another program."""
    if words:
        doubts.doubt(
            "word-drawing-words",
            f'a drawing says "{words}"; it is left out',
            "write the words where a reader needs them",
            spot,
            words,
        )


def strangers(doubts: Doubts, parts: Iterable[Element], known: Collection[str], spot: Spot) -> None:
    """Tell the words of what nobody knows among the parts of a drawing."""
    for one in parts:
        if one.tag not in known and (words := words_of(one)):
            unknown(doubts, one, words, spot)


def unknown(doubts: Doubts, element: Element, words: str, spot: Spot) -> None:
    """Tell a part of a drawing that nobody knows."""
    name = local_name(element)
    said = f': "{words}"' if words else ""
    doubts.doubt(
        "word-drawing-unknown",
        f'a part of a drawing of an unknown kind ("{name}") is left out{said}',
        f"{_LOOK}, and save it as a picture if a reader needs it",
        spot,
        words,
    )


def changed(doubts: Doubts, effects: list[str], picture: Picture) -> None:
    """Tell what Word does to a picture and the file beside the leaflet does not show."""
    if effects:
        doubts.doubt(
            "word-picture-changed-in-word",
            f"Word shows {called(picture)} with {', '.join(effects)}; the picture is written as it was before that",
            "look at the picture; if it must look as in Word, save it there as a picture and put that in its place",
            picture.spot,
        )


def film(doubts: Doubts, page: str, picture: Picture) -> None:
    """Tell that a picture stands for a film."""
    found = _SOURCE.search(page)
    address = found[1] if found else ""
    doubts.doubt(
        "word-picture-of-a-film",
        f"{called(picture)} stands for a film ({address or 'without an address'}); the still picture is taken",
        "write the film's address as a link or a QR code, if readers are to see it",
        picture.spot,
        address,
    )


def kept_picture(doubts: Doubts, what: str, picture: Picture) -> None:
    """Tell that a picture is what Word keeps of something else, such as ink or a sheet of Excel."""
    doubts.doubt(
        "word-picture-of-an-object",
        f"{called(picture)} is what Word keeps of {what}; what else is in there is not read",
        "open it in Word, and see whether words or numbers in it belong into the text",
        picture.spot,
    )


def chart_in_picture(doubts: Doubts, words: str, spot: Spot) -> None:
    """Tell what a chart says of which Word keeps a picture."""
    if words:
        doubts.doubt(
            "word-chart-as-picture",
            f'a chart became a picture, which shows what Word last drew; it says "{words}"',
            "see that the picture shows the chart, and write what it says into its alt text",
            spot,
            words,
        )


def drawn_words(doubts: Doubts, words: str, spot: Spot) -> None:
    """Tell words that are drawn as a picture (WordArt), such as a watermark."""
    doubts.doubt(
        "word-drawn-words",
        f'words are drawn here as a picture (WordArt, a watermark): "{words}"; they are left out',
        "write them in the text, if readers are to see them",
        spot,
        words,
    )


def elsewhere(doubts: Doubts, pictures: list[Picture], where: str, spot: Spot) -> None:
    """Tell pictures that stand where a leaflet has no place for them."""
    for picture in pictures:
        alt = f' "{picture.alt}"' if picture.alt else ""
        part = f" ({picture.part})" if picture.part else ""
        doubts.doubt(
            "word-picture-left-out",
            f"a {picture.what}{alt}{part} stands in {where}; it is left out",
            "a logo comes from the brand; put any other picture beside the leaflet and write an image block",
            spot,
            " ".join([said for said in (picture.alt, picture.words) if said]),
        )


def unshown(doubts: Doubts, part: str, targets: list[str]) -> None:
    """Tell the pictures of a part of the file that none of its words have beside them."""
    name = part.rpartition("/")[2].removesuffix(".xml")
    pictures, are = ("a picture", "is") if len(targets) == 1 else (f"{len(targets)} pictures", "are")
    doubts.doubt(
        "word-picture-not-shown",
        f'{pictures} of "{name}" ({", ".join(targets)}) {are} not shown in the text: bullets, a background, parts of '
        "a drawing",
        "nothing is to be done unless readers need them",
        Spot(Part.FILE),
    )

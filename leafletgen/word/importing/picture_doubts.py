"""What is told of pictures while their files are written, and what a comment in the leaflet says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leafletgen.word.story import AltFrom

if TYPE_CHECKING:
    from leafletgen.word.doubts import Doubts
    from leafletgen.word.importing.picture_edits import Edited, Edits
    from leafletgen.word.importing.picture_kinds import Unusable, Usable
    from leafletgen.word.story import Picture

_SIDES: Final = ("left", "top", "right", "bottom")
_COMMENT_LENGTH: Final = 80
"""Characters of what a chart says in a comment; its doubt says all."""
_NO_ALT: Final = "no alt text in Word. Write alt:, or decorative: true"


def alt(picture: Picture, name: str, doubts: Doubts) -> list[str]:
    """Tell where an alt text comes from, and return the comments for one that is missing."""
    if picture.decorative:
        _tell_words_of_decoration(picture, name, doubts)
        return []
    if not picture.alt:
        doubts.doubt(
            "word-picture-no-alt",
            f'picture "{name}" has no alt text in Word; the build refuses it until it has one',
            'write "alt:" with what the picture tells the reader, or "decorative: true"',
            picture.spot,
        )
        return [_NO_ALT]
    if picture.automatic:
        doubts.doubt(
            "word-picture-alt-automatic",
            f'the alt text of picture "{name}" was made by a program: "{picture.alt}"',
            "look at the picture and write what it tells the reader",
            picture.spot,
        )
    elif picture.alt_from is AltFrom.TITLE:
        doubts.doubt(
            "word-picture-alt-from-title",
            f'the alt text of picture "{name}" is its title in Word, since its description is empty: "{picture.alt}"',
            "see that it tells what the picture tells",
            picture.spot,
        )
    elif picture.alt_from is AltFrom.SHAPE:
        doubts.doubt(
            "word-picture-old",
            f'picture "{name}" is of an old kind (VML); its alt text is that of the shape around it: "{picture.alt}"',
            "see that it tells what the picture tells",
            picture.spot,
        )
    return []


def _tell_words_of_decoration(picture: Picture, name: str, doubts: Doubts) -> None:
    if picture.alt:
        doubts.doubt(
            "word-picture-decorative-with-alt",
            f'picture "{name}" is marked as decorative in Word and has an alt text, which is left out: "{picture.alt}"',
            'put the alt text in the place of "decorative: true" if the picture tells the reader something',
            picture.spot,
            picture.alt,
        )


def taken(picture: Picture, name: str, file: Usable, doubts: Doubts) -> None:
    """Tell a file that is not quite the one in Word."""
    if file.converted:
        more = f"; it has {file.frames} pictures, of which the first is taken" if file.frames > 1 else ""
        doubts.doubt(
            "word-picture-converted",
            f'picture "{name}" was a {file.converted} and was saved as PNG, without loss{more}',
            "look at the picture",
            picture.spot,
        )
    if file.refused:
        doubts.doubt(
            "word-picture-stand-in",
            f'picture "{name}" was a drawing (SVG) that cannot be used: {file.refused}; Word\'s PNG of it is taken',
            "mend the drawing and put it in the place of the PNG, if it looks coarse",
            picture.spot,
        )
    elif picture.stand_in:
        doubts.doubt(
            "word-picture-svg",
            f'picture "{name}" is a drawing (SVG) with a PNG beside it: the drawing is taken',
            "nothing is to be done if it looks as in Word",
            picture.spot,
        )


def edits(picture: Picture, name: str, wanted: Edits, done: Edited | None, doubts: Doubts) -> None:
    """Tell what Word did to a picture, and whether it was done to the file."""
    if any(wanted.crop):
        cut = ", ".join(f"{side} {share:.0%}" for side, share in zip(_SIDES, wanted.crop, strict=True) if share)
        so = (
            f"so is the file, which has {done.width} x {done.height} pixels"
            if done is not None
            else "the file shows the whole picture"
        )
        doubts.doubt(
            "word-picture-cropped",
            f'picture "{name}" is cropped in Word ({cut}); {so}',
            "look at the picture" if done is not None else "crop the file, and save it under the same name",
            picture.spot,
        )
    turns = _turns(picture)
    if turns:
        whole = done is not None and not wanted.slant
        doubts.doubt(
            "word-picture-turned",
            f'picture "{name}" is {turns} in Word; {"so is the file" if whole else "the file shows it as it was"}',
            "look at the picture, left and right too" if whole else "turn the file, and save it under the same name",
            picture.spot,
        )


def _turns(picture: Picture) -> str:
    turned = f"turned by {picture.turn:.0f} degrees" if round(picture.turn) % 360 else ""
    return " and ".join([said for said in ("mirrored" if picture.mirrored else "", turned) if said])


def unusable(picture: Picture, name: str, why: Unusable, doubts: Doubts) -> str:
    """Tell a file that is written and stands in no block; return the comment in its place."""
    words = _words(picture)
    doubts.doubt(
        "word-picture-not-usable",
        f'{picture.what} "{name}"{_named(picture)} is left out of the leaflet: {why.why}',
        why.hint,
        picture.spot,
        words,
    )
    return f"{name}{_named(picture)} cannot be used; save it as PNG or SVG"


def not_there(picture: Picture, doubts: Doubts) -> str:
    """Tell a picture that has no bytes; return the comment in its place."""
    words = _words(picture)
    if picture.linked:
        doubts.doubt(
            "word-picture-linked",
            f"a picture{_named(picture)} is linked, not in the file: {picture.linked}; it was not fetched",
            "put a copy beside the leaflet and write an image block",
            picture.spot,
            words,
        )
        return f"a picture kept elsewhere ({picture.linked}{_named(picture, ', ')}) is not in the file"
    if picture.what == "picture":
        return f"a picture{_named(picture)} is not in the file any more"
    said = f': "{picture.words}"' if picture.words else ", which says nothing"
    doubts.doubt(
        "word-chart-left-out",
        f"a {picture.what}{_named(picture)} is left out{said}",
        f"save the {picture.what} as a picture from Word, or write what it says as a table or a list",
        picture.spot,
        words,
    )
    return f"a {picture.what}{_named(picture)} is left out{_beginning(picture.words)}"


def _words(picture: Picture) -> str:
    return " ".join([said for said in (picture.alt, picture.words) if said])


def _named(picture: Picture, before: str = "") -> str:
    """A picture's alt text in a message: in brackets, or after what is given."""
    alt_ = " ".join(picture.alt.split())
    if not alt_:
        return ""
    return f'{before}"{alt_}"' if before else f' ("{alt_}")'


def _beginning(words: str) -> str:
    if not words:
        return ""
    short = words if len(words) <= _COMMENT_LENGTH else f"{words[:_COMMENT_LENGTH].rpartition(' ')[0]}…"
    return f'; it says "{short}"'

"""Alternative texts that say nothing: file names, "Picture1", "image of"."""

from __future__ import annotations

import re

from leafletgen.errors import Place, Report

_IS_FILE = r"\S+\.(?:png|jpe?g|svg|gif|tiff?|webp|bmp)"
_SAYS_NOTHING = (
    r"(?:an? |the )?(?:image|picture|photo|photograph|figure|graphic|icon|img|diagram|illustration|untitled"
    r"|alt|alt text|todo|tbc|xxx)[\s_-]*\d*[a-z]?\.?"
)
_BEGINS_WITH_MEDIUM = r"(?:an? |the )?(?:image|picture|photo|photograph|graphic) (?:of|showing) "
# One word with a digit or an underscore in it, such as GEN8159_A, is what a picture library or a camera wrote.
_IS_SERIAL = r"(?=\S*[0-9_])[A-Za-z0-9_.-]+"


def check_alt_text(alt: str, place: Place, report: Report, *, serials: bool = False) -> bool:
    """Report an alternative text that says nothing about its picture.

    Args:
        alt: the text.
        place: where it stands.
        report: receives the fault; a text that begins with "image of" is a warning only.
        serials: whether a single word with a digit is a fault too. A leaflet may show a form called "P45".

    Returns:
        Whether it may stay.
    """
    nothing = f"{_IS_FILE}|{_SAYS_NOTHING}" + (f"|{_IS_SERIAL}" if serials else "")
    if re.fullmatch(nothing, alt, re.IGNORECASE):
        report.error(
            "alt-text-says-nothing",
            f'the alt text "{alt}" says nothing about the picture',
            "write what the picture tells the reader, in a sentence",
            place,
        )
        return False
    if medium := re.match(_BEGINS_WITH_MEDIUM, alt, re.IGNORECASE):
        report.warning(
            "alt-text-names-the-medium",
            f'the alt text begins with "{medium[0].strip()}"',
            "a screen reader says already that it is a picture; begin with what it tells",
            place,
        )
    return True

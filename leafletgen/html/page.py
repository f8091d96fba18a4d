"""A web page from a document: its head, its policy, and the template that a brand may replace."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from leafletgen.document import looks
from leafletgen.document.edition import Edition
from leafletgen.document.element import Element
from leafletgen.errors import Report
from leafletgen.html.body import BodyWriter
from leafletgen.html.colours import variables
from leafletgen.html.faces import faces_of, is_steep
from leafletgen.html.pictures import PictureWriter
from leafletgen.images import PictureStore
from leafletgen.languages.direction import direction

if TYPE_CHECKING:
    from leafletgen.html.exercise_pictures import ExercisePictures

#: What a page may do: show the pictures it holds and the styles whose hash it names (CSP 3). No script runs, nothing
#: is asked for, no form is sent, and no address inside of it is read as another.
_POLICY = "default-src 'none'; img-src data:; style-src {styles}; font-src data:; base-uri 'none'; form-action 'none'"
#: How DRAFT or WITHDRAWN looks. Declarations in the first layer that are important win over all others of a page, and
#: nothing can be added to a layer without a name (CSS Cascade 5, 6.4.4), so that no style of a brand hides it.
_MARK_SHEET = Path(__file__).with_name("mark.css").read_text("utf-8")
_SHEET = Path(__file__).with_name("style.css").read_text("utf-8")
#: For letters that climb: lines that do not touch each other.
_STEEP = """\
:is(p, li, th, td, caption, figcaption, label):lang(ur) { line-height: 2.3; }
:is(h1, h2, h3, h4, h5, h6):lang(ur) { line-height: 2.1; }
"""
#: The source at the left and its translation at the right, whatever the direction of either; one under another where
#: there is no room for both.
_PAIRS = """\
main { max-width: 64rem; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2rem; direction: ltr; }
.pair > .translation { grid-column: 2; }
@media (max-width: 36em) { .pair { display: block; } .pair > * { margin-bottom: 1rem; } }
"""


def write(
    edition: Edition, pictures: PictureStore, report: Report, exercises: ExercisePictures | None = None
) -> str | None:
    """A document as one web page, in UTF-8; None when an error was reported.

    The page needs no other file: pictures stand in it, and letters are those of the reader's system, for the brand's
    own would add 150 KB to each leaflet. The same document gives the same page. Exercises keeps what is drawn of them
    for the pages that follow.
    """
    from leafletgen.html.template import page_template  # loads Jinja2, which nothing else needs

    template = page_template(edition.brand, report)
    body = BodyWriter(edition, PictureWriter(edition.brand, pictures, report, exercises)).write()
    if template is None or report.has_errors:
        return None
    marked = f"{edition.mark}: {edition.title}" if edition.mark else edition.title
    values = {
        "language": edition.language,
        "direction": direction(edition.language),
        "title": marked,
        "description": edition.description,
        "brand": edition.brand.name,
        "website": edition.brand.website or "",
        "code": edition.code,
        "skip": edition.phrases["skip"],
        "phrase_language": edition.phrase_language,
    }
    page = template.render(values, report)
    if page is None:
        return None
    style = style_of(edition)
    first = _MARK_SHEET if edition.mark else ""
    return page.filled(style, policy_of([*([f"\n{first}"] if first else []), *page.styles(style)]), body, first)


def style_of(edition: Edition) -> str:
    """The style sheet of a page, in the brand's colours."""
    family = edition.brand.fonts.text.name.replace("\\", "").replace('"', "").replace("<", "").replace("\n", " ")
    face = _faces(family, edition.language)
    other = _language_beside(edition.root)
    sheet = _SHEET + _STEEP if is_steep(other or edition.language) else _SHEET
    if other is not None:
        own = f".translation {{ font-family: {_faces(family, other)}; }}\n"
        sheet += _PAIRS + own
    return f"{variables(edition.brand.colours)}:root {{ color-scheme: light dark; --face: {face}; }}\n{sheet}"


def _faces(family: str, language: str) -> str:
    """The brand's face, those of the language's script, and those of any system."""
    own = "".join(f'"{face}", ' for face in faces_of(language))
    return f'"{family}", {own}system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'


def _language_beside(root: Element) -> str | None:
    """The language of the translation in a document that has one beside its source."""
    pairs = [kid for kid in root.elements if kid.look == looks.PAIR]
    sides = [side for pair in pairs for side in pair.elements if side.look == looks.TRANSLATION]
    return sides[0].language if sides else None


def policy_of(styles: Sequence[str]) -> str:
    """The policy of a page with these style sheets."""
    hashes = [f"'sha256-{b64encode(sha256(style.encode()).digest()).decode('ascii')}'" for style in styles]
    return _POLICY.format(styles=" ".join(hashes) or "'none'")

"""What a leaflet begins with: strap, logo, title, subtitle, and on a cover its picture and whose it is."""

from __future__ import annotations

from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.manuscript import Manuscript
from leafletgen.document.sources import Image, Logo
from leafletgen.errors import NOWHERE
from leafletgen.languages.phrases import words_for
from leafletgen.library.workspace import LoadedLeaflet
from leafletgen.source.inline import Prose, Span

DRAFT = "draft_translation"
"""The key of the words that stand on a translation that no native speaker has checked."""


def write_logo(manuscript: Manuscript, parent: Element) -> None:
    """The brand's logo, if it has one."""
    brand = manuscript.brand
    if brand.logo.file:
        figure = parent.add(Role.FIGURE, brand.logo.place, looks.LOGO)
        figure.alt = brand.logo.alt
        figure.source = Logo()


def draft_notices(manuscript: Manuscript) -> list[Prose]:
    """What a translation says that no native speaker has checked: in its own language, and for staff in English."""
    own, english = manuscript.words[DRAFT], words_for("en")[DRAFT]
    place = manuscript.place or NOWHERE
    said = [Prose((Span(own, language=manuscript.stand_in),), place)]
    return said if own == english else [*said, Prose((Span(english, language="en"),), place)]


def write_draft_notice(manuscript: Manuscript, parent: Element) -> None:
    """A group that says so before all else of the text; a cover has no room for it in large print."""
    group = parent.add(Role.GROUP, manuscript.place, looks.EXAMPLE)
    for notice in draft_notices(manuscript):
        manuscript.paragraph(group, notice, manuscript.place)


def write_front(manuscript: Manuscript, loaded: LoadedLeaflet, parent: Element) -> None:
    """Append the elements of the front, in the order in which they are read out."""
    leaflet = loaded.leaflet
    places = leaflet.places
    if leaflet.strap:
        manuscript.paragraph(parent, leaflet.strap, places.get("strap"), looks.STRAP)
    write_logo(manuscript, parent)
    title = parent.heading(1, places["title"])
    title.say(leaflet.title)
    title.title = leaflet.title
    if leaflet.subtitle:
        manuscript.paragraph(parent, leaflet.subtitle, places.get("subtitle"), looks.SUBTITLE)
    if not manuscript.form.cover:
        return
    if loaded.cover is not None:
        role = Role.FIGURE if leaflet.cover_alt else Role.DECORATION
        picture = parent.add(role, leaflet.place, looks.COVER)
        picture.source = Image(loaded.cover, f'the cover picture "{leaflet.cover}"')
        picture.alt = leaflet.cover_alt or None
    owner = loaded.department.name if loaded.department else ", ".join(leaflet.authors)
    if owner:
        place = places.get("department" if loaded.department else "authors")
        manuscript.paragraph(parent, owner, place, looks.OWNER)

"""Pictures of a Word file: dots in the package, with what stands for them to whoever does not see them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from leafletgen.content.model.brand import Brand
from leafletgen.document import looks
from leafletgen.document.element import Element, Role
from leafletgen.document.sources import Image, Logo
from leafletgen.errors import Place, Report
from leafletgen.images import PictureError
from leafletgen.word.exporting.markup import escaped

if TYPE_CHECKING:
    from leafletgen.images import Dots

COLUMN: Final = 605
"""The width of the text on A4 with margins of 25 mm, in pixels of CSS."""
_TALLEST: Final = 600
_SHARE: Final = 0.7
#: English Metric Units in a pixel of CSS (20.1.2.1: 914,400 in an inch).
_EMU: Final = 9525
#: Pixels of CSS in a millimetre (CSS Values 4, 6.2).
_MM: Final = 96 / 25.4
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class Prepares(Protocol):
    """What makes pictures ready, such as a `PictureStore`."""

    def for_mail(self, path: Path, width: int, family: str, faces: Sequence[Path], *, mirrored: bool = False) -> Dots:
        """A picture as a file of dots, to be shown so many pixels of CSS wide."""


class PictureWriter:
    """Shows what figures have as their source."""

    def __init__(self, brand: Brand, store: Prepares, add: Callable[[bytes], str], report: Report) -> None:
        """Take whose file it is, what prepares pictures, and what puts one into the package and names it."""
        self.brand = brand
        self.store = store
        self.add = add
        self.report = report
        self._count = 0

    def run(self, element: Element, room: float = 1.0) -> str:
        """The picture of a figure or a decoration as a run, in a part of the column; nothing for other sources."""
        source = element.source
        if isinstance(source, Logo):
            logo = self.brand.logo
            found = self._dots(self.brand.files[logo.file], COLUMN // 2, f'the logo "{logo.file}"', logo.place)
            width = logo.height_mm * _MM * found.width / found.height if found is not None else 0
        elif isinstance(source, Image):
            share = source.share or (1.0 if source.framed or element.look == looks.COVER else _SHARE)
            width = COLUMN * room * share
            found = self._dots(source.path, round(width), source.called, element.place)
        else:
            return ""
        return "" if found is None else self._drawn(found, width, element)

    def _dots(self, path: Path, width: int, called: str, place: Place | None) -> Dots | None:
        family = self.brand.fonts.text
        faces = [self.brand.files[name] for name in (family.regular, family.bold)]
        try:
            return self.store.for_mail(path, width, family.name, faces)
        except PictureError as fault:
            self.report.error(fault.code, f"{called} cannot be used: {fault}", fault.hint, place)
            return None

    def _drawn(self, dots: Dots, width: float, element: Element) -> str:
        width = min(width, _TALLEST * dots.width / dots.height)
        across, down = round(width * _EMU), round(width * dots.height / dots.width * _EMU)
        self._count += 1
        number, relation = self._count, self.add(dots.data)
        if element.role is Role.DECORATION or not element.alt:
            said = f'descr=""><a:extLst>{_DECORATIVE}</a:extLst></wp:docPr>'
        else:
            said = f'descr="{escaped(element.alt)}"/>'
        size = f'cx="{across}" cy="{down}"'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{number}" name="Picture {number}" {said}'
            "<wp:cNvGraphicFramePr/>"
            f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )


#: What Word itself writes of a picture that it calls decorative ([MS-ODRAWXML] 2.24).
_DECORATIVE: Final = '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext>'

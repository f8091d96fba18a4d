"""What the blocks of an exercise sheet share: the prose of exercises, filled in for the brand."""

from collections.abc import Mapping

from leafletgen.boxes.text import Run
from leafletgen.compose.context import Context, Style
from leafletgen.content.fields import report_unknown_field
from leafletgen.content.model.brand import Brand
from leafletgen.document.element import Element
from leafletgen.errors import Place
from leafletgen.source.inline import Prose, Span


class SheetContext(Context):
    """A context whose prose comes from files that know neither brand nor document."""

    def runs(self, prose: Prose | str, node: Element, style: Style, place: Place | None = None) -> list[Run]:
        """Text as runs, with merge fields filled; what points to another place of a leaflet is reported."""
        if isinstance(prose, Prose) and any(map(_is_open, prose.spans)):
            prose = self._filled(prose)
        return super().runs(prose, node, style, place)

    def _filled(self, prose: Prose) -> Prose:
        filled = prose.substitute(self.fields)
        for span in filled.spans:
            place = span.place or prose.place
            if span.citation is not None:
                self.report.error("an exercise sheet has no references", "take the reference out", place)
            elif _leads_inside(span):
                self.report.error(
                    "this leads to a place of a leaflet, and an exercise sheet has none", "take the link out", place
                )
            elif span.field is not None and span.field not in self.fields:
                report_unknown_field(span.field, self.report, place)
        return filled


def _is_open(span: Span) -> bool:
    return span.field is not None or span.citation is not None or _leads_inside(span)


def _leads_inside(span: Span) -> bool:
    return span.page_of is not None or (span.link is not None and span.link.target.startswith("#"))


def sheet_fields(brand: Brand, code: str, title: str) -> Mapping[str, str]:
    """The merge fields of a sheet; the department is the brand's first."""
    values = {
        "brand.name": brand.name,
        "brand.short_name": brand.short_name or brand.name,
        "brand.website": brand.website,
        "leaflet.code": code,
        "leaflet.title": title,
    }
    department = next(iter(brand.departments.values()), None)
    if department is not None:
        values |= {
            "department.name": department.name,
            "department.phone": department.phone,
            "department.hours": ", ".join(department.hours),
            "department.email": department.email,
            "department.address": ", ".join(department.address),
            "department.website": department.website,
        }
    return {name: value for name, value in values.items() if value}

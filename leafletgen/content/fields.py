"""Merge fields: what `{brand.name}` and the like stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from leafletgen.content.code import Code
from leafletgen.content.model.brand import Brand, Department
from leafletgen.content.model.leaflet import Leaflet
from leafletgen.errors import Place, Report, did_you_mean
from leafletgen.languages.dates import month_and_year
from leafletgen.languages.phrases import stand_in_language
from leafletgen.source.inline import Prose
from leafletgen.source.records import Record

FIELDS: dict[str, str] = {
    "brand.name": "The organisation's name.",
    "brand.short_name": "Its short name, or its name when there is none.",
    "brand.website": "Its web address.",
    "department.name": "The name of the leaflet's department.",
    "department.phone": "The department's telephone number.",
    "department.hours": "Its opening hours, separated by commas.",
    "department.email": "Its e-mail address.",
    "department.address": "Its address, separated by commas.",
    "department.website": "Its web address.",
    "leaflet.title": "The leaflet's title.",
    "leaflet.subtitle": "Its subtitle.",
    "leaflet.strap": "Its strap.",
    "leaflet.code": "Its code, in full.",
    "leaflet.number": "The number in its code.",
    "leaflet.version": "The version in its code.",
    "leaflet.issued": "Month and year of issue, from its code.",
    "leaflet.review": "Month and year of its next review.",
    "leaflet.audience": "Whom it is for.",
    "leaflet.authors": "Who wrote it, separated by commas.",
    "leaflet.summary": "Its summary.",
}
"""Every merge field, with what it is."""

PAGE_FIELDS = ("page", "pages")
"""What headers and footers may use besides: the number of the page, and of all pages."""

_TEMPLATE_FIELD = re.compile(r"\{([^{}]*)\}")


def merge_fields(leaflet: Leaflet, brand: Brand, code: Code, department: Department | None) -> dict[str, str]:
    """Return the value of every field that has one."""
    language = leaflet.language
    values: dict[str, object] = {
        "brand.name": brand.name,
        "brand.short_name": brand.short_name or brand.name,
        "brand.website": brand.website,
        "leaflet.title": leaflet.title,
        "leaflet.subtitle": leaflet.subtitle,
        "leaflet.strap": leaflet.strap,
        "leaflet.code": leaflet.code,
        "leaflet.number": code.number,
        "leaflet.version": code.version,
        "leaflet.issued": month_and_year(*code.issued, language, brand.digits) if code.issued else None,
        "leaflet.review": review_date(leaflet, brand.digits),
        "leaflet.audience": leaflet.audience,
        "leaflet.authors": ", ".join(leaflet.authors),
        "leaflet.summary": leaflet.summary,
    }
    if department:
        values |= department_values(department)
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def department_values(department: Department) -> dict[str, str | None]:
    """Return the fields of a department; what it does not have is None or empty."""
    return {
        "department.name": department.name,
        "department.phone": department.phone,
        "department.hours": ", ".join(department.hours),
        "department.email": department.email,
        "department.address": ", ".join(department.address),
        "department.website": department.website,
    }


def field_languages(language: str) -> dict[str, str]:
    """Return the fields of a leaflet whose values are in another language: names of months that are not translated."""
    stand_in = stand_in_language(language)
    return dict.fromkeys(("leaflet.issued", "leaflet.review"), stand_in) if stand_in is not None else {}


def review_date(leaflet: Leaflet, digits: str = "latin") -> str | None:
    """Return the month and year of the next review as people say it."""
    if leaflet.review is None:
        return None
    year, _, month = leaflet.review.partition("-")
    return month_and_year(int(year), int(month), leaflet.language, digits)


def report_unknown_fields(parts: Iterable[Record | Prose], fields: Mapping[str, str], report: Report) -> None:
    """Report every merge field in the prose among these parts that is not in `fields`."""
    for part in parts:
        if isinstance(part, Prose):
            for span in part.spans:
                if span.field is not None and span.field not in fields:
                    report_unknown_field(span.field, report, span.place or part.place)


def report_unknown_field(name: str, report: Report, place: Place) -> None:
    """Report one merge field: either nobody knows it, or it has no value here."""
    if name not in FIELDS:
        report.error("field-unknown", f'unknown field "{{{name}}}"', did_you_mean(name, FIELDS), place)
        return
    owner, _, entry = name.partition(".")
    report.error(
        "field-without-value",
        f'the field "{{{name}}}" has no value here',
        'give the leaflet a "department:"' + ("" if entry == "name" else f" that has {entry}")
        if owner == "department"
        else f'give the {owner} "{entry}:"',
        place,
    )


def report_unknown_template_fields(template: str, report: Report, place: Place) -> None:
    """Report every field of a header or footer template that nobody knows."""
    for name in _TEMPLATE_FIELD.findall(template):
        if name not in FIELDS and name not in PAGE_FIELDS:
            report.error(
                "field-unknown", f'unknown field "{{{name}}}"', did_you_mean(name, (*FIELDS, *PAGE_FIELDS)), place
            )


def fill_template(template: str, fields: Mapping[str, str]) -> str:
    """Return a header or footer with its fields filled; one without a value leaves nothing.

    `{page}` and `{pages}` stay when `fields` has no value for them, so that a caller can fill them per page.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return fields.get(name, match[0] if name in PAGE_FIELDS else "")

    return _TEMPLATE_FIELD.sub(value, template).strip()

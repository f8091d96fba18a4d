"""The merge fields of e-mail templates: what they are, and their values for one message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from leafletgen.content.fields import FIELDS, department_values
from leafletgen.content.model.brand import Brand, Department

PATIENT: Final = "patient."
"""How the fields begin whose values are a patient's; no subject may have one."""

EMAIL_FIELDS: Final[Mapping[str, str]] = {
    **{name: words for name, words in FIELDS.items() if name.startswith("brand.")},
    **{name: words for name, words in FIELDS.items() if name.startswith("department.")},
    "department.name": "The name of the brand's first department, as on sheets.",
    "document.title": "The title of what is sent.",
    "document.code": "Its code, where it has one.",
    "patient.name": "The patient's name, as it stands on the sheet.",
    "clinician.name": "Who prescribes.",
    "clinician.role": "What they are, such as Physiotherapist.",
    "clinician.contact": "How to reach them.",
}
"""Every merge field of an e-mail template, with what it is."""


def email_values(brand: Brand, department: Department | None = None, **others: str | None) -> dict[str, str]:
    """Return the value of every field that has one.

    Args:
        brand: whose message it is.
        department: whose telephone number it gives; without it the brand's first, as on a sheet.
        others: the values of the other fields with "_" for the dot, such as ``patient_name``.

    Raises:
        KeyError: there is no such field.
    """
    values: dict[str, str | None] = {
        "brand.name": brand.name,
        "brand.short_name": brand.short_name or brand.name,
        "brand.website": brand.website,
    }
    department = department or next(iter(brand.departments.values()), None)
    if department is not None:
        values |= department_values(department)
    for name, value in others.items():
        field = name.replace("_", ".", 1)
        if field not in EMAIL_FIELDS:
            raise KeyError(field)
        values[field] = value
    return {name: value for name, value in values.items() if value}

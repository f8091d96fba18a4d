"""E-mail templates and what a brand says of e-mail: what is read, and values that are data."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import yaml

from leafletgen.content.email_fields import EMAIL_FIELDS, email_values
from leafletgen.content.fields import fill_template
from leafletgen.content.model.brand import LIMIT_MB, Brand, BrandEmail, Department
from leafletgen.content.model.email_template import (
    LONGEST_PARAGRAPH,
    LONGEST_SUBJECT,
    MOST_PARAGRAPHS,
    EmailTemplate,
)
from leafletgen.errors import Place, Report
from leafletgen.library.emails import OURS, our_names
from leafletgen.library.schemas import json_schema
from leafletgen.source.yaml import parse_source
from tests.support.commands import BRAND


def read(text: str) -> tuple[EmailTemplate | None, list[str]]:
    """Read an e-mail template, and return all diagnostics."""
    report = Report()
    root = parse_source(text, "e.yaml", report)
    assert root is not None
    return EmailTemplate.read(root, report), [str(found) for found in report.diagnostics]


def brand_of(text: str) -> tuple[Brand, list[str]]:
    """Read a brand with this section, and return all diagnostics."""
    report = Report()
    root = parse_source(BRAND + text, "b.yaml", report)
    assert root is not None
    brand = Brand.read(root, report)
    assert brand is not None
    return brand, [str(found) for found in report.diagnostics]


#: Names and contacts as nobody should have them; each is sent as it stands here.
DATA = (
    "{brand.name}",
    "{{patient.name}}",
    "**Sam**",
    "[Sam](https://example.org)",
    "Sam\nBcc: all@example.org",
    "<b>Sam</b> & Co",
    r"S\*m \{x}",
    "{lang=de}",
    "^2^ [@ng193] {page:why}",
)


@pytest.mark.parametrize("value", DATA)
def test_a_value_is_data_and_never_parsed_again(value: str) -> None:
    template, found = read("subject: Of {document.title}\nbefore: ['Hello **{patient.name}**, {clinician.contact}.']\n")
    assert template is not None and not found
    fields = {"patient.name": value, "clinician.contact": value, "document.title": value, "brand.name": "X"}
    filled = template.before[0].substitute(fields)
    assert [(span.text, span.bold) for span in filled.spans] == [
        ("Hello ", False), (value, True), (", ", False), (value, False), (".", False)
    ]  # fmt: skip
    marks = [(span.field, span.link, span.citation, span.page_of, span.language) for span in filled.spans]
    assert set(marks) == {(None, None, None, None, None)}
    assert fill_template(template.subject, fields) == f"Of {value}"


def test_every_field_can_stand_in_a_paragraph_and_the_patients_in_no_subject() -> None:
    for name in EMAIL_FIELDS:
        _, found = read(f"subject: S\nbefore: ['{{{name}}}']\n")
        assert not found
        template, found = read(f"subject: 'S {{{name}}}'\nbefore: [B]\n")
        assert bool(found) is name.startswith("patient.")
        assert found or (template is not None and template.subject == f"S {{{name}}}")


def test_the_values_of_fields() -> None:
    brand, _ = brand_of("")
    values = email_values(brand, patient_name="Sam Example", clinician_contact="", document_code=None)
    assert values["brand.name"] == values["brand.short_name"] == "Clinic"
    assert values["patient.name"] == "Sam Example"
    assert values["department.name"] == "Physiotherapy"
    assert set(values) <= set(EMAIL_FIELDS)
    assert not {"clinician.contact", "document.code"} & set(values), "what is empty has no value"
    other = Department(place=Place("b.yaml", 1, 1), name="Spinal team", phone="01632 960 014")
    assert email_values(brand, other)["department.phone"] == "01632 960 014"
    brand.departments["spinal"] = other
    assert email_values(brand)["department.name"] == "Physiotherapy", "the first, as on a sheet"
    brand.departments.clear()
    assert "department.name" not in email_values(brand)
    with pytest.raises(KeyError):
        email_values(brand, patient_nhs_number="999 000 0018")


def test_markup_and_links_that_lead_out() -> None:
    template, found = read(
        "subject: S\nbefore:\n  - '**Bold**, [us](https://www.example.org), [mail](mailto:a@example.org)'\n"
        "  - '[call](tel:01632960000), \\{no field}, [Dydd da]{lang=cy}'\n"
    )
    assert template is not None and not found
    links = [span.link.target for prose in template.before for span in prose.spans if span.link is not None]
    assert links == ["https://www.example.org", "mailto:a@example.org", "tel:01632960000"]
    assert "{no field}" in template.before[1].plain()
    assert (template.language, template.after) == ("en-GB", [])


@pytest.mark.parametrize(
    ("subject", "paragraphs", "length", "sound"),
    [
        (LONGEST_SUBJECT, MOST_PARAGRAPHS, LONGEST_PARAGRAPH, True),
        (LONGEST_SUBJECT + 1, 1, 1, False),
        (1, MOST_PARAGRAPHS + 1, 1, False),
        (1, 1, LONGEST_PARAGRAPH + 1, False),
    ],
)
def test_limits_are_those_of_the_schema(subject: int, paragraphs: int, length: int, sound: bool) -> None:
    data: dict[str, Any] = {"subject": "s" * subject, "before": ["p" * length] * paragraphs}
    _, found = read(yaml.safe_dump(data, width=10_000))
    assert bool(found) is not sound
    assert jsonschema.Draft202012Validator(json_schema("email")).is_valid(data) is sound


@pytest.mark.parametrize("name", our_names())
def test_ours_fit_the_schema_say_that_they_are_examples_and_where_to_get_help(name: str) -> None:
    text = (OURS / f"{name}.yaml").read_text("utf-8")
    template, found = read(text)
    assert template is not None and not found
    jsonschema.validate(yaml.safe_load(text), json_schema("email"))
    words = " ".join(text.replace("#", " ").split())
    assert "An example, which a clinician must review" in words
    said = " ".join(prose.plain() for prose in (*template.before, *template.after))
    for needed in ("call 999", "NHS 111", "urgent", "not meant for you", "attached"):
        assert needed in said
    assert "{document." not in template.subject


def test_the_words_of_a_protected_copy_tell_nothing_of_the_patient_or_the_sheet() -> None:
    template, _ = read((OURS / "protected.yaml").read_text("utf-8"))
    assert template is not None
    fields = {span.field for prose in (*template.before, *template.after) for span in prose.spans if span.field}
    assert fields == {"brand.name", "department.name", "department.phone"}


def test_what_a_brand_says_of_e_mail() -> None:
    brand, found = brand_of("email: {secure_subject: '[secure]', limit_mb: 10, reply_to: physio@example.org}\n")
    assert not found and brand.email is not None
    said = brand.email
    assert (said.secure_subject, said.limit_mb, said.reply_to) == ("[secure]", 10, "physio@example.org")
    assert brand_of("")[0].email is None
    brand, found = brand_of("email: {}\n")
    assert not found and isinstance(brand.email, BrandEmail)
    assert (brand.email.secure_subject, brand.email.limit_mb, brand.email.reply_to) == (None, LIMIT_MB, None)


@pytest.mark.parametrize(
    "section",
    [
        "secure_subject: '[{brand.name}]'",
        "secure_subject: [secure]",
        "secure_subject: ''",
        "secure_subject: " + "s" * 31,
        'secure_subject: "[secure]\\nBcc: a@example.org"',
        'secure_subject: "[sec\\u202Eure]"',
        "limit_mb: 0.9",
        "limit_mb: 150.5",
        "limit_mb: ten",
        "reply_to: physio",
        "reply_to: a@example.org, b@example.org",
        "reply_to: 'Physio <a@example.org>'",
        "reply_to: jürgen@example.org",
        'reply_to: "a@example.org\\nBcc: b@example.org"',
        "sender: a@example.org",
    ],
)
def test_what_a_brand_may_not_say_of_e_mail(section: str) -> None:
    _, found = brand_of(f"email:\n  {section}\n")
    first = len(BRAND.splitlines()) + 2
    assert len(found) == 1
    assert found[0].startswith(f"b.yaml:{first}:")

"""The words of e-mail templates in both parts of a message: what is filled in stays data to the last."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest

from leafletgen.content.email_fields import email_values
from leafletgen.document.email import email_element
from leafletgen.errors import Report
from leafletgen.images import PictureStore
from leafletgen.library.emails import our_names
from leafletgen.library.workspace import Workspace
from leafletgen.mail.body import BodyMaker, subject
from leafletgen.mail.parts import Body
from tests.support.commands import files_of, small_workspace

HOSTILE = (
    "{brand.name} {{patient.name}} {department.phone}",
    "**Sam** ^2^ *Example*",
    "[Sam](https://evil.example.net) {lang=de}",
    "<script>alert(1)</script><a href='https://evil.example.net'>Sam</a>",
    '"Sam" & <b>Co</b> &lt;',
    r"\{Sam\} \*",
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace whose brand has no templates of its own."""
    return Workspace(small_workspace(tmp_path_factory.mktemp("words") / "w"))


def written(workspace: Workspace, name: str, **values: str) -> tuple[str, Body]:
    """Return the subject and the body of a message of one of our templates alone."""
    report = Report()
    brand = workspace.load_brand("plain", report)
    assert brand is not None
    template = workspace.load_email_template(brand, name, report)
    assert template is not None
    fields = email_values(brand, None, **values)
    body = BodyMaker(PictureStore(None)).body(email_element(template, brand, fields, None, report), report)
    assert body is not None and not report.diagnostics
    return subject(template, brand, fields), body


def one_line(text: str) -> str:
    """Return text with its lines joined."""
    return " ".join(text.split())


@pytest.mark.parametrize("value", HOSTILE)
def test_what_is_filled_in_is_read_as_it_is(workspace: Workspace, value: str) -> None:
    said = {"patient_name": value, "clinician_name": value, "clinician_contact": value, "document_title": value}
    for name in ("sheet", "leaflet"):
        title, body = written(workspace, name, **said)
        _, plain = written(workspace, name, **dict.fromkeys(said, "Sam"))
        assert f"Hello {value}," in one_line(body.text)
        shown = re.search(r"<p[^>]*>Hello (.*?),</p>", body.html, re.DOTALL)
        assert shown is not None and unescape(shown[1]) == value
        assert len(re.findall("<[a-z]", body.html)) == len(re.findall("<[a-z]", plain.html)), "no element more"
        assert value not in title and escape(value) not in title


@pytest.mark.parametrize("name", our_names())
def test_a_paragraph_without_its_value_is_left_out(workspace: Workspace, name: str) -> None:
    title, body = written(workspace, name)
    text = one_line(body.text)
    assert "Clinic" in title
    for gone in ("{", "}", "Hello ,", "Ask :", "Its code"):
        assert gone not in text and gone not in title
    for needed in ("01632 960 000", "call 999", "NHS 111"):
        assert needed in text
        assert needed in one_line(unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", body.html, flags=re.DOTALL)))


def test_words_leave_nothing_in_the_workspace(workspace: Workspace) -> None:
    before = files_of(workspace.root)
    written(workspace, "sheet", patient_name="Sam Example")
    assert files_of(workspace.root) == before

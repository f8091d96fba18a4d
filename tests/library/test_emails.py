"""Which file an e-mail template is read from: the brand's own, else ours, and never another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leafletgen.content.model.brand import Brand
from leafletgen.content.model.email_template import EmailTemplate
from leafletgen.errors import ExitCode, Report
from leafletgen.library.emails import email_template_names, our_names
from leafletgen.library.workspace import Workspace
from tests.support.commands import BRAND, files_of, run, small_workspace, write

OWN = "subject: Our own words\nbefore: [Hello]\n"


class Post:
    """A small workspace whose brand may have e-mail templates."""

    def __init__(self, root: Path) -> None:
        self.root = small_workspace(root)
        self.workspace = Workspace(self.root)
        self.folder = self.root / "assets" / "brands" / "plain" / "emails"

    def brand(self) -> Brand:
        """Return the brand."""
        brand = self.workspace.load_brand("plain", Report())
        assert brand is not None
        return brand

    def load(self, name: str) -> tuple[EmailTemplate | None, list[str]]:
        """Load a template, and return all diagnostics."""
        report = Report()
        template = self.workspace.load_email_template(self.brand(), name, report)
        return template, [str(found) for found in report.diagnostics]


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """Return a workspace without templates of its own."""
    return Post(tmp_path / "w")


def test_ours_where_the_brand_has_none(post: Post) -> None:
    assert our_names() == ["leaflet", "protected", "sheet"]
    for name in our_names():
        template, found = post.load(name)
        assert template is not None and not found
        assert (template.identifier, template.brand) == (name, None)


def test_the_brands_own_comes_first_and_is_read_anew_when_it_changes(post: Post) -> None:
    before, _ = post.load("sheet")
    write(post.folder / "sheet.yaml", OWN)
    write(post.folder / "reminder.yaml", OWN)
    template, found = post.load("sheet")
    assert template is not None and before is not None and not found
    assert (template.subject, template.brand) == ("Our own words", "plain")
    assert post.load("sheet")[0] is template
    assert email_template_names(post.brand().folder) == ["leaflet", "protected", "reminder", "sheet"]
    write(post.folder / "sheet.yaml", OWN.replace("Our own", "Still other"))
    again, _ = post.load("sheet")
    assert again is not None and again.subject == "Still other words"
    (post.folder / "sheet.yaml").unlink()
    last, _ = post.load("sheet")
    assert last is not None and last.subject == before.subject


@pytest.mark.parametrize(
    "name",
    [
        "shet",
        "Sheet",
        "../brand",
        "sheet.yaml",
        "../emails/sheet",
        "/etc/passwd",
        "",
        ".",
        "..",
        "a\\b",
        "é",
    ],
)
def test_a_name_that_nothing_has(post: Post, name: str) -> None:
    write(post.folder / "reminder.yaml", OWN)
    template, found = post.load(name)
    assert template is None
    assert len(found) == 1
    assert found[0].startswith(f'error: no e-mail template is called "{name}"\n  hint: ')
    if not name.lower().startswith("sh"):
        assert "reminder" in found[0] or "sheet" in found[0]


def test_faults_are_told_each_time_and_ours_do_not_stand_in(post: Post) -> None:
    write(post.folder / "sheet.yaml", "subject: For {patient.name}\nbefore: ['Hello {patient.nam}']\n")
    for _ in range(2):
        template, found = post.load("sheet")
        assert template is None
        assert [line.split(": error: ")[0] for line in found] == [
            "assets/brands/plain/emails/sheet.yaml:1:14",
            "assets/brands/plain/emails/sheet.yaml:2:17",
        ]


@pytest.mark.parametrize("name", ["sheet.yml", "Sheet.yaml", "SHEET.YML"])
def test_a_file_that_is_not_read_is_told(post: Post, name: str) -> None:
    write(post.folder / name, OWN)
    template, found = post.load("sheet")
    assert template is not None and template.brand is None
    assert found == [f"warning: assets/brands/plain/emails/{name} is not read\n  hint: rename it to sheet.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_workspace_is_not_followed(post: Post, tmp_path: Path) -> None:
    write(tmp_path / "outside" / "sheet.yaml", OWN)
    write(tmp_path / "outside" / "other.yaml", OWN)
    post.folder.mkdir()
    (post.folder / "sheet.yaml").symlink_to(tmp_path / "outside" / "sheet.yaml")
    template, found = post.load("sheet")
    assert template is None
    assert found[0].startswith("error: assets/brands/plain/emails/sheet.yaml leads out of the workspace")
    (post.folder / "sheet.yaml").unlink()
    post.folder.rmdir()
    post.folder.symlink_to(tmp_path / "outside", target_is_directory=True)
    template, found = post.load("other")
    assert template is None
    assert found[0].startswith("error: assets/brands/plain/emails/other.yaml leads out of the workspace")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_nothing_is_a_fault(post: Post) -> None:
    post.folder.mkdir()
    (post.folder / "sheet.yaml").symlink_to(post.folder / "gone.yaml")
    template, found = post.load("sheet")
    assert template is None
    assert found[0].startswith("assets/brands/plain/emails/sheet.yaml:1:1: error: this file cannot be read")


def test_no_pdf_changes_with_what_is_said_of_e_mail(post: Post) -> None:
    def built() -> dict[str, bytes]:
        result = run("build", "--workspace", post.root)
        assert result.exit_code == ExitCode.OK, result.stderr
        return {name: data for name, data in files_of(post.root / "build").items() if name.endswith(".pdf")}

    before = built()
    write(post.folder / "sheet.yaml", OWN)
    brand = post.root / "assets" / "brands" / "plain" / "brand.yaml"
    write(brand, BRAND + "email: {secure_subject: '[secure]', limit_mb: 10, reply_to: physio@example.org}\n")
    assert before
    assert built() == before

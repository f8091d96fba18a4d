"""The pages of leaflets: what they show, what they refuse, and what a browser may do with them."""

import datetime
import os
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pikepdf
import pytest

from leafletgen.clinic.workroom import Workroom
from leafletgen.system import clock
from tests.support.clinic import Clinic
from tests.support.commands import LEAFLET, write
from tests.support.leaflet_states import states_of, workspace_with_every_state

BAD = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_with_every_state(tmp_path_factory.mktemp("made") / "w")


@pytest.fixture
def root(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 11, 29))
    return Path(shutil.copytree(made, tmp_path / "w"))


@pytest.fixture
def client(root: Path) -> Iterator[Clinic]:
    """Return a browser that has come in; nothing is said on the error stream."""
    clinic = Clinic(Workroom(root))
    yield clinic
    assert clinic.complaints == []


def text_of(client: Clinic, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.get_data(as_text=True)


def words(page: str) -> str:
    """Return what is read of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_list_shows_every_leaflet_with_state_review_and_faults(client: Clinic) -> None:
    page = text_of(client, "/leaflets")
    rows = [words(row) for row in re.findall(r"<tr role=\"row\" data-state.*?</tr>", page, re.DOTALL)]
    assert len(rows) == 6
    for row, told in zip(
        rows,
        (
            "A good leaflet P1-good · English P1/ 22/ 01.2026/ VERSION3 plain physio Never released none",
            "Released VERSION3 of 10.2026 31 October 2026 29 days overdue none small, sheet",
            "Changed changed since VERSION3 of 10.2026 31 December 2026 in 32 days",
            "Withdrawn withdrawn on 2026-10-05 withdrawn none",
            "Gone released as VERSION3 of 10.2026; its file is gone 31 January 2027",
            "Faulty its file has errors no date 1 error none",
        ),
        strict=True,
    ):
        assert told.split("none")[0].strip() in row
    assert page.count('aria-sort="none"') == 6
    assert "<img" not in page, "covers are asked for when they are seen"
    assert page.count("data-cover=") == 4


def test_hundreds_of_leaflets_are_light(client: Clinic) -> None:
    page = text_of(client, "/leaflets")
    row = re.findall(r"<tr role=\"row\" data-state.*?</tr>", page, re.DOTALL)
    assert max(map(len, row)) < 2200, "300 leaflets stay under 700 KB"


def test_a_leaflet_shows_its_pages_its_changes_and_its_history(client: Clinic) -> None:
    page = text_of(client, "/leaflets/P3-leaflet")
    read = words(page)
    assert "Marked DRAFT: not to be given out" in read
    assert "taken out: **bold** (end) put in: brave (end)" in read
    assert "<del>" in page and "<ins>" in page
    assert "Released on 5 October 2026, approved by Lead. First issue" in read
    pictures = re.findall(r'<img src="([^"]+)"', page)
    assert pictures and 'loading="lazy"' in page
    picture = client.get(pictures[0].replace("&amp;", "&"))
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    assert picture.headers["Cache-Control"] == "no-store"
    twice = client.get(pictures[0].replace("&amp;", "&").replace("1.33", "2.67"))
    assert len(twice.data) > len(picture.data)


@pytest.mark.parametrize(
    "name, told",
    [
        ("P4-leaflet", "Withdrawn on 5 October 2026: A wrong number"),
        ("P5-leaflet", "Its file is gone, so there is nothing to show."),
        ("P6-leaflet", "leaflets/P6-leaflet.yaml:9:12"),
        ("P1-good", "It was never released."),
        ("P2-leaflet", "Its words are the same."),
    ],
)
def test_each_state_has_a_page(client: Clinic, name: str, told: str) -> None:
    assert told in words(text_of(client, f"/leaflets/{name}"))


def test_forms_are_shown_and_saved(client: Clinic) -> None:
    plain = text_of(client, "/leaflets/P2-leaflet?show=text")
    assert "A paragraph with bold words." in plain
    framed = text_of(client, "/leaflets/P2-leaflet?show=html")
    assert '<iframe class="web-page" sandbox=""' in framed
    for form, name in (
        ("small", "P2-leaflet.small.pdf"),
        ("html", "P2-leaflet.html"),
        ("text", "P2-leaflet.txt"),
    ):
        saved = client.get(f"/leaflets/P2-leaflet/files/{form}")
        assert saved.headers["Content-Disposition"] == f"attachment; filename={name}"
    draft = client.get("/leaflets/P1-good/files/small")
    assert draft.headers["Content-Disposition"] == "attachment; filename=P1-good.small.DRAFT.pdf"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("two\nlines", "attachment; filename=two_lines.txt"),
        ("turned\u202e", "attachment; filename=turned_.txt"),
        ('a "b"', 'attachment; filename="a \\"b\\".txt"'),
        ("Cefn \u0175", "attachment; filename=\"Cefn _.txt\"; filename*=UTF-8''Cefn%20%C5%B5.txt"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_of_any_name_can_be_saved(client: Clinic, root: Path, name: str, said: str) -> None:
    (root / "leaflets" / "P2-leaflet.yaml").rename(root / "leaflets" / f"{name}.yaml")
    saved = client.get(f"/leaflets/{quote(name)}/files/text")
    assert saved.status_code == 200, saved.text
    assert saved.headers["Content-Disposition"] in (said, said.replace(".txt", ".DRAFT.txt"))
    saved.headers["Content-Disposition"].encode("latin-1")


def test_a_web_page_may_use_its_styles_and_nothing_else(client: Clinic) -> None:
    response = client.get("/leaflets/P2-leaflet/page.html")
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert "script-src" not in policy and "allow-" not in policy and "frame-ancestors 'self'" in policy
    page = client.get("/leaflets/P2-leaflet")
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


def test_links_that_lead_out_of_a_shown_web_page_do_nothing(client: Clinic, root: Path) -> None:
    linked = LEAFLET.replace("**bold** words", "[words](https://www.example.org/more)")
    write(root / "leaflets" / "P1-good.yaml", linked)
    shown = client.get("/leaflets/P1-good/page.html").data
    assert b'<a target="_blank" class="leads" href="https://www.example.org/more"' in shown, (
        "which a frame without rights may not open"
    )
    assert b'<a class="skip" href="#_text"' in shown
    assert b'target="_blank"' not in client.get("/leaflets/P1-good/files/html").data


@pytest.mark.parametrize(
    "address",
    [
        "/leaflets/..%2f..%2fetc%2fpasswd",
        "/leaflets/%2e%2e",
        "/leaflets/P1-good%00",
        "/leaflets/P9",
        "/leaflets/releases.jsonl",
        "/leaflets/..%5c..%5csecret",
        "/leaflets/P1-good/..%2f..%2fsmall/1.jpg",
        "/leaflets/P1-good/sheet/1.jpg",
        "/leaflets/P1-good/small/99.jpg",
        "/leaflets/P1-good/small/1.jpg?scale=400",
        "/leaflets/P1-good/files/sheet",
        "/leaflets/P1-good/files/..%2f..%2fP1-good.yaml",
        "/leaflets/P6-leaflet/cover.jpg",
        "/leaflets/P9/page.html",
        "/printable/P9/small.pdf",
        "/printable/P1-good/html.pdf",
        "/printable/P1-good/..%2fsmall.pdf",
        "/printable/P9/small/print",
    ],
)
def test_what_is_not_there_is_told_in_plain_words(client: Clinic, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert b"Traceback" not in response.data and b"root:" not in response.data


def test_a_leaflet_that_was_removed_meanwhile(client: Clinic, root: Path) -> None:
    assert "A good leaflet" in text_of(client, "/leaflets/P1-good")
    (root / "leaflets" / "P1-good.yaml").unlink()
    assert "It may have been renamed or removed" in text_of(client, "/leaflets/P1-good", 404)


def test_content_is_shown_as_text(client: Clinic, root: Path) -> None:
    write(root / "leaflets" / "P1-good.yaml", LEAFLET.replace("A good leaflet", f'"{BAD}"').replace("paragraph", BAD))
    assert client.get("/printable").get_json()["leaflets"][0]["title"] == BAD, "as data; the page makes text of it"
    for address in ("/leaflets", "/leaflets/P1-good", "/leaflets/P1-good?show=text", "/printable/P1-good/small/print"):
        page = text_of(client, address)
        assert BAD not in page and "&lt;script&gt;" in page
    query = text_of(client, f"/leaflets/P1-good?show={BAD}&since={BAD}")
    assert BAD not in query


def test_leaflets_to_print_are_told_with_layouts_and_drafts_as_drafts(client: Clinic) -> None:
    told = client.get("/printable").get_json()
    assert [(one["id"], one["mark"]) for one in told["leaflets"]] == [
        ("P1-good", "DRAFT"),
        ("P2-leaflet", ""),
        ("P3-leaflet", "DRAFT"),
    ], "neither what was withdrawn, nor what has no sound file"
    assert told["leaflets"][1]["layouts"] == [
        {
            "id": "small",
            "title": "A small layout for tests",
            "printing": "A4, both sides, flip on the short edge, then fold",
        },
        {"id": "sheet", "title": "A small layout for tests", "printing": "A4, both sides, flip on the long edge"},
    ]
    assert told["found"] == []


def test_the_print_page_shows_the_file_for_the_printer(client: Clinic) -> None:
    page = text_of(client, "/printable/P1-good/small/print")
    assert "DRAFT: A good leaflet" in page and "flip on the short edge, then fold: 1 sheet of paper." in page
    (address,) = re.findall(r'<iframe[^>]* src="([^"]+)"', page)
    file = client.get(address)
    assert (file.mimetype, file.data[:5]) == ("application/pdf", b"%PDF-")
    assert file.headers["Content-Disposition"] == "inline; filename=P1-good.small.DRAFT.imposed.pdf"
    saved = client.get(f"{address}?save=1")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    with pikepdf.open(BytesIO(file.data)) as pdf:
        assert "/OpenAction" not in pdf.Root and len(pdf.pages) == 2


def test_why_a_leaflet_cannot_be_folded_is_told(client: Clinic, root: Path) -> None:
    many = "".join(f"  - heading: Part {n}\n  - Words\n" for n in range(700))
    write(root / "leaflets" / "P1-good.yaml", LEAFLET + many)
    page = text_of(client, "/printable/P1-good/small/print", 404)
    assert "too thick for staples" in page and "This leaflet cannot be shown" in page


def test_a_faulty_ledger_is_told_on_the_page(client: Clinic, root: Path) -> None:
    ledger = root / "leaflets" / "releases.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b"First issue", b"Second one", 1))
    assert "was changed after it was written" in words(text_of(client, "/leaflets"))
    assert "was changed after it was written" in words(text_of(client, "/leaflets/P2-leaflet", 404))


def test_no_page_writes_to_the_workspace(client: Clinic, root: Path) -> None:
    before = states_of(root)
    for name in ("P1-good", "P2-leaflet", "P3-leaflet", "P4-leaflet", "P5-leaflet", "P6-leaflet"):
        for address in ("", "?show=html", "?show=text", "/cover.jpg", "/page.html", "/files/small", "/small/1.jpg"):
            assert client.get(f"/leaflets/{name}{address}").status_code in (200, 404)
        assert client.get(f"/printable/{name}/small/print").status_code in (200, 404)
    assert client.get("/leaflets").status_code == 200
    assert states_of(root) == before


def test_leaflets_need_the_cookie(client: Clinic) -> None:
    for address in ("/leaflets", "/leaflets/P1-good", "/printable", "/leaflets/P1-good/page.html"):
        assert client.get(address, client.stranger()).status_code == 403


def test_a_leaflet_in_another_language_has_its_names(client: Clinic, root: Path) -> None:
    """The list and its page name the language in English and as its readers call it, in its own direction."""
    text = LEAFLET.replace("title: A good leaflet", "title: ألم الظهر\nlanguage: ar").replace("P1/22", "P77/22")
    (root / "leaflets" / "P77-back.yaml").write_text(text, "utf-8")
    for page in (text_of(client, "/leaflets"), text_of(client, "/leaflets/P77-back")):
        assert "Arabic ( العربية )" in words(page)
        assert 'lang="ar" dir="auto">ألم الظهر</' in page

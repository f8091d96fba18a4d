"""Word files that are sent to the clinic: what comes back, what is refused, and that nothing stays."""

import re
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import docx
import pytest
from werkzeug.test import TestResponse

from leafletgen.clinic import bodies
from leafletgen.clinic.word_reports import WordReport, WordReports
from leafletgen.clinic.workroom import Workroom
from leafletgen.starters.contents import contents
from tests.clinic.browser.on_disk import files_with
from tests.support.clinic import Clinic
from tests.support.commands import ROOT
from tests.support.leaflet_states import states_of

WORD = "Zwiebelfisch"
"""A word that nothing else has."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("w") / "w"
    for name, data in contents(ROOT).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def client(root: Path) -> Iterator[Clinic]:
    clinic = Clinic(Workroom(root))
    yield clinic
    assert clinic.complaints == []


@pytest.fixture(scope="module")
def old() -> bytes:
    """Return a Word file with words in it that are struck through, about which there is a doubt."""
    made = docx.Document()
    made.add_heading("Neck exercises", 0)
    paragraph = made.add_paragraph(f"Turn your head slowly {WORD}. ")
    paragraph.add_run("Not like this.").font.strike = True
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def sent(client: Clinic, data: bytes, name: str = "old.docx", address: str = "/word", **headers: str) -> TestResponse:
    """Send a file as the page does."""
    own = {"Content_Type": "application/octet-stream", "X_File_Name": quote(name)}
    return client.post(address, data, **{**own, **headers})


def code_of(response: TestResponse) -> str:
    return str(response.get_json()["found"][0]["code"])


def test_a_word_file_opens_its_report(client: Clinic, old: bytes) -> None:
    answer = sent(client, old, "Nacken übungen.docx")
    assert answer.status_code == 200, answer.text
    page = client.get(answer.get_json()["page"]).get_data(as_text=True)
    assert '<bdi class="file-name">Nacken übungen.docx</bdi>' in page
    (framed,) = re.findall(r'<iframe class="web-page" sandbox="" src="([^"]+)"', page)
    report = client.get(framed)
    read = report.get_data(as_text=True)
    assert report.mimetype == "text/html"
    assert "Not like this." in read and "Nothing is written" in read
    policy = report.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'")
    assert "script-src" not in policy and "allow-" not in policy and "frame-ancestors 'self'" in policy


def test_the_page_of_leaflets_takes_a_word_file(client: Clinic) -> None:
    page = client.get("/leaflets").get_data(as_text=True)
    assert f'data-largest="{bodies.LARGEST_FILE}"' in page
    assert 'type="file" id="word-file"' in page
    assert "word-brand" not in page, "there is one brand"


def test_of_several_brands_one_is_chosen(client: Clinic, root: Path, old: bytes, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("leafletgen.library.workspace.Workspace.brand_names", lambda _: ["one", "two"])
        assert "<option>one</option><option>two</option>" in client.get("/leaflets").get_data(as_text=True)
    only = client.parts.workroom.workspace.brand_names()[0]
    assert sent(client, old, address=f"/word?brand={only}").status_code == 200
    refused = sent(client, old, address="/word?brand=..%2f..%2fetc")
    assert refused.status_code == 400
    assert code_of(refused) == "brand-unknown"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "word-file-empty"),
        (b"%PDF-1.7", "word-file-of-another-kind"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "word-file-old"),
        (b"PK\x03\x04" + bytes(90), "word-file-damaged"),
    ],
    ids=["empty", "PDF", "old", "cut"],
)
def test_what_is_no_word_file_is_told(client: Clinic, data: bytes, code: str) -> None:
    answer = sent(client, data)
    assert (answer.status_code, code_of(answer)) == (400, code)


def test_a_damaged_part_is_told_by_its_name(client: Clinic, old: bytes) -> None:
    file = BytesIO(old)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/footer1.xml", "<w:ftr>")
    answer = sent(client, file.getvalue())
    assert (answer.status_code, code_of(answer)) == (400, "word-part-damaged")
    assert "word/footer1.xml" in answer.text


def test_a_file_that_is_too_large_is_told_in_plain_words(client: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LARGEST_FILE", 1_000_000)
    answer = sent(client, bytes(1_000_001))
    assert (answer.status_code, code_of(answer)) == (400, "file-sent-too-large")
    assert "1 MB" in answer.text and "Compress Pictures" in answer.text


def test_a_file_may_be_larger_than_what_a_sheet_sends(client: Clinic, old: bytes) -> None:
    file = BytesIO(old)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/embeddings/large.bin", bytes(range(256)) * 8_000)
    assert len(file.getvalue()) > 2 * bodies.LARGEST
    assert sent(client, file.getvalue()).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Type": "multipart/form-data; boundary=x"}, 415),
        ({"Content_Type": "application/json"}, 415),
        ({"X_File_Name": ""}, 400),
        ({"X_File_Name": "a" * 256}, 400),
        ({"X_Clinic": ""}, 403),
        ({"Origin": "http://evil.example"}, 403),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(
    client: Clinic, old: bytes, headers: dict[str, str], status: int
) -> None:
    assert sent(client, old, **headers).status_code == status


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "<script>alert(1)</script>.docx", "a\nb\u202e.docx", "~$old.docx"]
)
def test_a_name_is_words_and_no_path(client: Clinic, root: Path, old: bytes, name: str) -> None:
    before = states_of(root)
    answer = sent(client, old, name)
    assert answer.status_code == 200, answer.text
    address = answer.get_json()["page"]
    for shown in (address, f"{address}/report.html"):
        assert b"<script>alert" not in client.get(shown).data
    assert states_of(root) == before


def test_a_report_that_is_gone_says_so(client: Clinic, old: bytes) -> None:
    first = sent(client, old).get_json()["page"]
    for _ in range(4):
        sent(client, old)
    assert client.get(first).status_code == 404
    assert b"not there any more" in client.get(first).data
    assert client.get(f"{first}/report.html").status_code == 404


def test_the_last_reports_are_kept_and_no_more() -> None:
    reports = WordReports()
    names = [reports.keep(WordReport(f"{number}.docx", b"")) for number in range(9)]
    assert [reports.get(name) is None for name in names] == [True] * 5 + [False] * 4
    assert len(set(names)) == 9
    assert reports.get("other") is None


def test_nothing_is_written_anywhere(
    client: Clinic, root: Path, old: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, lambda *_, name=name, **__: made.append(name))
    for name in ("HOME", "LEAFLETGEN_CACHE", "LEAFLETGEN_STATE", "LEAFLETGEN_CONFIG"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    before = states_of(root)
    assert sent(client, old).status_code == 200
    assert made == []
    assert states_of(root) == before
    assert files_with(tmp_path, WORD) == []

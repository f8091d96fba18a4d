"""A standard that a layout names, or that a build is asked for: names of files, states, plans, verifying, imposing."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from leafletgen.errors import ExitCode, Report
from leafletgen.library.workspace import Workspace
from leafletgen.pdf.packet import Packet, packet_of, read_packet
from leafletgen.system.forms import file_name, in_standard, without_standard
from leafletgen.verify.conformance import NOT_CHECKED, Validator
from tests.support.commands import LAYOUT, files_of, run, small_workspace, write

SECOND = ("--standard", "ua-2")
NAME = "P1-good.small.pdf"
OTHER = "P1-good.small.ua-2.pdf"
CLAIMS = ("PDF/A-4", "PDF/UA-2", "Well-Tagged PDF 1.0 for accessibility", "Well-Tagged PDF 1.0 for reuse")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with one leaflet that is released."""
    root = small_workspace(tmp_path / "w")
    result = run("release", "P1", "--reason", "First", "--approved-by", "Lead", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    return root


def build(root: Path, *arguments: str) -> str:
    """Build, and return what is said."""
    result = run("build", *arguments, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    return result.stdout


def names(root: Path) -> list[str]:
    """Return the names of all built files."""
    return sorted(str(path) for path in files_of(root / "build"))


def ask_for(root: Path, standard: str) -> None:
    """Let the layout name a standard."""
    write(root / "layouts/small.yaml", f"standard: {standard}\n{LAYOUT}")


def claims(root: Path, name: str) -> tuple[str, ...]:
    """Return the standards that a built file claims."""
    return packet_of((root / "build" / name).read_bytes()).claims


def test_a_layout_in_another_standard_has_a_name_of_its_own() -> None:
    name = in_standard("small", "ua-2")
    assert without_standard(name) == ("small", "ua-2")
    assert without_standard("small") == ("small", "")
    assert without_standard("ua-2") == ("ua-2", "")
    assert file_name("P1-good", name, "DRAFT") == "P1-good.small.ua-2.DRAFT.pdf"


def test_a_file_in_another_standard_stands_beside_the_released_one(root: Path) -> None:
    build(root)
    recorded = (root / "build" / NAME).read_bytes()
    said = build(root, *SECOND)
    assert f"{OTHER}  1 page" in said
    assert "but not in this standard" in said, "its words are released, and no draft"
    assert names(root) == [NAME, OTHER]
    assert (root / "build" / NAME).read_bytes() == recorded
    assert claims(root, NAME) == ("PDF/A-2a", "PDF/UA-1")
    assert claims(root, OTHER) == CLAIMS


def test_each_standard_is_up_to_date_by_itself(root: Path) -> None:
    build(root)
    assert "P1-good: small.ua-2: it was not built yet" in build(root, *SECOND, "--dry-run")
    build(root, *SECOND)
    assert "0 files written, 1 up to date" in build(root, *SECOND)
    assert "0 files written, 1 up to date" in build(root)
    write(root / "layouts/small.yaml", LAYOUT.replace("size: 12", "size: 13"))
    assert "1 leaflet to build" in build(root, *SECOND, "--dry-run")


def test_a_file_in_another_standard_goes_when_its_words_are_old(root: Path) -> None:
    build(root, *SECOND)
    path = root / "leaflets" / "P1-good.yaml"
    path.write_text(path.read_text("utf-8").replace("A good leaflet", "A better leaflet"), "utf-8")
    build(root)
    assert names(root) == ["P1-good.small.DRAFT.pdf", NAME]
    build(root, *SECOND)
    assert names(root) == ["P1-good.small.DRAFT.pdf", NAME, "P1-good.small.ua-2.DRAFT.pdf"]


def test_the_standard_of_the_layout_needs_no_name(root: Path) -> None:
    build(root, "--standard", "ua-1")
    assert names(root) == [NAME]
    ask_for(root, "ua-2")
    build(root, *SECOND)
    assert names(root) == ["P1-good.small.RESTYLED.pdf", NAME]
    build(root, "--standard", "ua-1")
    assert "P1-good.small.ua-1.RESTYLED.pdf" in names(root)


def test_another_standard_is_another_look(root: Path) -> None:
    assert "restyled" not in run("status", "--workspace", root).stdout
    ask_for(root, "ua-1")
    assert "restyled" not in run("status", "--workspace", root).stdout, "what is the default changes nothing"
    ask_for(root, "ua-2")
    assert "restyled" in run("status", "--workspace", root).stdout
    result = run("release", "P1", "--approved-by", "Lead", "--reason", "PDF 2.0", "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    build(root)
    assert claims(root, NAME) == CLAIMS
    said = run("verify", root / "build" / NAME, "--workspace", root).stdout
    assert ": current (" in said


def test_a_standard_that_there_is_not_is_told_with_its_place(root: Path) -> None:
    ask_for(root, "ua-3")
    result = run("build", "--force", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert 'layouts/small.yaml:1:11: error: "standard" must be one of ua-1, ua-2, not "ua-3"' in result.stderr
    assert "hint: did you mean" in result.stderr
    assert run("build", "--standard", "ua-3", "--workspace", root).exit_code == ExitCode.USAGE


def test_no_layout_is_called_as_a_file_of_another_standard(root: Path) -> None:
    for name in ("small.ua-2", "ua-2"):
        write(root / f"layouts/{name}.yaml", LAYOUT)
        report = Report()
        assert Workspace(root).load_layout(name, report) is None
        said = f'a layout may not be called "{name}": so end the files of another standard'
        assert said in str(report.diagnostics)
        result = run("build", "--layout", name, "--workspace", root)
        assert (result.exit_code, said in result.stderr) == (ExitCode.USAGE, True)


def test_layouts_are_listed_with_their_standard(root: Path) -> None:
    write(root / "layouts/newer.yaml", f"standard: ua-2\n{LAYOUT}")
    listed = json.loads(run("list", "layouts", "--json", "--workspace", root).stdout)
    standards = {entry["name"]: entry["standard"] for entry in listed["layouts"]}
    assert standards == {"newer": "ua-2", "small": "ua-1"}


def test_a_file_without_info_is_known_by_its_metadata(root: Path) -> None:
    build(root, *SECOND)
    with pikepdf.open(root / "build" / OTHER) as pdf:
        assert "/Info" not in pdf.trailer
    said = run("verify", root / "build" / OTHER, "--workspace", root).stdout
    assert ": altered: it has the code P1/22/" in said, "as of text of another width, its bytes are not recorded"
    path = root / "leaflets" / "P1-good.yaml"
    path.write_text(path.read_text("utf-8").replace("A good leaflet", "A better leaflet"), "utf-8")
    build(root, *SECOND)
    draft = root / "build" / "some name.pdf"
    (root / "build" / "P1-good.small.ua-2.DRAFT.pdf").rename(draft)
    assert ": a draft, not to be given out" in run("verify", draft, "--workspace", root).stdout


def test_print_copies_of_a_file_without_info_say_what_it_is(root: Path) -> None:
    build(root, *SECOND, "--press")
    with pikepdf.open(root / "build" / "P1-good.small.ua-2.press.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Print copy (press): A good leaflet"
        assert str(pdf.docinfo["/Keywords"]).startswith("P1/22/")
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261101000000Z"
    said = run("verify", root / "build" / "P1-good.small.ua-2.press.pdf", "--workspace", root).stdout
    assert "a print copy of P1/22/" in said


def test_a_file_is_validated_against_what_it_claims(root: Path) -> None:
    build(root)
    build(root, *SECOND)
    result = run("verify", root / "build" / OTHER, "--conformance", "--json", "--workspace", root)
    (finding,) = json.loads(result.stdout)
    assert {name: verdict["passed"] for name, verdict in finding["conformance"].items()} == dict.fromkeys(
        ("PDF/UA-2", "PDF/A-4", *CLAIMS[2:]), True
    )
    result = run("verify", root / "build" / NAME, "--conformance", "--workspace", root)
    assert [line.split(" (")[0] for line in result.stdout.splitlines()[1:]] == [
        "  PDF/UA-1: passed",
        "  PDF/A-2a: passed",
    ]


def test_a_claim_that_is_not_checked_is_told(root: Path) -> None:
    build(root)
    data = (root / "build" / NAME).read_bytes()
    path = root / "copies" / "other.pdf"
    path.parent.mkdir()
    path.write_bytes(data.replace(b"<pdfaid:part>2<", b"<pdfaid:part>3<"))
    result = run("verify", path, "--conformance", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert "  PDF/UA-1: passed" in result.stdout
    assert "  PDF/A-2a: failed" in result.stdout
    assert "  PDF/A-3a: claimed, and not checked" in result.stdout


def test_a_claim_of_the_other_standard_is_checked_too(root: Path) -> None:
    build(root, *SECOND)
    path = root / "both.pdf"
    with pikepdf.open(root / "build" / OTHER) as pdf:
        stream = pdf.Root["/Metadata"]
        stream.write(
            stream.read_bytes()
            .replace(b"<pdfaid:rev>2020</pdfaid:rev>", b"")
            .replace(b"<pdfaid:part>4<", b"<pdfaid:conformance>A</pdfaid:conformance><pdfaid:part>2<")
        )
        pdf.save(path)
    with Validator() as validator:
        verdicts = validator.validate(path, packet_of(path.read_bytes()).claims)
    assert [name for name, verdict in verdicts.items() if verdict.passed] == ["PDF/UA-2", *CLAIMS[2:]]
    assert NOT_CHECKED not in verdicts["PDF/A-2a"].faults, "there is a profile for it"


def test_a_file_that_claims_nothing_is_checked_all_the_same(root: Path) -> None:
    build(root)
    with pikepdf.open(BytesIO((root / "build" / NAME).read_bytes())) as pdf:
        del pdf.Root["/Metadata"]
        pdf.save(root / "bare.pdf")
    result = run("verify", root / "bare.pdf", "--conformance", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert [line.split(" (")[0] for line in result.stdout.splitlines() if line.startswith("  PDF")] == [
        "  PDF/UA-1: failed",
        "  PDF/A-2a: failed",
    ]


@pytest.mark.parametrize(
    ("xml", "packet"),
    [
        (b"", Packet({})),
        (b"no XML", Packet({})),
        (b"\xff\xfe\xff", Packet({})),
        (b"<?xml version='1.0' encoding='none'?><x/>", Packet({})),
        (b'<!DOCTYPE x [<!ENTITY e "e">]><x>&e;</x>', Packet({})),
        (b"<x/>", Packet({})),
        (
            b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://www.aiim.org/pdfa/ns/id/"'
            b' xmlns:x="http://ns.adobe.com/xap/1.0/" xmlns:p="http://ns.adobe.com/pdf/1.3/">'
            b'<r:Description a:part="3" a:conformance="B" x:CreateDate="yesterday"/>'
            b"<r:Description><p:Keywords> a, b </p:Keywords></r:Description></r:RDF>",
            Packet({"Keywords": "a, b"}, ("PDF/A-3b",)),
        ),
    ],
)
def test_a_packet_of_others(xml: bytes, packet: Packet) -> None:
    assert read_packet(xml) == packet


def test_a_packet_that_unfolds_is_read_to_a_limit(root: Path) -> None:
    build(root, *SECOND)
    with pikepdf.open(BytesIO((root / "build" / OTHER).read_bytes())) as pdf:
        pdf.Root["/Metadata"] = pdf.make_stream(b"<x>" + bytes(30_000_000))
        pdf.save(root / "bomb.pdf", fix_metadata_version=False)
    assert packet_of((root / "bomb.pdf").read_bytes()) == Packet({})
    assert packet_of(b"no PDF") == Packet({})

"""Copies with a password: everything opens them that has it, nothing of what they say is to be seen without it."""

import re
import subprocess
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from leafletgen.errors import ExitCode, RefusedError
from leafletgen.mail.protect import protected
from leafletgen.pdf.packet import packet_in
from tests.checker import verapdf
from tests.support.building import Workshop
from tests.support.processes import BOUND
from tests.support.sheet_samples import SheetShop, full_request

PASSWORD = "purple Löwenzahn ladder"
STANDARDS = ("ua-1", "ua-2")
#: What a sheet says of its patient, in its words, its title or its metadata.
SECRETS = ("Wilhelmina", "Featherstonehaugh", "999 000 0018", "9990000018", "third floor", "Fotheringay", "Riverside")


@pytest.fixture(scope="module", params=STANDARDS)
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    shop = SheetShop(tmp_path_factory.mktemp("sheets"))
    prescribed, programme = shop.programme("back-strength")
    wanted = full_request(prescribed, 1)._replace(programmes=[programme])
    return shop.make("sheet-3", wanted, "sheet", request.param).path.read_bytes()


@pytest.fixture(scope="module")
def closed(sheet: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("closed") / "sheet.pdf"
    path.write_bytes(protected(sheet, PASSWORD))
    return path


def opened(data: bytes | Path, password: str = PASSWORD) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data) if isinstance(data, bytes) else data, password=password)


# --- the copy ------------------------------------------------------------------------------------------------------


def test_it_is_closed_with_aes_256_and_whoever_opens_it_may_do_all(closed: Path) -> None:
    with opened(closed) as pdf:
        said = pdf.encryption
        assert (said.R, said.V, said.bits) == (6, 5, 256)
        assert {said.stream_method, said.string_method, said.file_method} == {pikepdf._core.EncryptionMethod.aesv3}
        assert all(pdf.allow)
        assert said.P & 1 << 9  # bit 10, that of assistive technology
        assert not pdf.owner_password_matched
        assert "/EncryptMetadata" not in pdf.trailer.Encrypt or pdf.trailer.Encrypt.EncryptMetadata
    for wrong in ("", PASSWORD.lower()):
        with pytest.raises(pikepdf.PasswordError):
            opened(closed, wrong)


def test_two_copies_share_no_key(sheet: bytes) -> None:
    one, other = (protected(sheet, PASSWORD) for _ in range(2))
    with opened(one) as first, opened(other) as second:
        for entry in ("/O", "/OE", "/U", "/UE"):
            assert bytes(first.trailer.Encrypt[entry]) != bytes(second.trailer.Encrypt[entry])


def readable(data: bytes) -> Iterator[bytes]:
    """Yield what can be read without the password: the bytes, and every stream that unpacks without it."""
    yield data
    for found in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[found.end() :], 1_000_000)
        except zlib.error:
            continue


def test_nothing_of_what_it_says_is_readable_without_the_password(closed: Path, sheet: bytes) -> None:
    forms = [
        form for said in SECRETS for form in (said.encode(), said.encode("utf-16-be"), said.encode().hex().encode())
    ]
    assert any(form in part for part in readable(sheet) for form in forms)  # so the search finds what is there
    for part in readable(closed.read_bytes()):
        assert not [form for form in forms if form.lower() in part.lower()]
        assert b"xmpmeta" not in part and b"/Title" not in part


def test_it_claims_pdf_ua_and_not_pdf_a(closed: Path, sheet: bytes) -> None:
    with pikepdf.open(BytesIO(sheet)) as before, opened(closed) as after:
        claims = packet_in(before).claims
        assert any(claim.startswith("PDF/A") for claim in claims)
        assert packet_in(after).claims == tuple(claim for claim in claims if not claim.startswith("PDF/A"))
        assert packet_in(after).info == packet_in(before).info
        assert b"pdfaid" not in after.Root.Metadata.read_bytes()
        assert b"pdfa/ns" not in after.Root.Metadata.read_bytes()


def test_verapdf_passes_it_with_the_password(closed: Path) -> None:
    second = closed.read_bytes().startswith(b"%PDF-2.0")
    for profile in ("ua2", "wt1a", "wt1r") if second else ("ua1",):
        verdict = verapdf.validate(closed, profile, PASSWORD)
        assert verdict.passed, verdict
        assert verdict.checks > 500
    assert "unreadable" in verapdf.validate(closed, "ua1").faults


def test_pages_and_tags_are_those_of_the_original(closed: Path, sheet: bytes) -> None:
    with pikepdf.open(BytesIO(sheet)) as before, opened(closed) as after:
        assert len(before.pages) == len(after.pages)
        for one, other in zip(before.pages, after.pages, strict=True):
            assert one.Contents.read_bytes() == other.Contents.read_bytes()
        assert roles(before.Root.StructTreeRoot) == roles(after.Root.StructTreeRoot)
        assert set(before.Root.keys()) == set(after.Root.keys()) - {"/Extensions"}
        assert after.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    pictures = [
        [page.render(scale=0.5).to_pil().tobytes() for page in pypdfium2.PdfDocument(*arguments)]
        for arguments in ((sheet,), (closed.read_bytes(), PASSWORD))
    ]
    assert pictures[0] == pictures[1]


def roles(node: Any) -> list[str]:
    """The structure types below an object, in order."""
    kids = node.get("/K")
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    found = [kid for kid in listed if isinstance(kid, pikepdf.Dictionary)]
    return [str(node.get("/S")), *(role for kid in found for role in roles(kid))]


@pytest.mark.parametrize(
    "command",
    [
        ["qpdf", "--check", f"--password={PASSWORD}", "{file}"],
        ["pdftotext", "-upw", PASSWORD, "{file}", "-"],
        ["mutool", "draw", "-p", PASSWORD, "-F", "txt", "-o", "-", "{file}"],
    ],
    ids=lambda command: str(command[0]),
)
def test_other_programs_open_it(closed: Path, command: list[str]) -> None:
    try:
        done = subprocess.run(
            [part.format(file=closed) for part in command], capture_output=True, timeout=BOUND, check=False
        )
    except FileNotFoundError:
        pytest.skip(f"{command[0]} is not on this machine")
    assert done.returncode == 0
    said = done.stdout.decode()
    assert "No syntax or stream encoding errors found" in said if command[0] == "qpdf" else "Wilhelmina" in said


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_leaflet_is_closed_as_well(workshop: Workshop, standard: str) -> None:
    built = workshop.build(workshop.add_starters()[-1], "a4-two-sided", standard)
    assert built.path is not None
    with opened(protected(built.path.read_bytes(), PASSWORD)) as pdf:
        assert len(pdf.pages) == built.pages


# --- files of others -----------------------------------------------------------------------------------------------


def foreign(change: Callable[[pikepdf.Pdf], None] = lambda pdf: None, **options: Any) -> bytes:
    """A PDF of one empty page, of no particular program."""
    target = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        pdf.save(target, fix_metadata_version=False, **options)
    return target.getvalue()


def signed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=[])


def without_pages(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[:]


def with_packet(packet: bytes) -> Callable[[pikepdf.Pdf], None]:
    def put(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)

    return put


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-pdf"),
        (b"PK\x03\x04 nothing of the kind", "not-a-pdf"),
        (b"%PDF-1.7\n", "pdf-damaged"),
        (foreign()[:-300], "pdf-damaged"),
        (foreign(without_pages), "pdf-without-pages"),
        (foreign(signed), "pdf-signed"),
        (foreign(encryption=pikepdf.Encryption(user="open", owner="sesame")), "pdf-protected"),
        (foreign(encryption=pikepdf.Encryption(user="", owner="sesame")), "pdf-protected"),
    ],
)
def test_what_cannot_be_closed_is_told(data: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        protected(data, PASSWORD, "second.pdf")
    (found,) = refusal.value.diagnostics
    assert (found.code, refusal.value.status) == (code, ExitCode.CONTENT)
    assert found.message.startswith("second.pdf ") and PASSWORD not in str(found)


def test_a_claim_as_attributes_is_dropped_too() -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:a="http://www.aiim.org/pdfa/ns/id/" a:part="1" a:conformance="B"/>'
        b'<rdf:Description rdf:about="" xmlns:p="http://ns.adobe.com/pdf/1.3/" p:Producer="Other"/>'
        b"</rdf:RDF></x:xmpmeta>"
    )
    with opened(protected(foreign(with_packet(packet)), PASSWORD)) as pdf:
        said = pdf.Root.Metadata.read_bytes()
    assert b"pdfa/ns/id" not in said and b"Other" in said and said.count(b"<rdf:Description") == 1


@pytest.mark.parametrize(
    "packet",
    [
        b"no XML at all",
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>',
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>",
    ],
)
def test_a_packet_that_nobody_can_read_stays(packet: bytes) -> None:
    with opened(protected(foreign(with_packet(packet)), PASSWORD)) as pdf:
        assert pdf.Root.Metadata.read_bytes() == packet

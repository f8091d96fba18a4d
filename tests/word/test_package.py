"""Word files are opened within limits, and what is none, or is damaged, is told in plain words."""

import random
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from leafletgen.errors import ExitCode, RefusedError
from leafletgen.word.reading import package as packages
from leafletgen.word.reading import unpacking
from leafletgen.word.reading.names import A, R, W, w
from leafletgen.word.reading.package import Package, Relationship
from leafletgen.word.reading.part_xml import DEEPEST
from tests.support.word_packages import OFFICE, WORDS, content_types, document, packed, parts, relationships

_STRICT = "http://purl.oclc.org/ooxml"
_OLD = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


def _refusal(data: bytes, name: str = "old.docx") -> RefusedError:
    with pytest.raises(RefusedError) as told:
        Package.open(data, name)
    assert told.value.status is ExitCode.CONTENT
    assert f'"{name}"' in told.value.diagnostics[0].message
    assert told.value.diagnostics[0].hint
    return told.value


def _code(data: bytes, name: str = "old.docx") -> str:
    return _refusal(data, name).diagnostics[0].code


def _message(data: bytes, name: str = "old.docx") -> str:
    return _refusal(data, name).diagnostics[0].message


def _file_of_docx() -> bytes:
    file = BytesIO()
    made = docx.Document()
    made.add_heading("Warm up", 1)
    made.add_paragraph("Turn slowly.", style="List Bullet")
    made.save(file)
    return file.getvalue()


def test_a_file_of_another_program_opens_with_its_parts_and_relationships() -> None:
    package = Package.open(_file_of_docx(), "old.docx")
    assert package.document == "word/document.xml"
    assert package.main("styles") == "word/styles.xml"
    assert package.main("numbering") == "word/numbering.xml"
    assert package.main("core-properties") == "docProps/core.xml"
    assert package.main("footnotes") is None
    assert "word/theme/theme1.xml" in package.parts()
    root = package.xml("word/document.xml")
    assert root is not None
    assert [text.text for text in root.iter(w("t"))] == ["Warm up", "Turn slowly."]
    assert package.xml("word/document.xml") is root


def test_what_is_not_there_is_none() -> None:
    package = Package.open(packed(parts(styles="styles.xml")), "old.docx")
    assert package.xml("word/styles.xml") is None
    assert package.data("word/styles.xml") is None
    assert package.main("styles") is None
    assert package.relationships("word/styles.xml") == {}


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("media/p.png", "word/media/p.png"),
        ("/word/media/p.png", "word/media/p.png"),
        ("../word/media/p.png", "word/media/p.png"),
        ("./media/../media/p.png", "word/media/p.png"),
        ("MEDIA/P.PNG", "word/media/p.png"),
        ("media%2Fp.png", "word/media/p.png"),
        ("media\\p.png", "word/media/p.png"),
        ("media/a%20knee.png", "word/media/a knee.png"),
        ("media/a knee.png", "word/media/a knee.png"),
        ("media/l%C3%A4nger.png", "word/media/länger.png"),
        ("../../../outside.png", "outside.png"),
        ("NULL", "word/NULL"),
    ],
)
def test_targets_are_found_however_they_are_written(target: str, part: str) -> None:
    pictures = {"word/media/p.png": b"1", "word/media/a knee.png": b"2", "word/media/länger.png": b"3"}
    package = Package.open(packed(parts(image=target) | pictures), "old.docx")
    assert package.relationships("word/document.xml")["rId1"] == Relationship("image", part, False)
    assert package.data(part) == pictures.get(part)


def test_a_name_is_found_whatever_its_capitals() -> None:
    package = Package.open(packed(parts(styles="Styles.xml") | {"word/styles.xml": document()}), "old.docx")
    assert package.main("styles") == "word/styles.xml"
    assert package.data("WORD/STYLES.XML") == document().encode()


@pytest.mark.parametrize(
    "relationship",
    [
        'Target="https://example.org/a%20b?c=1#d" TargetMode="External"',
        'Target="https://example.org/a%20b?c=1#d"',
        'Target="file:///C:/photos/knee.png" TargetMode="External"',
        'Target="mailto:team@example.org"',
        'Target="..\\photos\\knee.png" TargetMode="External"',
    ],
)
def test_what_lies_outside_keeps_its_address(relationship: str) -> None:
    more = f'<Relationship Id="rId7" Type="{OFFICE}/hyperlink" {relationship}/>'
    package = Package.open(packed(parts() | {"word/_rels/document.xml.rels": relationships(more=more)}), "old.docx")
    found = package.relationships("word/document.xml")["rId7"]
    assert found.external
    assert found == Relationship("hyperlink", relationship.split('"')[1], True)


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_files_with_macros_open(kind: str) -> None:
    more: dict[str, bytes | str] = {"[Content_Types].xml": content_types(kind=kind), "word/vbaProject.bin": _OLD}
    assert Package.open(packed(parts() | more), "old.docm").document == "word/document.xml"


def test_the_main_part_may_have_another_name() -> None:
    made: dict[str, bytes | str] = {
        "[Content_Types].xml": content_types("word/document2.xml"),
        "_rels/.rels": relationships(("rId1", "officeDocument", "/word/document2.xml")),
        "word/document2.xml": document(),
        "word/document.xml": document("<w:p/>"),
    }
    assert Package.open(packed(made), "old.docx").document == "word/document2.xml"
    del made["_rels/.rels"]
    assert Package.open(packed(made), "old.docx").document == "word/document.xml"


def test_names_of_the_strict_form_become_those_of_the_transitional_one() -> None:
    body = (
        f'<w:document xmlns:w="{_STRICT}/wordprocessingml/main" xmlns:r="{_STRICT}/officeDocument/relationships" '
        f"xmlns:a='{_STRICT}/drawingml/main' w:conformance=\"strict\">"
        f'<w:p><w:hyperlink r:id="rId1"><w:r><w:t>see {_STRICT}/drawingml/main and x=\'{_STRICT}/a</w:t></w:r>'
        "</w:hyperlink><a:t>b</a:t></w:p></w:document>"
    )
    properties = ("rId2", "extendedProperties", "docProps/app.xml")
    strict = f"{_STRICT}/officeDocument/relationships"
    made = parts() | {
        "_rels/.rels": relationships(("rId1", "officeDocument", "word/document.xml"), properties, office=strict),
        "word/_rels/document.xml.rels": relationships(("rId1", "styles", "styles.xml"), office=strict),
        "word/document.xml": body,
        "word/styles.xml": f'<w:styles xmlns:w="{_STRICT}/wordprocessingml/main"/>',
        "docProps/app.xml": f'<Properties xmlns="{_STRICT}/officeDocument/extendedProperties"/>',
    }
    package = Package.open(packed(made), "old.docx")
    root = package.xml(package.document)
    assert root is not None
    assert [one.text for one in root.iter(w("t"))] == [f"see {_STRICT}/drawingml/main and x='{_STRICT}/a"]
    assert [one.get(R + "id") for one in root.iter(w("hyperlink"))] == ["rId1"]
    assert [one.text for one in root.iter(A + "t")] == ["b"]
    assert package.main("styles") == "word/styles.xml"
    assert package.main("extended-properties") == "docProps/app.xml"
    for part in ("word/styles.xml", "docProps/app.xml"):
        found = package.xml(part)
        assert found is not None
        assert _STRICT not in found.tag


def test_comments_and_instructions_are_no_elements() -> None:
    body = "<w:p><!-- a --><w:r><?x y?><w:t>one<!-- b --> word</w:t></w:r></w:p>"
    root = Package.open(packed(parts() | {"word/document.xml": document(body)}), "old.docx").xml("word/document.xml")
    assert root is not None
    assert [one.text for one in root.iter(w("t"))] == ["one word"]
    assert all(isinstance(one.tag, str) for one in root.iter())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be-sig"])
def test_parts_may_be_in_any_encoding_that_a_package_allows(encoding: str) -> None:
    text = document("<w:p><w:r><w:t>50 µg</w:t></w:r></w:p>").replace("UTF-8", encoding.upper()[:6].rstrip("-"))
    data = b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be-sig" else text.encode(encoding)
    root = Package.open(packed(parts() | {"word/document.xml": data}), "old.docx").xml("word/document.xml")
    assert root is not None
    assert [one.text for one in root.iter(W + "t")] == ["50 µg"]


# What is no Word file


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "word-file-empty", "is empty"),
        (_OLD, "word-file-old", "an old .doc, or a file with a password"),
        (_OLD + "WordDocument".encode("utf-16-le"), "word-file-old", "an old .doc, or a file with a password"),
        (_OLD + "EncryptedPackage".encode("utf-16-le"), "word-file-has-password", "has a password"),
        (_OLD + "Workbook".encode("utf-16-le"), "word-file-of-another-kind", "an old Excel workbook"),
        (rb"{\rtf1\ansi Hello}", "word-file-of-another-kind", "an RTF file"),
        (b"%PDF-1.7\n", "word-file-of-another-kind", "a PDF"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><p>", "word-file-of-another-kind", "a web page"),
        (b"<HTML><body>", "word-file-of-another-kind", "a web page"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "word-file-of-another-kind", "a web page"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart", "word-file-of-another-kind", "a web page in one file"),
        (b"plain words", "word-file-of-another-kind", "of another kind"),
        (b"\x08Somebody" + bytes(153), "word-file-of-another-kind", "of another kind"),
        (bytes(100), "word-file-of-another-kind", "of another kind"),
    ],
)
def test_other_files_are_named_with_what_to_do(data: bytes, code: str, said: str) -> None:
    assert _code(data) == code
    assert said in _message(data)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, "an OpenDocument file"),
        ({"Index/Document.iwa": b"1", "preview.jpg": b"2"}, "a Pages document"),
        ({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}, "an Excel workbook"),
        ({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}, "a PowerPoint presentation"),
        ({"letters/one.docx": b"1"}, "an archive"),
    ],
)
def test_other_archives_are_named(members: dict[str, bytes | str], said: str) -> None:
    assert _code(packed(members)) == "word-file-of-another-kind"
    assert said in _message(packed(members))


def test_the_note_that_word_keeps_beside_an_open_document_is_named() -> None:
    assert "a note that Word keeps" in _message(b"\x08Somebody" + bytes(153), "leaflets/~$old.docx")


def test_a_document_that_is_none_is_named() -> None:
    made = parts() | {"word/document.xml": f'<w:styles xmlns:w="{WORDS}"/>'}
    assert _code(packed(made)) == "word-file-of-another-kind"


@pytest.mark.parametrize("part", ["[Content_Types].xml", "word/document.xml"])
def test_a_file_without_a_part_that_all_have_is_damaged(part: str) -> None:
    made = {name: data for name, data in parts().items() if name != part}
    assert _code(packed(made)) == "word-file-damaged"
    assert f'lacks its part "{part}"' in _message(packed(made))


# Damage


def test_a_part_that_is_no_xml_is_told_by_its_name() -> None:
    for part in ("word/styles.xml", "word/theme/theme1.xml", "word/settings.xml", "word/_rels/document.xml.rels"):
        for data in (b"", b"<a>", b"<a/><b/>", b"<a>\x00</a>", b"\xff\xfe<", b"<a>&b;</a>", document().encode()[:-20]):
            made = packed(parts() | {part: data})
            assert _code(made) == "word-part-damaged"
            assert f'its part "{part}" is damaged' in _message(made)


def test_a_part_whose_bytes_changed_is_told_by_its_name() -> None:
    whole = packed(parts() | {"word/media/knee.png": bytes(range(256))}, zipfile.ZIP_STORED)
    changed = whole.replace(b"\x80\x81", b"\x81\x80")
    assert changed != whole
    assert 'its part "word/media/knee.png" is damaged' in _message(changed)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE a [<!ENTITY b "mg">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        "<!DOCTYPE a>",
    ],
)
def test_a_document_type_is_refused(declared: str) -> None:
    made = packed(parts() | {"word/settings.xml": f"{declared}<a/>"})
    assert "declares a document type" in _message(made)


def test_entities_that_swell_are_refused() -> None:
    layers = "".join([f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10)])
    made = f'<!DOCTYPE a [<!ENTITY l0 "lol">{layers}]><a b="&l9;">&l9;</a>'
    assert _code(packed(parts() | {"word/settings.xml": made})) in ("word-file-too-large", "word-part-damaged")


def test_a_part_that_is_there_twice_is_refused() -> None:
    file = BytesIO(packed(parts()))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("WORD/document.xml", document("<w:p/>"))
    assert "is there twice" in _message(file.getvalue())


@pytest.mark.parametrize("name", ["word/../../../etc/passwd", "..\\..\\boot.ini", "word/a\x07b.xml", "w" * 256])
def test_a_part_with_an_impossible_name_is_refused(name: str) -> None:
    assert "has a name that no Word file has" in _message(packed(parts() | {name: b"1"}))


def test_names_with_backslashes_and_slashes_in_front_are_names_all_the_same() -> None:
    made = {f"/{name}" if name.startswith("[") else name.replace("/", "\\"): data for name, data in parts().items()}
    assert Package.open(packed(made), "old.docx").parts() == list(parts())


def test_a_part_with_a_password_is_told() -> None:
    whole = bytearray(packed(parts()))
    at = whole.index(b"PK\x01\x02")
    whole[at + 8] |= 1
    whole[6] |= 1
    assert _code(bytes(whole)) == "word-file-has-password"


def test_a_part_that_is_packed_as_word_packs_none_is_told() -> None:
    assert "is packed in a way" in _message(packed(parts(), zipfile.ZIP_BZIP2))


def test_bytes_behind_the_archive_do_no_harm() -> None:
    assert Package.open(packed(parts()) + b"\r\n-- sent by a gateway --\r\n", "old.docx").parts() == list(parts())


def test_archives_with_large_counters_open() -> None:
    """Zip64, which some programs write for files of any size."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts().items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(data if isinstance(data, bytes) else data.encode())
    assert Package.open(file.getvalue(), "old.docx").parts() == list(parts())


# Limits


def test_more_is_declared_than_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST", 10_000)
    made = packed(parts() | {"word/media/a.bin": bytes(6_000), "word/media/b.bin": bytes(6_000)})
    assert _code(made) == "word-file-too-large"


def test_what_declares_less_than_it_has_is_damaged() -> None:
    whole = bytearray(packed(parts() | {"word/media/a.bin": bytes(100_000)}))
    at = whole.rindex(b"PK\x01\x02")
    assert struct.unpack_from("<I", whole, at + 24) == (100_000,)
    struct.pack_into("<I", whole, at + 24, 100)
    assert 'its part "word/media/a.bin" is damaged' in _message(bytes(whole))


def test_what_unpacks_to_a_multiple_is_refused() -> None:
    assert "times their size" in _message(packed(parts() | {"word/media/a.bin": bytes(21_000_000)}))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_PARTS", 20)
    assert "20 parts" in _message(packed(parts() | {f"word/media/{number}.bin": b"1" for number in range(20)}))


def test_too_much_xml_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "LARGEST_XML", 1_000)
    assert "of XML" in _message(packed(parts() | {"word/styles.xml": "<a/>" + " " * 1_000}))


def test_xml_that_is_let_go_of_counts_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    made = parts() | {"word/document.xml": document() + " " * 5_000}
    monkeypatch.setattr(packages, "LARGEST_XML", sum([len(data) for data in made.values()]))
    package = Package.open(packed(made), "old.docx")
    package.forget()
    assert package.xml("word/document.xml") is not None


@pytest.mark.parametrize("depth", [DEEPEST + 1, 300, 100_000])
def test_too_deep_is_refused(depth: int) -> None:
    made = packed(parts() | {"word/styles.xml": "<a>" * depth + "</a>" * depth})
    assert _code(made) == "word-file-too-large"
    assert '"word/styles.xml"' in _message(made)


def test_just_as_deep_as_may_be_opens() -> None:
    made = packed(parts() | {"word/styles.xml": "<a>" * DEEPEST + "</a>" * DEEPEST})
    assert "word/styles.xml" in Package.open(made, "old.docx").parts()


# Chance


def _opens_or_is_refused(data: bytes) -> bool:
    """Return whether a file opens; anything but a refusal in plain words fails the test."""
    try:
        package = Package.open(data, "old.docx")
        for part in package.parts():
            package.relationships(part)
    except RefusedError as fault:
        assert fault.status is ExitCode.CONTENT
        return False
    return True


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _drop(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.randint(1, 50)]


def _repeat(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = data[at : at + chance.randint(1, 200)]


def _flip_in_lists(data: bytearray, chance: random.Random) -> None:
    """Change what says what is in the archive and how large it is."""
    at = data.index(b"PK\x01\x02")
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(at, len(data))] = chance.randrange(256)


@pytest.mark.parametrize("harm", [_cut, _flip, _drop, _repeat, _flip_in_lists])
def test_no_damage_ends_in_anything_but_a_refusal(harm: Callable[[bytearray, random.Random], None]) -> None:
    chance = random.Random(harm.__name__)
    whole = packed(
        parts(styles="styles.xml", image="media/p.png") | {"word/styles.xml": document(), "word/media/p.png": b"1"}
    )
    opened = 0
    for _ in range(400):
        data = bytearray(whole)
        harm(data, chance)
        opened += _opens_or_is_refused(bytes(data))
    assert opened < 400


@pytest.mark.parametrize("harm", [_cut, _flip, _drop, _repeat])
def test_no_damage_in_the_xml_ends_in_anything_but_a_refusal(harm: Callable[[bytearray, random.Random], None]) -> None:
    """The archive is right, and what it holds is not: what a program with a fault writes."""
    chance = random.Random(harm.__name__)
    refused = 0
    for number in range(400):
        made = parts(styles="styles.xml", image="media/p.png")
        part = [*made][number % len(made)]
        held = made[part]
        data = bytearray(held if isinstance(held, bytes) else held.encode())
        harm(data, chance)
        refused += not _opens_or_is_refused(packed(made | {part: bytes(data)}))
    assert refused > 0


def test_a_part_without_a_name_is_refused() -> None:
    assert 'its part "" has a name that no Word file has' in _message(packed(parts() | {"": b"1"}))


def test_xml_of_too_many_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag of four bytes takes a hundred of memory; ten million of them are more than XPath looks at."""
    monkeypatch.setattr(packages, "MOST_TAGS", 1_000)
    assert "1,000 tags" in _message(packed(parts() | {"word/styles.xml": f"<a>{'<b/>' * 1_000}</a>"}))


def test_a_main_part_with_another_ending_has_the_same_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, bytes | str] = {
        "[Content_Types].xml": content_types("word/document.bin"),
        "_rels/.rels": relationships(("rId1", "officeDocument", "word/document.bin")),
        "word/document.bin": document(),
    }
    assert Package.open(packed(made), "old.docx").document == "word/document.bin"
    monkeypatch.setattr(packages, "LARGEST_XML", len(document()))
    assert "of XML" in _message(packed(made))

"""``leafletgen translate``: texts go out in three forms, come back checked, and nothing is half written."""

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from leafletgen.errors import ExitCode, Report
from leafletgen.source.yaml import Value, parse_source
from leafletgen.system import writing
from tests.support.commands import ROOT, files_of, run, small_workspace, write
from tests.translation.agency import LEAFLET, POLISH, Accented, Change, W, returned

FORMS = [".docx", ".xlf", ".po"]
EXPECTED = {
    "title": "Uwaga",
    "keywords": ["opieka", "ból", "lek"],
    "body.2": "**Przyjmuj 10 mg** 3 razy dziennie przez 2 tygodnie. Zadzwoń: [01632 960 000](tel:01632960000) albo "
    "zobacz [stronę](https://www.example.org/care) i strona {page:about}. To jest {leaflet.code}.",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_workspace(tmp_path / "w")
    (root / "leaflets" / "P1-good.yaml").unlink()
    write(root / "leaflets" / "P7-care.yaml", LEAFLET)
    return root


def _send(root: Path, suffix: str, *more: str) -> Path:
    path = root / f"sent{suffix}"
    path.unlink(missing_ok=True)
    result = run("translate", "P7", "--alone", "--to", "pl", "--out", path, "--workspace", root, *more)
    assert result.exit_code == ExitCode.OK, result.stderr
    return path


def _bring_in(root: Path, *arguments: str | Path) -> tuple[int, str, str]:
    result = run("translate", "--import", *arguments, "--workspace", root)
    return result.exit_code, result.stdout, result.stderr


def _read(path: Path) -> Value:
    root = parse_source(path.read_text("utf-8"), path.name, Report())
    assert root is not None
    return root


@pytest.mark.parametrize("suffix", FORMS)
def test_a_leaflet_goes_out_and_comes_back_translated(root: Path, suffix: str) -> None:
    sent = _send(root, suffix)
    status, out, err = _bring_in(root, returned(sent))
    assert (status, err) == (ExitCode.OK, "")
    path = root / "leaflets" / "P7-care.pl.yaml"
    assert out.endswith("P7-care.pl.yaml  12 texts, new\n")
    made = _read(path)
    entries = {key: value.data for key, value in made.data.items()}
    assert entries["code"] == "P7-pl/22/11.2026/VERSION1"
    assert (entries["translates"], entries["language"], entries["title"]) == ("P7-care", "pl", "Uwaga")
    assert [one.data for one in entries["keywords"]] == EXPECTED["keywords"]
    assert entries["body"][1].data == EXPECTED["body.2"]
    card = entries["body"][2].data["card"].data
    assert card["level"].data == "urgent"
    assert [one.data for one in card["items"].data] == ["jest ci słabo", "trwa to 5 dni"]
    assert [[cell.data for cell in row.data] for row in entries["body"][3].data["table"].data["rows"].data] == [
        ["Pierwszy", "0,5 ml"],
        ["Drugi", "10:30"],
    ]
    assert "# Kept by the comms team." in path.read_text("utf-8")
    assert "# not weeks" in path.read_text("utf-8")
    # What is there already goes out with it, and comes back as it is.
    before = files_of(root / "leaflets")
    status, out, _ = _bring_in(root, _send(root, suffix))
    assert (status, out.endswith("12 texts, 0 texts changed\n")) == (ExitCode.OK, True)
    assert files_of(root / "leaflets") == before


@pytest.mark.parametrize("suffix", FORMS)
def test_the_same_texts_are_the_same_bytes(root: Path, suffix: str) -> None:
    assert _send(root, suffix).read_bytes() == _send(root, suffix).read_bytes()


#: Words that the agency got wrong, the text that is told, and what is said of it.
_SLIPS = [
    ({"Take 10 mg": "Przyjmuj 100 mg"}, "body.2", "the source says 10, the translation 100"),
    ({"Take 10 mg": "Przyjmuj 10 g"}, "body.2", "10 is a number of mg in the source, and of g here"),
    (
        {" 3 times a day, for 2 weeks. Call ": " 5 razy dziennie przez 2 tygodnie. Zadzwoń: "},
        "body.2",
        "the source says 3, the translation 5",
    ),
    ({"01632 960 000": "01632 960 001"}, "body.2", "the source says 01632 960 000, the translation 01632 960 001"),
    ({"Call NHS 111 if:": "Zadzwoń pod NHS 112, jeśli:"}, "card.title", "the source says 111, the translation 112"),
    (
        {"you have had it for 5 days": "trwa to 5 tygodni"},
        "items.2",
        "5 is a number of days in the source, and of weeks",
    ),
    ({"0.5 ml": "5 ml"}, "rows.1.2", "the source says 0.5, the translation 5"),
    ({"About your medicine": ""}, "heading", "this text has no translation"),
]


@pytest.mark.parametrize("suffix", FORMS)
@pytest.mark.parametrize(("slip", "key", "message"), _SLIPS, ids=[one[2][:24] for one in _SLIPS])
def test_a_slip_is_told_with_its_place_and_nothing_is_written(
    root: Path, suffix: str, slip: dict[str, str], key: str, message: str
) -> None:
    before = files_of(root / "leaflets")
    sent = returned(_send(root, suffix), {**POLISH, **slip})
    status, out, err = _bring_in(root, sent)
    assert (status, out) == (ExitCode.CONTENT, "")
    told = [line for line in err.splitlines() if message in line]
    assert len(told) == 1, err
    if suffix == ".docx":
        assert told[0].startswith("error: sent.docx, leaflet P7-care, row ")
        assert f"{key}): " in told[0]
    else:
        line = int(told[0].split(":")[1])
        lines = sent.read_text("utf-8").split("\n")
        assert key in "".join(lines[line - 1 : line + 2])
    assert files_of(root / "leaflets") == before


def _on(key: str, change: Callable[[Any], None]) -> Change:
    def apply(here: str, element: Any) -> None:
        if here == key:
            change(element)

    return apply


def _without_bold(row: Any) -> None:
    last = row.findall(f"{W}tc")[-1]
    for mark in [*last.iter(f"{W}b"), *last.iter(f"{W}bCs")]:
        mark.getparent().remove(mark)


def _without_link(row: Any) -> None:
    last = row.findall(f"{W}tc")[-1]
    for link in list(last.iter(f"{W}hyperlink"))[:1]:
        at = link.getparent().index(link)
        for run_ in reversed(list(link)):
            link.getparent().insert(at, run_)
        link.getparent().remove(link)


def _other_link(row: Any) -> None:
    """Let the first link have the address of the second."""
    identifier = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    first, second = row.findall(f"{W}tc")[-1].iter(f"{W}hyperlink")
    first.set(identifier, second.get(identifier))


def _translated_placeholder(row: Any) -> None:
    for text in row.findall(f"{W}tc")[-1].iter(f"{W}t"):
        if text.text == "{leaflet.code}":
            text.text = "{ulotka.kod}"


def _merged(row: Any) -> None:
    first, second, _ = row.findall(f"{W}tc")
    span = first.find(f"{W}tcPr").makeelement(f"{W}gridSpan", {f"{W}val": "2"})
    first.find(f"{W}tcPr").insert(1, span)
    row.remove(second)


def _merged_down(row: Any) -> None:
    """Join the last cell with that of the row below."""
    for one, value in ((row, "restart"), (row.getnext(), "continue")):
        properties = one.findall(f"{W}tc")[-1].find(f"{W}tcPr")
        properties.append(properties.makeelement(f"{W}vMerge", {f"{W}val": value}))


def _away(row: Any) -> None:
    row.getparent().remove(row)


def _twice(row: Any) -> None:
    row.addnext(deepcopy(row))


def _added(row: Any) -> None:
    new = deepcopy(row)
    next(new.iter(f"{W}t")).text = "body.9"
    row.addnext(new)


def _added_without_key(row: Any) -> None:
    new = deepcopy(row)
    for text in new.findall(f"{W}tc")[0].iter(f"{W}t"):
        text.text = ""
    row.addnext(new)


def _tracked(row: Any) -> None:
    run_ = next(row.findall(f"{W}tc")[-1].iter(f"{W}r"))
    inserted = run_.makeelement(f"{W}ins", {f"{W}id": "1", f"{W}author": "A", f"{W}date": "2026-11-30T00:00:00Z"})
    run_.addprevious(inserted)
    inserted.append(run_)


def _tracked_away(row: Any) -> None:
    run_ = next(row.findall(f"{W}tc")[-1].iter(f"{W}r"))
    deleted = run_.makeelement(f"{W}del", {f"{W}id": "1", f"{W}author": "A", f"{W}date": "2026-11-30T00:00:00Z"})
    run_.addprevious(deleted)
    deleted.append(run_)
    next(run_.iter(f"{W}t")).tag = f"{W}delText"


def _other_source(row: Any) -> None:
    next(row.findall(f"{W}tc")[1].iter(f"{W}t")).text = "Other words"


def _two_paragraphs(row: Any) -> None:
    paragraph = row.findall(f"{W}tc")[-1].find(f"{W}p")
    paragraph.addnext(deepcopy(paragraph))


def _language_gone(row: Any) -> None:
    for text in row.getparent().find(f"{W}tr").findall(f"{W}tc")[-1].iter(f"{W}t"):
        text.text = "?"


_DAMAGE = [
    ("body.2", _without_bold, "row 5 (body.2): the words in bold are not marked here"),
    ("body.2", _without_link, "row 5 (body.2): the link to tel:01632960000 is missing"),
    ("body.2", _other_link, "row 5 (body.2): the link to tel:01632960000 leads to https://www.example.org/care here"),
    ("body.2", _translated_placeholder, "row 5 (body.2): {leaflet.code} is missing"),
    ("body.2", _merged, "row 5: this row has merged cells, and not as many of its own as the first row"),
    ("body.2", _merged_down, "row 6: this row has merged cells"),
    ("body.2", _away, "leaflets/P7-care.yaml:11:5: error: sent.docx, leaflet P7-care: the text body.2 is missing"),
    ("body.2", _twice, "row 6 (body.2): this text is there twice"),
    ("title", _added, "row 3 (body.9): the source has no such text"),
    ("title", _added_without_key, "row 3: this row has no key, so that nobody knows what it is a translation of"),
    ("title", _tracked, "row 2 (title): a tracked change is neither accepted nor rejected"),
    ("title", _tracked_away, "row 2 (title): a tracked change is neither accepted nor rejected"),
    ("title", _other_source, 'row 2 (title): the source of this text says "Take care"'),
    ("title", _two_paragraphs, "row 2 (title): this has 2 lines, the source 1"),
    ("title", _language_gone, "row 1: the first row does not say in its last cell to which language"),
]


@pytest.mark.parametrize(("key", "change", "message"), _DAMAGE, ids=[one[1].__name__[1:] for one in _DAMAGE])
def test_a_table_that_was_damaged_is_told_with_its_row_and_nothing_is_written(
    root: Path, key: str, change: Callable[[Any], None], message: str
) -> None:
    before = files_of(root / "leaflets")
    status, out, err = _bring_in(root, returned(_send(root, ".docx"), change=_on(key, change)))
    assert (status, out) == (ExitCode.CONTENT, "")
    assert message in err
    assert files_of(root / "leaflets") == before


def test_rows_in_another_order_are_told_and_taken(root: Path) -> None:
    def move(row: Any) -> None:
        row.getparent().append(row)

    status, _, err = _bring_in(root, returned(_send(root, ".docx"), change=_on("title", move)))
    assert status == ExitCode.OK
    assert "warning: sent.docx, leaflet P7-care: rows are in another order than they were sent out" in err
    assert _read(root / "leaflets" / "P7-care.pl.yaml").data["title"].data == "Uwaga"


def test_all_is_told_at_once(root: Path) -> None:
    slips = {"Take 10 mg": "Przyjmuj 1 mg", "0.5 ml": "5 ml", "Call NHS 111 if:": "Zadzwoń, jeśli:"}
    status, _, err = _bring_in(root, returned(_send(root, ".docx"), {**POLISH, **slips}))
    assert status == ExitCode.CONTENT
    assert err.count("error: ") == 3
    assert "nothing is written" in err


def test_a_number_that_is_right_all_the_same_is_accepted_by_its_key(root: Path) -> None:
    week = {" 3 times a day, for 2 weeks. Call ": " 3 razy dziennie przez 14 dni. Zadzwoń: "}
    sent = returned(_send(root, ".docx"), {**POLISH, **week})
    status, _, err = _bring_in(root, sent)
    assert status == ExitCode.CONTENT
    assert "or --accept body.2, when somebody has looked at it and it is right" in err
    status, _, err = _bring_in(root, sent, "--accept", "body.2")
    assert status == ExitCode.OK
    assert "warning: sent.docx, leaflet P7-care, row 5 (body.2): the source says 2, the translation 14" in err


def test_nothing_is_written_on_trial(root: Path) -> None:
    before = files_of(root / "leaflets")
    status, out, _ = _bring_in(root, returned(_send(root, ".docx")), "--dry-run")
    assert (status, out.endswith("12 texts, would be new\n")) == (ExitCode.OK, True)
    assert files_of(root / "leaflets") == before


def test_who_checked_it_is_kept_until_a_word_changes(root: Path) -> None:
    path = root / "leaflets" / "P7-care.pl.yaml"
    _bring_in(root, returned(_send(root, ".docx")), "--reviewed-by", "A native speaker, physiotherapist")
    assert _read(path).data["reviewed_by"].data == "A native speaker, physiotherapist"
    _bring_in(root, _send(root, ".xlf"))
    assert "reviewed_by" in _read(path).data
    sent = _send(root, ".po")
    sent.write_text(sent.read_text("utf-8").replace("O leku", "O lekach"), "utf-8")
    status, out, _ = _bring_in(root, sent)
    assert (status, out.endswith("1 text changed\n")) == (ExitCode.OK, True)
    assert "reviewed_by" not in _read(path).data


@pytest.mark.parametrize("suffix", FORMS)
def test_only_what_changed_goes_out_again_with_the_old_translation_beside(root: Path, suffix: str) -> None:
    path = root / "leaflets" / "P7-care.pl.yaml"
    _bring_in(root, returned(_send(root, ".docx")))
    text = path.read_text("utf-8").replace("  - heading: O leku", "  # checked by phone\n  - heading: O leku")
    write(path, text)
    source = LEAFLET.replace("3 times", "4 times").replace("  - card:", "  - A new paragraph.\n  - card:")
    write(root / "leaflets" / "P7-care.yaml", source)
    result = run("translate", "--status", "--workspace", root)
    assert "P7-care  stale" in result.stdout
    assert "P7-care, pl: changed since: block 2, block 3" in result.stdout
    sent = _send(root, suffix, "--changed")
    if suffix == ".docx":
        assert sent.read_bytes() != b""
    else:
        assert "Przyjmuj 10 mg" in sent.read_text("utf-8")
    polish = POLISH | {" 4 times a day, for 2 weeks. Call ": " 4 razy dziennie przez 2 tygodnie. Zadzwoń: "}
    polish["A new paragraph."] = "Nowy akapit."
    status, _, err = _bring_in(root, returned(sent, polish))
    assert (status, err) == (ExitCode.OK, "")
    made = _read(path)
    assert "4 razy" in made.data["body"].data[1].data
    assert made.data["body"].data[2].data == "Nowy akapit."
    assert made.data["body"].data[3].data["card"].data["items"].data[1].data == "trwa to 5 dni"
    assert "P7-care  draft" in run("translate", "--status", "--workspace", root).stdout
    result = run("translate", "P7", "--alone", "--to", "pl", "--changed", "--workspace", root)
    assert (result.exit_code, "its translation is current" in result.stderr) == (ExitCode.USAGE, True)


def test_an_old_translation_that_comes_back_for_new_words_is_told(root: Path) -> None:
    _bring_in(root, returned(_send(root, ".docx")))
    write(root / "leaflets" / "P7-care.yaml", LEAFLET.replace("feel faint", "feel very faint"))
    sent = returned(_send(root, ".docx", "--changed"), POLISH | {"you feel very faint": "jest ci słabo"})
    status, _, err = _bring_in(root, sent)
    assert status == ExitCode.OK
    assert (
        "(body.3.card.items.1): the source changed since this was translated, and the translation is as it was" in err
    )


def test_a_file_for_words_that_changed_since_is_refused(root: Path) -> None:
    sent = returned(_send(root, ".docx"))
    write(root / "leaflets" / "P7-care.yaml", LEAFLET.replace("3 times", "4 times"))
    status, _, err = _bring_in(root, sent)
    assert status == ExitCode.CONTENT
    assert 'row 5 (body.2): the source of this text says "**Take 10 mg** 4 times a day' in err


def test_blocks_that_moved_since_are_found_by_their_words(root: Path) -> None:
    sent = returned(_send(root, ".docx"))
    moved = LEAFLET.replace("  - heading: About", "  - image: hills.svg\n    decorative: true\n  - heading: About")
    write(root / "leaflets" / "P7-care.yaml", moved)
    status, _, err = _bring_in(root, sent)
    assert status == ExitCode.OK, err
    assert _read(root / "leaflets" / "P7-care.pl.yaml").data["body"].data[2].data == EXPECTED["body.2"]


def test_the_status_is_a_table_of_languages(root: Path) -> None:
    assert run("translate", "--status", "--workspace", root).stdout == "nothing is translated yet\n"
    _bring_in(root, returned(_send(root, ".docx")))
    write(root / "leaflets" / "P8-other.yaml", LEAFLET.replace("P7", "P8"))
    result = run("translate", "--status", "--workspace", root)
    assert result.stdout.splitlines() == [
        "LEAFLET   pl",
        "P7-care   draft",
        "P8-other  missing",
        "pl: 1 draft, 1 missing",
    ]
    data = json.loads(run("translate", "--status", "--json", "--workspace", root).stdout)
    assert data["languages"] == ["pl"]
    assert data["files"][0] == {"kind": "leaflet", "name": "P7-care", "states": {"pl": "draft"}, "changed": {}}
    assert data["counts"] == {"pl": {"draft": 1, "missing": 1}}
    asked = run("translate", "--status", "--to", "ur", "--workspace", root)
    assert asked.stdout.splitlines()[1:] == ["P7-care   missing", "P8-other  missing", "ur: 2 missing"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("P7",), "the language is missing"),
        (("--to", "pl"), "nothing to be translated is named"),
        (("P7", "--to", "p!"), '"p!" is no tag of a language'),
        (("P7", "--to", "en-US"), 'is written in "en-GB" already'),
        (("P99", "--to", "pl"), 'nothing to be translated is called "P99"'),
        (("--import",), "no file is named that came back"),
        (("--import", "nothing.docx"), "cannot be read"),
        (("P7", "--to", "pl", "--out", "x.pdf"), "has no ending of a file for translators"),
        (("P7", "--to", "pl", "--accept", "title"), "go with --import"),
        (("P7", "--to", "pl", "--dry-run"), "--dry-run goes with --import"),
        (("P7", "--to", "pl", "--json"), "--json goes with --status"),
        (("P7", "--to", "pl", "--all"), "--all is everything"),
        (("--status", "--import", "x.docx"), "--import and --status do not go together"),
        (("--status", "--out", "x.docx"), "--out is for files that are sent out"),
        (("--status", "--dry-run"), "--dry-run goes with --import"),
        (("--import", "x.docx", "--format", "po"), "--format is for files that are sent out"),
        (("--import", "x.docx", "--changed"), "--changed is for files that are sent out"),
        (("--import", "x.docx", "--to", "pl"), "--to says nothing here"),
    ],
)
def test_what_is_asked_for_wrongly_is_told(
    root: Path, tmp_path: Path, arguments: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is written, here or beside the leaflets."""
    (here := tmp_path / "here").mkdir()
    monkeypatch.chdir(here)
    before = sorted(root.rglob("*.*.*"))
    result = run("translate", *arguments, "--workspace", root)
    assert result.exit_code != ExitCode.OK
    assert message in result.stderr
    assert list(here.iterdir()) == [] and sorted(root.rglob("*.*.*")) == before


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlf", b"<xliff", "a.xlf:1:"),
        ("a.xlf", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e 'x'>]><x>&e;</x>", "a document type stands in"),
        ("a.xlf", b"<x/>", "this is no XLIFF 1.2"),
        ("a.po", b"/etc/passwd", "no PO file"),
        ("a.po", b"# nothing", "no message is in this file"),
        ("a.po", b'msgid "x', "no PO file"),
        ("a.po", b"\xff\xfe", "no PO file"),
        ("a.docx", b"PK", "a.docx"),
        ("a.odt", b"x", "is no file of translations"),
    ],
)
def test_a_file_that_is_none_is_refused(root: Path, name: str, data: bytes, message: str) -> None:
    path = root / name
    path.write_bytes(data)
    status, out, err = _bring_in(root, path)
    assert status in (ExitCode.CONTENT, ExitCode.USAGE)
    assert (message in err, out) == (True, ""), err


def test_a_file_for_another_workspace_is_refused(root: Path) -> None:
    sent = returned(_send(root, ".po"))
    (root / "leaflets" / "P7-care.yaml").unlink()
    status, _, err = _bring_in(root, sent)
    assert status == ExitCode.CONTENT
    assert "there is no leaflet called P7-care in this workspace" in err


def test_a_file_of_others_is_not_written_over(root: Path) -> None:
    path = write(root / "mine.po", 'msgid ""\nmsgstr ""\n')
    result = run("translate", "P7", "--to", "pl", "--out", path, "--workspace", root)
    assert (result.exit_code, "is not a file that leafletgen writes here" in result.stderr) == (ExitCode.USAGE, True)


@pytest.mark.parametrize("suffix", FORMS)
def test_exercises_programmes_and_brands_come_back_as_their_words_alone(root: Path, suffix: str) -> None:
    for name in ("exercises/band-row", "exercises/chin-tuck", "programmes/spinal-fracture"):
        (root / "assets" / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / "assets" / f"{name}.yaml", root / "assets" / f"{name}.yaml")
    sent = root / f"sent{suffix}"
    names = ("band-row", "exercise:chin-tuck", "spinal-fracture", "plain")
    result = run("translate", *names, "--alone", "--to", "pl", "--out", sent, "--workspace", root)
    assert result.exit_code == ExitCode.OK, result.stderr
    status, out, err = _bring_in(root, returned(sent, Accented()))
    assert (status, out.count("new\n")) == (ExitCode.OK, 4), err
    row = _read(root / "assets" / "exercises" / "band-row.pl.yaml").data
    assert row["translates"].data == "band-row"
    assert row["load"].data == "a light band"
    assert set(row["alts"].data) == {"start", "finish"}
    assert row["steps"].data[3].data["no_hold"].data == "Lét your arms go forwards slowly."
    programme = _read(root / "assets" / "programmes" / "spinal-fracture.pl.yaml").data
    source = _read(root / "assets" / "programmes" / "spinal-fracture.yaml").data
    noted = [one.data["exercise"].data for one in source["exercises"].data if "note" in one.data]
    assert [one.data["exercise"].data for one in programme["exercises"].data] == noted
    brand = _read(root / "assets" / "brands" / "plain" / "brand.pl.yaml").data
    assert brand["departments"].data["physio"].data["name"].data == "Physiothérapy"
    told = run("translate", "--status", "--all", "--workspace", root).stdout.splitlines()
    assert told[0].split() == ["KIND", "NAME", "pl"]
    assert [line.split() for line in told[2:6]] == [
        ["exercise", "band-row", "draft"],
        ["exercise", "chin-tuck", "draft"],
        ["programme", "spinal-fracture", "draft"],
        ["brand", "plain", "draft"],
    ]


def test_with_a_leaflet_goes_what_it_prints_until_that_is_checked(root: Path) -> None:
    write(root / "leaflets" / "shared" / "signs.yaml", "body:\n  - Call 999 now.\n")
    leaflet = root / "leaflets" / "P7-care.yaml"
    write(leaflet, leaflet.read_text("utf-8") + "  - include: signs\n")
    sent = root / "sent.docx"
    arguments = ("translate", "P7", "--to", "pl", "--out", sent, "--workspace", root)
    out = run(*arguments).stdout
    assert [line.split(":")[0].strip() for line in out.splitlines()[:-1]] == [
        "leaflet P7-care",
        "shared block signs",
        "brand plain",
    ]
    status, _, err = _bring_in(root, returned(sent, Accented()))
    assert status == ExitCode.OK, err
    sent.unlink()  # it is the translators' now, and not written over
    again = run(*arguments).stdout
    assert len(again.splitlines()) == len(out.splitlines())
    assert again.splitlines()[-1].endswith("all of them translated, to be checked")
    assert _bring_in(root, sent, "--reviewed-by", "A nurse who speaks Polish")[0] == ExitCode.OK
    assert len(run(*arguments).stdout.splitlines()) == 2
    assert "P7-care  current" in run("translate", "--status", "--workspace", root).stdout


def test_two_files_of_one_translation_are_not_brought_in_together(root: Path) -> None:
    one, other = returned(_send(root, ".docx")), returned(_send(root, ".po"))
    status, out, err = _bring_in(root, one, other)
    assert (status, out) == (ExitCode.CONTENT, "")
    assert "leaflets/P7-care.pl.yaml comes back twice" in err


def test_what_cannot_be_written_leaves_all_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root / "leaflets" / "P8-other.yaml", LEAFLET.replace("P7", "P8"))
    sent = root / "sent.docx"
    run("translate", "P7", "P8", "--alone", "--to", "pl", "--out", sent, "--workspace", root)
    before = files_of(root / "leaflets")
    whole = writing.write_whole

    def full(target: Path, data: bytes) -> None:
        if target.name == "P8-other.pl.yaml":
            raise OSError(28, "No space left on device")
        whole(target, data)

    monkeypatch.setattr(writing, "write_whole", full)
    status, _, err = _bring_in(root, returned(sent))
    assert (status, "cannot be written" in err) == (ExitCode.ENVIRONMENT, True)
    assert files_of(root / "leaflets") == before


@pytest.mark.parametrize("suffix", FORMS)
def test_what_translators_filled_in_is_not_written_over(root: Path, suffix: str) -> None:
    """Until it is brought in it is nowhere else; afterwards the file may be made anew, also with what changed alone."""
    path = root / f"sent{suffix}"
    arguments = ("translate", "P7", "--alone", "--to", "pl", "--out", path, "--workspace", root)
    assert [run(*arguments).exit_code for _ in range(2)] == [ExitCode.OK, ExitCode.OK]
    filled = returned(path).read_bytes()
    path.write_bytes(filled)
    result = run(*arguments)
    assert (result.exit_code, path.read_bytes()) == (ExitCode.USAGE, filled)
    assert "holds translations that are not in the workspace" in result.stderr
    assert _bring_in(root, path)[0] == ExitCode.OK
    assert run(*arguments).exit_code == ExitCode.OK
    path.write_bytes(filled)
    write(root / "leaflets" / "P7-care.yaml", LEAFLET.replace("3 times", "4 times"))
    assert run(*arguments, "--changed").exit_code == ExitCode.OK
    assert path.read_bytes() != filled


def test_a_language_without_fixed_words_is_told_as_texts_go_out_and_come_back(root: Path) -> None:
    sent = root / "sent.po"
    result = run("translate", "P7", "--alone", "--to", "ro", "--out", sent, "--workspace", root)
    assert result.exit_code == ExitCode.OK
    note = (
        "note: nothing is built in Romanian until the words that leafletgen itself says are translated as well: "
        '"leafletgen translate --words ro" writes them\n'
    )
    assert result.stderr == note
    status, _, err = _bring_in(root, returned(sent))
    assert (status, err) == (ExitCode.OK, note)
    assert run("translate", "P7", "--alone", "--to", "pl", "--out", root / "pl.po", "--workspace", root).stderr == ""
    built = run("build", "P7.ro", "--workspace", root)
    assert built.exit_code == ExitCode.CONTENT
    assert "the fixed words of a page are not translated to Romanian (ro) yet" in built.stderr
    assert "in assets/languages/ro.po, which leafletgen translate writes" in built.stderr


def test_a_check_is_told(root: Path) -> None:
    sent = returned(_send(root, ".po"))
    _, out, _ = _bring_in(root, sent, "--reviewed-by", "A native speaker", "--dry-run")
    assert out.endswith("12 texts, would be new, would be noted as checked\n")
    _, out, _ = _bring_in(root, sent, "--reviewed-by", "A native speaker")
    assert out.endswith("12 texts, new, noted as checked\n")

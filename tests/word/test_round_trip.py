"""A leaflet that goes out to reviewers as a Word file and comes back is the same, but for what they changed."""

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from docx import Document
from PIL import Image

from leafletgen.cli.main import main
from leafletgen.errors import Report, Severity
from leafletgen.library.workspace import LoadedLeaflet, Workspace
from leafletgen.word.exporting import package_needed
from leafletgen.word.exporting.word_file import word_file
from leafletgen.word.importing.whole import Imported, imported
from leafletgen.word.importing.wish import Wish, slug
from leafletgen.word.reading.names import W
from tests.support.building import Workshop, case_names
from tests.support.forms import loaded_leaflet, starters, text_of

SAMPLE = """\
code: P1000/1000/06.2025/VERSION1
title: Sore heel
subtitle: What helps
strap: Patient information
brand: riverside
layouts: [case]
department: physiotherapy
references:
  nice:
    text: NICE (2020) Back pain
  who:
    text: WHO (2019) Moving
body:
  # What reviewers never see.
  - heading: About heels
    id: about
  - This leaflet is by {brand.name}. See [the end](#end) on page {page:end}.
  - Most heels heal[@nice; @who]. Rest is rarely needed.
  - text: Only on paper.
    only: [case]
  - list: [Walk a little, "Take **500 mg** of paracetamol"]
  - steps: [Sit, Stand]
    start: 3
  - card:
      level: emergency
      title: "Call 999 if you have:"
      items: [a cold foot]
  - box:
      title: A story
      body: [It got better., {text: On paper it got worse., only: [case]}]
  - key: Keep moving.
  - quote: It helped me.
    by: A patient
  - heading: The end
    level: 2
    id: end
  - table:
      header: [Day, What]
      rows: [[Monday, Walk], [Tuesday, Rest]]
"""
#: What an author has to mend when parts of a leaflet that belong together were taken apart.
MENDED_BY_HAND = {"heading-id-unknown", "heading-id-twice", "heading-level-skipped", "image-missing"}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("word"))


def exported(workshop: Workshop, loaded: LoadedLeaflet) -> bytes:
    report = Report()
    data = word_file(loaded, workshop.pictures, report, "DRAFT")
    assert data is not None, report.diagnostics
    return data


def back(workshop: Workshop, data: bytes, name: str = "back", code: str | None = None) -> Imported:
    workspace = Workspace(workshop.folder)
    brand = workspace.load_brand("riverside", Report())
    assert brand is not None
    return imported(data, f"{name}.docx", Wish(name, code), brand, workspace=workspace)


def sample(workshop: Workshop) -> bytes:
    return exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", SAMPLE)))


def changed(workshop: Workshop, change: Callable[[Any], None]) -> Imported:
    document = Document(BytesIO(sample(workshop)))
    change(document)
    buffer = BytesIO()
    document.save(buffer)
    return back(workshop, buffer.getvalue())


def paragraph(document: Any, words: str) -> Any:
    cells = [one for table in document.tables for row in table.rows for cell in row.cells for one in cell.paragraphs]
    return next(one for one in [*cells, *document.paragraphs[::-1]] if words in one.text)


def loaded_again(workshop: Workshop, made: Imported) -> LoadedLeaflet:
    report = Report()
    path = workshop.folder / "leaflets" / "back.yaml"
    loaded = Workspace(workshop.folder).load_leaflet(path, report, made.yaml)
    assert loaded is not None, (report.diagnostics, made.yaml)
    return loaded


def codes(made: Imported) -> list[str]:
    return [doubt.code for doubt in made.doubts]


def test_all_starters_and_cases_come_back_as_they_were(workshop: Workshop) -> None:
    for path in [*starters(workshop), *map(workshop.add_case, case_names())]:
        loaded = loaded_leaflet(workshop, path)
        made = back(workshop, exported(workshop, loaded))
        assert made.yaml == path.read_text("utf-8"), path
        assert made.doubts == (), path
        assert text_of(loaded_again_at(workshop, path, made)) == text_of(loaded)


def loaded_again_at(workshop: Workshop, path: Path, made: Imported) -> LoadedLeaflet:
    report = Report()
    loaded = Workspace(workshop.folder).load_leaflet(path, report, made.yaml)
    assert loaded is not None, report.diagnostics
    return loaded


def test_a_changed_word_changes_its_entry_alone(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        paragraph(document, "Keep moving").runs[0].text = "Keep on moving."

    made = changed(workshop, change)
    assert codes(made) == ["word-own-changed"]
    was, now = loaded_leaflet(workshop, workshop.add_text("sample", SAMPLE)), loaded_again(workshop, made)
    assert text_of(now) == text_of(was).replace("Keep moving.", "Keep on moving.")
    assert "  - key: Keep on moving." in made.yaml
    assert "{brand.name}" in made.yaml and "[@nice; @who]" in made.yaml


def test_a_changed_sentence_keeps_fields_links_and_citations(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        paragraph(document, "This leaflet is by").add_run(" It is short.")
        paragraph(document, "Most heels heal").add_run(" So they say.")

    made = changed(workshop, change)
    assert set(codes(made)) == {"word-own-changed"}
    assert "This leaflet is by {brand.name}. See [the end](#end) on page {page:end}. It is short." in made.yaml
    body = text_of(loaded_again(workshop, made))
    assert "Most heels heal[1,2]. Rest is rarely needed. So they say." in body.replace("] [", "],[").replace("],[", ",")


def test_what_is_added_is_told_and_follows_what_it_stood_after(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        next(one for one in document.paragraphs if one.text == "Only in: case").insert_paragraph_before(
            "Ask your clinician."
        )

    made = changed(workshop, change)
    assert codes(made) == ["word-own-changed"]
    assert made.yaml.index("Rest is rarely needed") < made.yaml.index("- Ask your clinician.")
    assert made.yaml.index("- Ask your clinician.") < made.yaml.index("Only on paper")


def test_what_is_taken_out_is_told(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        gone = paragraph(document, "Keep moving")._p
        gone.getparent().remove(gone)

    made = changed(workshop, change)
    assert codes(made) == ["word-own-removed"]
    assert "Keep moving." in made.doubts[0].message
    assert "key:" not in made.yaml


def test_where_it_is_printed_stays_with_a_changed_entry(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        paragraph(document, "Only on paper").runs[0].text = "On paper only."

    made = changed(workshop, change)
    assert codes(made) == ["word-own-changed"]
    assert "Only in" not in made.yaml
    assert "- text: On paper only.\n    only: [case]" in made.yaml


def test_what_is_added_before_an_entry_is_told_too(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        old = paragraph(document, "Keep moving")
        new = old.insert_paragraph_before("Stand up.")
        for mark in [one for one in old._p if "bookmark" in one.tag]:
            new._p.append(mark)

    made = changed(workshop, change)
    assert codes(made) == ["word-own-changed"]
    assert "- Stand up.\n  - key: Keep moving." in made.yaml


def test_a_changed_box_has_no_remarks_in_it_and_says_what_to_put_back(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        assert "Only in: case" in paragraph(document, "On paper it")._p.getprevious().xpath("string()")
        paragraph(document, "It got better").runs[0].text = "It got much better."

    made = changed(workshop, change)
    assert codes(made) == ["word-own-changed"]
    assert 'write "only" and "except" again' in made.doubts[0].hint
    assert "      title: A story\n      body:\n        - It got much better.\n        - On paper" in made.yaml
    assert "Only in" not in made.yaml


def test_new_pictures_have_names_of_their_own_and_old_ones_keep_theirs(workshop: Workshop) -> None:
    text = SAMPLE + "  - image: heel.png\n    alt: A heel\n    caption: The heel.\n    width: 50%\n  - Last words.\n"
    heel = dots("white")
    (workshop.folder / "leaflets" / "heel.png").write_bytes(heel)
    document = Document(BytesIO(exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", text)))))
    for words, colour in (("Keep moving", "red"), ("Last words", "blue")):
        run = paragraph(document, words).insert_paragraph_before().add_run()
        run.add_picture(BytesIO(dots(colour)))
    paragraph(document, "The heel.").runs[0].text = "A sore heel."
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert [picture.name for picture in made.pictures] == ["back/1.png", "back/2.png"]
    assert "image: heel.png\n    alt: A heel\n    caption: A sore heel.\n    width: 50%" in made.yaml
    assert made.yaml.count("image: back/1.png") == made.yaml.count("image: back/2.png") == 1
    assert "word-words-lost" not in codes(made)


def test_doubts_about_new_pictures_say_the_names_of_their_files(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        for words, colour in (("Keep moving", "red"), ("It helped me", "blue")):
            paragraph(document, words).insert_paragraph_before().add_run().add_picture(BytesIO(dots(colour)))

    made = changed(workshop, change)
    told = [doubt.message.split('"')[1] for doubt in made.doubts if doubt.code == "word-picture-no-alt"]
    assert told == [picture.name for picture in made.pictures] == ["back/1.png", "back/2.png"]


LONG_ID = "what-to-do-when-the-heel-hurts-in-the-morning"


def test_links_lead_to_the_same_headings_however_long_or_alike_their_ids_are(workshop: Workshop) -> None:
    ids = [f"{LONG_ID}-first", f"{LONG_ID}-second", "a.b", "a_b", "A-b", "a-b"]
    links = " ".join(f"[{number}](#{name})" for number, name in enumerate(ids))
    headings = "".join(f"  - heading: Part {name}\n    id: {name}\n  - Words.\n" for name in ids)
    text = f"{SAMPLE}  - Lead {links}\n{headings}"
    document = Document(BytesIO(exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", text)))))
    paragraph(document, "Lead ").runs[0].text = "Leads "
    buffer = BytesIO()
    document.save(buffer)
    assert f"Leads {links}" in yaml.safe_load(back(workshop, buffer.getvalue()).yaml)["body"]


def test_pictures_of_the_same_words_are_not_taken_for_each_other(workshop: Workshop) -> None:
    for colour in ("red", "blue"):
        (workshop.folder / "leaflets" / f"{colour}.png").write_bytes(dots(colour))
    text = SAMPLE + "".join(
        ["  - pictures:\n"]
        + [
            f"      - image: {one}.png\n        alt: A heel\n        caption: The {one} heel.\n"
            for one in ("red", "blue")
        ]
    )
    document = Document(BytesIO(exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", text)))))
    paragraph(document, "The red heel.").runs[0].text = "A sore red heel."
    buffer = BytesIO()
    document.save(buffer)
    row = yaml.safe_load(back(workshop, buffer.getvalue()).yaml)["body"][-1]["pictures"]
    assert [one["caption"] for one in row] == ["A sore red heel.", "The blue heel."]
    assert len({one["image"] for one in row}) == 2


def dots(colour: str) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (300, 200), colour).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_to_it_no_word_is_lost(workshop: Workshop, seed: int) -> None:
    chance = Random(seed)
    document = Document(BytesIO(sample(workshop)))
    body = document.element.body
    for _ in range(chance.randint(1, 6)):
        blocks = [one for one in body if one.tag.rpartition("}")[2] in ("p", "tbl")]
        block, other = chance.choice(blocks), chance.choice(blocks)
        match chance.choice(["remove", "move", "copy", "cut", "add"]):
            case "remove":
                body.remove(block)
            case "move":
                other.addprevious(block)
            case "copy":
                other.addprevious(deepcopy(block))
            case "cut":
                for run in block.xpath(".//w:r")[:1]:
                    run.getparent().remove(run)
            case "add":
                block.addnext(document.add_paragraph(f"New words {chance.random()}.")._p)
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert "word-words-lost" not in codes(made), [doubt.words for doubt in made.doubts]
    report = Report()
    Workspace(workshop.folder).load_leaflet(workshop.folder / "leaflets" / "back.yaml", report, made.yaml)
    assert {one.code for one in report.diagnostics if one.severity is Severity.ERROR} <= MENDED_BY_HAND, made.yaml


def test_lines_to_write_on_and_what_the_brand_says_stay(workshop: Workshop) -> None:
    text = f"{SAMPLE}  - write:\n      label: My goal\n      lines: 3\n  - contact: physiotherapy\n"
    document = Document(BytesIO(exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", text)))))
    paragraph(document, "My goal").runs[0].text = "My own goal"
    paragraph(document, "Opening hours").add_run(" and on Sundays")
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert sorted(codes(made)) == ["word-own-changed", "word-own-words-around"]
    assert "  - write:\n      label: My own goal\n      lines: 3\n  - contact: physiotherapy\n" in made.yaml


def test_a_comment_changes_nothing_and_is_told(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        document.add_comment(paragraph(document, "Keep moving").runs, "Is this right?", author="Somebody")

    made = changed(workshop, change)
    assert codes(made) == ["word-comment"]
    assert "Is this right?" in made.doubts[0].words and "Somebody" not in str(vars_of(made))
    assert made.yaml == SAMPLE


def vars_of(made: Imported) -> list[str]:
    return [f"{doubt.message} {doubt.hint} {doubt.words}" for doubt in made.doubts]


def test_a_tracked_insertion_is_taken_and_told(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        run = paragraph(document, "Only on paper").add_run(" And here.")._r
        inserted = run.makeelement(run.tag.replace("}r", "}ins"), {run.tag.replace("}r", "}author"): "Somebody"})
        run.addprevious(inserted)
        inserted.append(run)

    made = changed(workshop, change)
    assert sorted(codes(made)) == ["word-change-inserted", "word-own-changed"]
    assert "- text: Only on paper. And here.\n    only: [case]" in made.yaml


def test_without_its_source_no_word_is_lost(workshop: Workshop) -> None:
    document = Document(BytesIO(sample(workshop)))
    for name, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/customXml"):
            del document.part.rels[name]
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert "word-words-lost" not in codes(made)
    for block in ("key: Keep moving.", "level: emergency", "quote: It helped me.", "by: A patient", "title: A story"):
        assert block in made.yaml
    assert "title: Sore heel\n" in made.yaml


def test_a_changed_title_is_that_of_the_leaflet(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        paragraph(document, "Sore heel").runs[0].text = "Sore heels"
        paragraph(document, "What helps").runs[0].text = "What may help"

    made = changed(workshop, change)
    assert loaded_again(workshop, made).leaflet.title == "Sore heels"
    assert loaded_again(workshop, made).leaflet.subtitle == "What may help"


def test_a_subtitle_that_was_taken_out_is_told(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        for words in ("What helps", "Patient information"):
            gone = paragraph(document, words)._p
            gone.getparent().remove(gone)
        paragraph(document, "Sore heel").runs[0].text = ""

    made = changed(workshop, change)
    assert codes(made) == ["word-own-removed"] * 3
    for words, doubt in zip(("Patient information", "Sore heel", "What helps"), made.doubts, strict=True):
        assert words in doubt.message
    assert made.yaml == SAMPLE


def test_what_leafletgen_prints_is_no_part_of_the_leaflet_and_its_change_is_told(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        paragraph(document, "Opening hours").add_run(" and on Sundays")

    made = changed(workshop, change)
    assert codes(made) == ["word-own-words-around"]
    assert made.doubts[0].words.endswith(" and on Sundays")
    assert made.yaml == SAMPLE


def test_a_changed_card_keeps_its_level_and_a_heading_its_id(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        paragraph(document, "a cold foot").runs[0].text = "a cold or blue foot"
        paragraph(document, "The end").runs[0].text = "At the end"

    made = changed(workshop, change)
    now = loaded_again(workshop, made)
    was = loaded_leaflet(workshop, workshop.add_text("sample", SAMPLE))
    expected = text_of(was, 200).replace("a cold foot", "a cold or blue foot").replace("“The end”", "“At the end”")
    assert text_of(now, 200) == expected.replace("\nThe end\n", "\nAt the end\n")
    assert "level: emergency" in made.yaml and "id: end" in made.yaml


def test_a_source_that_says_something_else_is_not_believed(workshop: Workshop) -> None:
    data = sample(workshop)
    document = Document(BytesIO(data))
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/customXml"):
            part: Any = relation.target_part
            part._blob = part.blob.replace(b"500 mg", b"5000 mg")
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert "500 mg" in made.yaml and "5000 mg" not in made.yaml
    assert codes(made) == ["word-own-older", "word-own-changed"]


@pytest.mark.parametrize("source", [b"", b"a: [", b"x" * 2_000_000, b"body: 1", b"title: x\nbody: [{include: ../x}]"])
def test_a_source_that_is_none_is_told_and_left(workshop: Workshop, source: bytes) -> None:
    document = Document(BytesIO(sample(workshop)))
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/customXml"):
            part: Any = relation.target_part
            begin, end = part.blob.index(b">", 60) + 1, part.blob.rindex(b"</source>")
            part._blob = part.blob[:begin] + source + part.blob[end:]
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert "word-own-source-unusable" in codes(made)
    assert "Rest is rarely needed" in made.yaml


def test_without_the_package_it_is_read_as_any_word_file(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    data = sample(workshop)
    monkeypatch.setattr(package_needed, "find_spec", lambda name: None)
    made = back(workshop, data)
    assert "word-own-source-unusable" in codes(made)
    assert "Rest is rarely needed" in made.yaml


def test_a_code_that_is_given_wins(workshop: Workshop) -> None:
    made = back(workshop, sample(workshop), code="P1000/1000/07.2026/VERSION2")
    assert loaded_again(workshop, made).leaflet.code == "P1000/1000/07.2026/VERSION2"
    assert made.doubts == ()


def test_the_yaml_differs_where_something_was_changed_and_nowhere_else(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        paragraph(document, "Walk a little").runs[0].text = "Walk a lot"
        paragraph(document, "The end").insert_paragraph_before("Stand up.")

    made = changed(workshop, change)
    expected = SAMPLE.replace('list: [Walk a little, "Take', 'list:\n      - Walk a lot\n      - "Take')
    expected = expected.replace('paracetamol"]', 'paracetamol"').replace('"Take **500 mg** of paracetamol"', _MEDICINE)
    assert made.yaml == expected.replace("    by: A patient\n", "    by: A patient\n  - Stand up.\n")
    assert "# What reviewers never see." in made.yaml


_MEDICINE = "Take **500 mg** of paracetamol"


def test_each_doubt_says_which_words_are_others_and_on_which_line(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        paragraph(document, "500 mg").runs[1].text = "5 g"
        gone = paragraph(document, "a cold foot")._p
        gone.getparent().remove(gone)

    made = changed(workshop, change)
    assert [doubt.message.partition(": ")[2] for doubt in made.doubts] == [
        '"500 mg of" is now "5 g of"',
        '"a cold foot" is gone',
    ]
    lines = made.yaml.splitlines()
    assert "5 g" in lines[made.doubts[0].line - 1] and "999" in lines[made.doubts[1].line - 1]
    assert made.doubts[1].spot.heading == "About heels"


def test_what_was_moved_is_told_once(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        paragraph(document, "The end")._p.addprevious(paragraph(document, "This leaflet is by")._p)

    made = changed(workshop, change)
    assert codes(made) == ["word-own-moved"]
    assert made.yaml.index("A patient") < made.yaml.index("This leaflet is by") < made.yaml.index("The end")


def test_breaks_and_comments_stay_when_something_else_is_changed(workshop: Workshop) -> None:
    text = SAMPLE.replace("  - key:", "  - break: page\n  # A remark.\n  - key:").replace("\n", "\r\n")
    document = Document(BytesIO(exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", text)))))
    paragraph(document, "Keep moving").runs[0].text = "Keep on moving."
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    there = (workshop.folder / "leaflets" / "sample.yaml").read_bytes().decode().replace("\r\n", "\n")
    assert made.yaml.replace("\r\n", "\n") == there.replace("Keep moving.", "Keep on moving.")


def test_a_table_keeps_what_word_does_not_say_of_it(workshop: Workshop) -> None:
    text = SAMPLE.replace("      rows: [[Monday", "      row_headers: true\n      grid: true\n      rows: [[Monday")
    document = Document(BytesIO(exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", text)))))
    paragraph(document, "Rest").runs[0].text = "Sleep"
    for one in document.tables[-1].columns[1].cells:
        if one.text == "Rest":
            one.paragraphs[0].runs[0].text = "Sleep"
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert "row_headers: true\n      grid: true\n" in made.yaml
    assert "**" not in made.yaml.partition("table:")[2]


def test_another_picture_of_the_same_words_is_told_and_kept_beside(workshop: Workshop) -> None:
    (workshop.folder / "leaflets" / "heel.png").write_bytes(dots("white"))
    text = SAMPLE + "  - image: heel.png\n    alt: A heel\n"
    document = Document(BytesIO(exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", text)))))
    relation = document.element.body.xpath(".//wp:inline[wp:docPr[@descr='A heel']]//a:blip/@r:embed")[0]
    part: Any = document.part.rels[relation].target_part
    part._blob = dots("red")
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert codes(made) == ["word-own-picture"]
    assert [(one.name, one.data) for one in made.pictures] == [("back/1.png", dots("red"))]
    assert made.yaml == text


def test_a_leaflet_that_somebody_went_on_with_is_told(workshop: Workshop) -> None:
    data = sample(workshop)
    workshop.add_text("sample", SAMPLE.replace("Most heels", "Nearly all heels"))
    made = back(workshop, data)
    assert codes(made) == ["word-own-older"]
    assert made.yaml == SAMPLE


def test_words_in_a_remark_are_told(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        next(one for one in document.paragraphs if one.text == "Only in: case").runs[0].text = "Why only in case?"

    made = changed(workshop, change)
    assert codes(made) == ["word-own-words-around"]
    assert made.doubts[0].words == "Why only in case?"
    assert made.yaml == SAMPLE


def test_a_file_that_lost_its_source_says_so_and_has_no_remarks(workshop: Workshop) -> None:
    def change(document: Any) -> None:
        for name, relation in list(document.part.rels.items()):
            if relation.reltype.endswith("/customXml"):
                del document.part.rels[name]

    made = changed(workshop, change)
    found = codes(made)
    assert found.count("word-own-source-gone") == 1 and found.count("word-own-remark") == 2
    assert "Only in" not in made.yaml and "word-words-lost" not in found


def test_a_review_is_imported_beside_its_leaflet_without_a_clash(tmp_path: Path) -> None:
    Workshop(tmp_path).add_starters()
    there = ("--workspace", str(tmp_path))
    assert CliRunner().invoke(main, ["build", "P4398", "--format", "docx", *there]).exit_code == 0
    file = str(tmp_path / "build" / "P4398-treatments-for-back-pain.docx")
    result = CliRunner().invoke(main, ["import", file, "--out", str(tmp_path / "reviewed"), *there])
    assert result.exit_code == 0, result.output
    assert "is that of" not in result.output and "; 0 doubts" in result.output
    name = "P4398-treatments-for-back-pain.yaml"
    assert (tmp_path / "reviewed" / name).read_bytes() == (tmp_path / "leaflets" / name).read_bytes()


@pytest.mark.parametrize("body", ["[One., Two., Three.]", "\n  - One.\n  - {text: Two.}\n  -\n    Three.\n"])
def test_a_body_that_is_written_otherwise_comes_back_too(workshop: Workshop, body: str) -> None:
    text = SAMPLE.partition("body:")[0] + f"body: {body}\n"
    data = exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", text)))
    assert back(workshop, data).yaml == text
    document = Document(BytesIO(data))
    paragraph(document, "Two.").runs[0].text = "Two and a half."
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert codes(made) == ["word-own-changed"]
    assert text_of(loaded_again(workshop, made)).count("Two and a half.") == 1
    assert text_of(loaded_again(workshop, made)).count("Three.") == 1


def test_changed_resources_are_resources_still(workshop: Workshop) -> None:
    text = f"""{SAMPLE}  - resources:
      - title: NHS
        url: https://www.nhs.uk/a
        note: On backs.
      - title: Tame the Beast
        url: https://www.example.org/b
"""
    document = Document(BytesIO(exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", text)))))
    paragraph(document, "On backs.").runs[0].text = "On heels."
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert made.yaml == text.replace("On backs.", "On heels.")


def test_words_of_an_address_that_were_changed_are_not_lost(workshop: Workshop) -> None:
    """Resources print where they lead, so that an address which says something else becomes a paragraph."""
    text = f"""{SAMPLE}  - resources:
      - title: NHS
        url: https://www.nhs.uk/a
"""
    document = Document(BytesIO(exported(workshop, loaded_leaflet(workshop, workshop.add_text("sample", text)))))
    (shown,) = [one for one in document.element.body.iter(f"{W}t") if one.text == "www.nhs.uk/a"]
    shown.text = "www.nhs.uk/b"
    buffer = BytesIO()
    document.save(buffer)
    made = back(workshop, buffer.getvalue())
    assert codes(made) == ["word-own-changed"]
    assert "[www.nhs.uk/b](https://www.nhs.uk/a)" in made.yaml and "resources" not in made.yaml


def test_a_draft_comes_back_under_the_name_of_its_leaflet() -> None:
    assert slug("P1-good.DRAFT") == "P1-good"
    assert slug("DRAFT of 2024") == "DRAFT-of-2024"

"""The body of a message: both its parts say the same, nothing in it runs or is fetched, and nothing of it is kept."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from leafletgen.content.email_fields import email_values
from leafletgen.content.model.brand import Brand
from leafletgen.content.model.email_template import EmailTemplate
from leafletgen.content.model.prescription import Patient
from leafletgen.document.edition import Edition, leaflet_edition
from leafletgen.document.element import Element, Extent, Role
from leafletgen.document.email import email_element
from leafletgen.document.form import TEXT
from leafletgen.document.sheet_edition import sheet_edition
from leafletgen.document.sheet_request import SheetRequest
from leafletgen.document.twin_memory import TwinMemory
from leafletgen.dose.short import parse_short
from leafletgen.errors import Place, Report
from leafletgen.images import PictureStore
from leafletgen.images.dots import drawn_dots
from leafletgen.library.exercises import Exercises, Prescribed
from leafletgen.library.workspace import Workspace
from leafletgen.mail.body import LONGEST_HTML, BodyMaker, subject
from leafletgen.mail.parts import Body
from leafletgen.mail.reading.picture import PagePicture, QuietPages
from leafletgen.text import write as write_text
from tests.support.building import ROOT
from tests.support.message_words import close, heard, parsed
from tests.support.sheet_samples import bare_request, full_request
from tests.support.shipped import sources

NOWHERE = Place("", 1, 1)
LAYOUTS = ("sheet-1", "sheet-3", "sheet-3-ticks", "words", "pocket")
DOSES = ("3x8-12,side=each,daily=2", "10,daily=3", "2x10,days=mon-wed-fri", "3x10,load=red band", "hold=30s", "5min")
SIDES = ("", ",side=left", ",side=right")
EXERCISES = ("bridge", "clamshell", "bird-dog", "ankle-circles", "tendon-glide", "wall-slide")
HOSTILE = "<script>alert(1)</script> & \"quotes\" 'and' </p></td><img src=x onerror=alert(1)>"


class Shop(NamedTuple):
    """The repository's own workspace, and what prepares pictures for all tests of this file."""

    workspace: Workspace
    library: Exercises
    brand: Brand
    store: PictureStore

    def template(self, name: str) -> EmailTemplate:
        """One of the templates that come with leafletgen."""
        report = Report()
        template = self.workspace.load_email_template(self.brand, name, report)
        assert template is not None, report.diagnostics
        return template

    def twin(self, request: SheetRequest, layout: str = "sheet-3", memory: TwinMemory | None = None) -> Edition:
        """The twin of a sheet, with the signs that belong to it."""
        report = Report()
        rules = self.workspace.load_sheet_layout(layout, report)
        assert rules is not None and rules.sheet is not None
        signs = self.library.signs_for([one.exercise for one in request.prescribed], report)
        edition = sheet_edition(self.brand, rules.sheet, request._replace(signs=signs), "en-GB", report, TEXT, memory)
        assert not report.has_errors, report.diagnostics
        return edition

    def prescribed(self, name: str, dose: str = "", note: str | None = None) -> Prescribed | None:
        """An exercise with its own dose or another; None where it cannot be dosed so."""
        report = Report()
        exercise = self.library.load(name, report)
        assert exercise is not None, report.diagnostics
        said = parse_short(dose, None, report) if dose else exercise.dose
        return Prescribed(exercise, said, note) if said is not None else None

    def leaflet(self, code: str) -> Edition:
        """The twin of a starter leaflet."""
        report = Report()
        loaded = self.workspace.load_leaflet(
            next(path for path in sources("leaflets") if path.stem.startswith(code)), report
        )
        assert loaded is not None, report.diagnostics
        return leaflet_edition(loaded, TEXT, report)

    def message(self, inner: Edition | None, template: str = "sheet", **fields: str) -> Edition:
        """What a message says around a twin."""
        report = Report()
        title = inner.title if inner is not None else ""
        values = email_values(self.brand, None, document_title=title, **fields)
        made = email_element(self.template(template), self.brand, values, inner, report)
        assert not report.diagnostics
        return made

    def body(self, message: Edition, maker: BodyMaker | None = None) -> Body:
        """Its body."""
        report = Report()
        made = (maker or BodyMaker(self.store)).body(message, report)
        assert made is not None and not report.diagnostics, report.diagnostics
        return made


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    workspace = Workspace(ROOT)
    brand = workspace.load_brand("riverside", Report())
    assert brand is not None
    return Shop(workspace, Exercises(workspace), brand, PictureStore(tmp_path_factory.mktemp("pictures")))


def all_six(shop: Shop, note: str | None = None) -> list[Prescribed]:
    return [one for name in EXERCISES if (one := shop.prescribed(name, note=note)) is not None]


@pytest.fixture(scope="module")
def bodies(shop: Shop) -> dict[str, Body]:
    """Messages of every kind, by name."""
    full = full_request(all_six(shop, "Keep a chair near."), 2)
    made = {layout: shop.body(shop.message(shop.twin(full, layout), patient_name="Sam Example")) for layout in LAYOUTS}
    made["bare"] = shop.body(shop.message(shop.twin(bare_request(all_six(shop)))))
    for code in ("P4396", "P4397", "P4398", "P4399", "P4400"):
        made[code] = shop.body(shop.message(shop.leaflet(code), "leaflet", document_code=code))
    made["protected"] = shop.body(shop.message(None, "protected"))
    return made


def each(bodies: dict[str, Body]) -> Iterator[tuple[str, Body]]:
    assert len(bodies) == len(LAYOUTS) + 7
    yield from bodies.items()


# --- what is said ----------------------------------------------------------------------------------------------------


def test_both_parts_say_the_same_words(shop: Shop, bodies: dict[str, Body]) -> None:
    for name, body in each(bodies):
        assert heard(body.html, shop.brand.logo.alt) == close(body.text), name


def test_the_text_is_the_twin_between_the_words_of_the_template(shop: Shop, bodies: dict[str, Body]) -> None:
    twin = write_text(shop.twin(full_request(all_six(shop, "Keep a chair near."), 2)))
    code = twin.splitlines()[-1]
    text = bodies["sheet-3"].text
    before, inside, after = text.partition(twin.removesuffix(f"{code}\n"))
    assert before.startswith("Hello Sam Example,\n\n") and inside
    assert "Do not answer this e-mail" in after and after.endswith(f"\n\n{code}\n")


def test_a_paragraph_with_a_field_without_a_value_is_left_out(shop: Shop, bodies: dict[str, Body]) -> None:
    bare, full = bodies["bare"].text, bodies["sheet-3"].text
    assert "Hello" not in bare and "Hello Sam Example," in full
    known = shop.message(None, "sheet", clinician_name="Ann Jones", clinician_contact="01632 960 000")
    assert "Ask Ann Jones: 01632 960 000" in shop.body(known).text and "Ann Jones" not in full


def test_numbers_and_mailboxes_in_the_words_around_are_links(shop: Shop) -> None:
    contact = "01632 960 000 or ann@example.org"
    page = shop.body(shop.message(None, "sheet", clinician_name="Ann", clinician_contact=contact)).html
    assert 'href="tel:01632960000"' in page and 'href="mailto:ann@example.org"' in page


def test_a_subject_names_no_patient(shop: Shop) -> None:
    template = shop.template("sheet")
    values = email_values(shop.brand, patient_name="Sam Example", document_title="Your exercises")
    said = subject(template, shop.brand, values)
    assert said == "Your exercise sheet from Riverside Community Health"
    template.subject = "{document.title} {document.code} for {patient.name}"
    try:
        assert subject(template, shop.brand, values) == "Your exercises for"
    finally:
        template.subject = "Your exercise sheet from {brand.name}"


def test_words_of_another_language_say_so(shop: Shop) -> None:
    template = shop.template("sheet")
    template.language = "cy"
    try:
        page = parsed(shop.body(shop.message(shop.twin(bare_request(all_six(shop))))).html)
    finally:
        template.language = "en-GB"
    spoken = [one for one in page.iter("p") if one.get("lang") == "cy"]
    assert len(spoken) >= 3 and page.get("lang") == "en-GB"


def test_words_from_the_right_are_set_so(shop: Shop) -> None:
    twin = shop.twin(bare_request(all_six(shop)))
    twin.root.language = "ar"
    page = shop.body(twin).html
    tree = parsed(page)
    assert tree.get("dir") == "rtl" and tree.find(".//div[@role='article']").get("dir") == "rtl"
    styles = " ".join(one.get("style") or "" for one in tree.iter())
    assert "text-align:right" in styles and "border-right:6px" in styles and not re.search(r"\bleft\b", styles)


# --- what it is made of ----------------------------------------------------------------------------------------------


def test_nothing_runs_is_asked_for_or_is_filled_in(bodies: dict[str, Body]) -> None:
    for name, body in each(bodies):
        tree = parsed(body.html)
        tags = {one.tag for one in tree.iter() if isinstance(one.tag, str)}
        assert not tags & {"script", "form", "input", "textarea", "button", "svg", "link", "iframe", "object"}, name
        shown = {one.get("src") for one in tree.iter("img")}
        assert shown == {f"cid:{picture.identifier}" for picture in body.pictures}, name
        for one in tree.iter("a"):
            assert re.match(r"(?:https?://|mailto:|tel:)\S+$", one.get("href")), name
        styles = " ".join([*(one.get("style") or "" for one in tree.iter()), *(one.text for one in tree.iter("style"))])
        assert not re.search(r"url\(|@import|var\(|expression|flex|display: ?grid", styles), name
        assert not [key for one in tree.iter() for key in one.attrib if key.startswith("on") or key == "id"], name


def test_every_word_has_its_style_where_style_sheets_are_dropped(bodies: dict[str, Body]) -> None:
    for name, body in each(bodies):
        for one in parsed(body.html).iter("p", "h1", "h2", "h3", "h4", "td", "th", "li", "ul", "ol", "a", "img"):
            assert one.get("style"), (name, one.tag)


def test_headings_tables_and_pictures_are_heard(shop: Shop, bodies: dict[str, Body]) -> None:
    for name, body in each(bodies):
        tree = parsed(body.html)
        levels = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3", "h4")]
        assert levels.count(1) == (name != "protected"), name
        assert all(later <= level + 1 for level, later in zip([0, *levels], levels, strict=False)), (name, levels)
        assert all(one.get("alt") is not None and one.get("width") for one in tree.iter("img")), name
        for table in tree.iter("table"):
            heads = table.findall(".//th")
            assert (table.get("role") == "presentation") is (not table.findall("thead")), name
            assert all(one.get("scope") in ("col", "row") for one in heads if table.get("role") is None), name
        assert tree.find(".//title").text and tree.get("lang") == "en-GB", name


def test_pictures_are_files_of_their_own_and_small(bodies: dict[str, Body]) -> None:
    for name, body in each(bodies):
        assert len({picture.identifier for picture in body.pictures}) == len(body.pictures), name
        for picture in body.pictures:
            assert re.fullmatch(r"[0-9a-f]{24}@leafletgen", picture.identifier)
            with Image.open(BytesIO(picture.data)) as image:
                assert image.format in ("PNG", "JPEG") and image.width <= 1280 and image.mode in ("RGB", "P"), name
            assert len(picture.data) < 60_000, name


def test_a_drawing_keeps_its_flat_colours(shop: Shop) -> None:
    for picture in shop.body(shop.message(shop.twin(bare_request(all_six(shop))))).pictures[1:]:
        with Image.open(BytesIO(picture.data)) as image:
            whole = image.convert("RGB")
            assert whole.getpixel((2, 2)) == (255, 255, 255) and len(whole.getcolors() or []) > 10
    drawn = Image.new("RGB", (400, 400), "#e3eef2")
    for number, colour in enumerate(("#c9ded8", "#bfd6ce", "#c3c7cb", "#ffffff", "#1b2a33")):
        drawn.paste(colour, (0, 50 * number, 400, 50 * number + 50))
    with Image.open(BytesIO(drawn_dots(drawn).data)) as image:
        assert image.mode == "P" and ImageChops.difference(image.convert("RGB"), drawn).getbbox() is None


def test_the_other_side_is_drawn_the_other_way_round(shop: Shop) -> None:
    shown = []
    for side in ("left", "right"):
        one = shop.prescribed("ankle-circles", f"10,side={side},daily=1")
        assert one is not None
        shown.append(shop.body(shop.message(shop.twin(bare_request([one])))).pictures[1:])
    assert len(shown[0]) == len(shown[1]) == 2 and not {*shown[0]} & {*shown[1]}


def test_pictures_of_a_finished_pdf_are_shown_large_enough_to_see(shop: Shop) -> None:
    page = BytesIO()
    Image.linear_gradient("L").resize((60, 30)).save(page, "PDF")
    with pikepdf.open(BytesIO(page.getvalue())) as pdf:
        wide, high = (float(side) for side in pdf.pages[0].mediabox[2:])
    root = Element(Role.DOCUMENT)
    root.heading(1).say("Your exercises")
    for left in (0.0, wide + 10):  # the second one lies off its page
        figure = root.add(Role.FIGURE)
        figure.alt = f"A person at {left:g}."
        figure.source = PagePicture(QuietPages(page.getvalue()), 0, Extent(left, 0, left + wide, high))
    body = shop.body(Edition(root, shop.brand, "Your exercises", "EX1"))
    (shown,) = parsed(body.html).iter("img")
    assert (shown.get("width"), shown.get("height"), shown.get("alt")) == ("300", "150", "A person at 0.")
    with Image.open(BytesIO(body.pictures[0].data)) as image:
        assert abs(image.width - 600) <= 2
    assert f"Picture: A person at {wide + 10:g}." in body.html
    assert heard(body.html, shop.brand.logo.alt) == close(body.text)


def test_words_of_people_are_words(shop: Shop) -> None:
    patient = Patient(place=NOWHERE, name=HOSTILE)
    request = full_request(all_six(shop, HOSTILE), 0)._replace(patient=patient, note=HOSTILE, goal=HOSTILE)
    body = shop.body(shop.message(shop.twin(request), patient_name=HOSTILE, clinician_name=HOSTILE))
    tree = parsed(body.html)
    assert not list(tree.iter("script")) and not [one for one in tree.iter("img") if one.get("onerror")]
    assert body.html.count("&lt;script&gt;") == 4 + len(EXERCISES)
    assert heard(body.html, shop.brand.logo.alt) == close(body.text)


def test_a_picture_that_cannot_be_used_is_told_each_time(shop: Shop, tmp_path: Path) -> None:
    edition = shop.leaflet("P4400")
    brand = shop.brand
    bad = tmp_path / "logo.svg"
    bad.write_text("<svg", "utf-8")
    known = brand.files[brand.logo.file]
    brand.files[brand.logo.file] = bad
    try:
        maker = BodyMaker(shop.store)
        for _ in range(2):
            report = Report()
            assert maker.body(edition, report) is None and report.has_errors
    finally:
        brand.files[brand.logo.file] = known
    assert maker.body(edition, Report()) is not None


# --- what is too long ------------------------------------------------------------------------------------------------


def test_what_mail_programs_would_cut_off_is_said_in_short(shop: Shop) -> None:
    message = shop.message(shop.leaflet("P4396"), "leaflet")
    long = message._replace(description="About pain that lasts.")
    kids = message.root.elements
    long.root.kids = [*kids[:8], *kids[8:-4] * 2, *kids[-4:]]
    body = shop.body(long)
    assert len(body.html.encode()) < LONGEST_HTML
    assert "Persistent back pain" in body.text and "About pain that lasts." in body.text
    assert "All of it is in the attached PDF." in body.text and "Do not answer this e-mail" in body.text
    assert "both legs hurt, tingle or are numb" in body.text and "What helps" not in body.text
    assert heard(body.html, shop.brand.logo.alt) == close(body.text)


def test_a_sheet_with_too_many_exercises_keeps_all_about_safety(shop: Shop) -> None:
    request = full_request(all_six(shop) * 5, 4)
    text = shop.body(shop.message(shop.twin(request), patient_name="Sam Example")).text
    assert "All of it is in the attached PDF." in text and "Pain 6 to 10" in text and "call 999" in text.casefold()
    assert "999 000 0018" in text and "Squeeze your bottom" not in text


# --- what is remembered ----------------------------------------------------------------------------------------------


@st.composite
def requests(draw: st.DrawFn, shop: Shop) -> SheetRequest:
    """A sheet of a few exercises in any order, with doses, notes and sides."""
    chosen: list[Prescribed] = []
    for name in draw(st.lists(st.sampled_from(EXERCISES), min_size=1, max_size=4, unique=True)):
        dose = draw(st.sampled_from(("", *DOSES)))
        side = draw(st.sampled_from(SIDES)) if name in ("clamshell", "ankle-circles") and "side" not in dose else ""
        note = draw(st.sampled_from((None, "Slowly.", "Near a <chair> & wall.\nTwice.")))
        one = shop.prescribed(name, dose + side if dose else "", note)
        chosen += [one] if one is not None else []
    request = full_request(chosen, draw(st.integers(0, 1))) if draw(st.booleans()) else bare_request(chosen)
    return request._replace(note=draw(st.sampled_from((None, "Rest <well>."))))


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_what_is_remembered_changes_nothing(shop: Shop, data: st.DataObject) -> None:
    maker, memory = BodyMaker(shop.store), TwinMemory()
    for _ in range(4):
        request, layout = data.draw(requests(shop)), data.draw(st.sampled_from(LAYOUTS[:3]))
        name = data.draw(st.sampled_from(("Sam Example", "Alex Sample")))
        remembered = shop.body(shop.message(shop.twin(request, layout, memory), patient_name=name), maker)
        anew = shop.body(shop.message(shop.twin(request, layout), patient_name=name))
        assert tuple(remembered) == tuple(anew)
        twin = write_text(shop.twin(request, layout))
        assert close(twin)[: -len("EX03")] and close(remembered.text).count(close(twin.rpartition("\n\n")[0])) == 1


def test_nothing_of_a_patient_is_remembered(shop: Shop) -> None:
    name = "".join(("Zeb", "edee Qu", "uxington"))  # a literal would be found in this test
    maker, memory = BodyMaker(shop.store), TwinMemory()
    patient = Patient(place=NOWHERE, name=name)
    request = full_request(all_six(shop, f"as {name} likes it"), 1)._replace(patient=patient, goal=name, note=name)
    body = shop.body(shop.message(shop.twin(request, memory=memory), patient_name=name), maker)
    assert name in body.html and name in body.text
    del body, request, patient
    gc.collect()
    held = {one for kept in gc.get_objects() for one in gc.get_referents(kept) if isinstance(one, str) and name in one}
    assert held <= {name}


def test_an_exercise_is_written_once_for_all_patients(shop: Shop) -> None:
    memory = TwinMemory()
    first, second = (shop.twin(bare_request(all_six(shop)), memory=memory).root.elements for _ in range(2))
    assert len({*map(id, first)} & {*map(id, second)}) == len(EXERCISES) + 1  # and what is said about safety
    other = shop.twin(bare_request(all_six(shop)), "sheet-1", memory).root.elements
    assert not {*map(id, first)} & {*map(id, other)}

"""The report of a batch: a page that anybody can read, data for programs, a table that is safe to open."""

import csv
import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

import leafletgen.batch.report
from leafletgen.batch.outcome import About, Outcome
from leafletgen.batch.report import KINDS, write_report
from leafletgen.batch.thumbnails import kept_thumbnail, thumbnail
from leafletgen.content.colour import Colour
from leafletgen.errors import Diagnostic, Place, error, warning
from leafletgen.system.writing import WriteError

FOLDER = Path(leafletgen.batch.report.__file__).parent
FRAME = FOLDER.parent / "html" / "report_frame.css"
NASTY = "\"><script>alert('1')</script> & <img src=x onerror=alert(2)> \x00\u202e"
NO_ALT = error("image-no-alt-text", "the image has no alt text", 'add "alt:"', Place("leaflets/P7-gout.yaml", 22, 5))
NO_KEY = error("unknown-key", 'unknown key "a<b"', "", Place("leaflets/P7-gout.yaml", 13, 1))
BRAND = error(
    "wrong-value", 'colour "primary" is no colour', "write #0B4F6C", Place("assets/brands/plain/brand.yaml", 17, 12)
)
LONG = warning("head-too-long", "the title is long", "", Place("leaflets/P2-neck.yaml", 2, 8))
VOID = {"meta", "img", "input", "br", "wbr"}
ABOUT = About("my-leaflets", 1, 1, 1, 62.4)


class Page(HTMLParser):
    """Reads a page strictly: what is opened is closed, in the right order, and no attribute stands twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        assert text.startswith("<!DOCTYPE html>\n")
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1], data))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self) -> str:
        return " ".join(data.strip() for tag, data in self.texts if tag not in ("style", "script"))


def a_pdf(words: str = "Page 1", width: float = 420, height: float = 595) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
    for line in range(12):
        canvas.drawString(20, height - 40 * (line + 1), words * 8)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def outcome(
    leaflet: str,
    layout: str = "small",
    *,
    title: str = "A leaflet",
    file: Path | None = None,
    result: str = "made",
    state: str = "released",
    messages: tuple[Diagnostic, ...] = (),
) -> Outcome:
    data = file.read_bytes() if file is not None and file.exists() else b""
    digest = sha256(data).hexdigest() if data else ""
    code = f"{leaflet.partition('-')[0]}/22/11.2026/VERSION3"
    why = "changed since VERSION2 of 11.2026" if state == "changed" else ""
    rest = (state, why, "2027-04", file, 4 if data else 0, len(data), digest, result, messages)
    return Outcome(leaflet, layout, code, title, "Clinic", "physio", *rest)


def some(out: Path) -> list[Outcome]:
    """A failed leaflet, one with a warning that was changed, and one that is up to date, with a difficult title."""
    out.mkdir(exist_ok=True)
    first, second = out / "P2-neck.small.pdf", out / "P10-100% #1 é?.small.pdf"
    first.write_bytes(a_pdf("Neck"))
    second.write_bytes(a_pdf("Back"))
    return [
        outcome("P10-back", title=NASTY, file=second, result="up to date"),
        outcome("P2-neck", title="Neck pain", file=first, state="changed", messages=(LONG,)),
        outcome("P7-gout", title="Gout", result="failed", state="never released", messages=(NO_ALT, NO_KEY)),
    ]


def html(tmp_path: Path, outcomes: list[Outcome], about: About = ABOUT) -> str:
    target = tmp_path / "report.html"
    write_report(target, outcomes, tmp_path / "cache", about)
    return target.read_text("utf-8")


def table(tmp_path: Path, outcomes: list[Outcome]) -> list[list[str]]:
    target = tmp_path / "report.csv"
    write_report(target, outcomes, tmp_path / "cache", ABOUT)
    text = target.read_bytes().decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    return list(csv.reader(StringIO(text, newline="")))


def test_the_page_is_well_formed_and_has_its_landmarks(tmp_path: Path) -> None:
    page = Page(html(tmp_path, some(tmp_path / "build")))
    assert page.all("html") == [{"lang": "en-GB"}]
    assert [len(page.all(tag)) for tag in ("title", "h1", "header", "main")] == [1, 1, 1, 1]
    assert ("title", "Build report: my-leaflets") in page.texts
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table")) == 1
    headers = page.all("th")
    assert [header["scope"] for header in headers] == ["col"] * 9 + ["row"] * 3
    assert len(page.all("td")) == 3 * 8
    assert len(page.all("img")) == 2
    assert all(image["alt"].startswith("Page 1 of ") and image["loading"] == "lazy" for image in page.all("img"))
    assert {label["for"] for label in page.all("label")} == {"words", "kind"}


def test_ids_are_unique_and_links_inside_the_page_lead_somewhere(tmp_path: Path) -> None:
    page = Page(html(tmp_path, [outcome(f"P{number}-a", messages=(LONG,)) for number in range(1, 121)]))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = {attributes["aria-labelledby"] for _, attributes in page.elements if "aria-labelledby" in attributes}
    aims = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}
    assert {"files", "part-3", "warning-1"} <= aims
    assert aims | named <= set(ids)


def test_titles_are_shown_and_do_nothing_else(tmp_path: Path) -> None:
    page = Page(html(tmp_path, some(tmp_path / "build")))
    shown = NASTY.replace("\x00", "\ufffd")
    assert ("bdi", shown) in page.texts
    assert f"Page 1 of {shown}, small" in [image["alt"] for image in page.all("img")]
    assert len(page.all("script")) == 1
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_every_text_of_an_outcome_is_escaped(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(a_pdf())
    bad = (error("x", NASTY, NASTY, Place(NASTY, 1, 1)),)
    texts = (NASTY, NASTY, NASTY, NASTY, NASTY, NASTY, NASTY, NASTY, NASTY)
    every = Outcome(*texts, file, 1, 1, "", NASTY, bad, NASTY)
    page = Page(html(tmp_path, [every, every._replace(result="failed")], About(NASTY, 1, 0, 0, None)))
    assert len(page.all("script")) == 1
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_the_page_lets_nothing_in_but_its_own_style_and_script(tmp_path: Path) -> None:
    text = html(tmp_path, some(tmp_path / "build"))
    page = Page(text)
    [policy] = [each["content"] for each in page.all("meta") if "http-equiv" in each]
    assert policy.startswith("default-src 'none'; img-src data:; ")
    for tag in ("style", "script"):
        inline = text.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        assert f"{tag}-src 'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'" in policy
    assert not re.search("https?:|//[a-z]|@import|url\\(", re.sub('base64,[^"]*', "", text))
    assert not [attributes for _, attributes in page.elements if "style" in attributes]


def test_links_lead_to_the_files_whatever_is_in_their_names(tmp_path: Path) -> None:
    outcomes = some(tmp_path / "build")
    links = [link["href"] for link in Page(html(tmp_path, outcomes)).all("a") if not link["href"].startswith("#")]
    assert links == ["build/P2-neck.small.pdf", "build/P10-100%25%20%231%20%C3%A9%3F.small.pdf"]
    assert all((tmp_path / unquote(link)).is_file() for link in links)
    elsewhere = tmp_path / "reports" / "of" / "today.html"
    write_report(elsewhere, outcomes, tmp_path / "cache", ABOUT)
    assert 'href="../../build/P2-neck.small.pdf"' in elsewhere.read_text("utf-8")


def test_failures_come_first_with_their_places_and_hints(tmp_path: Path) -> None:
    text = Page(html(tmp_path, some(tmp_path / "build"))).text()
    assert "1 build failed. What is wrong comes first." in text
    fault = text.index('leaflets/P7-gout.yaml:13:1 error: unknown key "a<b"')
    assert fault < text.index('leaflets/P7-gout.yaml:22:5 error: the image has no alt text Hint: add "alt:"')
    assert text.index("Failed: 1 leaflet") < fault < text.index("Files") < text.index("Warnings: 1 leaflet")
    assert "leaflets/P2-neck.yaml:2:8 warning: the title is long" in text


def test_a_fault_that_many_leaflets_share_is_told_once(tmp_path: Path) -> None:
    broken = [
        outcome(f"P{number}-a", layout, result="failed", messages=(BRAND,))
        for number in range(1, 8)
        for layout in ("small", "large")
    ]
    page = Page(html(tmp_path, broken, About("w", 0, 0, 14, None)))
    assert page.text().count('colour "primary" is no colour') == 1
    assert "Failed: 7 leaflets" in page.text()
    assert "P7-a in large, small" in page.text()
    assert len(page.all("details")) == 1
    assert [link["href"] for link in page.all("a")].count("#failure-1") == 14


def test_the_summary_counts_what_became_of_the_files(tmp_path: Path) -> None:
    outcomes = [*some(tmp_path / "build"), outcome("P11-late", result="not done")]
    text = Page(html(tmp_path, outcomes)).text()
    assert "Made 1 Up to date 1 Failed 1 Not done 1" in text
    assert "4 leaflets: 1 changed, 1 never released, 2 released" in text
    assert "2 PDFs, 8 pages, " in text
    assert "The run took 1 minute 2 seconds." in text
    stopped = Page(html(tmp_path, outcomes[3:], About("w", 0, 0, 0, None))).text()
    assert "1 build was not done. Give the same command again to go on." in stopped
    assert "The run took" not in stopped


def test_a_batch_without_leaflets_has_a_report_too(tmp_path: Path) -> None:
    page = Page(html(tmp_path, [], About("w", 0, 0, 0, 0.2)))
    assert "Nothing had to be made." in page.text()
    assert "There are none." in page.text()


def test_states_and_results_are_words(tmp_path: Path) -> None:
    text = Page(html(tmp_path, some(tmp_path / "build"))).text()
    assert "changed changed since VERSION2 of 11.2026 April 2027 made 1 warning" in text
    assert "never released April 2027 failed 2 errors" in text


def test_what_is_not_known_is_said(tmp_path: Path) -> None:
    unread = Outcome("P7-gout", "", "", "", "", None, "", "", None, None, 0, 0, "", "failed", (NO_KEY,))
    text = Page(html(tmp_path, [unread, unread._replace(leaflet="P8-odd", review="soon")])).text()
    assert "no PDF P7-gout not known none none not known not set failed 1 error" in text
    assert "not known soon failed" in text


def test_a_title_in_another_language_is_marked(tmp_path: Path) -> None:
    page = Page(html(tmp_path, [outcome("P1-a", title="Poen cefn")._replace(language="cy")]))
    assert {"lang": "cy"} in page.all("bdi")


def test_leaflets_are_in_the_order_of_their_codes_as_people_count(tmp_path: Path) -> None:
    leaflets = ["P100-c", "P9-a", "P20-b"]
    rows = table(tmp_path, [outcome(name, layout) for layout in ("b2", "b10") for name in leaflets])
    assert [(row[0], row[1]) for row in rows[1:3]] == [("P9-a", "b2"), ("P9-a", "b10")]
    assert [row[0] for row in rows[1::2]] == ["P9-a", "P20-b", "P100-c"]


def test_a_long_table_is_cut_between_leaflets(tmp_path: Path) -> None:
    outcomes = [outcome(f"P{number}-a", layout) for number in range(1, 121) for layout in ("x", "y", "z")]
    text = html(tmp_path, outcomes)
    rows = [part.count('scope="row"') for part in text.split("<table")[1:]]
    assert rows == [150, 150, 60]
    assert "P51 to P100" in Page(text).text()


def test_a_row_is_small_enough_for_thousands_of_them(tmp_path: Path) -> None:
    [file, _] = [each.file for each in some(tmp_path / "build") if each.file]
    one = len(html(tmp_path, [outcome("P1-a", file=file)]))
    many = len(html(tmp_path, [outcome(f"P{number}-a", file=file) for number in range(1, 201)]))
    assert (many - one) / 199 < 1500 + 4000 * 4 / 3


@pytest.mark.parametrize("ending", KINDS)
def test_the_same_outcomes_give_the_same_report(tmp_path: Path, ending: str) -> None:
    outcomes = some(tmp_path / "build")
    reports = set()
    for number, given in enumerate((outcomes, outcomes[::-1])):
        target = tmp_path / f"report{number}{ending}"
        write_report(target, given, tmp_path / f"cache{number}", ABOUT)
        reports.add(target.read_bytes())
    assert len(reports) == 1
    assert str(tmp_path).encode() not in reports.pop()


def test_cards_on_a_narrow_screen_name_their_values_as_the_table_does(tmp_path: Path) -> None:
    page = Page(html(tmp_path, some(tmp_path / "build")))
    header = [data for tag, data in page.texts if tag == "th"][:9]
    style = (FOLDER / "report.css").read_text("utf-8")
    labels = re.findall(r'td:nth-child\((\d)\)::before \{ content: "(.*): "', style)
    assert [(int(number), name) for number, name in labels] == list(enumerate(header, 1))[2:]


def test_colours_can_be_told_apart_by_day_and_by_night() -> None:
    style = FRAME.read_text("utf-8")
    schemes = [dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block)) for block in style.split(":root")[1:3]]
    assert [len(scheme) for scheme in schemes] == [9, 9]
    for scheme in schemes:
        colours = {name: Colour(value, Place(FRAME.name, 1, 1)) for name, value in scheme.items()}
        for back in ("paper", "tint"):
            for name in ("ink", "soft", "link", "bad", "care", "good"):
                assert colours[name].contrast(colours[back]) >= 4.5, (name, back)
            assert colours["line"].contrast(colours[back]) >= 3


def test_the_script_finds_what_it_looks_for(tmp_path: Path) -> None:
    page = Page(html(tmp_path, some(tmp_path / "build")))
    script = (FOLDER / "report.js").read_text("utf-8")
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert set(re.findall(r'getElementById\("(\w+)"\)', script)) == {"filter", "words", "kind", "found"} <= ids
    assert "hidden" in page.all("form")[0]
    kinds = {kind for row in page.all("tr") for kind in row.get("data-kinds", "").split()}
    assert {option["value"] for option in page.all("option")} - {""} == kinds


def test_a_thumbnail_is_small_and_fits_its_place(tmp_path: Path) -> None:
    for width, height, size in ((420, 595, (120, 170)), (842, 595, (120, 85)), (100, 2000, (8, 170))):
        pdf = a_pdf("Words ", width, height)
        picture = thumbnail(pdf, tmp_path, sha256(pdf).hexdigest())
        with Image.open(BytesIO(picture)) as image:
            assert (image.format, image.size) == ("JPEG", size)
            tones = image.convert("L").histogram()
            assert sum(tones[:200]) > 0 < sum(tones[240:])
        assert len(picture) <= 4000


def test_a_thumbnail_is_drawn_once_for_each_file(tmp_path: Path) -> None:
    pdf = a_pdf()
    digest = sha256(pdf).hexdigest()
    assert kept_thumbnail(tmp_path, digest) == b""
    picture = thumbnail(pdf, tmp_path, digest)
    assert [path.parent.name for path in tmp_path.rglob(f"{digest}*")] == ["thumbs"]
    assert thumbnail(b"no PDF: it is not looked at", tmp_path, digest) == kept_thumbnail(tmp_path, digest) == picture


def test_half_a_thumbnail_is_drawn_anew(tmp_path: Path) -> None:
    pdf = a_pdf()
    digest = sha256(pdf).hexdigest()
    picture = thumbnail(pdf, tmp_path, digest)
    [kept] = tmp_path.rglob(f"{digest}*")
    kept.write_bytes(picture[:100])
    assert thumbnail(pdf, tmp_path, digest) == picture == kept.read_bytes()


def test_what_is_no_pdf_has_no_thumbnail(tmp_path: Path) -> None:
    assert thumbnail(b"%PDF-1.7 and no more", tmp_path, "0" * 64) == b""
    assert not list(tmp_path.rglob("*.jpg"))


def test_a_cache_that_cannot_be_written_to_is_done_without(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.write_text("a file")
    pdf = a_pdf()
    assert thumbnail(pdf, cache, sha256(pdf).hexdigest())


def test_a_file_that_is_gone_or_was_changed_has_no_picture_and_a_link_that_says_its_name(tmp_path: Path) -> None:
    outcomes = some(tmp_path / "build")[1:2]
    [file] = [each.file for each in outcomes if each.file]
    for change in (lambda: file.write_bytes(a_pdf("Another")), file.unlink):
        change()
        page = Page(html(tmp_path, outcomes))
        assert not page.all("img")
        assert "Neck pain, small Open PDF" in page.text()


def test_pictures_in_the_page_are_those_of_the_files(tmp_path: Path) -> None:
    outcomes = some(tmp_path / "build")[1:2]
    [image] = Page(html(tmp_path, outcomes)).all("img")
    kind, _, data = image["src"].partition(",")
    assert kind == "data:image/jpeg;base64"
    assert b64decode(data, validate=True) == kept_thumbnail(tmp_path / "cache", outcomes[0].sha256)
    assert (image["width"], image["height"]) == ("120", "170")


def test_the_csv_has_one_row_for_each_file_and_a_mark_for_excel(tmp_path: Path) -> None:
    rows = table(tmp_path, some(tmp_path / "build"))
    assert (tmp_path / "report.csv").read_bytes().startswith(b"\xef\xbb\xbfleaflet,layout,code,title,")
    assert len(rows) == 4
    entries = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert entries[0]["file"] == "build/P2-neck.small.pdf"
    assert (entries[0]["pages"], entries[0]["warnings"], entries[0]["review"]) == ("4", "1", "2027-04")
    assert entries[1]["messages"] == (
        'leaflets/P7-gout.yaml:22:5: error: the image has no alt text - hint: add "alt:"'
        ' | leaflets/P7-gout.yaml:13:1: error: unknown key "a<b"'
    )


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1632", "'+44 1632"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"),
        ("Neck;=1", "Neck;'=1"),
        ("Neck\r\n=1", "Neck =1"),
        ('Neck, "back" = pain', 'Neck, "back" = pain'),
        ("Mid-back pain", "Mid-back pain"),
    ],
)
def test_nothing_in_the_csv_is_a_formula(tmp_path: Path, title: str, cell: str) -> None:
    assert table(tmp_path, [outcome("P1-a", title=title)])[1][3] == cell


def test_the_json_has_the_same_keys_in_the_same_order(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    write_report(target, [*some(tmp_path / "build"), outcome("P3-late", result="not done")], tmp_path, ABOUT)
    data = json.loads(target.read_text("utf-8"))
    assert list(data) == ["format", "workspace", "made", "up_to_date", "failed", "not_done", "seconds", "files"]
    assert (data["format"], data["not_done"], data["seconds"]) == (1, 1, 62.4)
    assert [each["leaflet"] for each in data["files"]] == ["P2-neck", "P3-late", "P7-gout", "P10-back"]
    first, _, failed, last = data["files"]
    assert list(first) == [
        *("leaflet", "layout", "code", "title", "brand", "department", "state", "why", "review", "file", "pages"),
        *("bytes", "sha256", "result", "errors", "warnings", "diagnostics"),
    ]
    assert last["title"] == NASTY
    assert failed["file"] is None
    assert failed["diagnostics"][0] == {
        "code": "image-no-alt-text",
        "severity": "error",
        "message": "the image has no alt text",
        "hint": 'add "alt:"',
        "file": "leaflets/P7-gout.yaml",
        "line": 22,
        "column": 5,
        "end_line": None,
        "end_column": None,
    }


@pytest.mark.parametrize("ending", KINDS)
def test_a_name_that_is_no_text_stops_no_report(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"report{ending}"
    write_report(target, [outcome("P1-\udce9", file=tmp_path / "P1-\udce9.pdf")], tmp_path, ABOUT)
    text = target.read_text("utf-8")
    assert "P1-" in text
    if ending == ".json":
        assert json.loads(text)["files"][0]["leaflet"] == "P1-\udce9"


@pytest.mark.parametrize("ending", KINDS)
def test_a_report_that_cannot_be_written_is_told(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"report{ending}"
    target.mkdir()
    with pytest.raises(WriteError):
        write_report(target, some(tmp_path / "build"), tmp_path / "cache", ABOUT)
    assert not list(tmp_path.glob(".*.part"))


def test_endings_in_capitals_are_known_and_others_are_not(tmp_path: Path) -> None:
    write_report(tmp_path / "REPORT.JSON", [], tmp_path, ABOUT)
    assert json.loads((tmp_path / "REPORT.JSON").read_text("utf-8"))["files"] == []
    with pytest.raises(ValueError, match=r"\.txt"):
        write_report(tmp_path / "report.txt", [], tmp_path, ABOUT)

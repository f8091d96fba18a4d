"""A web page by itself: what content says is text, pictures are right, links lead where they may, colours are seen."""

import base64
import json
import re
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from PIL import Image

from leafletgen.content.colour import Colour
from leafletgen.document.edition import Edition
from leafletgen.document.element import Element, Role
from leafletgen.errors import Place, Report
from leafletgen.html import write
from leafletgen.html.colours import variables
from leafletgen.images import PictureStore
from leafletgen.library.workspace import Workspace
from tests.support.building import ROOT, Workshop
from tests.support.forms import loaded_leaflet, page_of, text_of, try_page
from tests.support.web_pages import page_faults, parsed, said_words

NASTY = "<script>alert(\"x\")</script> & 'y' {{ 7*7 }} {% raw %} </main> <!-- -->"
#: As content has it: these characters are marks of prose.
PROSE = re.sub(r"([\\*^\[\]{}])", r"\\\1", NASTY)
HEAD = "code: P1/1/06.2025/VERSION1\ntitle: Title\nbrand: riverside\nlayouts: [case]\nbody:\n"
TO_FILL = {"row_headers": True, "grid": True}
SHORT = "<script>\"'{{ x }}</script>"


def nasty_leaflet() -> str:
    """A leaflet that says a script in every field that takes words."""
    item = {"text": PROSE, "list": [PROSE]}
    picture = {"image": "twin-peaks.svg", "alt": NASTY, "caption": PROSE, "credit": PROSE}
    leaflet = {
        "code": "P1000/1000/06.2025/VERSION1",
        **{key: SHORT for key in ("title", "subtitle", "strap", "audience", "summary", "cover_alt")},
        "cover": "cover-back.svg",
        "authors": [NASTY],
        "keywords": [NASTY],
        "brand": "riverside",
        "layouts": ["case"],
        "references": {"r": {"text": PROSE, "url": "https://www.example.org/?a=1&b='&lt;"}},
        "body": [
            {"heading": PROSE, "level": 1, "id": "first"},
            f"{PROSE} [@r] [{PROSE}](#first) [{PROSE}](https://www.example.org/?x='&quot;)",
            f"[{PROSE}]{{lang=de}} {{page:first}}",
            f"**{PROSE}** and *{PROSE}*",
            {"list": [item]},
            {"steps": [item], "start": 3},
            {"key": PROSE},
            {"box": {"title": PROSE, "body": [PROSE]}},
            {"card": {"level": "urgent", "title": PROSE, "items": [PROSE], "body": [PROSE]}},
            picture,
            {"pictures": [picture, picture]},
            {"table": {"caption": PROSE, "header": [PROSE, PROSE], "rows": [[PROSE, ""]], **TO_FILL}},
            {"resources": [{"title": PROSE, "note": PROSE, "url": "https://www.example.org/;&amp;"}]},
            {"write": {"label": PROSE, "lines": 2}},
        ],
    }  # fmt: skip
    copied = json.loads(json.dumps(leaflet))  # each value for itself, without YAML's anchors
    return str(yaml.safe_dump(copied, allow_unicode=True, sort_keys=False, width=1000))


@pytest.fixture(scope="module")
def nasty(workshop: Workshop) -> str:
    """Its web page."""
    return page_of(workshop, loaded_leaflet(workshop, workshop.add_text("nasty-fields", nasty_leaflet())))


def test_scripts_in_every_field_are_shown_as_text(nasty: str) -> None:
    assert page_faults(nasty) == []
    tree = parsed(nasty)
    assert list(tree.iter("script", "template", "iframe")) == []
    # Each is in the page as often as the leaflet says it, as words or as an alternative text.
    said = " ".join(said_words(nasty))
    assert said.count("alert(\"x\")</script> & 'y' {{ 7*7 }} {% raw %} </main> <!-- -->") >= 24
    assert [image.get("alt") for image in tree.iter("img")].count(NASTY) == 3
    assert tree.findtext("head/title") == SHORT
    assert tree.xpath("//meta[@name='description']/@content") == [SHORT]


def test_addresses_are_attributes_whatever_they_hold(nasty: str) -> None:
    leads = [link.get("href") for link in parsed(nasty).iter("a")]
    assert any(link.startswith("https://www.example.org/?a=1&b=") for link in leads)
    assert all(re.match(r"https://www\.example\.org|#|mailto:|tel:", link) for link in leads)


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//x",
     " javascript:x", "\x01javascript:x", "#missing", "https://x y", ""],
)  # fmt: skip
def test_other_targets_are_no_links(workshop: Workshop, target: str) -> None:
    loaded = loaded_leaflet(workshop, workshop.add_case("links"))
    root = Element(Role.DOCUMENT)
    root.heading(1).say("Title")
    link = root.add(Role.PARAGRAPH).add(Role.LINK)
    link.target = target
    link.say("words")
    report = Report()
    page = write(Edition(root, loaded.brand, "Title", "P1/1"), workshop.pictures, report)
    assert page is not None
    assert [link.get("href") for link in parsed(page).iter("a")] == ["#_text"]
    assert said_words(page) == ["Title", "words"]


def test_two_elements_with_one_anchor_have_one_id(workshop: Workshop) -> None:
    text = "code: P1/1/06.2025/VERSION1\ntitle: Names\nbrand: riverside\nlayouts: [case]\nbody:\n"
    for name in ("contents", "back-contact", "reference-1", "heading-6", "_text"):
        text += f"  - {{heading: Of {name}, level: 1, id: {name}}}\n" if name[0] != "_" else "  - {heading: Last}\n"
    page = page_of(workshop, loaded_leaflet(workshop, workshop.add_text("names", text)))
    assert page_faults(page) == []


def test_a_picture_is_upright_small_and_says_nothing_of_who_took_it(workshop: Workshop) -> None:
    folder = workshop.folder / "leaflets"
    photo = Image.new("RGB", (3000, 2000), "#802010")
    exif = Image.Exif()
    exif[0x0112] = 6  # on its side
    exif[0x010F] = "SECRET CAMERA"
    photo.save(folder / "photo.jpg", exif=exif)
    Image.new("RGBA", (3000, 1000), (10, 200, 30, 128)).save(folder / "drawing.png")
    text = HEAD + (
        "  - {image: photo.jpg, alt: What the photograph tells.}\n"
        "  - {image: drawing.png, decorative: true, width: 50%}\n"
    )
    page = page_of(workshop, loaded_leaflet(workshop, workshop.add_text("pictures-on-page", text)))
    images = [image for image in parsed(page).iter("img") if image.get("class") is None]
    made = []
    for image in images:
        data = base64.b64decode(image.get("src").partition(",")[2])
        assert b"SECRET" not in data
        made.append(Image.open(BytesIO(data)))
    assert [(one.format, one.width < one.height, one.width <= 1000) for one in made] == [
        ("JPEG", True, True), ("PNG", False, True)
    ]  # fmt: skip
    seen = made[1].convert("RGBA").getpixel((5, 5))
    assert isinstance(seen, tuple)
    assert all(abs(one - other) <= 1 for one, other in zip(seen, (10, 200, 30, 128), strict=True))
    assert images[0].get("alt") == "What the photograph tells." and images[1].get("alt") == ""
    assert int(images[0].get("height")) > int(images[0].get("width"))


def test_a_drawing_loses_its_comments_and_names_a_face_that_is_there(tmp_path: Path) -> None:
    svg = (
        '<?xml version="1.0"?><!-- by SECRET --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
        '<text x="1" y="5" font-family="Brand" fill="#000000">Aha</text></svg>'
    )
    path = tmp_path / "drawing.svg"
    for text in (svg, svg.replace("<text", "<style>text { stroke: none }</style><text")):
        path.write_text(text, "utf-8")
        address = PictureStore(None).for_web(path, 100, "Brand").address
        shown = base64.b64decode(address.partition(",")[2]).decode()
        assert "SECRET" not in shown and 'font-family="Brand, sans-serif"' in shown and "Aha" in shown


@pytest.mark.parametrize("data", [b"no picture", b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'])
def test_a_picture_that_cannot_be_used_is_told_where_it_stands(workshop: Workshop, data: bytes) -> None:
    name = f"broken-{len(data)}"
    (workshop.folder / "leaflets" / f"{name}.svg").write_bytes(data)
    text = f"{HEAD}  - {{image: {name}.svg, alt: What it tells the reader.}}\n"
    page, told = try_page(workshop, loaded_leaflet(workshop, workshop.add_text(name, text)))
    assert page is None
    assert [(one.place.line if one.place else 0, one.message.split(":")[0]) for one in told] == [
        (6, f'image "{name}.svg" cannot be used')
    ]


def test_a_draft_says_so_first(workshop: Workshop) -> None:
    loaded = loaded_leaflet(workshop, workshop.add_case("masthead"))
    page = page_of(workshop, loaded, "DRAFT")
    tree = parsed(page)
    assert tree.findtext("head/title").startswith("DRAFT: ")
    assert " ".join(tree.find(".//main").text_content().split()).startswith("DRAFT ")
    assert text_of(loaded, mark="WITHDRAWN").startswith("WITHDRAWN\n\n")


def test_what_is_not_translated_says_its_language(workshop: Workshop) -> None:
    page = page_of(workshop, loaded_leaflet(workshop, workshop.add_case("language-of-leaflet")), "DRAFT")
    tree = parsed(page)
    assert tree.get("lang") == "de-AT"
    assert tree.xpath("//a[@class='skip']/@lang") == ["en"]
    assert tree.xpath("//p[@class='mark']/@lang") == ["en"]
    english = " ".join(element.text_content() for element in tree.find(".//main").iter() if element.get("lang") == "en")
    for words in ("Contact us", "Telephone:", "References", "Urgent advice:", "Written by:"):
        assert words in english, words


def test_colours_are_told_apart_in_light_and_dark() -> None:
    brand = Workspace(ROOT).load_brand("riverside", Report())
    assert brand is not None
    light, dark = variables(brand.colours).split("@media", 1)
    seen = dict(re.findall(r"--([\w-]+): (#\w+);", light))
    for text, part in (("light", ""), ("dark", dark)):
        seen = seen | dict(re.findall(r"--([\w-]+): (#\w+);", part))
        colours = {name: Colour(value, Place("", 1, 1)) for name, value in seen.items()}
        for front, ground, least in (
            *((name, ground, 4.5) for name in ("ink", "heading", "link") for ground in ("paper", "tint")),
            *(("on-card", name, 4.5) for name in ("non-urgent", "urgent", "emergency")),
            ("on-primary", "primary", 4.5),
            *((f"{name}-line", "paper", 3.0) for name in ("primary", "non-urgent", "urgent", "emergency")),
            ("rule", "paper", 3.0),
        ):  # fmt: skip
            assert colours[front].contrast(colours[ground]) >= least, (text, front, ground)


def test_the_same_leaflet_gives_the_same_page(workshop: Workshop) -> None:
    loaded = loaded_leaflet(workshop, workshop.add_case("pictures"))
    kept = page_of(workshop, loaded)
    workshop.pictures = PictureStore(None)
    assert page_of(workshop, loaded) == kept

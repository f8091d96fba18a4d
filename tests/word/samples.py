"""An import as its report shows it, made without any Word file."""

from __future__ import annotations

from leafletgen.errors import Place, error
from leafletgen.word.doubts import Doubt, Doubts, Part, Spot
from leafletgen.word.importing.made import Leaflet, Made, PictureFile
from leafletgen.word.importing.reported import Common, Reported
from leafletgen.word.importing.whole import Imported
from leafletgen.word.importing.yaml_text import written

BAD_WORDS = "<script>alert(1)</script> & \u202e\x01 words"


def spot(number: int, words: str, heading: str = "", page: int | None = None) -> Spot:
    """Return a place in the text of a Word file."""
    made = Spot(Part.BODY, number, words, page)
    made.heading = heading
    made.under = number - 1 if heading else 0
    return made


def imported(file: str = "old.docx", words: str = "Take 50 µg once a day.") -> Imported:
    """Return a leaflet of three blocks with a doubt about the whole file, two about a paragraph, and an error."""
    doubts = Doubts()
    doubts.doubt("word-language-changed", "language of the text says en-US; en-GB written", "", Spot(Part.FILE))
    place = spot(3, words, "What helps", 2)
    leaflet = Leaflet()
    leaflet.head = {"title": Made("Sore heel"), "language": Made("en-GB")}
    leaflet.body = [Made({"heading": "What helps"}, spot(2, "What helps")), Made(words.replace("\x01", ""), place)]
    leaflet.body.append(
        Made({"steps": [Made("Stretch your calf, twice a day."), Made("Roll your foot.")]}, spot(4, "S"))
    )
    leaflet.body[1].doubts.append(
        doubts.doubt("word-symbol-changed", 'a letter in the Symbol font: "m" is shown as µ', "check the dose", place)
    )
    leaflet.body[1].doubts.append(
        doubts.doubt("word-change-left-out", "a tracked change left out", "was it meant?", place, "twice <b>daily</b>")
    )
    leaflet.body[2].doubts.append(
        doubts.error("word-symbol-unknown", "a symbol has no Unicode", 'write it for the "?"', spot(4, "Stretch"))
    )
    yaml = written(leaflet, [f"Imported from {file}."])
    pictures = (PictureFile("old/1.png", b"\x89PNG"),)
    return Imported(file, yaml, pictures, tuple(doubts.found), "en-US", leaflet)


def reported() -> list[Reported]:
    """Return three files: one with an error of the build, one whose words are no HTML, one that is damaged."""
    build = error("code-missing", 'the leaflet has no "code"', "write it", Place("leaflets/old.yaml", 1, 1))
    damaged = error("word-part-damaged", 'the part "word/document.xml" is damaged', "open it in Word", None)
    return [
        Reported("old.docx", imported(), "leaflets/old.yaml", (build,)),
        Reported("<b>&.docx", imported("<b>&.docx", BAD_WORDS), "leaflets/b.yaml"),
        Reported("sub/damaged.docx", None, "", (damaged,)),
    ]


COMMON = [
    Common(
        "2 leaflets have the same words", "put them into leaflets/shared/", "Ring 999 <now>.", ("old.docx", "b.docx")
    )
]


def doubt_of(code: str) -> Doubt:
    """Return the doubt of a code in the first file."""
    made = reported()[0].imported
    assert made is not None
    return next(doubt for doubt in made.doubts if doubt.code == code)

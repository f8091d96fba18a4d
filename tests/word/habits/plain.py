"""Leaflets of words, headings and lists, by styles and by hand."""

from __future__ import annotations

import io
import zipfile

from tests.support.word_packages import packed
from tests.word.habits.parts import LETTERS, NUMBERS, bold, entry, heading, styled, title, word_file
from tests.word.make import p, r


def all_by_styles() -> bytes:
    return word_file(
        title("Your new knee"),
        styled("Subtitle", "The first six weeks"),
        heading("Before you come in"),
        p("Bring comfortable shoes."),
        heading("What to pack", 2),
        entry("A dressing gown"),
        entry("Medicines"),
        entry("those from your GP", level=1),
        entry("those that you buy", level=1),
        heading("After the operation"),
        entry("Bend your knee.", NUMBERS),
        entry("Straighten your knee.", NUMBERS),
    )


def all_by_hand() -> bytes:
    return word_file(
        p(r("Your new hip", '<w:b/><w:sz w:val="44"/>'), '<w:jc w:val="center"/>'),
        p(""),
        bold("Before you come in", 14),
        p("Bring comfortable shoes."),
        p(""),
        bold("How to sit", 14),
        p("1.  Stand with your back to the chair."),
        p("2.  Reach for the arms."),
        p("3.  Sit down slowly."),
        bold("What to avoid", 14),
        p("- low chairs"),
        p("- crossed legs"),
        p(""),
    )


def nested_lists() -> bytes:
    return word_file(
        title("Packing"),
        heading("A list"),
        entry("Clothes"),
        entry("for the day", level=1),
        entry("a jumper", level=2),
        entry("for the night", level=1),
        entry("Papers"),
        heading("Steps"),
        entry("Wash.", NUMBERS),
        entry("Dry.", NUMBERS),
        p("Wait for a minute."),
        entry("Apply the cream.", NUMBERS),
        heading("Choices"),
        entry("Go home.", LETTERS),
        entry("Stay a night.", LETTERS),
    )


def numbered_headings() -> bytes:
    def numbered(words: str) -> str:
        return styled("Heading1", words, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')

    return word_file(title("Eye drops"), numbered("Wash"), p("Wash your hands."), numbered("Drop"), p("Look up."))


def empty() -> bytes:
    return word_file("")


def macros() -> bytes:
    """A .docm: the same words, another content type, and a part with macros."""
    made = _parts(word_file(title("Inhalers"), heading("How to breathe"), p("Breathe out first.")))
    types = made["[Content_Types].xml"].decode()
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    made["[Content_Types].xml"] = types.replace(main, "application/vnd.ms-word.document.macroEnabled.main+xml").encode()
    return packed(made | {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0macros"})


def strict() -> bytes:
    """What Word's "Strict Open XML Document" changes: the namespaces (ECMA-376 1, A.1)."""
    office, purl = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    made = _parts(word_file(title("Inhalers"), heading("How to breathe"), entry("Breathe out."), entry("Breathe in.")))
    for name, data in made.items():
        if name != "[Content_Types].xml":
            for old, new in (
                (office + b"wordprocessingml/2006/main", purl + b"wordprocessingml/main"),
                (office + b"officeDocument/2006/relationships", purl + b"officeDocument/relationships"),
                (office + b"drawingml/2006/main", purl + b"drawingml/main"),
            ):
                data = data.replace(old, new)
            made[name] = data
    return packed(made)


def word_for_mac() -> bytes:
    """Runs cut by every save, marks of the spelling check, smart tags, and breaks of pages that Word left."""
    cut = r("Bring your ") + '<w:proofErr w:type="spellStart"/>' + r("medi") + r("cines")
    cut += '<w:proofErr w:type="spellEnd"/>' + r(" and your ") + "<w:smartTag>" + r("carer\u2019s") + "</w:smartTag>"
    page = "<w:r><w:lastRenderedPageBreak/></w:r>"
    return word_file(
        title("Coming in"), heading("On the day"), p(cut + r(" name.")), p(page + r("Do not eat after 6am."))
    )


def google_docs() -> bytes:
    """What Google Docs writes: runs that say rtl is off, lists without a style, a bookmark at each heading."""
    off = '<w:rtl w:val="0"/>'

    def listed(words: str) -> str:
        numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="720" w:hanging="360"/>'
        return p(r(words, f'<w:u w:val="none"/>{off}'), numbered)

    mark = '<w:bookmarkStart w:id="0" w:name="_abc123"/><w:bookmarkEnd w:id="0"/>'
    link = f'<w:hyperlink r:id="far">{r("the NHS", off)}</w:hyperlink>'
    return word_file(
        styled("Title", mark + r("Sleep well", off)),
        styled("Heading1", mark + r("In the evening", off)),
        listed("no coffee"),
        listed("no screens"),
        p(r("Read more at ", off) + link + r(".", off)),
        links={"far": ("hyperlink", "https://www.nhs.uk/", True)},
    )


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

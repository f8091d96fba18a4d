"""However drawings stand in one another: each word and each picture ends in the leaflet or in a doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.word.drawing_xml import box, drawing, either, group, old, old_box, pic, run
from tests.word.drawn import EMF, SVG, file_of, png, quartered
from tests.word.expecting import come_in
from tests.word.make import docx, p, r, relations, row, table

MOST = 12
KINDS = ("png", "jpg", "gif", "emf", "svg")


def file_number(number: int) -> bytes:
    """Return a file that no other number has."""
    kind = KINDS[number % len(KINDS)]
    if kind == "emf":
        return EMF + bytes([number])
    if kind == "svg":
        return SVG.replace(b"#004488", b"#0044%02x" % number)
    if kind == "png":
        return png((number, 1, 2))
    image = quartered()
    image.putpixel((0, 0), (number * 9, 40, 40))
    return file_of(image, {"jpg": "JPEG", "gif": "GIF"}[kind])


class Numbers:
    """Numbers pictures and words, so that each is known again."""

    def __init__(self) -> None:
        self.pictures = 0
        self.words = 0

    def picture(self) -> str:
        self.pictures = self.pictures % MOST + 1
        return f"rId{self.pictures}"

    def word(self) -> str:
        self.words += 1
        return f"word{self.words}"


FORMS = st.recursive(
    st.sampled_from(["pic", "alt", "crop", "words", "plain", "oldpic", "oldwords", "strange", "chartless"]),
    lambda inner: st.tuples(
        st.sampled_from(["group", "canvas", "box", "either", "oldgroup", "table"]), st.lists(inner, max_size=3)
    ),
    max_leaves=6,
)


def shape(form: object, numbers: Numbers) -> str:
    """Return what stands in a:graphicData."""
    if isinstance(form, tuple):
        name, inner = form
        if name == "group":
            return group(*[shape(one, numbers) for one in inner])
        if name == "canvas":
            return f"<wpc:wpc>{''.join([shape(one, numbers) for one in inner])}</wpc:wpc>"
        return box("".join([p(run(held(one, numbers))) for one in inner]) or p("empty"))
    plain: dict[str, Callable[[], str]] = {
        "alt": lambda: pic(numbers.picture(), said='descr="Seen."'),
        "crop": lambda: pic(numbers.picture(), crop='<a:srcRect l="20000"/>'),
        "words": lambda: box(p(numbers.word())),
        "plain": lambda: box(""),
        "strange": lambda: f'<x:y xmlns:x="urn:x"><a:p><a:r><a:t>{numbers.word()}</a:t></a:r></a:p></x:y>',
        "chartless": lambda: '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="gone"/>',
    }
    return plain.get(str(form), lambda: pic(numbers.picture()))()


def held(form: object, numbers: Numbers) -> str:
    """Return what stands in a run."""
    if form == "oldpic":
        return f"<w:pict>{old(f'<v:imagedata r:id={chr(34)}{numbers.picture()}{chr(34)}/>')}</w:pict>"
    if form == "oldwords":
        return f"<w:pict>{old_box(p(numbers.word()))}</w:pict>"
    if isinstance(form, tuple) and form[0] == "oldgroup":
        shapes = "".join([old_box(p(run(held(one, numbers)))) for one in form[1]])
        return f'<w:pict><v:group style="width:9pt" coordsize="9,9">{shapes}</v:group></w:pict>'
    if isinstance(form, tuple) and form[0] == "either" and form[1]:
        newer, older = deepcopy(numbers), deepcopy(numbers)  # the same in another form, and words of its own
        more = f"<w:pict>{old_box(p(older.word()))}</w:pict>"
        forms = held(form[1][0], newer), held(form[1][0], older) + more
        numbers.pictures, numbers.words = newer.pictures, max(newer.words, older.words)
        return either(*forms)
    if isinstance(form, tuple) and form[0] == "table":
        cells = [f"<w:tc>{p(run(held(one, numbers)))}</w:tc>" for one in form[1]]
        return drawing(box(table(row(*cells)) if cells else p("")))
    return drawing(shape(form, numbers), 'descr="Whole."')


@given(body=st.lists(FORMS, max_size=4), header=st.lists(FORMS, max_size=2), deleted=st.booleans())
@settings(max_examples=60, deadline=None)
def test_words_and_pictures_add_up(body: list[object], header: list[object], deleted: bool) -> None:
    numbers = Numbers()
    inside = "".join([p(r(numbers.word()) + run(held(form, numbers))) for form in body])
    if deleted:
        inside += p(f'<w:del w:id="1" w:author="A">{run(held("pic", numbers))}</w:del>')
    above = "".join([p(r(numbers.word()) + run(held(form, numbers))) for form in header])
    links = {f"rId{number}": ("image", f"media/image{number}.png", False) for number in range(1, MOST + 1)}
    files = {f"word/media/image{number}.png": file_number(number) for number in range(1, MOST + 1)}
    files["word/_rels/hdr1.xml.rels"] = relations(links)
    section = '<w:sectPr><w:headerReference w:type="default" r:id="hdr1"/></w:sectPr>'
    data = docx(inside + section, parts={"hdr1": above}, links=links, files=files)
    made = come_in(data, "old")
    assert [doubt.words for doubt in made.doubts if doubt.code == "word-words-lost"] == []
    told = " ".join([f"{doubt.message} {doubt.words}" for doubt in made.doubts])
    written = {file.data for file in made.pictures}
    untold = [part for part, file in files.items() if "media" in part and file not in written and part not in told]
    changed = Counter([doubt.code for doubt in made.doubts])
    assert len(untold) <= changed["word-picture-cropped"] + changed["word-picture-converted"]

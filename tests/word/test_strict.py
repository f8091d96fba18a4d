"""A file in Word's Strict form becomes the same leaflet, with the same doubts, as one in the usual form."""

import pytest

from leafletgen.word.reading.columns import Columns
from leafletgen.word.reading.names import w
from leafletgen.word.reading.package import Package
from tests.support.word_packages import document, packed, parts
from tests.word.expecting import come_in
from tests.word.strict import strict
from tests.word.test_habits import MAKERS


@pytest.mark.parametrize("name", MAKERS)
def test_the_strict_form_says_the_same(name: str) -> None:
    usual = MAKERS[name]()
    other = strict(usual)
    assert b"purl.oclc.org" in (Package.open(other, name).data("word/document.xml") or b"")
    first, second = come_in(usual, name), come_in(other, name)
    assert second.yaml == first.yaml
    assert [picture.data for picture in second.pictures] == [picture.data for picture in first.pictures]
    assert [(str(one.spot), one.code, one.message, one.words) for one in second.doubts] == [
        (str(one.spot), one.code, one.message, one.words) for one in first.doubts
    ]


@pytest.mark.parametrize(
    ("section", "width"),
    [
        ('<w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:left="1440" w:right="1440"/>', 697.9),
        (
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="720" w:right="720"/><w:cols w:num="2" w:space="480"/>',
            249.65,
        ),
        ('<w:pgSz w:w="nonsense" w:h="12pt"/>', 451.0),
    ],
)
def test_columns_are_as_wide_in_both_forms(section: str, width: float) -> None:
    file = packed(parts() | {"word/document.xml": document(f"<w:p/><w:sectPr>{section}</w:sectPr>")})
    for data in (file, strict(file)):
        root = Package.open(data, "old.docx").xml("word/document.xml")
        assert root is not None
        body = root[0]
        assert Columns(body).width(body.find(w("p"))) == pytest.approx(width)

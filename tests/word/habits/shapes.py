"""Leaflets of boxes, tables and pictures."""

from __future__ import annotations

from tests.word.habits.parts import (
    HEADER_ROW,
    PICTURE,
    TINT,
    bold,
    cell,
    entry,
    heading,
    picture,
    text_box,
    title,
    word_file,
)
from tests.word.make import p, r, row, table

SHOWN = {"pic1": ("image", "media/image1.png", False)}
FILES = {"word/media/image1.png": PICTURE}


def boxes_everywhere() -> bytes:
    return word_file(
        title("Hand therapy"),
        heading("Splints"),
        p(r("Wear your splint ") + text_box(bold("Tip"), p("Wash the straps weekly."), number=2) + r("at night.")),
        p(text_box(p("Bring it to each visit."), number=3)),
        p("Ask us for a new one."),
    )


def cover_of_boxes() -> bytes:
    """A first page of boxes, as templates of brochures have them, and text in two columns after it."""
    columns = '<w:sectPr><w:cols w:num="2"/></w:sectPr>'
    return word_file(
        p(text_box(p(r("Living with gout", '<w:b/><w:sz w:val="72"/>')), number=2)),
        p(text_box(p("A guide for patients"), number=3)),
        p('<w:r><w:br w:type="page"/></w:r>'),
        heading("What is gout?"),
        p("Crystals in a joint."),
        p('<w:r><w:br w:type="column"/></w:r>' + r("It comes and goes."), columns),
    )


def red_flags() -> bytes:
    flags = cell(
        bold("Call 999 if you have:"),
        entry("chest pain"),
        entry("trouble breathing"),
        properties=f'<w:tcW w:w="9000"/>{TINT}',
    )
    ask = cell(p("Call 111 if you are not sure."), properties=TINT)
    return word_file(
        title("After your scan"), heading("Get help"), table(row(flags)), p("Rest today."), table(row(ask))
    )


def merged_tables() -> bytes:
    span = '<w:gridSpan w:val="2"/>'
    begun, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    return word_file(
        title("Doses"),
        heading("By weight"),
        table(
            row("Weight", "Morning", "Night", properties=HEADER_ROW),
            row("10 kg", cell(p("2.5 ml"), properties=begun), "5 ml"),
            row("20 kg", cell(p(""), properties=goes_on), "10 ml"),
            row("30 kg", cell(p("ask us"), properties=span)),
        ),
    )


def table_without_header() -> bytes:
    return word_file(title("Clinics"), heading("Where"), table(row("Monday", "Room 4"), row("Friday", "Room 9")))


def one_big_table() -> bytes:
    """A leaflet that is a table: a label on the left, what it is about on the right."""
    return word_file(
        table(
            row("Title", "Foot care"),
            row("Daily", cell(p("Wash your feet."), p("Dry between the toes."))),
            row("See us", cell(entry("a blister"), entry("a cut"))),
        )
    )


def tabbed_table() -> bytes:
    """Lines with tabs in them for a table, spaced one and a half lines."""
    spaced = '<w:spacing w:line="360" w:lineRule="auto"/><w:tabs><w:tab w:val="left" w:pos="3000"/></w:tabs>'
    tab = "<w:r><w:tab/></w:r>"
    return word_file(
        title("Opening hours"),
        heading("Hours"),
        p(r("Monday") + tab + r("9am to 5pm"), spaced),
        p(r("Tuesday") + tab + r("1pm to 8pm"), spaced),
    )


def header_with_logo() -> bytes:
    code = "P9102/7/05.2025/VERSION2"
    page = '<w:fldSimple w:instr=" PAGE ">' + r("1") + "</w:fldSimple>"
    uses = '<w:headerReference w:type="default" r:id="hdr1"/><w:footerReference w:type="default" r:id="ftr1"/>'
    return word_file(
        title("Ear wax"),
        heading("Oil"),
        p("Use olive oil."),
        f"<w:sectPr>{uses}</w:sectPr>",
        hdr1=p(picture("logo", "Riverside") + r("Riverside Hospital")),
        ftr1=p(r(code)) + p(r("Page ") + page),
        files={
            "word/media/logo.png": PICTURE,
            "word/_rels/hdr1.xml.rels": (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                b'<Relationship Id="logo" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
                b' Target="media/logo.png"/></Relationships>'
            ),
        },
    )


def old_pictures() -> bytes:
    """Word 2003: VML for a picture and for a box."""

    def shape(inside: str, more: str = "") -> str:
        return f"<w:r><w:pict><v:shape{more}>{inside}</v:shape></w:pict></w:r>"

    old = shape('<v:imagedata r:id="pic1"/>', ' alt="A grey bar" style="width:60pt;height:40pt"')
    box = shape(f"<v:textbox><w:txbxContent>{p('Keep it dry.')}</w:txbxContent></v:textbox>")
    return word_file(
        title("Plaster"), heading("Care"), p(old), p(r("Rest it on a pillow.") + box), links=SHOWN, files=FILES
    )


def charts_and_diagrams() -> bytes:
    """A chart and a SmartArt, whose words stand in parts of their own."""

    def drawing(uri: str, inside: str, number: int) -> str:
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="1080000" cy="720000"/><wp:docPr id="{number}" name="x"/>'
            f'<a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )

    main = "http://schemas.openxmlformats.org/drawingml/2006"
    chart = drawing(f"{main}/chart", f'<c:chart xmlns:c="{main}/chart" r:id="chart1"/>', 1)
    art = drawing(f"{main}/diagram", f'<dgm:relIds xmlns:dgm="{main}/diagram" r:dm="data1"/>', 2)
    chart_part = (
        f'<c:chartSpace xmlns:c="{main}/chart" xmlns:a="{main}/main"><c:chart><c:title><c:tx><c:rich><a:p><a:r>'
        "<a:t>Pain by week</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:cat><c:strRef>"
        "<c:strCache><c:pt><c:v>Before surgery</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:barChart>"
        "</c:plotArea></c:chart></c:chartSpace>"
    ).encode()
    data_part = (
        f'<dgm:dataModel xmlns:dgm="{main}/diagram" xmlns:a="{main}/main"><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r>'
        "<a:t>Warm up first</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    ).encode()
    return word_file(
        title("Pain"),
        heading("What to expect"),
        p(chart),
        p(art),
        p("It gets less."),
        links={"chart1": ("chart", "charts/chart1.xml", False), "data1": ("diagramData", "diagrams/data1.xml", False)},
        files={"word/charts/chart1.xml": chart_part, "word/diagrams/data1.xml": data_part},
    )

"""A small valid tagged PDF, written by hand, for the checks to be tried on.

It holds one of everything that the checks look at. It is made of pikepdf objects alone, so that a fault in
the project's own writer cannot hide a fault in the checks.
"""

from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String
from PIL import ImageCms

WIDTH, HEIGHT = 400, 600
_LEFT, _LINE = 40, 16
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdf:Producer="by hand" pdf:Keywords="back, pain">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A title</rdf:li><rdf:li xml:lang="en-GB">A title</rdf:li>
</rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>An author</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A subject</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>a test</xmp:CreatorTool><xmp:CreateDate>2023-04-01T12:00:00+01:00</xmp:CreateDate>
<xmp:ModifyDate>2023-04-01T11:00:00Z</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def _font(pdf: pikepdf.Pdf) -> Object:
    """Make a Type 3 font of boxes: valid without a font file."""
    box = pdf.make_stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    codes = [*range(32, 127), 128]
    lines = [f"<{code:02X}> <{0x2022 if code == 128 else code:04X}>" for code in codes]
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(lines)} beginbfchar\n"
        + "\n".join(lines)
        + "\nendbfchar endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 500, 700],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=32,
            LastChar=128,
            Widths=[600 if code in codes else 0 for code in range(32, 129)],
            CharProcs=Dictionary({f"/g{code}": box for code in codes}),
            Encoding=Dictionary(
                Type=Name.Encoding,
                Differences=Array([32, *[Name(f"/g{c}") for c in codes[:-1]], 128, Name.g128]),
            ),
            Resources=Dictionary(),
            ToUnicode=pdf.make_stream(cmap.encode("ascii")),
        )
    )


class Builder:
    """Writes pages from top to bottom and gathers the tree beside them."""

    def __init__(self) -> None:
        """Start a file without pages."""
        self.pdf = pikepdf.new()
        self.font = _font(self.pdf)
        self.streams: list[list[bytes]] = []
        self.places: list[float] = []
        self.owners: list[list[Object | None]] = []
        self.annotations: list[tuple[Object, Object]] = []
        self.identifiers: dict[str, Object] = {}

    def page(self) -> int:
        """Begin a page with a running header and return its index."""
        self.pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        number = len(self.streams)
        header = f"BT /F1 9 Tf 40 580 Td (Header {number + 1}) Tj ET EMC"
        kind = "/Artifact <</Type /Pagination /Subtype /Header>> BDC "
        self.streams.append([(kind + header).encode("ascii")])
        self.places.append(HEIGHT - 50.0)
        self.owners.append([])
        return number

    def mark(self, page: int, *lines: str, tag: str = "P", new_line: bool = True) -> tuple[int, int]:
        """Write lines of text inside one mark and return (page, MCID)."""
        number = len(self.owners[page])
        self.owners[page].append(None)
        begin = f"/{tag} <</MCID {number}>> BDC BT /F1 10 Tf".encode("ascii")
        shown = []
        for index, line in enumerate(lines):
            if new_line or index:
                self.places[page] -= _LINE
            text = line.replace("•", "\x80").encode("latin-1")
            shown.append(f"1 0 0 1 {_LEFT} {self.places[page]:g} Tm ".encode("ascii") + b"(" + text + b") Tj")
        self.streams[page].append(b"\n".join([begin, *shown, b"ET EMC"]))
        return page, number

    def element(self, role: str, *kids: Any, **entries: Any) -> Object:
        """Make a structure element of marks (page, MCID), annotations and elements."""
        element = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + role), **entries))
        own = Array()
        first: int | None = None
        for kid in kids:
            if isinstance(kid, tuple):
                page, number = kid
                self.owners[page][number] = element
                if first is None:
                    first = page
                    element["/Pg"] = self.pdf.pages[page].obj
                if page == first:
                    own.append(number)
                else:
                    own.append(Dictionary(Type=Name.MCR, Pg=self.pdf.pages[page].obj, MCID=number))
            elif kid.get("/Type") == "/Annot":
                own.append(Dictionary(Type=Name.OBJR, Obj=kid, Pg=kid["/P"]))
                self.annotations.append((kid, element))
            else:
                kid["/P"] = element
                own.append(kid)
        if len(own):
            element["/K"] = own
        if "/ID" in element:
            self.identifiers[str(element["/ID"])] = element
        return element

    def link(self, page: int, lines: int, **entries: Any) -> Object:
        """Make an annotation over the last lines of a page."""
        bottom = self.places[page] - 3
        annotation = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=[_LEFT, bottom, WIDTH - _LEFT, bottom + _LINE * lines],
                F=4,
                Border=[0, 0, 0],
                P=self.pdf.pages[page].obj,
                Contents=String("A link"),
                **entries,
            )
        )
        holder = self.pdf.pages[page].obj
        if "/Annots" not in holder:
            holder["/Annots"] = Array()
        holder["/Annots"].append(annotation)
        return annotation

    def finish(self, document: Object, path: Path) -> None:
        """Write the file: pages, parent tree, catalogue, metadata."""
        pdf = self.pdf
        numbers: list[Any] = []
        for index, page in enumerate(pdf.pages):
            page.obj["/Contents"] = pdf.make_stream(b"\n".join(self.streams[index]))
            page.obj["/Resources"] = Dictionary(Font=Dictionary(F1=self.font))
            page.obj["/Tabs"] = Name.S
            page.obj["/StructParents"] = index
            numbers.extend([index, pdf.make_indirect(Array(self.owners[index]))])
        for key, (annotation, element) in enumerate(self.annotations, len(self.streams)):
            annotation["/StructParent"] = key
            numbers.extend([key, element])
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document])))
        document["/P"] = root
        root["/RoleMap"] = Dictionary(Strong=Name.Span)
        root["/ParentTree"] = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root["/ParentTreeNextKey"] = len(numbers) // 2
        names = Array([item for name in sorted(self.identifiers) for item in (String(name), self.identifiers[name])])
        root["/IDTree"] = pdf.make_indirect(Dictionary(Names=names))
        profile = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), N=3)
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB"),
            DestOutputProfile=profile,
        )
        first = pdf.pages[0].obj
        outline = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
        bookmark = pdf.make_indirect(
            Dictionary(Title=String("A title"), Parent=outline, Dest=Array([first, Name.XYZ, 0, 600, 0]))
        )
        outline["/First"] = outline["/Last"] = bookmark
        entries = Dictionary(
            StructTreeRoot=root,
            MarkInfo=Dictionary(Marked=True),
            Lang=String("en-GB"),
            ViewerPreferences=Dictionary(DisplayDocTitle=True),
            OutputIntents=Array([intent]),
            PageLabels=Dictionary(Nums=Array([0, Dictionary(S=Name.D)])),
            Dests=Dictionary(table=Array([pdf.pages[1].obj, Name.XYZ, 0, 600, 0])),
            Outlines=outline,
            Metadata=pdf.make_stream(_XMP.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML),
        )
        for name, value in entries.items():
            pdf.Root[name] = value
        pdf.trailer["/Info"] = pdf.make_indirect(
            Dictionary(
                Title=String("A title"),
                Author=String("An author"),
                Subject=String("A subject"),
                Keywords=String("back, pain"),
                Producer=String("by hand"),
                Creator=String("a test"),
                CreationDate=String("D:20230401120000+01'00'"),
                ModDate=String("D:20230401110000Z"),
            )
        )
        save(pdf, path)


def save(pdf: pikepdf.Pdf, path: Path) -> None:
    """Write a file as the sample is written."""
    pdf.save(path, force_version="1.7", deterministic_id=True, fix_metadata_version=False)


def _attributes(owner: str, **entries: Any) -> Dictionary:
    return Dictionary(O=Name("/" + owner), **entries)


def write(path: Path) -> None:
    """Write the sample: two pages with headings, links, lists, a figure, a note, contents and a table."""
    build = Builder()
    element, mark = build.element, build.mark
    one, two = build.page(), build.page()

    title = element("H1", mark(one, "A title", tag="H1"))
    entry = mark(one, "A table ", tag="Reference")
    link = element("Link", entry, build.link(one, 1, Dest=Name.table))
    contents = element("TOC", element("TOCI", element("Reference", link, mark(one, "2", new_line=False))))
    before = mark(one, "A paragraph with ")
    inside = mark(one, "a link of ", "two lines", tag="Link")
    uri = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    outer = element("Link", inside, build.link(one, 2, A=uri))
    after = mark(one, " and ", new_line=False)
    strong = element("Strong", mark(one, "bold", new_line=False, tag="Span"))
    foreign = element("Span", mark(one, " Wort", new_line=False, tag="Span"), Lang=String("de"))
    paragraph = element("P", before, outer, after, strong, foreign, mark(one, ".", new_line=False))

    label = element("Lbl", mark(one, "•", tag="Lbl"))
    text = mark(one, "first item", new_line=False, tag="LBody")
    inner_label = element("Lbl", mark(one, "•", tag="Lbl"))
    inner_body = element("LBody", element("P", mark(one, "inner item")))
    numbering = _attributes("List", ListNumbering=Name.Disc)
    inner = element("L", element("LI", inner_label, inner_body), A=numbering)
    items = element(
        "L",
        element("LI", label, element("LBody", text, inner)),
        A=_attributes("List", ListNumbering=Name.Disc),
    )

    build.streams[one].append(b"/Artifact BMC 0 0 1 rg 40 100 320 1 re f EMC")
    number = len(build.owners[one])
    build.owners[one].append(None)
    build.streams[one].append(f"/Figure <</MCID {number}>> BDC 1 0 0 rg 40 200 80 80 re f EMC".encode("ascii"))
    caption = element("Caption", mark(one, "A caption"))
    layout = _attributes("Layout", BBox=Array([40, 200, 120, 280]), Placement=Name.Block)
    figure = element("Div", element("Figure", (one, number), Alt=String("A red square"), A=layout), caption)
    split = element("P", mark(one, "A paragraph over ", "two "), mark(two, "pages."))

    heading = element("H2", mark(two, "A table", tag="H2"))
    doses = element("Caption", mark(two, "Doses"))
    rows = []
    for row, cells in enumerate((("Week", "Times"), ("one", "5"), ("two", "10"))):
        made = []
        for column, cell in enumerate(cells):
            header = row == 0 or column == 0
            kind = _attributes("Table", Scope=Name.Column if row == 0 else Name.Row)
            content = element("P", mark(two, cell))
            made.append(element("TH", content, A=kind) if header else element("TD", content))
        rows.append(element("TR", *made))
    wide = element("TD", element("P", mark(two, "both")), A=_attributes("Table", ColSpan=2))
    head, body = element("THead", rows[0]), element("TBody", *rows[1:], element("TR", wide))
    table = element("Table", doses, head, body)

    see = mark(two, "See the note")
    reference = element("Reference", element("Lbl", mark(two, "1", new_line=False)))
    noted = element("P", see, reference)
    note_label = element("Lbl", mark(two, "1"))
    note = element("Note", note_label, element("P", mark(two, "NICE, 2021")), ID=String("note1"))
    blocks = [title, contents, paragraph, items, figure, split, heading, table, noted, note]
    build.finish(element("Document", element("Sect", *blocks), Lang=String("en-GB")), path)

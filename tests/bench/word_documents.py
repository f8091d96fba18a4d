"""Word files of about ten pages, made up, the same ones each time: ``write_documents(FOLDER, 200)``.

Each has about 4,000 words with headings, lists by numbering and by hand, tables, pictures, links, bold words and doses
with symbols. All of it is invented, and nothing in it is advice.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from PIL import Image

from tests.bench.many_words import FIELDS, Field

_VERBS, _NOUNS, _LINKS = map(
    str.split,
    (
        "rest walk stretch breathe lift turn bend drink sleep wait ask call write bring keep take use hold",
        "week morning knee shoulder plaster tablet clinic letter chair pillow towel exercise visit nurse hour",
        "the and of a your for with until before after when each every at in on by as if or",
    ),
)
_WORDS_A_FILE = 4000


def write_documents(folder: Path, number: int) -> list[Path]:
    """Make the files in a folder and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for one in range(1, number + 1):
        path = folder / f"leaflet-{one:03}.docx"
        path.write_bytes(document(one))
        made.append(path)
    return made


def document(number: int, words: int = _WORDS_A_FILE) -> bytes:
    """Return the Word file of a number, of about so many words."""
    author = _Author(number)
    author.write(words)
    buffer = BytesIO()
    author.file.save(buffer)
    return buffer.getvalue()


class _Author:
    """Writes one file, by chance that its number decides."""

    def __init__(self, number: int) -> None:
        self.chance = Random(number)
        self.field: Field = FIELDS[number % len(FIELDS)]
        self.file: Any = Document()
        self.file.core_properties.created = self.file.core_properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
        self.number = number
        self.written = 0

    def write(self, words: int) -> None:
        condition = self.chance.choice(self.field.conditions)
        self.file.add_heading(f"Living with {condition} ({self.number})", 0)
        self.file.sections[0].footer.paragraphs[0].text = f"P{9000 + self.number % 999}/1/11.2026/VERSION1"
        parts = [self.paragraphs, self.bullets, self.steps, self.table, self.picture, self.by_hand, self.doses]
        sections = 0
        while self.written < words:
            self.file.add_heading(self.sentence(5).rstrip("."), 1 if sections % 3 == 0 else 2)
            self.paragraphs()
            self.chance.choice(parts)()
            sections += 1

    def sentence(self, length: int = 14) -> str:
        pick = self.chance.choice
        self.written += length
        words = [pick(_VERBS).capitalize()]
        words += [pick((_LINKS, _NOUNS, _LINKS, _VERBS)[place % 4]) for place in range(length - 1)]
        return " ".join(words) + "."

    def paragraphs(self) -> None:
        for _ in range(self.chance.randint(2, 4)):
            paragraph = self.file.add_paragraph()
            for place in range(self.chance.randint(3, 5)):
                run = paragraph.add_run(self.sentence() + " ")
                run.bold = place == 2 or None

    def bullets(self) -> None:
        for _ in range(self.chance.randint(3, 7)):
            self.file.add_paragraph(self.sentence(9), "List Bullet")

    def steps(self) -> None:
        for _ in range(self.chance.randint(3, 6)):
            self.file.add_paragraph(self.sentence(10), "List Number")

    def by_hand(self) -> None:
        for _ in range(self.chance.randint(2, 4)):
            self.file.add_paragraph(f"•\t{self.sentence(8)}")

    def doses(self) -> None:
        paragraph = self.file.add_paragraph("Take 50 ")
        paragraph.add_run("m").font.name = "Symbol"
        paragraph.add_run("g of ≤ 2 tablets at 25 °C, H")
        paragraph.add_run("2").font.subscript = True
        paragraph.add_run("O. Read more at ")
        address = f"https://www.example.org/{self.field.identifier}"
        related = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = f'<w:hyperlink {nsdecls("w", "r")} r:id="{related}"><w:r><w:t>our pages</w:t></w:r></w:hyperlink>'
        paragraph._p.append(parse_xml(link))

    def table(self) -> None:
        table = self.file.add_table(self.chance.randint(3, 6), 3, "Table Grid")
        for row in table.rows:
            for cell in row.cells:
                cell.text = self.sentence(4)
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))

    def picture(self) -> None:
        shown = Image.new("RGB", (240, 160), self.colour())
        buffer = BytesIO()
        shown.save(buffer, "PNG")
        self.file.add_picture(BytesIO(buffer.getvalue()), Mm(60))
        properties = self.file.inline_shapes[-1]._inline.docPr
        properties.set("descr", self.sentence(6))

    def colour(self) -> tuple[int, int, int]:
        return self.chance.randrange(256), self.chance.randrange(256), self.chance.randrange(256)

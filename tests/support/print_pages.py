"""Small PDFs to be imposed, and what can be read off the sheets that were made of them."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
A5 = (148 * MM, 210 * MM)
FONT = Path(__file__).parents[2] / "assets" / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"


def pages_of(count: int, size: tuple[float, float] = A5, bands: tuple[str, ...] = ()) -> bytes:
    """A PDF with the word `leafN` on page N; bands are `foot` and `head`, black to the edges of every page."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    width, height = size
    for number in range(1, count + 1):
        for band in bands:
            canvas.rect(-20, -20 if band == "foot" else height - 30, width + 40, 50, stroke=0, fill=1)
        canvas.drawString(100, 300, f"leaf{number}")
        canvas.showPage()
    canvas.setTitle("Small")
    canvas.save()
    return target.getvalue()


def changed(data: bytes, change: str, value: object) -> bytes:
    """The PDF with an entry of its last page set."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[-1].obj[change] = value
        return written(pdf)


def written(pdf: pikepdf.Pdf) -> bytes:
    """The file as bytes."""
    target = BytesIO()
    pdf.save(target)
    return target.getvalue()


def halves(data: bytes) -> list[tuple[int, int]]:
    """The pages on the left and right half of every side of an imposed PDF, 0 for none."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        width, height = page.get_size()
        words = page.get_textpage()
        left = words.get_text_bounded(0, 0, width / 2, height)
        right = words.get_text_bounded(width / 2, 0, width, height)
        found.append((_number(left), _number(right)))
    document.close()
    return found


def _number(text: str) -> int:
    numbers = re.findall(r"leaf(\d+)", text)
    assert len(numbers) <= 1
    return int(numbers[0]) if numbers else 0


def text_of(data: bytes, page: int = 0) -> str:
    """The words of one page."""
    document = pypdfium2.PdfDocument(data)
    text = str(document[page].get_textpage().get_text_range())
    document.close()
    return text


def place_of(data: bytes, page: int, word: str) -> tuple[float, float]:
    """Left and bottom of a word on a page, in points."""
    document = pypdfium2.PdfDocument(data)
    words = document[page].get_textpage()
    found = words.search(word).get_next()
    assert found is not None
    left, bottom, _, _ = words.get_charbox(found[0])
    words.close()
    document.close()
    return left, bottom


def drawn(data: bytes, page: int = 0, scale: float = 2) -> Image.Image:
    """A page in grey, `scale` pixels a point."""
    document = pypdfium2.PdfDocument(data)
    picture: Image.Image = document[page].render(scale=scale, grayscale=True).to_pil()
    document.close()
    return picture


def darkest(picture: Image.Image, box: tuple[float, float, float, float], scale: float = 2) -> int:
    """The darkest grey (0 is black) in a box of left, bottom, right, top in points."""
    left, bottom, right, top = box
    height = picture.height
    part = picture.crop(
        (round(left * scale), height - round(top * scale), round(right * scale), height - round(bottom * scale))
    )
    low = part.getextrema()[0]
    assert isinstance(low, int)
    return low


def boxes(data: bytes, page: int = 0) -> dict[str, list[float]]:
    """The boxes of a page in millimetres, to a tenth."""
    with pikepdf.open(BytesIO(data)) as pdf:
        entries = pdf.pages[page].obj
        names = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox")
        return {name[1:]: [round(float(x) / MM, 1) for x in entries[name]] for name in names if name in entries}

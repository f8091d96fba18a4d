"""How far a picture on paper is from another picture of the same drawing.

Artwork is painted as a leaflet paints it, by the project's own canvas, and drawn by PDFium. Two pictures are compared
at 300 pixels on the longer side, each blurred by 2 pixels: what is counted is the share of pixels in which a channel
differs by more than 48 of 255. Blurring takes away what two programs do differently at the edge of one and the same
shape; a shape that is missing, elsewhere or of another colour stays. ``tests/bench/pictures.py`` says what shares were
seen.
"""

import math

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from leafletgen.document.element import Element, Role
from leafletgen.images.artwork import Artwork
from leafletgen.pdf.canvas import TaggedCanvas
from leafletgen.pdf.xmp import Metadata

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
#: What is white on no ground cannot be seen on white paper; on this ground white and black both can.
GREY_BLUE: Colour = (112, 136, 160)
#: Two pictures of which more than this share differs are not pictures of the same drawing.
MOST = 0.0005
_SIDE = 300
_BLUR = 2
_CHANNEL = 48
_POINTS = 288.0
_DRAWN = 900
"""PDFium draws no line thinner than a pixel, and widens boxes to whole ones; so a page is drawn finer than compared."""
_AROUND = 0.1


def paint(artwork: Artwork, width: int, height: int, ground: Colour = WHITE) -> Image.Image:
    """Artwork on a page of its own that has a ground, ``width`` by ``height`` pixels; it fills the page."""
    page, margin = _painted(artwork, width, height, ground)
    return page.crop((margin, margin, margin + width, margin + height))


def outside(artwork: Artwork, width: int, height: int) -> float:
    """How much is painted around the box that artwork was given, as a share of the box's pixels."""
    page, margin = _painted(artwork, width, height, WHITE)
    page.paste(WHITE, (margin - 1, margin - 1, margin + width + 1, margin + height + 1))
    return _far(page, Image.new("RGB", page.size, WHITE)) / (width * height)


def on_ground(picture: Image.Image, ground: Colour = WHITE) -> Image.Image:
    """A picture, which may be transparent in parts, on a ground."""
    seen = picture.convert("RGBA")
    under = Image.new("RGBA", seen.size, (*ground, 255))
    under.alpha_composite(seen)
    return under.convert("RGB")


def is_transparent(picture: Image.Image) -> bool:
    """Whether a ground can be seen through a picture anywhere."""
    low, _ = picture.convert("RGBA").getchannel("A").getextrema()
    return isinstance(low, int | float) and low < 255


def share_differing(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels, 0 to 1, in which two pictures differ; the other one is scaled to the size of the first."""
    longer = max(one.size)
    size = (max(1, round(one.width * _SIDE / longer)), max(1, round(one.height * _SIDE / longer)))
    soft = [
        picture.convert("RGB").resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(_BLUR))
        for picture in (one, other)
    ]
    return _far(*soft) / (size[0] * size[1])


def share_wrong(artwork: Artwork, reference: Image.Image) -> float:
    """The share of pixels in which artwork differs from the reference picture of the same drawing.

    A reference that is transparent is compared on two grounds, and the worse one counts.
    """
    grounds = (WHITE, GREY_BLUE) if is_transparent(reference) else (WHITE,)
    return max(
        share_differing(on_ground(reference, ground), paint(artwork, reference.width, reference.height, ground))
        for ground in grounds
    )


def has_shape(artwork: Artwork, width: int, height: int) -> bool:
    """Whether the ratio of artwork's sides is that of a picture: within 2 %, or a pixel."""
    if width > height:
        return abs(width * artwork.height / artwork.width - height) <= max(0.02 * height, 1)
    return abs(height * artwork.width / artwork.height - width) <= max(0.02 * width, 1)


def _far(one: Image.Image, other: Image.Image) -> int:
    """How many pixels differ by more than is looked over."""
    red, green, blue = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[_CHANNEL + 1 :])


def _painted(artwork: Artwork, width: int, height: int, ground: Colour) -> tuple[Image.Image, int]:
    """A page with artwork in its middle, and how many pixels of ground there are on each side."""
    margin = max(2, math.ceil(_AROUND * max(width, height)))
    point = _POINTS / max(width, height)
    across, down = width + 2 * margin, height + 2 * margin
    root = Element(Role.DOCUMENT)
    canvas = TaggedCanvas(root, Metadata("A picture", "en-GB"), (across * point, down * point))
    with canvas.artifact("Background"):
        red, green, blue = (value / 255 for value in ground)
        canvas.operators.append(f"q {red:.4f} {green:.4f} {blue:.4f} rg")
        canvas.operators.append(f"0 0 {across * point + 1:.2f} {down * point + 1:.2f} re f Q")
    with canvas.mark(root.add(Role.PARAGRAPH)):
        artwork.paint(canvas, margin * point, margin * point, width * point, height * point)
        artwork.paint_words(canvas, margin * point, margin * point, width * point, height * point)
    canvas.showPage()
    with pypdfium2.PdfDocument(canvas.bytes()) as document:
        finer = math.ceil(_DRAWN / max(width, height))
        # A hair less than the scale, since PDFium rounds up to whole pixels and the page has hundredths of a point.
        picture: Image.Image = document[0].render(scale=(finer - 1e-4) / point).to_pil().convert("RGB")
    return picture.resize((across, down), Image.Resampling.BOX), margin

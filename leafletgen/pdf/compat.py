"""Every private or undocumented ReportLab name that this layer leans on, and a check that they are still there.

ReportLab's canvas and document have no public hooks for marked content, object streams or page dictionaries. What
is used of their insides is listed here and nowhere else, so that a new ReportLab release is judged in one place.
"""

import inspect

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

#: Attributes of a live canvas: its page operators, its document, resources of the page and annotations of the page.
CANVAS_ATTRIBUTES = (
    "_code",
    "_doc",
    "_pagesize",
    "_formsinuse",
    "_annotationrefs",
    "_extgstate",
    "_colorsUsed",
    "_shadingUsed",
    "_psCommandsBeforePage",
    "_psCommandsAfterPage",
    "_outlines",
    "_preamble",
)
#: Methods of the canvas that are overridden or called.
CANVAS_METHODS = ("_make_preamble", "_startPage", "_addAnnotation", "_strokeAndFill", "showPage")
#: Canvas methods that paint at once, each checked to run inside a mark or an artifact.
PAINTING_METHODS = (
    "drawText",
    "_strokeAndFill",
    "rect",
    "shade",
    "line",
    "lines",
    "bezier",
    "arc",
    "drawImage",
    "drawInlineImage",
    "doForm",
)
#: Attributes of a live document.
DOCUMENT_ATTRIBUTES = (
    "objectcounter",
    "numberToId",
    "idToObject",
    "idToObjectNumberAndVersion",
    "delayedFonts",
    "fontMapping",
    "pageCounter",
)
#: Methods of the document that are overridden or called.
DOCUMENT_METHODS = ("getInternalFontName", "Reference", "addPage", "thisPageName", "xobjDict")
#: Methods and attributes of a text object: the one place that writes words, and the font that it writes them in.
TEXT_NAMES = ("_formatText", "_fontname")
#: Attributes of a font: whether it is a TrueType font that is embedded as far as it is used.
FONT_ATTRIBUTES = ("_dynamicFont",)
#: Names in the module pdfdoc.
MODULE_NAMES = ("format", "PDFObject", "PDFStream", "PDFDictionary", "PDFObjectReference", "BasicFonts")

#: The operators that a canvas parameter set belongs to must keep their order.
_SIGNATURES = {
    (Canvas, "__init__"): ("filename", "pagesize", "pageCompression", "invariant", "pdfVersion", "lang"),
    (pdfdoc.PDFDocument, "Reference"): ("obj", "name"),
}


def missing() -> list[str]:
    """What the installed ReportLab no longer has; empty when this layer can work with it."""
    faults = [f"Canvas.{name}" for name in (*CANVAS_METHODS, *PAINTING_METHODS) if not hasattr(Canvas, name)]
    canvas = Canvas("unused.pdf")
    faults += [f"Canvas().{name}" for name in CANVAS_ATTRIBUTES if not hasattr(canvas, name)]
    faults += [f"PDFDocument.{name}" for name in DOCUMENT_METHODS if not hasattr(pdfdoc.PDFDocument, name)]
    text = canvas.beginText()
    faults += [f"PDFTextObject().{name}" for name in TEXT_NAMES if not hasattr(text, name)]
    font = pdfmetrics.getFont("Helvetica")
    faults += [f"Font.{name}" for name in FONT_ATTRIBUTES if not hasattr(font, name)]
    document = pdfdoc.PDFDocument()
    faults += [f"PDFDocument().{name}" for name in DOCUMENT_ATTRIBUTES if not hasattr(document, name)]
    faults += [f"pdfdoc.{name}" for name in MODULE_NAMES if not hasattr(pdfdoc, name)]
    for (owner, name), wanted in _SIGNATURES.items():
        known = inspect.signature(getattr(owner, name)).parameters
        faults += [f"{owner.__name__}.{name}({parameter})" for parameter in wanted if parameter not in known]
    return faults

"""The two sets of standards that a file may keep to, and what the checks ask for by each."""

from typing import NamedTuple

from tests.checker.tag_tree import roles

PDF_1_7, PDF_2_0 = "http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn"
"""The namespaces of structure types (ISO 32000-2, 14.8.6)."""

ROLES_OF_PDF_2_0 = roles(
    "Document DocumentFragment Part Sect Div Aside P H1 H2 H3 H4 H5 H6 H Title FENote Sub Lbl Span Em Strong Link Annot"
    " Form Ruby RB RT RP Warichu WT WP L LI LBody Table TR TH TD THead TBody TFoot Caption Figure Formula Artifact"
)
"""ISO 32000-2, 14.8.4; without H7 and deeper, which no leaflet has."""


class Standard(NamedTuple):
    """What a file says of itself by a set of standards."""

    version: str
    claims: tuple[tuple[str, str], ...]
    declarations: tuple[str, ...]
    has_info: bool
    illustration: str
    """The type of what holds a figure and its caption."""


FIRST = Standard("1.7", (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")), (), True, "Div")
"""PDF/UA-1 and PDF/A-2a."""

SECOND = Standard(
    "2.0",
    (("pdfaid:part", "4"), ("pdfaid:rev", "2020"), ("pdfuaid:part", "2"), ("pdfuaid:rev", "2024")),
    (
        "http://pdfa.org/declarations/wtpdf#accessibility1.0",
        "http://pdfa.org/declarations/wtpdf#reuse1.0",
    ),
    False,
    "Sect",
)
"""PDF/UA-2, PDF/A-4 and Well-Tagged PDF 1.0."""

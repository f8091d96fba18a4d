"""The standards that a file can be written by, and what they change in it."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from leafletgen.pdf.tags import UA1, UA2, Tags
from leafletgen.pdf.xmp import CLAIMS_UA_1, CLAIMS_UA_2, Claims


class Standard(NamedTuple):
    """A set of standards that one file keeps to at once."""

    version: str
    """Of PDF, as the header has it."""
    tags: Tags
    claims: Claims
    info: bool
    """Whether there is an Info dictionary (ISO 19005-4, 6.1.3, forbids it)."""
    to_elements: bool
    """Whether links, bookmarks and contents lists lead to elements of the structure (ISO 14289-2, 8.8 and 8.2.5.8)."""


#: PDF/UA-1 and PDF/A-2a, in PDF 1.7.
UA_1: Final = Standard("1.7", UA1, CLAIMS_UA_1, info=True, to_elements=False)

#: PDF/UA-2, PDF/A-4 and Well-Tagged PDF 1.0, in PDF 2.0.
UA_2: Final = Standard("2.0", UA2, CLAIMS_UA_2, info=False, to_elements=True)

#: By the names that layouts have for them.
STANDARDS: Final[Mapping[str, Standard]] = {"ua-1": UA_1, "ua-2": UA_2}

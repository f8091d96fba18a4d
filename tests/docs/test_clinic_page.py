"""What the tour says of the clinic's page: its buttons and parts are called that on the page."""

import re

from tests.docs.markdown import DOCS, ROOT

TEMPLATES = ROOT / "leafletgen" / "clinic" / "templates"


def labels() -> set[str]:
    """Return what the tour's part about the page has in italics."""
    text = (DOCS / "start" / "clinic.md").read_text("utf-8").partition("The rest of this tour")[0]
    return {" ".join(found.split()) for found in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", text)}


def test_what_the_tour_calls_by_a_name_has_that_name_on_the_page() -> None:
    shown = " ".join(path.read_text("utf-8") for path in sorted(TEMPLATES.glob("*.html")))
    assert len(labels()) > 8
    assert {label for label in labels() if label not in shown} == set()

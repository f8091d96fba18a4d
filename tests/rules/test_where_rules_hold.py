"""Rules of prose and of what must be there run where they hold: their language, sources, a brand of its own."""

from __future__ import annotations

from leafletgen.errors import Report
from leafletgen.rules.checked import read_file
from leafletgen.rules.running import check_file
from tests.rules.harness import PLAIN_HEAD, as_file, found, rules, workspace
from tests.support.building import ROOT

OURS = {
    name: rule for name, rule in rules().items() if rule.group in ("prose", "emphasis", "headings", "lists", "required")
}
FAULTY = """\
- heading: WHAT IS SCIATICA?
- You must NOT do _this_ and *that*, as it is not uncommon that the ABC is <b>found</b>.
- list: [Pain., swelling, c, d, e, f, g, h]
"""


def _rules_of(yaml: str) -> set[str]:
    return {finding.rule for finding in check_file(as_file(yaml), OURS)}


def test_in_other_languages_only_what_holds_there_runs() -> None:
    """Marks, long lists and missing dates are wrong in any language; capitals, questions and words are of English."""
    english = PLAIN_HEAD + "body:\n" + "".join(f"  {line}\n" for line in FAULTY.splitlines())
    assert _rules_of(english) >= {
        "acronym-unexplained", "capitals", "double-negative", "heading-capitals", "heading-question", "html-markup",
        "italics", "list-item-case", "list-item-end", "long-list", "required-audience", "required-contact", "underline",
    }  # fmt: skip
    assert _rules_of(english.replace("en-GB", "de")) == {"html-markup", "long-list", "required-contact", "underline"}


def test_a_translation_is_not_asked_for_what_its_source_lacks() -> None:
    """What must be there, and how long a list is, is told of the source."""
    path = ROOT / "leaflets" / "P4400-mid-back-pain.pl.yaml"
    text = path.read_text("utf-8").replace("department: physiotherapy\n", "")
    file = read_file(workspace(), workspace().root / "leaflets" / path.name, Report(), text)
    assert file is not None
    assert file.is_translation
    asked = {finding.rule for finding in check_file(file, OURS)}
    assert not {name for name in asked if name.startswith(("required-", "long-list", "list-"))}


def test_a_faulty_leaflet_is_not_asked_for_more() -> None:
    """Until its own faults are mended nobody knows what it would have on it."""
    assert not found("required-contact", PLAIN_HEAD.replace("brand: riverside", "brand: nobody") + "body: [Move.]\n")


def test_a_brand_in_another_language_has_its_words_alone() -> None:
    """Departments and statements are told of brand.yaml."""
    folder = ROOT / "assets" / "brands" / "riverside"
    for path in sorted(folder.glob("brand.*.yaml")):
        file = read_file(workspace(), workspace().root / "assets" / "brands" / "riverside" / path.name, Report())
        assert file is not None
        assert not [one for one in check_file(file, OURS) if one.rule.startswith("required-")]


def test_letters_in_the_name_of_the_brand_need_no_words() -> None:
    """Who reads the logo knows whose leaflet it is; any other letters are told."""
    brand = (ROOT / "assets" / "brands" / "riverside" / "brand.yaml").read_text("utf-8")
    home = workspace().root / "assets" / "brands" / "riverside" / "brand.yaml"
    body = "- The RCH team will call you, and the XYZ team as well.\n"
    assert len(found("acronym-unexplained", body)) == 2
    try:
        home.write_text(brand.replace("short_name: Riverside", "short_name: RCH"), "utf-8")
        assert [one.message for one in found("acronym-unexplained", body)] == ['nothing says what "XYZ" stands for']
    finally:
        home.write_text(brand, "utf-8")

"""Addresses as they are pasted: what cannot be seen is taken out, and told; ``www.`` is https."""

from __future__ import annotations

import pytest

from leafletgen.errors import Place, Report
from leafletgen.source.inline import parse_prose
from leafletgen.source.kinds import EMAIL_ADDRESS, WEB_ADDRESS
from leafletgen.source.yaml import parse_source

UNSEEN = {
    "zero width space": "\u200b",
    "soft hyphen": "\u00ad",
    "left-to-right mark": "\u200e",
    "embedding": "\u202a",
    "override": "\u202e",
    "isolate": "\u2066",
    "no-break space": "\u00a0",
    "narrow no-break space": "\u202f",
    "em space": "\u2003",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "byte order mark": "\ufeff",
    "word joiner": "\u2060",
    "variation selector": "\ufe0f",
    "tag": "\U000e0020",
}


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize(
    "pattern", ["{}https://www.example.org/a", "https://www.exa{}mple.org/a", "www.example.org/a{}"]
)
def test_a_web_address_is_what_it_looks_like(name: str, pattern: str) -> None:
    report = Report()
    value = parse_source(f'url: "{pattern.format(UNSEEN[name])}"\n', "a.yaml", report)
    assert value is not None
    found = WEB_ADDRESS.read(value.data["url"], report)
    number = f"U+{ord(UNSEEN[name]):04X}"
    if found is None:
        assert report.has_errors, "what YAML takes for the end of a line is refused"
        assert UNSEEN[name] in "\u2028\u2029"
        return
    assert found == ("https://www.example.org/a")
    told = [str(fault) for fault in report.diagnostics if "inside this file" not in fault.message]
    # At the ends white space is taken away from any value without a word.
    assert all(f"warning: invisible characters ({number}) were left out of this address" in text for text in told)
    assert told or UNSEEN[name].isspace()


@pytest.mark.parametrize("name", UNSEEN)
def test_a_link_leads_where_it_looks_to_lead(name: str) -> None:
    report = Report()
    mark = UNSEEN[name]
    prose = parse_prose(f"See [this](https://exa{mark}mple.org/{mark}b) now.", Place("a.yaml", 1, 1), report)
    [link] = {span.link for span in prose.spans if span.link is not None}
    assert link.target == "https://example.org/b"
    assert [fault.message for fault in report.diagnostics] == [
        f"invisible characters (U+{ord(mark):04X}) were left out of this address"
    ]


@pytest.mark.parametrize(
    ("typed", "target"), [("www.example.org", "https://www.example.org"), ("tel:\u202a0163\u202c", "tel:0163")]
)
def test_a_link_is_completed_and_cleaned(typed: str, target: str) -> None:
    report = Report()
    prose = parse_prose(f"[x]({typed})", Place("a.yaml", 1, 1), report)
    link = prose.spans[0].link
    assert link is not None and link.target == target
    assert not report.has_errors


@pytest.mark.parametrize("typed", ["www.example.org", "WWW.example.org", "www.example.org/a?b=c"])
def test_www_is_https(typed: str) -> None:
    report = Report()
    value = parse_source(f"url: {typed}\n", "a.yaml", report)
    assert value is not None
    assert WEB_ADDRESS.read(value.data["url"], report) == f"https://{typed}"
    assert report.diagnostics == ()


@pytest.mark.parametrize(
    "typed", ["www.", "example.org", "wwww.example.org", "ftp://example.org", "\u200b", "https://\u200b"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    report = Report()
    value = parse_source(f'url: "{typed}"\n', "a.yaml", report)
    assert value is not None
    assert WEB_ADDRESS.read(value.data["url"], report) is None
    assert len(report.errors) == 1


def test_an_e_mail_address_is_cleaned_too() -> None:
    report = Report()
    value = parse_source('email: "a\u200b@example.org"\n', "a.yaml", report)
    assert value is not None
    assert EMAIL_ADDRESS.read(value.data["email"], report) == "a@example.org"
    assert [str(fault.place) for fault in report.diagnostics] == ["a.yaml:1:8"]

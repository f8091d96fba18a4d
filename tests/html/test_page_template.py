"""A brand's template of a web page places values, and can neither unmask nor run anything; what is wrong has a line."""

from pathlib import Path

import pytest

from leafletgen.html import template
from tests.support.building import Workshop
from tests.support.forms import loaded_leaflet, page_of, try_page
from tests.support.web_pages import page_faults, parsed, said_words

OURS = Path(template.__file__).with_name("page.html").read_text("utf-8")
NASTY = "<script>alert(1)</script> & \"two\" 'one' {{ 7*7 }} {% raw %}"
LEAFLET = f"""\
code: P1000/1000/06.2025/VERSION1
title: '{NASTY.replace("'", "''")}'
brand: riverside
layouts: [case]
body: [Some words.]
"""


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A workspace whose brand may be given a template."""
    made = Workshop(tmp_path)
    made.add_text("nasty", LEAFLET)
    return made


def give(shop: Workshop, text: str) -> None:
    """Give the brand a template."""
    (shop.folder / "assets/brands/riverside/page.html").write_text(text, "utf-8")


def build(shop: Workshop, text: str) -> tuple[str | None, list[str]]:
    """The page that a template makes, or none, and what was told."""
    give(shop, text)
    page, told = try_page(shop, loaded_leaflet(shop, shop.folder / "leaflets/nasty.yaml"))
    return page, list(map(str, told))


def test_our_own_template_is_right_as_a_brands(shop: Workshop) -> None:
    page, told = build(shop, OURS)
    assert told == [] and page is not None
    assert page == page_of(shop, loaded_leaflet(shop, shop.folder / "leaflets/nasty.yaml"))
    assert page_faults(page) == []


def test_a_brand_adds_words_and_styles_of_its_own(shop: Workshop) -> None:
    text = OURS.replace("</head>", "<style>footer { color: red; }</style>\n</head>")
    text = text.replace("<footer>", '<footer>\n<p>Our <a href="{{ website }}">own</a> line on {{ title }}.</p>')
    page, told = build(shop, text)
    assert told == [] and page is not None
    assert page_faults(page) == []  # the policy names both style sheets
    assert parsed(page).xpath("//footer/p[1]")[0].text_content() == f"Our own line on {NASTY}."
    assert parsed(page).xpath("//footer//a/@href") == ["https://www.riverside.example.org"]


def test_values_are_text_wherever_they_stand(shop: Workshop) -> None:
    text = OURS.replace("<footer>", '<footer title="{{ title }}">{% if code and not mark_of %}x{% endif %}')
    text = text.replace(" and not mark_of", " and not description")
    page, told = build(shop, text)
    assert told == [] and page is not None
    tree = parsed(page)
    assert tree.xpath("//footer/@title") == [NASTY]
    assert tree.findtext("head/title") == NASTY
    assert list(tree.iter("script")) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ title|safe }}", 'the filter "safe" has no place here'),
        ("{{ title|e|replace('&lt;', '<') }}", 'the filter "replace" has no place here'),
        ("{{ title|attr('__class__') }}", 'the filter "attr" has no place here'),
        ("{{ title.__class__.__mro__ }}", '"getattr" has no place here'),
        ("{{ title['upper']() }}", '"call" has no place here'),
        ("{{ self.__init__.__globals__ }}", '"getattr" has no place here'),
        ("{{ cycler }}", 'unknown value "cycler"'),
        ("{{ titel }}", 'did you mean "title"?'),
        ("{% autoescape false %}{{ title }}{% endautoescape %}", '"autoescape" has no place here'),
        ('{% include "/etc/passwd" %}', '"include" has no place here'),
        ('{% extends "base.html" %}', '"extends" has no place here'),
        ('{% import "x" as y %}', '"import" has no place here'),
        ("{% for letter in title %}{{ letter }}{% endfor %}", '"for" has no place here'),
        ("{% for a in range(10 ** 9) %}{% endfor %}", '"for" has no place here'),
        ("{{ 'x' * 10 ** 10 }}", '"mul" has no place here'),
        ("{{ 10 ** 10 ** 10 }}", '"pow" has no place here'),
        ("{% set lt %}<{% endset %}{{ lt }}", '"set" has no place here'),
        ("{% macro m() %}{{ title }}{% endmacro %}{{ m() }}", '"macro" has no place here'),
        ("{% filter upper %}{{ title }}{% endfilter %}", '"filter" has no place here'),
        ("{{ title", "the template is not right"),
        ("{% if %}", "the template is not right"),
        ("{% debug %}", "the template is not right"),
        ("<p class={{ title }}>x</p>", '"title" may not stand in the attribute "class"'),
        ('<p class="{{ title }}">x</p>', '"title" may not stand in the attribute "class"'),
        ("<p title={{ title }}>x</p>", '"title" may not stand in the attribute "title"'),
        ("<p {{ title }}>x</p>", "a value stands in a tag"),
        ("<a href='{{ title }}'>x</a>", 'the address in "href" has no place'),
        ('<a href="javascript:alert(1)">x</a>', 'the address in "href" has no place'),
        ('<a href="https://example.org/{{ title }}">x</a>', 'the address in "href" has no place'),
        ('<img src="https://example.org/x.png" alt="">', 'the address in "src" has no place'),
        ("<style>p::after { content: '{{ title }}'; }</style>", '"title" may not stand here'),
        ("<style>@import 'x.css';</style>", "a style that asks for another file"),
        ("<script>alert('{{ title }}')</script>", "<script> has no place in a page"),
        ("<iframe srcdoc='x'></iframe>", "<iframe> has no place in a page"),
        ("<p onclick='x()'>x</p>", 'the attribute "onclick" does nothing'),
        ("<p style='color: red'>x</p>", 'the attribute "style" does nothing'),
        ("<!-- {{ title }} -->", '"title" stands in a comment'),
        ("{{ body }}", '"body" stands in the template more than once'),
        ("<p title='{{ body }}'>x</p>", '"body" may not stand in the attribute'),
        ("<style>{{ body }}</style>", '"body" may not stand here'),
        ("{{ policy }}", '"policy" may not stand here'),
    ],
)  # fmt: skip
def test_what_a_template_may_not_say_is_told_with_its_line(shop: Workshop, line: str, told: str) -> None:
    text = OURS.replace("<footer>\n", f"<footer>\n{line}\n")
    number = text[: text.index("<footer>")].count("\n") + 2
    page, diagnostics = build(shop, text)
    assert page is None
    found = [one for one in diagnostics if told in one]
    assert found, diagnostics
    place = "1" if "more than once" in told else str(number)
    # A fault of a block that is not closed is met at its end.
    assert found[0].startswith(f"assets/brands/riverside/page.html:{place}:1: error: ") or "not right" in told
    assert "hint: " in found[0]
    assert "Traceback" not in "".join(diagnostics)


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        ("<!DOCTYPE html>", "lacks its first line"),
        (' lang="{{ language }}"', "lacks the language"),
        ('<meta charset="utf-8">', "lacks the encoding"),
        ('<meta name="viewport" content="width=device-width, initial-scale=1">', "lacks the width"),
        ('<meta http-equiv="Content-Security-Policy" content="{{ policy }}">', "lacks the policy"),
        ("{{ title }}", "lacks the title"),
        ("{{ body }}", "lacks what the leaflet says"),
        ("{{ code }}", "lacks the code"),
        ('<meta name="generator" content="leafletgen">', "lacks what tells our files"),
    ],
)
def test_what_a_template_has_to_have(shop: Workshop, lost: str, told: str) -> None:
    page, diagnostics = build(shop, OURS.replace(lost, ""))
    assert page is None
    assert [one for one in diagnostics if told in one and "page.html:1:1: error" in one], diagnostics


def test_a_style_before_the_policy_is_told(shop: Workshop) -> None:
    page, diagnostics = build(shop, OURS.replace("<head>", "<head><style>p { color: red; }</style>"))
    assert page is None and "before the policy" in diagnostics[0]


@pytest.mark.parametrize("data", [b"\xff\xfe{", b"x" * 100_001, b"{{" * 40_000, b"{% if title %}" * 3_000])
def test_a_template_that_is_no_text_or_endless_is_told(shop: Workshop, data: bytes) -> None:
    (shop.folder / "assets/brands/riverside/page.html").write_bytes(data)
    page, told = try_page(shop, loaded_leaflet(shop, shop.folder / "leaflets/nasty.yaml"))
    assert page is None
    assert all(str(one).startswith("assets/brands/riverside/page.html:") for one in told)


def test_a_title_cannot_stand_for_the_body(shop: Workshop) -> None:
    title = "\uf8ffbody\uf8ff and \ue0000\ue001"
    path = shop.add_text("places", LEAFLET.replace(NASTY.replace("'", "''"), title))
    page, _ = try_page(shop, loaded_leaflet(shop, path))
    assert page is not None
    assert parsed(page).findtext("head/title") == "body and 0"
    assert "Some words." in " ".join(said_words(page))

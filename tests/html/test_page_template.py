"""A brand's template of a web page places values, and can neither unmask nor run anything; what is wrong has a line."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from leafletgen.html import template
from leafletgen.library.workspace import Workspace
from leafletgen.release.inputs import Inputs
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
        ("<p onclick='x()'>x</p>", 'the attribute "onclick" has no place'),
        ("<p style='color: red'>x</p>", 'the attribute "style" has no place'),
        ("<!-- {{ title }} -->", '"title" stands in a comment'),
        ("{{ body }}", '"body" may not stand here'),
        ("{% if description %}{{ code }}{% endif %}", '"code" may not stand in an if'),
        ('<p title={% if website and not website %}"{% endif %}{{ title }} class=">x</p>', 'this "<" begins no tag'),
        ('<p {% if website %}class="x"{% endif %}>x</p>', "an if stands in a tag"),
        ("<p>{% if website %}</p><p>{% endif %}x</p>", "closes another element than the one that is open"),
        ("{% if website %}<div>{% endif %}</div>", "an if holds a part of an element"),
        ("<!-- {% if website %} -->{% endif %}", "an if stands in a comment"),
        ("<div hidden>x</div>", 'the attribute "hidden" has no place'),
        ("<div aria-hidden='true'>x</div>", 'the attribute "aria-hidden" has no place'),
        ("<p inert>x</p>", 'the attribute "inert" has no place'),
        ("<img src='data:image/png;base64,' srcset='https://example.org/x.png 1x' alt=''>", 'the attribute "srcset"'),
        ("<a href='https://example.org' ping='https://example.org/x'>x</a>", 'the attribute "ping"'),
        ("<p background='https://example.org/x.png'>x</p>", 'the attribute "background"'),
        ("<button formaction='https://example.org'>x</button>", "<button> has no place"),
        ("<video poster='https://example.org/x.png'></video>", "<video> has no place"),
        ("<svg><a xlink:href='https://example.org'></a></svg>", "<svg> has no place"),
        ("<details>x</details>", "<details> has no place"),
        ("<main>x</main>", "<main> has no place"),
        ("<meta http-equiv='refresh' content='0; url=https://example.org'>", "<meta> stands outside of <head>"),
        ("<a href='#' href='javascript:alert(1)'>x</a>", "the tag <a> is not right"),
        ("<p>x", "<p> is not closed"),
        ("</p>", "</p> closes another element"),
        ("1 < 2", 'this "<" begins no tag'),
        ("<!--> x -->", "this comment is not right"),
        ("<!-- x --!> y -->", "this comment is not right"),
        ("<p lang='&#xe000;0&#xe001;'>x</p><?php x ?>", "instructions have no place"),
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
    # A fault of a block that is not closed is met at its end.
    assert (
        found[0].startswith(f"assets/brands/riverside/page.html:{number}:1: error: ")
        or told == "the template is not right"
    )
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


def test_what_stands_twice_is_told(shop: Workshop) -> None:
    page, told = build(shop, OURS.replace("{{ body }}", "{{ body }}\n{{ body }}"))
    assert page is None and '"body" stands in the template more than once' in told[0]


@pytest.mark.parametrize(
    ("around", "told"),
    [
        ("{% if description %}{{ body }}{% endif %}", '"body" may not stand in an if'),
        ("{% if not brand %}x{% else %}{{ body }}{% endif %}", '"body" may not stand in an if'),
        ("<div hidden>{{ body }}</div>", '"body" may not stand here'),
        ("<div role='presentation'>{{ body }}</div>", '"body" may not stand here'),
        ("<p>{{ body }}</p>", '"body" may not stand here'),
        ("<table><tr><td>{{ body }}</td></tr></table>", '"body" may not stand here'),
    ],
)
def test_the_text_stands_where_nothing_takes_it_away(shop: Workshop, around: str, told: str) -> None:
    text = OURS.replace("{{ body }}", around)
    line = text[: text.index("{{ body }}")].count("\n") + 1
    page, diagnostics = build(shop, text)
    assert page is None
    assert [one for one in diagnostics if told in one and f"page.html:{line}:1: error" in one], diagnostics
    assert not [one for one in diagnostics if "lacks" in one]


def test_the_text_may_stand_in_a_frame_of_the_brand(shop: Workshop) -> None:
    page, told = build(shop, OURS.replace("{{ body }}", '<div class="page"><div id="x">{{ body }}</div></div>'))
    assert told == [] and page is not None and page_faults(page) == []


@pytest.mark.parametrize("part", ["<meta charset", "<meta http-equiv", '<meta name="viewport', "<title", "<style"])
def test_no_page_is_without_a_part_that_each_needs(shop: Workshop, part: str) -> None:
    end = {"<title": "</title>", "<style": "</style>"}.get(part, ">")
    before, found, after = OURS.partition(part)
    inside, ends, after = after.partition(end)
    page, told = build(shop, f"{before}{{% if description %}}{found}{inside}{ends}{{% endif %}}{after}")
    assert page is None
    assert all(one.startswith("assets/brands/riverside/page.html:") and "hint: " in one for one in told)


@pytest.mark.parametrize(
    ("early", "told"),
    [
        ("<p>x</p>", "<p> stands outside of <body>"),
        ("words", "words stand outside of <body>"),
        ("&amp;", "words stand outside of <body>"),
        ("{{ title }}", "words stand outside of <body>"),
        ("<img src='data:image/png;base64,' alt=''>", "<img> stands outside of <body>"),
        ("<body>", "<body> stands in another place"),
        ("<meta charset='utf-7'>", "a page is in UTF-8"),
        ("<meta http-equiv='refresh' content='0; url=x'>", '<meta http-equiv="refresh"> has no place'),
        ("<title><b>x</b></title>", "<b> stands in <title>"),
    ],
)
def test_nothing_ends_the_head_before_the_policy(shop: Workshop, early: str, told: str) -> None:
    page, diagnostics = build(shop, OURS.replace("<head>\n", f"<head>\n{early}\n"))
    assert page is None
    assert [one for one in diagnostics if told in one and "page.html:4:1: error" in one], diagnostics


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("p { background: url(https://example.org/x.png); }", "asks for another file"),
        ("p { background: u\\72l('https://example.org/x.png'); }", "asks for another file"),
        ("p { background: -webkit-image-set('https://example.org/x.png' 1x); }", "asks for another file"),
        ("p { background: image-set('https://example.org/x.png' 1x); }", "asks for another file"),
        ("\\40import 'https://example.org/x.css';", "asks for another file"),
        ("@Import 'x.css';", "asks for another file"),
        (".mark { display: none }", "hides something"),
        (".mark { disp\\6c ay/* */: /**/none }", "hides something"),
        (":root { --x: none } main { display: var(--x) }", "hides something"),
        ("main { visibility: hidden }", "hides something"),
        ("main { OPACITY: 0 }", "hides something"),
        ("main { font-size: 0.0px }", "hides something"),
        ("main { font: 0/0 x }", "hides something"),
        ("main { clip-path: inset(50%) }", "hides something"),
    ],
)
def test_a_style_asks_for_nothing_and_hides_nothing(shop: Workshop, style: str, told: str) -> None:
    page, diagnostics = build(shop, OURS.replace("</head>", f"<style>\n{style}</style>\n</head>"))
    line = OURS[: OURS.index("</head>")].count("\n") + 2
    assert page is None
    assert [one for one in diagnostics if told in one and f"page.html:{line}:1: error" in one], diagnostics


def test_other_styles_may_stand(shop: Workshop) -> None:
    style = (
        "p { font-size: 0.9rem; font: 10px/1.05 serif; margin: 0; display: block; mask-border: 0 }"
        "q::before { content: '\\201C' } a { background: url(data:image/png;base64,AAAA) } .opacity { color: red }"
    ).replace("mask-border: 0", "color: red")
    page, told = build(shop, OURS.replace("</head>", f"<style>{style}</style>\n</head>"))
    assert told == [] and page is not None and page_faults(page) == []


def test_the_style_of_a_draft_comes_first_and_cannot_be_changed(shop: Workshop) -> None:
    give(shop, OURS.replace("</head>", "<style>.mark { color: white !important; }</style>\n</head>"))
    loaded = loaded_leaflet(shop, shop.folder / "leaflets/nasty.yaml")
    page = page_of(shop, loaded, "DRAFT")
    assert page_faults(page) == []
    first, *others = parsed(page).xpath("//style")
    assert first.text.strip().startswith("@layer {\n.mark { all: initial !important;") and len(others) == 2
    assert first.getprevious().get("http-equiv") == "Content-Security-Policy"
    declared = first.text.replace("!important;", "")
    assert ";" not in declared  # each declaration is important
    assert "@layer" not in page_of(shop, loaded)


def test_a_template_that_is_no_file_is_told(shop: Workshop, tmp_path: Path) -> None:
    path = shop.folder / "assets/brands/riverside/page.html"
    loaded = loaded_leaflet(shop, shop.folder / "leaflets/nasty.yaml")
    makes: list[Callable[[], object]] = [
        path.mkdir,
        lambda: path.symlink_to(tmp_path / "gone"),
        lambda: path.symlink_to(os.devnull),
    ]
    if hasattr(os, "mkfifo"):
        makes.append(lambda: os.mkfifo(path))
    for make in makes:
        make()
        page, told = try_page(shop, loaded)
        assert page is None
        assert [str(one.place) for one in told] == ["assets/brands/riverside/page.html:1:1"], told
        assert "the template cannot be read" in told[0].message and "take page.html away" in told[0].hint
        assert Inputs(Workspace(shop.folder)).hash("assets/brands/riverside/page.html") == ""
        path.rmdir() if path.is_dir() else path.unlink()


def test_a_template_that_is_too_large_is_told_so(shop: Workshop) -> None:
    path = shop.folder / "assets/brands/riverside/page.html"
    path.write_bytes("€".encode() * 200_000)
    page, told = try_page(shop, loaded_leaflet(shop, shop.folder / "leaflets/nasty.yaml"))
    assert page is None and [one.message for one in told] == ["the template is too long"]

"""Equations in one line."""

from __future__ import annotations

import pytest
from lxml import etree

from leafletgen.word.reading.equations import DEEPEST, in_one_line
from leafletgen.word.reading.plain_words import words_of
from tests.word.make import DECLARED, docx, p, r
from tests.word.stories import read, stretches


def t(words: str) -> str:
    """Return a run of an equation."""
    return f"<m:r><m:t>{words}</m:t></m:r>"


def part(name: str, **inside: str) -> str:
    """Return a part of an equation with its arguments, `e` for the base."""
    held = "".join([f"<m:{key}>{value}</m:{key}>" for key, value in inside.items()])
    return f"<m:{name}>{held}</m:{name}>"


def setting(name: str, **values: str) -> str:
    """Return the settings of a part."""
    held = "".join([f'<m:{key} m:val="{value}"/>' for key, value in values.items()])
    return f"<m:{name}>{held}</m:{name}>"


def large(sign: str, **inside: str) -> str:
    """Return a sum or the like."""
    return part("nary", **inside).replace("<m:nary>", f"<m:nary>{setting('naryPr', chr=sign)}")


def between(begin: str, end: str, *inside: str) -> str:
    """Return parts between brackets."""
    held = "".join([f"<m:e>{one}</m:e>" for one in inside])
    return f"<m:d>{setting('dPr', begChr=begin, endChr=end, sepChr=';')}{held}</m:d>"


def matrix(*rows: str) -> str:
    """Return a matrix of letters."""
    cells = ["".join([f"<m:e>{t(one)}</m:e>" for one in row]) for row in rows]
    return f"<m:m>{''.join([f'<m:mr>{one}</m:mr>' for one in cells])}</m:m>"


def power(base: str, above: str) -> str:
    """Return a power."""
    return part("sSup", e=base, sup=above)


def line(inside: str) -> str:
    """Return an equation in one line."""
    return in_one_line(etree.fromstring(f"<m:oMath {DECLARED}>{inside}</m:oMath>"))


@pytest.mark.parametrize(
    ("equation", "said"),
    [
        (part("f", num=t("dose"), den=t("weight")), "dose / weight"),
        (part("f", num=t("a+b"), den=power(t("h"), t("2"))), "(a+b) / h^2"),
        (t("2") + part("f", num=t("a"), den=t("b")), "2(a / b)"),
        (part("f", num=t("a"), den=t("b")) + t("c"), "a / b · c"),
        (part("f", num=t("a"), den=t("b")) + t("+c"), "a / b+c"),
        (part("f", num=t("n"), den=t("k")).replace("<m:f>", f"<m:f>{setting('fPr', type='noBar')}"), "(n; k)"),
        (power(t("10"), t("6")), "10^6"),
        (power(t("x"), t("n+1")), "x^(n+1)"),
        (power(part("d", e=t("a+b")), t("2")), "(a+b)^2"),
        (part("sSub", e=t("H"), sub=t("2")), "H₂"),
        (part("sSub", e=t("c"), sub=t("max")), "c_max"),
        (part("sSubSup", e=t("x"), sub=t("1"), sup=t("2")), "x₁^2"),
        (part("sPre", sub=t("6"), sup=t("14"), e=t("C")), "^14₆C"),
        (part("rad", e=t("x")), "√(x)"),
        (part("rad", deg=t("3"), e=t("x")), "3√(x)"),
        (part("nary", sub=t("0"), sup=t("1"), e=t("x")), "∫₀^1 x"),
        (large("∑", sub=t("i"), sup="", e=t("x")), "∑_i x"),
        (between("[", "]", t("a"), t("b")), "[a ; b]"),
        (between("{", "", t("a")), "{a"),
        (matrix("ab", "cd"), "[a, b; c, d]"),
        (f"<m:eqArr><m:e>{t('x=1')}</m:e><m:e>{t('y=2')}</m:e></m:eqArr>", "x=1; y=2"),
        (part("acc", e=t("x")), "x\u0302"),
        (f"<m:bar>{setting('barPr', pos='top')}<m:e>{t('x')}</m:e></m:bar>", "x\u0304"),
        (part("limLow", e=t("lim"), lim=t("x→0")), "lim_(x→0)"),
        (part("limUpp", e=t("a"), lim=t("def")), "a^def"),
        (part("func", fName=t("sin"), e=t("x")), "sin x"),
        (f"<m:phant>{setting('phantPr', show='0')}<m:e>{t('unseen')}</m:e></m:phant>", ""),
        (part("box", e=t("x")) + part("borderBox", e=t("y")) + part("groupChr", e=t("z")), "xyz"),
        (part("somethingNew", e=t("x")), "x"),
        ('<m:r><w:sym w:font="Symbol" w:char="F06D"/></m:r>' + t("g"), "µg"),
        (f"<w:ins>{t('a')}</w:ins><w:del>{t('b')}</w:del>", "a"),
    ],
)
def test_each_part_has_its_signs(equation: str, said: str) -> None:
    """All parts of ECMA-376 1, 22.1.2, that show something."""
    assert line(equation) == said


def test_a_deep_equation_keeps_its_letters() -> None:
    """Deeper than anybody writes, signs are given up, not letters."""
    deep = t("x")
    for _ in range(DEEPEST + 20):
        deep = part("f", num=t("a"), den=deep)
    said = line(deep)
    assert said.count("a") == DEEPEST + 20
    assert said.count("x") == 1


def test_an_equation_among_words_is_told() -> None:
    """With what it became, and its letters as they stand."""
    equation = f"<m:oMath>{part('f', num=t('dose'), den=t('weight'))}</m:oMath>"
    found = read(docx(p(r("Per kilogram: ") + equation + r("."))))
    assert found.texts == ["Per kilogram: dose / weight."]
    assert "dose / weight" in found.one("word-equation").message
    assert found.words("word-equation") == ["doseweight"]


def test_a_power_of_one_word_is_raised_and_others_have_a_sign() -> None:
    """A caret in print would say nothing to a reader."""
    found = read(docx(p(f"<m:oMath>{power(t('m'), t('2'))}{power(t('+x'), t('n+1'))}</m:oMath>")))
    assert [(one.text, one.raised) for one in stretches(found)] == [("m", False), ("2", True), ("(+x)^(n+1)", False)]


def test_equations_on_lines_of_their_own() -> None:
    """m:oMathPara in a paragraph, and between paragraphs, where Word allows it too."""
    two = f"<m:oMathPara><m:oMath>{t('x=1')}</m:oMath><m:oMath>{t('y=2')}</m:oMath></m:oMathPara>"
    found = read(docx(p(two) + two))
    assert found.texts == ["x=1\ny=2", "x=1\ny=2"]
    assert found.codes == ["word-equation", "word-equation"]


def test_letters_of_an_equation_are_words() -> None:
    """What is left out elsewhere is told with them."""
    assert words_of(etree.fromstring(f"<m:oMath {DECLARED}>{power(t('x'), t('2'))}</m:oMath>")) == "x2"


@pytest.mark.parametrize(
    ("font", "letter", "said", "codes"),
    [
        ("Symbol", "<m:t>m</m:t>", "50 µg", ["word-equation"]),
        ("Cambria Math", "<m:t>m</m:t>", "50 mg", ["word-equation"]),
        ("MT Extra", "<m:t>l</m:t>", "50 ?g", ["word-equation", "word-symbol-unknown"]),
        ("", '<w:sym w:font="MT Extra" w:char="F06C"/>', "50 ?g", ["word-equation", "word-symbol-unknown"]),
        ("", '<w:sym w:font="Symbol" w:char="F06D"/>', "50 µg", ["word-equation"]),
    ],
)
def test_symbol_fonts_in_an_equation(font: str, letter: str, said: str, codes: list[str]) -> None:
    """A micro sign is never an m, and what no table has is an error, and never the letter of another font."""
    looks = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    inside = f"<m:r><m:t>50 </m:t></m:r><m:r>{looks}{letter}</m:r><m:r><m:t>g</m:t></m:r>"
    found = read(docx(p(f"<m:oMath>{inside}</m:oMath>")))
    assert (found.texts, sorted(found.codes)) == ([said], codes)

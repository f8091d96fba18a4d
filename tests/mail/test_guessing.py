"""Passwords that are soon guessed are refused, and no message repeats one."""

import re
import secrets

import pytest

from leafletgen.errors import ExitCode, RefusedError, Report
from leafletgen.mail.guessing import MOST_BYTES, check_password

SAID = ("Sam Example", "999 000 0018", "14 March 1985", "Bridge", "Bird dog")


@pytest.mark.parametrize(
    "password",
    [
        "purple walnut ladder",
        "grüne Wiese Löwenzahn",
        "cadair ffenestr ŵyneb",
        "зелёный чайник лампа",
        "T7#mq_vZ2-rkW9",
        "march tractor mulberry",
    ],
)
def test_a_good_password_is_taken(password: str) -> None:
    report = Report()
    assert check_password(password, SAID, report)
    assert report.diagnostics == ()


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("", {"password-too-short"}),
        ("Walnut ladd", {"password-too-short"}),
        ("walnut“lad", {"password-not-typable", "password-too-short"}),
        ("passwordpassword", {"password-too-weak"}),
        ("qwertyuiop1234", {"password-too-weak"}),
        ("aaaaaaaaaaaaaaaa", {"password-too-weak"}),
        ("third of march 1961", {"password-too-weak"}),
        ("TwelfthOctober58!", {"password-too-weak"}),
        ("first july nineteen sixty one", {"password-too-weak"}),
        ("qwertzuiopü+", {"password-too-weak"}),
        ("yxcvbnm,.-123", {"password-too-weak"}),
        ("!qaz@wsx#edc", {"password-too-weak"}),
        ("correct horse battery staple", {"password-too-weak"}),
        ("Correct-Horse-Battery-Staple1", {"password-too-weak"}),
        ("Passwort12345!", {"password-too-weak"}),
        ("contraseña segura", {"password-too-weak"}),
        ("elpmaxe mas elpmaxe", {"password-on-sheet"}),
        ("S a m E x a m p l e", {"password-on-sheet"}),
        ("m.a.s.e.l.p.m.a.x.e", {"password-on-sheet"}),
        ("S4m3x4mpl3 1980!", {"password-on-sheet"}),
        ("passwort for sam example", {"password-on-sheet"}),
        ("14/03/1985 14.03", {"password-without-letters"}),
        ("9990000018999", {"password-without-letters"}),
        ("SamExample1985", {"password-on-sheet"}),
        ("Example, Sam 9990000018", {"password-on-sheet"}),
        ("bridge bird dog sam", {"password-on-sheet"}),
        (" purple walnut ladder", {"password-blank-at-end"}),
        ("purple walnut ladder\n", {"password-blank-at-end"}),
        ("purple “walnut” ladder", {"password-not-typable"}),
        ("purple \u2013 walnut ladder", {"password-not-typable"}),
        ("purple\u00a0walnut ladder", {"password-not-typable"}),
        ("purple walnut \ufb01ddle", {"password-not-typable"}),
        ("purple walnut gru\u0308n", {"password-not-typable"}),
        ("purple walnut \U0001f4a1", {"password-not-typable"}),
        ("purple walnut \u05e9\u05dc\u05d5\u05dd", {"password-not-typable"}),
        ("purple walnut \x00 ladder", {"password-not-typable"}),
        ("purple walnut \udcff ladder", {"password-not-typable"}),
        ("purple walnut ladder" + "ü" * MOST_BYTES, {"password-too-long"}),
    ],
)
def test_what_is_wrong_with_a_password_is_told_without_it(password: str, codes: set[str]) -> None:
    report = Report()
    assert not check_password(password, SAID, report)
    assert {found.code for found in report.errors} == codes
    for found in report.diagnostics:
        assert not [word for word in re.findall(r"\w{4,}", password) if word in str(found)]


def test_words_of_a_long_leaflet_do_not_spoil_one_that_has_others_besides() -> None:
    said = [secrets.token_hex(4) for _ in range(4000)] + ["purple"]
    report = Report()
    assert check_password("purple walnut ladder", said, report)
    assert report.diagnostics == ()


def test_without_the_package_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zxcvbn", None)
    with pytest.raises(RefusedError) as refusal:
        check_password("purple walnut ladder", (), Report())
    assert refusal.value.status is ExitCode.ENVIRONMENT
    assert "leafletgen[email]" in str(refusal.value)

"""Where lines may end: the customs of languages and leaflets on top of UAX 14."""
# ruff: noqa: RUF001

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leafletgen.scripts.errors import MissingExtraError
from leafletgen.scripts.line_breaks import mandatory, opportunities, plain_opportunities
from leafletgen.scripts.properties import clusters


def parts(text: str, language: str) -> str:
    """The text with a bar wherever a line may begin."""
    places = [0, *opportunities(text, language), len(text)]
    return "|".join([text[start:end] for start, end in pairwise(places)])


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("pl", "W domu, |z nim |i w pracy. |Idę |a b"),
        ("pl", "Powtórz |10 razy |w tygodniu."),
        ("en", "W |domu, |z |nim"),
        ("cs", "s nimi |k lesu"),
        ("fr", "Prenez |« ceci » : |5 % ; |voilà !"),
        ("fr", "Prenez |«\u202fceci\u202f»\u202f: |merci"),
        ("cy", "Mae ’r |ci |am |10 munud"),
        ("en", "NHS-|UK |well-|being |e-mail |and/|or |5 mg/kg |120/80 |P4396-1/AB"),
        ("en", "ring |01632 960 123 |or |+44 (0)1632 960 123 |now"),
        ("en", "www.example.org/|a-b-c. |LS1 4AB |page 4 |NHS 111"),
        ("ar", "كرر |10 مرات، |5 ملغ ، |اتصل |01632 960 123"),
        ("fa", "۱۰ دقیقه |هر |روز"),
        ("ur", "10 منٹ |تک"),
        ("bn", "প্রতিদিন |১০ মিনিট |হাঁটুন। |ভাল-|মন্দ |P4396-BN"),
        ("hi", "10 मिनट |चलें।"),
        ("ti", "ሰላም፡|ዓለም። |10 ደቒቕ"),
        ("zh-Hans", "每|天|3次，|每|次|10 分|钟，|（约|5毫|克）。"),
        ("zh-Hans", "电|话|01632 960 123|（周|一）。|www.example.nhs.uk/|pain/|back |好"),
        ("uk", "10 хвилин |на |день |і в лісі"),
        ("bn", "হাঁটুন । |ভাল"),
        ("ur", "چلیں ۔ |پھر"),
        ("ar", "10 ثوان |ثم |5 م |و |5 |ملابس"),
        ("ro", "10 minute |pe |zi, |2 ori |azi"),
    ],
)
def test_customs(language: str, expected: str) -> None:
    assert parts(expected.replace("|", ""), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("th", "หยุด|ยา|แล้ว|โทร |01632 960 123 |ทันที"),
        ("th", "เด็ก ๆ |กิน"),
        ("km", "ខ្ញុំ|ស្រឡាញ់|ភាសាខ្មែរ"),
    ],
)
def test_dictionaries(language: str, expected: str) -> None:
    assert parts(expected.replace("|", ""), language) == expected


def test_dictionaries_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ICU a text in Thai is refused with what to install; others are not."""
    load = builtins.__import__

    def without(
        name: str,
        names: Mapping[str, object] | None = None,
        local: Mapping[str, object] | None = None,
        members: Sequence[str] | None = (),
        level: int = 0,
    ) -> object:
        if name.startswith("icu4py"):
            raise ImportError(name)
        return load(name, names, local, members, level)

    monkeypatch.setattr(builtins, "__import__", without)
    assert opportunities("one two", "th") == [4]
    with pytest.raises(MissingExtraError) as told:
        opportunities("หยุดยา", "th")
    assert (told.value.extra, told.value.package) == ("thai", "icu4py")


def test_mandatory() -> None:
    text = "one\ntwo\r\n\u2028three\n"
    assert mandatory(text) == [4, 9, 10]
    assert set(mandatory(text)) <= set(opportunities(text))


_PARTS = [
    *"ab ÿŁ 5-/.,:()“”«»\u00a0\u200b\n\u2011 كر،؟ কষ। हि ሰ፡ 中文，。（）「 \u0301",
    "رٌ",
    "কি্ষ",
    "हिं",
    "❤️",
    "👍🏽",
    "👨‍👩‍👧",
    "🇬🇧",
]
_TEXT = st.lists(st.sampled_from(_PARTS), max_size=30).map("".join)


@settings(max_examples=500, deadline=None)
@given(_TEXT, st.sampled_from(("en", "pl", "ar", "bn", "zh-Hans", "fr")))
def test_never_against_unicode(text: str, language: str) -> None:
    """Customs hold what UAX 14 lets go, and let nothing go; no cluster of letters is torn apart."""
    found = opportunities(text, language)
    assert set(found) <= set(plain_opportunities(text))
    assert set(mandatory(text)) <= set(found)
    starts = {0}
    at = 0
    for cluster in clusters(text):
        at += len(cluster)
        starts.add(at)
    assert all(place in starts or text[place - 1] in "\r\u200b \n" for place in found)

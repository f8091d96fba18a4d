"""Plural forms and names of languages, against CLDR as Babel has it."""

from __future__ import annotations

import gettext

import pytest
from babel import Locale

from leafletgen.languages.names import NAMES, english_name, own_name
from leafletgen.languages.plurals import _RULES, categories, has_plural_rule, plural, plural_forms
from leafletgen.languages.tags import canonical, lookups

NUMBERS = (*range(0, 1200), 1_000_000, 2_000_000)
#: Languages of which Babel knows nothing, or says otherwise for a reason.
OTHERWISE = {"prs": "Dari, as Farsi", "vi": "one form, as gettext and ICU have it"}
TWENTY = (
    "zh-Hans",
    "th",
    "pl",
    "ro",
    "cy",
    "pt",
    "uk",
    "vi",
    "so",
    "bn",
    "gu",
    "pa",
    "hi",
    "ta",
    "ti",
    "ar",
    "fa",
    "ps",
    "ckb",
    "ur",
)


@pytest.mark.parametrize("language", sorted(set(_RULES) - OTHERWISE.keys()))
def test_forms_are_those_of_cldr(language: str) -> None:
    """Each whole number has the form that CLDR says."""
    rule = Locale.parse(language.replace("-", "_")).plural_form
    assert [number for number in NUMBERS if plural(language, number) != rule(number)] == []


@pytest.mark.parametrize("language", sorted(_RULES))
def test_other_programs_read_the_same(language: str) -> None:
    """The formula of the header gives each number the form of the same place."""
    count, _, formula = plural_forms(language).partition("; plural=")
    rule = gettext.c2py(formula.rstrip(";"))
    assert count == f"nplurals={len(categories(language))}"
    assert [number for number in NUMBERS if categories(language)[rule(number)] != plural(language, number)] == []


def test_every_language_of_the_ward_has_a_rule_and_a_name() -> None:
    """None of the twenty falls back to English."""
    assert all(has_plural_rule(language) and english_name(language) != language for language in TWENTY)
    assert not has_plural_rule("xx") and categories("xx") == ("one", "other") and own_name("xx") == "xx"


@pytest.mark.parametrize("language", sorted(NAMES))
def test_names_are_those_of_cldr(language: str) -> None:
    """Names are those of CLDR, or differ for a reason that is told here."""
    same = {"ckb": "Babel has no name", "ku": "the name without the place", "prs": "Dari is a language of its own here"}
    if language in same:
        return
    locale = Locale.parse(language.replace("-", "_"))
    own = locale.get_language_name(locale)
    script = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
    assert own_name(language).casefold() == script.get(language, own or "").casefold()
    english = Locale.parse("en_GB").languages[locale.language]
    by_readers = {
        "bn": "Bengali",
        "fa": "Farsi",
        "pa": "Panjabi",
        "zh-Hans": "Simplified Chinese",
        "zh-Hant": "Traditional Chinese",
    }
    assert english_name(language) == by_readers.get(language, english)


def test_tags() -> None:
    """A tag is known in any letters, and a longer one by its beginning."""
    assert (
        canonical("ZH_hans-cn") == "zh-Hans-CN" and canonical("pt-br") == "pt-BR" and canonical("sr-latn") == "sr-Latn"
    )
    assert canonical("en-x-ab") == "en-x-ab"
    assert lookups("zh-CN") == ("zh-CN", "zh-Hans", "zh") and lookups("pt-BR") == ("pt-BR", "pt")

"""Dates as people say them, by language."""

from __future__ import annotations

from leafletgen.languages.phrases import words_for


def month_and_year(year: int, month: int, language: str, digits: str = "latin") -> str:
    """Return a month as people say it, such as "April 2027", in the digits that a brand wants (`digits`)."""
    words = words_for(language)
    return _in_digits(words["month_and_year"].format(month=words[f"month.{month}"], year=year), language, digits)


def spoken_date(text: str, language: str, digits: str = "latin") -> str:
    """Return a date as people say it, such as "21 November 2026"; the month may be bent by the day before it."""
    from leafletgen.languages.exercise_phrases import exercise_words  # a leaflet says no days

    year, month, day = map(int, text.split("-"))
    said = words_for(language)[f"month_in_date.{month}"]
    date = exercise_words(language)["date"].format(day=day, month=said, year=year)
    return _in_digits(date, language, digits)


def _in_digits(date: str, language: str, digits: str) -> str:
    if digits == "latin":
        return date
    from leafletgen.languages.digits import in_digits  # few brands ask for it

    return in_digits(date, language, digits)

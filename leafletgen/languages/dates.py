"""Dates as people say them, by language."""

from __future__ import annotations

from leafletgen.languages.phrases import words_for


def month_and_year(year: int, month: int, language: str) -> str:
    """Return a month as people say it, such as "April 2027"."""
    words = words_for(language)
    return words["month_and_year"].format(month=words[f"month.{month}"], year=year)


def spoken_date(text: str, language: str) -> str:
    """Return a date as people say it, such as "21 November 2026"; the month may be bent by the day before it."""
    from leafletgen.languages.exercise_phrases import exercise_words  # a leaflet says no days

    year, month, day = map(int, text.split("-"))
    said = words_for(language)[f"month_in_date.{month}"]
    return exercise_words(language)["date"].format(day=day, month=said, year=year)

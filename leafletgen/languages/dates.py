"""Dates as people say them, by language."""

from __future__ import annotations

from leafletgen.languages.phrases import words_for


def month_and_year(year: int, month: int, language: str) -> str:
    """Return a month as people say it, such as "April 2027"."""
    words = words_for(language)
    return words["month_and_year"].format(month=words["list_of_months"].split()[month - 1], year=year)


def spoken_date(text: str, language: str) -> str:
    """Return a date as people say it, such as "21 November 2026"."""
    from leafletgen.languages.exercise_phrases import exercise_words  # a leaflet says no days

    year, month, day = map(int, text.split("-"))
    words = exercise_words(language)
    return words["date"].format(day=day, month_and_year=month_and_year(year, month, language))

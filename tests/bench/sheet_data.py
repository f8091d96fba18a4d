"""An exercise sheet as plain data, from which each peer's own source is made; outside every clock."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from leafletgen.content.fields import fill_template
from leafletgen.content.nhs_number import format_nhs_number
from leafletgen.document.sheet_sides import dose_said, side_shown
from leafletgen.document.sheet_ticks import column_heads
from leafletgen.figures.draw import draw_poses
from leafletgen.figures.sides import alt_texts, mirrored_for
from leafletgen.figures.svg import svg
from leafletgen.languages.dates import spoken_date
from leafletgen.languages.exercise_phrases import exercise_words
from leafletgen.library.exercises import Prescribed
from leafletgen.patients.preparing import Prepared
from leafletgen.source.inline import Prose
from tests.bench.document import POINTS_IN_MM

Sheet = dict[str, Any]
"""Strings, numbers, lists and dictionaries (JSON), so that a peer's process imports nothing of leafletgen."""

_LANGUAGE = "en-GB"
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STYLES = ("regular", "bold", "italic", "bold_italic")
_COLOURS = ("primary", "on_primary", "tint", "ink", "heading", "rule")
#: The part of a column that words beside pictures take.
_WORDS = 0.46


class SheetTranslator:
    """Makes data of sheets that leafletgen has read; figures are written as SVG into a folder, each once."""

    def __init__(self, figures: Path) -> None:
        """Take the folder."""
        self.figures = figures
        self.words = exercise_words(_LANGUAGE)
        self._pictures: dict[str, list[dict[str, Any]]] = {}

    def sheet(self, prepared: Prepared) -> Sheet:
        """The data of one sheet.

        Raises:
            ValueError: the layout or the brand is not one for sheets.
        """
        brand, layout, request = prepared[:3]
        words, safety, rules = self.words, brand.sheet, layout.sheet
        if safety is None or rules is None:
            raise ValueError("no sheet")
        margins, family = layout.page.margins_mm, brand.fonts.text
        title = words["sheet.title"]
        fields = {"leaflet.code": rules.code, "leaflet.title": title, "brand.name": brand.name}
        templates = (layout.footer.left, layout.footer.centre, layout.footer.right)
        contact = request.clinician.contact if request.clinician else None
        phone = contact or next(iter(brand.departments.values())).phone
        column = (layout.page.width_mm - margins.left - margins.right) * POINTS_IN_MM
        gap = 0.8 * layout.body.size
        every = [_plain(caution) for one in request.prescribed for caution in one.exercise.cautions]
        shared = [text for text in dict.fromkeys(every) if every.count(text) > 1 or "cautions" not in rules.show]
        return {
            "title": title,
            "language": _LANGUAGE,
            "author": brand.name,
            "keywords": [rules.code],
            "logo": str(brand.files[brand.logo.file]),
            "logo_alt": brand.logo.alt,
            "logo_height": brand.logo.height_mm * POINTS_IN_MM,
            "width": layout.page.width_mm * POINTS_IN_MM,
            "height": layout.page.height_mm * POINTS_IN_MM,
            "margins": [side * POINTS_IN_MM for side in (margins.top, margins.right, margins.bottom, margins.left)],
            "column": column,
            "gap": gap,
            "words_width": _WORDS * column,
            "size": layout.body.size,
            "leading": layout.body.size * layout.body.leading,
            "sizes": {entry.name: getattr(layout.scale, entry.name) for entry in type(layout.scale).fields},
            "colours": {name: getattr(brand.colours, name).hex for name in _COLOURS},
            "family": family.name,
            "fonts": {style: str(brand.files[getattr(family, style)]) for style in _STYLES},
            "footer": [fill_template(template or "", fields) for template in templates],
            "entries": self._entries(prepared),
            "goal": [words["sheet.goal"], request.goal] if request.goal else None,
            "exercises": [
                self._exercise(number, one, shared, rules.show, (1 - _WORDS) * column - gap, gap)
                for number, one in enumerate(request.prescribed, 1)
            ],
            "pain_title": words["sheet.pain"],
            "pain": [
                [words["sheet.pain_range"].format(low=level.low, high=level.high) + ":", _plain(level.text)]
                for level in safety.pain
            ],
            "bold": [
                *([" ".join([words["sheet.cautions.all"], *shared])] if shared else []),
                _plain(safety.stop),
                _plain(safety.emergency),
                *(_plain(text) for signs in request.signs for text in (signs.title, *signs.items)),
            ],
            "contact": words["sheet.contact"].format(contact=phone),
            "example": words["sheet.unsigned"],
            "diary_title": words["sheet.diary"],
            "weeks": [
                f"{words['sheet.week'].format(number=week)}. {words['sheet.diary_tick']} {words['sheet.diary_pain']}"
                for week in range(1, request.diary + 1)
            ],
            "diary_head": [
                words["sheet.day"],
                *column_heads([(one.exercise.name, one.dose) for one in request.prescribed], words),
                words["sheet.pain_column"],
            ],
            "days": [words[day] for day in _DAYS],
        }

    def _entries(self, prepared: Prepared) -> list[list[str]]:
        """Label and value of the panel; the benchmark's prescriptions leave nothing out."""
        words, request = self.words, prepared.request
        patient, clinician = request.patient, request.clinician
        if not (patient and patient.name and patient.nhs_number and clinician and request.date and request.review):
            raise ValueError("a prescription with gaps")
        who = ", ".join(part for part in (clinician.name, clinician.contact) if part)
        return [
            [f"{words['sheet.name']}:", patient.name],
            [f"{words['sheet.nhs_number']}:", format_nhs_number(patient.nhs_number)],
            [f"{words['sheet.date']}:", spoken_date(request.date, _LANGUAGE)],
            [f"{words['sheet.review']}:", spoken_date(request.review, _LANGUAGE)],
            [f"{clinician.role or words['sheet.clinician']}:", who],
        ]

    def _exercise(
        self, number: int, one: Prescribed, shared: Sequence[str], show: Sequence[str], width: float, gap: float
    ) -> dict[str, Any]:
        words, exercise = self.words, one.exercise
        own = [text for text in map(_plain, exercise.cautions) if "cautions" in show and text not in shared]
        asked = [words["sheet.cautions"], *own] if own else []
        ready = [words["sheet.prepare"], *map(_plain, exercise.prepare)] if exercise.prepare else []
        first, *before = [*ready, *asked] or [""]
        return {
            "number": str(number),
            "name": exercise.name,
            "pictures": self._shown(one, width, gap),
            "dose": dose_said(one, words),
            "shown": side_shown(one, words),
            "steps": [_plain(step) for step in exercise.steps_for(one.dose)],
            "key_label": words["sheet.key_points"],
            "key_points": " ".join(_plain(point) for point in exercise.key_points),
            "stop": f"{words['sheet.stop']} {_plain(exercise.stop)}",
            "caution_label": first,
            "cautions": " ".join(before),
        }

    def _shown(self, one: Prescribed, width: float, gap: float) -> list[dict[str, Any]]:
        """The pictures in about the size that leafletgen gives them."""
        made = self._drawn(one)
        cell = (width - gap * (len(made) - 1)) / len(made)
        ratio = made[0]["natural_height"] / made[0]["natural_width"]
        high = min(cell * ratio, (34 if ratio > 1 else 24) * POINTS_IN_MM)
        return [{**picture, "width": high / ratio, "height": high} for picture in made]

    def _drawn(self, one: Prescribed) -> list[dict[str, Any]]:
        figure, side = one.exercise.figure, one.dose.side
        mirrored = mirrored_for(figure, side)
        name = f"{one.exercise.identifier}{'-mirrored' if mirrored else ''}"
        if name not in self._pictures:
            poses = [drawing.pose for drawing in figure.drawings if drawing.pose is not None]
            if len(poses) != len(figure.drawings):
                raise ValueError(f"{name} has pictures from files")
            labels = [self.words[f"sheet.{label}"] for label in ("start", "middle", "finish")]
            if len(poses) == 2:
                del labels[1]
            made = self._pictures[name] = []
            drawn = draw_poses(poses, one.exercise.identifier, mirrored=mirrored)
            for alt, picture, label in zip(alt_texts(figure, side), drawn, labels, strict=True):
                file = self.figures / f"{name}-{len(made)}.svg"
                file.write_text(svg(picture), "utf-8")
                made.append(
                    {
                        "file": str(file),
                        "alt": alt,
                        "label": label,
                        "natural_width": picture.width,
                        "natural_height": picture.height,
                    }
                )
        return self._pictures[name]


def _plain(text: Prose | str | None) -> str:
    return "" if text is None else text if isinstance(text, str) else text.plain()


def sheet_texts(sheet: Sheet) -> Iterator[str]:
    """All text that must be found in a peer's file."""
    for name in ("title", "pain_title", "contact", "example", "diary_title"):
        yield sheet[name]
    for label, value in [*sheet["entries"], *sheet["pain"]]:
        yield label
        yield value
    if sheet["goal"]:
        yield from sheet["goal"]
    yield from [*sheet["bold"], *sheet["diary_head"], *sheet["days"], *sheet["weeks"]]
    for exercise in sheet["exercises"]:
        for name in ("name", "dose", "shown", "key_label", "key_points", "stop", "caution_label", "cautions"):
            yield exercise[name]
        yield from exercise["steps"]
        yield from (picture["label"] for picture in exercise["pictures"])

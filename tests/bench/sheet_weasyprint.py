"""The peer WeasyPrint: HTML and CSS of an exercise sheet, to be printed by ``weasyprint_peer`` as PDF/UA-1."""

from html import escape
from pathlib import Path
from typing import Any

from tests.bench.weasyprint_peer import faces, slot


def sheet_style(sheet: dict[str, Any]) -> str:
    """The style sheet."""
    sizes, colours, leading = sheet["sizes"], sheet["colours"], sheet["leading"]
    top, right, bottom, left = sheet["margins"]
    slots = [slot(template) for template in sheet["footer"]]
    footer = f"font-size: {sizes['footer']}pt"
    gap = 0.46 * leading
    pictures = sheet["column"] - sheet["words_width"] - sheet["gap"]
    return f"""{faces(sheet)}
@page {{ size: {sheet["width"]}pt {sheet["height"]}pt; margin: {top}pt {right}pt {bottom}pt {left}pt;
  @bottom-left {{ content: {slots[0]}; {footer} }}
  @bottom-center {{ content: {slots[1]}; {footer} }}
  @bottom-right {{ content: {slots[2]}; {footer} }} }}
html {{ font: {sheet["size"]}pt/{leading}pt Text; color: {colours["ink"]} }}
body, p, figure {{ margin: 0 }} p {{ margin-bottom: {0.45 * gap}pt }}
h1 {{ font-size: {sizes["title"]}pt; line-height: 1.15; color: {colours["heading"]}; margin: 0 }}
h2 {{ font-size: {sizes["heading1"]}pt; line-height: 1.56em; margin: 0 0 {0.5 * gap}pt; break-after: avoid }}
h2.plain {{ color: {colours["heading"]}; line-height: 1.22 }} h2.pain {{ font-size: {sizes["heading3"]}pt }}
.logo {{ float: right; height: {sheet["logo_height"]}pt }}
.panel {{ background: {colours["tint"]}; border-radius: 5pt; padding: 0.75em; margin: {gap}pt 0 {1.1 * gap}pt }}
.panel p {{ display: inline-block; width: 32%; vertical-align: top }} .panel p.goal {{ width: 100% }}
.exercise {{ break-inside: avoid; padding-bottom: {1.6 * gap}pt; overflow: hidden }}
.exercise + .exercise, .safety {{ border-top: 0.9pt solid {colours["rule"]}; padding-top: {0.7 * gap}pt }}
.number {{ display: inline-block; width: 1.73em; height: 1.73em; line-height: 1.73em; border-radius: 50%;
  background: {colours["primary"]}; color: {colours["on_primary"]}; text-align: center; font-size: 0.9em;
  margin-right: 0.4em }}
.left {{ float: left; width: {pictures}pt }} .right {{ margin-left: {pictures + sheet["gap"]}pt }}
figure {{ display: inline-block; margin-right: {sheet["gap"]}pt; vertical-align: top }}
figure:last-of-type {{ margin-right: 0 }}
figure img {{ display: block; border: 0.75pt solid {colours["rule"]}; border-radius: 4pt; box-sizing: border-box }}
figcaption, .small {{ font-size: {sizes["small"]}pt }}
.dose {{ background: {colours["tint"]}; border-radius: 5pt; padding: 0.5em; font-size: {sizes["key"]}pt;
  line-height: 1.28; font-weight: bold; margin-bottom: {0.6 * gap}pt }}
ol {{ margin: 0; padding-left: 20pt }}
.safety {{ break-inside: avoid }} .levels {{ display: flex; gap: 0.8em; margin-bottom: {0.6 * gap}pt }}
.levels p {{ flex: 1; border: solid {colours["primary"]}; border-radius: 4pt; padding: 0.5em }}
.diary {{ break-before: page }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: {0.8 * gap}pt }}
th, td {{ border: 1pt solid {colours["rule"]}; padding: 2pt 3pt; text-align: left }} table {{ break-inside: avoid }}
thead th {{ background: {colours["tint"]}; color: {colours["heading"]} }}
th:first-child {{ width: 20% }} caption {{ font-weight: bold; text-align: left }}
"""


def sheet_html(sheet: dict[str, Any]) -> str:
    """The document without its style sheet."""
    entries = "".join(f"<p><b>{escape(label)}</b><br>{escape(value)}</p>" for label, value in sheet["entries"])
    if sheet["goal"]:
        label, value = map(escape, sheet["goal"])
        entries += f"<p class=goal><b>{label}</b><br>{value}</p>"
    title = escape(sheet["title"])
    return "\n".join(
        [
            f'<!doctype html><html lang="{sheet["language"]}"><head><meta charset=utf-8><title>{title}</title>'
            f'<meta name=author content="{escape(sheet["author"])}"></head><body>',
            f'<img class=logo src="{Path(sheet["logo"]).as_uri()}" alt="{escape(sheet["logo_alt"])}"><h1>{title}</h1>',
            f"<div class=panel>{entries}</div>",
            *map(_exercise, sheet["exercises"]),
            _safety(sheet),
            *_diary(sheet),
            "</body></html>",
        ]
    )


def _exercise(exercise: dict[str, Any]) -> str:
    pictures = "".join(
        f'<figure><img src="{Path(picture["file"]).as_uri()}" alt="{escape(picture["alt"])}"'
        f' style="width: {picture["width"]:.2f}pt; height: {picture["height"]:.2f}pt">'
        f"<figcaption>{escape(picture['label'])}</figcaption></figure>"
        for picture in exercise["pictures"]
    )
    cautions = ""
    if exercise["cautions"]:
        cautions = f"<p><b>{escape(exercise['caution_label'])}</b> {escape(exercise['cautions'])}</p>"
    shown = f"<p class=small>{escape(exercise['shown'])}</p>" if exercise["shown"] else ""
    steps = "".join(f"<li>{escape(step)}</li>" for step in exercise["steps"])
    return (
        f"<div class=exercise><h2><span class=number>{exercise['number']}</span>{escape(exercise['name'])}</h2>"
        f"<div class=left>{pictures}<p><b>{escape(exercise['key_label'])}</b> {escape(exercise['key_points'])}</p>"
        f"<p>{escape(exercise['stop'])}</p>{cautions}</div>"
        f"<div class=right><p class=dose>{escape(exercise['dose'])}</p>"
        f"{shown}<ol>{steps}</ol></div></div>"
    )


def _safety(sheet: dict[str, Any]) -> str:
    levels = "".join(
        f'<p style="border-width: {1 + 1.2 * place:.1f}pt"><b>{escape(span)}</b><br>{escape(text)}</p>'
        for place, (span, text) in enumerate(sheet["pain"])
    )
    bold = "".join(f"<p><b>{escape(text)}</b></p>" for text in sheet["bold"])
    return (
        f'<div class=safety><h2 class="plain pain">{escape(sheet["pain_title"])}</h2><div class=levels>{levels}</div>'
        f"{bold}<p>{escape(sheet['contact'])}</p><p class=small>{escape(sheet['example'])}</p></div>"
    )


def _diary(sheet: dict[str, Any]) -> list[str]:
    if not sheet["weeks"]:
        return []
    head = "".join(f"<th scope=col>{escape(label)}</th>" for label in sheet["diary_head"])
    empty = "<td></td>" * (len(sheet["diary_head"]) - 1)
    rows = "".join(f"<tr><th scope=row>{escape(day)}</th>{empty}</tr>" for day in sheet["days"])
    tables = [
        f"<table><caption>{escape(week)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        for week in sheet["weeks"]
    ]
    return [
        f'<h2 class="plain diary">{escape(sheet["diary_title"])}</h2>',
        f"<p>{escape(sheet['diary_intro'])}</p>",
        f"<p><b>{escape(sheet['diary_legend'])}</b></p>",
        *tables,
    ]

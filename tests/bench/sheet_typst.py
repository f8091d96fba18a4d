"""The peer Typst: markup of an exercise sheet, to be compiled by ``typst_peer`` with PDF/UA-1."""

from pathlib import Path
from typing import Any

from tests.bench.typst_peer import escape, quoted, slot


def sheet_markup(sheet: dict[str, Any], root: Path) -> str:
    """The whole source; pictures are named from ``root``."""
    return "\n\n".join([_setup(sheet), _header(sheet, root), *_exercises(sheet, root), _safety(sheet), *_diary(sheet)])


def _path(file: str, root: Path) -> str:
    return quoted("/" + Path(file).relative_to(root).as_posix())


def _rgb(sheet: dict[str, Any], name: str) -> str:
    return f"rgb({quoted(sheet['colours'][name])})"


def _setup(sheet: dict[str, Any]) -> str:
    """Page, text and the functions that draw a part."""
    sizes, size, leading = sheet["sizes"], sheet["size"], sheet["leading"]
    top, right, bottom, left = sheet["margins"]
    footer = " #h(1fr) ".join(map(slot, sheet["footer"]))
    language, _, region = sheet["language"].partition("-")
    gap = 0.46 * leading
    tint, rule, primary, heading = (_rgb(sheet, name) for name in ("tint", "rule", "primary", "heading"))
    return f"""\
#set document(title: {quoted(sheet["title"])}, author: {quoted(sheet["author"])},
  keywords: ({", ".join(map(quoted, sheet["keywords"]))},))
#set page(width: {sheet["width"]}pt, height: {sheet["height"]}pt,
  margin: (top: {top}pt, right: {right}pt, bottom: {bottom}pt, left: {left}pt),
  footer: context [#set text(size: {sizes["footer"]}pt)
{footer}])
#set text(font: {quoted(sheet["family"])}, size: {size}pt, lang: {quoted(language)}, region: {quoted(region)},
  hyphenate: false, fill: {_rgb(sheet, "ink")}, top-edge: 0.8em, bottom-edge: -0.2em)
#set par(leading: {leading - size}pt, spacing: {leading - size + 0.45 * gap}pt, justify: false)
#set smartquote(enabled: false)
#set enum(spacing: {leading - size}pt)
#set table(stroke: 1pt + {rule}, fill: (_, y) => if y == 0 {{ {tint} }}, inset: 3pt)
#show title: set text(size: {sizes["title"]}pt, fill: {heading})
#show heading: set text(size: {sizes["heading1"]}pt)
#show heading: set block(above: 0pt, below: {0.5 * gap}pt)
#let exercise(first, number, name, pictures, caring, dose, doing) = block(breakable: false, below: {1.6 * gap}pt)[
  #if not first {{ line(length: 100%, stroke: 0.9pt + {rule}) }}
  #heading(level: 1, grid(columns: (auto, 1fr), column-gutter: 0.5em, align: horizon,
    circle(radius: 0.78em, fill: {primary}, stroke: none,
      align(center + horizon, text(fill: {_rgb(sheet, "on_primary")}, size: 0.9em, number))), name))
  #grid(columns: (1fr, {sheet["words_width"]}pt), column-gutter: {sheet["gap"]}pt,
    [#pictures
     #caring],
    [#block(fill: {tint}, radius: 5pt, inset: 0.5em, width: 100%)[#text(size: {sizes["key"]}pt, strong(dose))]
     #doing])]
#let picture(file, wide, high, description, label) = figure(numbering: none,
  box(stroke: 0.75pt + {rule}, radius: 4pt, image(file, width: wide, height: high, alt: description)),
  caption: text(size: {sizes["small"]}pt, label))
#show figure.caption: set align(left)
#show figure: set align(left)
#set figure(supplement: none, gap: 0.3em)
#let level(span, body, thick) = block(stroke: thick + {primary}, radius: 4pt, inset: 0.5em, width: 100%)[
  #strong(span) \\
  #body]"""


def _header(sheet: dict[str, Any], root: Path) -> str:
    entries = ", ".join(f"[#strong[{escape(label)}] \\\n{escape(value)}]" for label, value in sheet["entries"])
    goal = ""
    if sheet["goal"]:
        label, value = map(escape, sheet["goal"])
        goal = f", grid.cell(x: 0, colspan: 3)[#strong[{label}] \\\n{value}]"
    logo = f"image({_path(sheet['logo'], root)}, height: {sheet['logo_height']}pt, alt: {quoted(sheet['logo_alt'])})"
    return (
        f"#grid(columns: (1fr, auto), title(), {logo})\n\n"
        f"#block(fill: {_rgb(sheet, 'tint')}, radius: 5pt, inset: 0.75em, width: 100%)"
        f"[#grid(columns: (1fr, 1fr, 1fr), gutter: 0.5em, {entries}{goal})]"
    )


def _exercises(sheet: dict[str, Any], root: Path) -> list[str]:
    made = []
    for exercise in sheet["exercises"]:
        pictures = ", ".join(
            f"picture({_path(picture['file'], root)}, {picture['width']:.2f}pt, {picture['height']:.2f}pt,"
            f" {quoted(picture['alt'])}, [{escape(picture['label'])}])"
            for picture in exercise["pictures"]
        )
        count = len(exercise["pictures"])
        cautions = ""
        if exercise["cautions"]:
            cautions = f"\n\n#strong[{escape(exercise['caution_label'])}] {escape(exercise['cautions'])}"
        steps = ", ".join(f"[{escape(step)}]" for step in exercise["steps"])
        made.append(
            f"#exercise({'true' if exercise['number'] == '1' else 'false'}, [{exercise['number']}],"
            f" [{escape(exercise['name'])}],\n"
            f"  grid(columns: (auto,) * {count}, column-gutter: {sheet['gap']}pt, {pictures}),\n"
            f"  [#strong[{escape(exercise['key_label'])}] {escape(exercise['key_points'])}\n\n"
            f"{escape(exercise['stop'])}{cautions}],\n"
            f"  [{escape(exercise['dose'])}],\n"
            f"  [{escape(exercise['shown'])}\n\n#enum({steps})])"
        )
    return made


def _safety(sheet: dict[str, Any]) -> str:
    levels = ", ".join(
        f"level([{escape(span)}], [{escape(text)}], {1 + 1.2 * place:.1f}pt)"
        for place, (span, text) in enumerate(sheet["pain"])
    )
    size = sheet["sizes"]["heading3"]
    bold = "\n\n".join(f"#strong[{escape(text)}]" for text in sheet["bold"])
    return (
        f"#block(breakable: false)[#line(length: 100%, stroke: 0.9pt + {_rgb(sheet, 'rule')})\n"
        f"#heading(level: 1, text(size: {size}pt, fill: {_rgb(sheet, 'heading')})[{escape(sheet['pain_title'])}])\n"
        f"#grid(columns: (1fr,) * {len(sheet['pain'])}, gutter: 0.8em, {levels})\n\n{bold}\n\n"
        f"{escape(sheet['contact'])}\n\n{escape(sheet['example'])}]"
    )


def _diary(sheet: dict[str, Any]) -> list[str]:
    if not sheet["weeks"]:
        return []
    colour = _rgb(sheet, "heading")
    head = ", ".join(f"text(fill: {colour}, strong[{escape(label)}])" for label in sheet["diary_head"])
    count = len(sheet["diary_head"])
    rows = ", ".join(", ".join([f"strong[{day}]", *["[]"] * (count - 1)]) for day in sheet["days"])
    made = [
        f"#pagebreak()\n#heading(level: 1, text(fill: {colour})[{escape(sheet['diary_title'])}])",
        escape(sheet["diary_intro"]),
        f"#strong[{escape(sheet['diary_legend'])}]",
    ]
    for week in sheet["weeks"]:
        columns = f"(20%, ..(1fr,) * {count - 2}, 15%)"
        made.append(
            f"#figure(kind: table, caption: figure.caption(position: top, strong[{escape(week)}]),"
            f" table(columns: {columns}, table.header({head}), {rows}))"
        )
    return made

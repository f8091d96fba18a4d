"""A workspace of many made-up leaflets, as a hospital has them: ``python -m tests.bench.many DIR --leaflets 1500``.

It is the starter workspace with leaflets, shared blocks, brands and photographs of its own. The same number gives the
same files on every day; leaflet 17 is the same one in a workspace of 20 and of 1,500.
"""

import argparse
import re
import shutil
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from leafletgen.app.scaffold import lay_out
from tests.bench import many_shared as shared
from tests.bench.many_author import Author, Block
from tests.bench.many_sections import SECTIONS
from tests.bench.many_words import CONDITION_TITLES, FIELDS, PROCEDURE_TITLES, READERS, Field
from tests.bench.workspace import REPOSITORY

#: Name, how often it is used, first letter of its codes, code template, and colours that are not the starter's.
BRANDS: tuple[tuple[str, int, str, str, dict[str, str]], ...] = (
    ("Riverside Community Health", 60, "P", "{number}/{job}/{month}.{year}/VERSION{version}", {}),
    (
        *("Hillside General Hospital", 25, "H", "{number}/{month}.{year}/V{version}"),
        {"primary": "#2B5B2E", "heading": "#2B5B2E", "link": "#1F4F8A", "tint": "#EDF4EC", "rule": "#5F8F62"},
    ),
    (
        *("Harbour Children's Trust", 15, "N", "{number}/{job}/{month}.{year}/VERSION{version}"),
        {"primary": "#5B2A6E", "heading": "#5B2A6E", "link": "#5B2A6E", "tint": "#F3EDF6", "rule": "#8F6BA0"},
    ),
)
#: The layout that a leaflet is written for, and the large print that some have as well.
KINDS = ("a5-booklet", "a4-leaflet", "a4-two-sided", "a5-booklet", "a4-leaflet") * 2
LARGE = {"a5-booklet": "large-print-16", "a4-leaflet": "large-print-18", "a4-two-sided": "large-print-18"}
#: The block that stands in most leaflets, and one that stands in fewer; both are touched when the batch is measured.
COMMON_BLOCK, RARE_BLOCK = "call-for-help", "fasting"
#: What a two-sided leaflet has room for beside its head and back.
SHEET_WORDS = (280, 430)
_EXAMPLE = (
    "This leaflet was made up by a program, to measure how quickly many leaflets can be made. Nothing in it is advice."
    " The hospital does not exist, and nobody with a health question should read it. Give it to no patient, keep no"
    " copy of it, and delete the file when you have looked at what you wanted to see in it."
)


class Subject(NamedTuple):
    """What a leaflet is about."""

    field: Field
    title: str
    name: str


def subject(number: int) -> Subject:
    """The subject of a leaflet; no two numbers below 6,000 have the same."""
    turn, place = divmod(number - 1, len(FIELDS))
    field = FIELDS[place]
    titles = [(form, name) for name in field.conditions for form in CONDITION_TITLES]
    titles += [(form, name) for name in field.procedures for form in PROCEDURE_TITLES]
    # A step without a common factor reaches every title, and mixes conditions with procedures from the start.
    form, name = titles[(31 * turn + 7 * place) % len(titles)]
    reader = READERS[turn // len(titles) % len(READERS)]
    return Subject(field, form.format(name) + reader, name)


def write_workspace(root: Path, leaflets: int) -> list[Path]:
    """Make the workspace in a new or empty folder, and return its leaflets.

    Raises:
        OSError: the folder cannot be written to.
    """
    lay_out(REPOSITORY, root)
    for path in (root / "leaflets").iterdir():
        if path.name != "shared":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, text in shared.SHARED.items():
        (root / "leaflets" / "shared" / f"{name}.yaml").write_text(text, "utf-8")
    for name, _ in shared.PHOTOGRAPHS:
        shared.photograph(name).save(root / "assets" / "images" / name)
    _write_brands(root / "assets" / "brands")
    made = []
    for number in range(1, leaflets + 1):
        folder, name, content = leaflet(number)
        path = root / "leaflets" / folder / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(content), "utf-8")
        made.append(path)
    return made


def written(content: dict[str, Any]) -> str:
    """A leaflet's file."""
    return "# Made up for measuring. No advice.\n" + _yaml(content)


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    def ignore_aliases(self, data: object) -> bool:
        return True


def _yaml(content: dict[str, Any]) -> str:
    text: str = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    return text


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def brand_name(name: str) -> str:
    """The folder of a brand."""
    return _slug(name.split()[0])


def _write_brands(folder: Path) -> None:
    """Copies of the starter's brand under other names, each with all departments."""
    starter = folder / "riverside"
    own = yaml.safe_load((starter / "brand.yaml").read_text("utf-8"))
    logos = {path.name: path.read_text("utf-8") for path in starter.glob("*.svg")}
    first, rest = own["name"].split(" ", 1)
    for name, _, _, template, colours in BRANDS:
        short, other = name.split(" ", 1)
        host = f"{brand_name(name)}.example.org"
        target = folder / brand_name(name)
        target.mkdir(exist_ok=True)
        for file, text in logos.items():
            drawn = text.replace(own["colours"]["primary"], colours.get("primary", own["colours"]["primary"]))
            (target / file).write_text(drawn.replace(first, short).replace(rest, other), "utf-8")
        brand = {**own, "name": name, "short_name": short, "website": f"https://www.{host}", "code": template}
        brand["logo"] = {**own["logo"], "alt": name}
        brand["colours"] = {**own["colours"], **colours}
        brand["departments"] = {
            field.identifier: _department(field, place, name, host) for place, field in enumerate(FIELDS)
        }
        said = {key: text.replace("riverside.example.org", host) for key, text in own["statements"].items()}
        brand["statements"] = {**said, "example": _EXAMPLE}
        (target / "brand.yaml").write_text(_yaml(brand), "utf-8")


def _department(field: Field, place: int, organisation: str, host: str) -> dict[str, Any]:
    return {
        "name": field.name,
        "phone": f"01632 960 {200 + place}",
        "hours": ["Monday to Friday, 8:30am to 4:30pm", "closed on bank holidays"],
        "email": f"{field.identifier}@{host}",
        "address": [organisation, f"{place + 1} Weir Lane"],
        "website": f"https://www.{host}/{field.identifier}",
    }


def leaflet(number: int) -> tuple[str, str, dict[str, Any]]:
    """Folder, name and content of a leaflet; numbers count from 1."""
    random = Random(f"leaflet {number}")
    field, title, name = subject(number)
    organisation, _, letter, template, _ = random.choices(BRANDS, [brand[1] for brand in BRANDS])[0]
    kind = KINDS[(7 * number + (number - 1) // len(FIELDS)) % len(KINDS)]
    layouts = [kind, LARGE[kind]] if random.random() < 0.3 else [kind]
    year, month = random.randint(2023, 2026), random.randint(1, 10)
    version = random.choices((1, 2, 3, 4), (50, 30, 15, 5))[0]
    code = template.format(
        number=f"{letter}{1000 + number}", job=2000 + number, month=f"{month:02}", year=year, version=version
    )
    sources = {
        f"{_slug(word)}{year - age}": (word, year - age) for age, word in enumerate(random.sample(_SOURCES, 4), 1)
    }
    author = Author(field, name, random, list(sources) if kind != "a4-two-sided" else [])
    body = _sheet(author) if kind == "a4-two-sided" else _long(author)
    content: dict[str, Any] = {"code": code, "title": title}
    if random.random() < 0.6:
        content["subtitle"] = f"A guide from the {field.staff}"
    content |= {
        "strap": "Patient information",
        "language": "en-GB",
        "brand": brand_name(organisation),
        "layouts": layouts,
    }
    if random.random() < (0.8 if kind == "a5-booklet" else 0.3):
        photograph, alt = random.choice(shared.PHOTOGRAPHS)
        content |= (
            {"cover": photograph, "cover_alt": alt}
            if random.random() < 0.25
            else {"cover": random.choice(shared.COVERS)}
        )
    content |= {
        "review": f"{year + 6}-{month:02}",
        "audience": f"People who come to the {field.name}",
        "department": field.identifier,
        "authors": [field.name],
        "keywords": [name, *random.sample(field.signs, 2)],
        "summary": f"{title}: what happens, what helps, and whom to ask.",
    }
    if author.cited:
        content["references"] = {key: _reference(*sources[key], name) for key in author.cited}
    content["body"] = body
    return field.identifier, f"{letter}{1000 + number}-{_slug(title)}", content


_SOURCES = (
    "Lee",
    "Okafor",
    "Hughes",
    "Ahmed",
    "Novak",
    "Singh",
    "Murphy",
    "Silva",
    "Brown",
    "Fischer",
    "Tanaka",
    "Rossi",
)


def _reference(author: str, year: int, name: str) -> dict[str, str]:
    volume = year - 1990
    text = f"{author} A and others ({year}) What people say about {name}. Invented Journal of Health, volume {volume}."
    return {"text": text, "url": f"https://www.example.org/journal/{year}/{_slug(author)}-{_slug(name)}"}


def _sheet(author: Author) -> list[Block]:
    """A leaflet for the two sides of one sheet: few sections, no pictures of exercises."""
    random = author.random
    limit = random.randint(*SHEET_WORDS)
    body: list[Block] = []
    for section in random.sample(SECTIONS, len(SECTIONS)):
        body += [{"heading": author.title(section)}, author.paragraph(section, 2, 3)]
        if random.random() < 0.6:
            body += author.listed(section)
        if author.words > limit:
            break
    if random.random() < 0.5:
        body += author.include((COMMON_BLOCK, "chaperone"))
    return body


def _long(author: Author) -> list[Block]:
    """A booklet or a leaflet of any length."""
    random = author.random
    least, most = random.choices(((250, 850), (850, 1700), (2300, 4300)), (72, 18, 10))[0]
    limit = random.randint(least, most)
    names = sorted(shared.SHARED)
    if author.field.identifier in ("physiotherapy", "spinal"):
        names += ["red-flags-back", "pain-guide", "urgent-back"]
    body: list[Block] = []
    while author.words < limit:
        for section in random.sample(SECTIONS, len(SECTIONS)):
            length = random.randint(1, 3) if limit < 900 else random.randint(2, 8)
            body += author.section(section, length, f"part-{len(author.anchors) + 1}")
            if random.random() < 0.15:
                body += author.include(names)
            if author.words >= limit:
                break
    if random.random() < 0.5:
        body += author.include([COMMON_BLOCK])
    if random.random() < 0.15 or author.field.identifier == "physiotherapy":
        body += author.exercises(random.randint(2, 4) if limit < 900 else random.randint(4, 8))
    if random.random() < 0.5:
        body += author.resources(random.randint(2, 4))
    if random.random() < 0.15:
        body += author.notes()
    if random.random() < 0.2:
        body += [{"heading": "How to reach us"}, {"contact": author.field.identifier}]
    if author.cited and random.random() < 0.3:
        body += [{"heading": "References"}, {"references": "all"}]
    return body


def main() -> None:
    """Write the workspace."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.many", description="A workspace of many leaflets.")
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("--leaflets", type=int, default=1500, help="how many")
    options = parser.parse_args()
    made = write_workspace(options.folder, options.leaflets)
    print(f"{len(made)} leaflets in {options.folder}")


if __name__ == "__main__":
    main()

"""Small invented texts in twenty languages, made into a leaflet of every block and into an exercise for a sheet.

The words stand in ``samples/LANGUAGE.yaml``. A machine wrote them, and no native speaker has read them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.support.sheet_samples import figure_text

SAMPLES = Path(__file__).parent / "samples"
#: The languages of the samples, as BCP 47 tags.
LANGUAGES = tuple(sorted(path.stem for path in SAMPLES.glob("*.yaml")))
#: Those that are written from right to left.
RIGHT_TO_LEFT = ("ar", "ckb", "fa", "ps", "ur")
#: What a reader must find as it is written, in this order from left to right, in whatever language stands round it.
NUMBERS = (
    "01632 960 123",
    "+44 1632 960 000",
    "8:30",
    "17:00",
    "P4400/2473",
    "www.example.org/back",
    "3x10 ml",
    "400 mg",
    "5-10",
    "03.05",
    "50%",
    "999",
)
#: A picture and an exercise of the starters that has no sides.
_PICTURES = ("exercises/cat-stretch-start.svg", "exercises/cat-stretch-finish.svg")
_FIGURE = "cat-stretch"
_STYLE: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 110}


@cache
def sample(language: str) -> dict[str, Any]:
    """Return the words of a language by what they are for."""
    words: dict[str, Any] = yaml.safe_load((SAMPLES / f"{language}.yaml").read_text("utf-8"))
    return words


def blocks(language: str) -> dict[str, list[Any]]:
    """Return the entries of a leaflet's body by the kind of block that each shows."""
    said = sample(language)
    first, second = _PICTURES
    picture, card = said["picture"], said["card"]
    table, box = said["table"], said["box"]
    return {
        "text": [said["intro"], said["call"], said["code"], said["medicine"]],
        "heading": [
            {"heading": said["title"], "id": "first"},
            f"[{said['title']}](#first), {{page:first}}",
            {"heading": picture["caption"], "level": 2},
            f"10^2^ [Bandscheibe]{{lang=de}} *{said['key']}*",
        ],
        "list": [{"list": [*said["items"], {"text": said["key"], "list": said["steps"]}]}],
        "steps": [{"steps": said["steps"]}],
        "key": [{"key": said["key"]}],
        "quote": [{"quote": said["quote"], "by": said["by"]}],
        "box": [{"box": {"title": box["title"], "body": [box["text"], {"list": said["items"]}]}}],
        "card": [
            {"card": {"level": level, "title": card["title"], "items": card["items"], "body": [said["call"]]}}
            for level in ("emergency", "urgent", "non-urgent")
        ],
        "image": [{"image": first, "alt": picture["alt"], "caption": picture["caption"], "credit": "A. Name (2013)"}],
        "pictures": [
            {
                "pictures": [
                    {"image": first, "alt": picture["alt"], "caption": picture["caption"]},
                    {"image": second, "alt": picture["alt"], "caption": said["items"][1]},
                ]
            }
        ],
        "table": [{"table": {**table, "row_headers": True}}],
        "resources": [{"resources": [{**said["resource"], "url": "https://www.example.org/back"}]}],
        "write": [{"write": {"label": said["write"], "lines": 2}}],
        "contact": [{"contact": "physiotherapy"}],
        "break": [{"break": "page"}, said["code"]],
        "references": [f"{said['key']} [@one]", {"references": "all"}],
    }


def leaflet_text(language: str, layout: str = "case", kinds: Sequence[str] | None = None) -> str:
    """Return the YAML of a leaflet in a language with every block, or with those of some kinds."""
    said, parts = sample(language), blocks(language)
    leaflet = {
        "code": "P4400/2473/11.2026/VERSION1",
        "title": said["title"],
        "subtitle": said["key"],
        "language": language,
        "brand": "riverside",
        "layouts": [layout],
        "references": {"one": {"text": "NICE (2020) Low back pain and sciatica in over 16s, NG59."}},
        "body": [entry for kind in (kinds or parts) for entry in parts[kind]],
    }
    return written(leaflet)


def exercise_text(language: str) -> str:
    """Return the YAML of an exercise whose own words are of a language, for a sheet in it."""
    said = sample(language)
    words, alt = said["exercise"], said["picture"]["alt"]
    first, second, third = words["steps"]
    entries = {
        "name": words["name"],
        "areas": ["low back"],
        "position": "hands and knees",
        "purpose": words["purpose"],
        "level": 1,
        "sided": False,
        "steps": [first, {"hold": f"{second} {third}", "no_hold": third}],
        "key_points": [words["key_point"]],
        "cautions": said["card"]["items"],
        "stop": said["card"]["title"].rstrip(":\uff1a"),
        "dose": "3x8-10,hold=5s,daily=2",
    }
    figure = yaml.safe_load(figure_text(_FIGURE))
    figure["figure"]["start"]["alt"], figure["figure"]["finish"]["alt"] = alt, f"{alt} {second}"
    return written({**entries, **figure})


def written(entries: dict[str, Any]) -> str:
    """Return entries as YAML, without the anchors that content files do not use."""
    dumper = type("Plain", (yaml.SafeDumper,), {"ignore_aliases": lambda self, data: True})
    made: str = yaml.dump(entries, Dumper=dumper, **_STYLE)
    return made

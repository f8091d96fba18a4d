"""``docs/reference/schemas*.md``, from the JSON Schemas that are published in ``.schema/``."""

import json
from collections.abc import Iterator
from typing import Any

from tests.docs.markdown import ROOT, cell, code, table

Schema = dict[str, Any]

#: The kinds of file, and the page that explains each.
KINDS = {
    "leaflet": ("../write/leaflets.md", "a leaflet, in `leaflets/`"),
    "shared": ("../write/blocks.md#shared-blocks", "blocks that several leaflets share, in `leaflets/shared/`"),
    "brand": ("../write/brands.md", "a brand, in `assets/brands/NAME/brand.yaml`"),
    "email": ("../write/emails.md", "an e-mail template, in `assets/brands/NAME/emails/`"),
    "layout": ("../write/layouts.md", "a layout, in `layouts/` or `layouts/sheets/`"),
    "exercise": ("../clinic/exercises.md", "an exercise, in `assets/exercises/`"),
    "programme": ("../clinic/programmes.md", "a programme, in `assets/programmes/`"),
    "brand-translation": (
        "../write/translations.md",
        "a brand's words in another language, in `assets/brands/NAME/brand.LANGUAGE.yaml`",
    ),
    "exercise-translation": (
        "../write/translations.md",
        "an exercise's words, in `assets/exercises/NAME.LANGUAGE.yaml`",
    ),
    "programme-translation": (
        "../write/translations.md",
        "a programme's words, in `assets/programmes/NAME.LANGUAGE.yaml`",
    ),
    "prescription": ("../clinic/prescriptions.md", "what one patient is given; it may stand anywhere"),
    "rules": ("../howto/check.md", "the rules of `leafletgen check`, in `assets/rules/`"),
}
#: What a pattern admits, in words; a pattern that is not here stops the generator, so that somebody finds the words.
PATTERNS = {
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": "a name",
    r"^[A-Za-z][A-Za-z0-9._-]*$": "a name of letters without accents, digits and hyphens",
    r"^[^\x00-\x1f<>\"|?*]+$": "a file name",
    r"^(https?://|www\.)[^\s\"<>\\^`{|}]+$": "a web address",
    r"^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$": "an e-mail address",
    r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[^\s@<>()\[\],;:\\\"]+\.[^\s@<>()\[\],;:\\\"]+$": "an e-mail address",
    r"^#[0-9A-Fa-f]{6}$": "a colour as #RRGGBB in quotes",
    r"\{[a-z]+\}": "a code template",
    r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$": "a language tag (BCP 47)",
    r"^20[0-9]{2}-(0[1-9]|1[0-2])$": "a year and month",
    r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$": "a date (year-month-day)",
    r"^[0-9]([ -]?[0-9]){9}$": "an NHS number",
    r"^[0-9]{1,3}(\.[0-9]{1,3})? ?%$": "a percentage",
    "^[0-9]+ ?(-|\u2013|to) ?[0-9]+$": "a range",
    r"^[0-9]+ ?- ?[0-9]+ ?- ?[0-9]+$": "three numbers of seconds",
    r"^([0-9]+(\.[0-9])? ?(min|mins|minute|minutes))?( ?[0-9]+ ?(s|sec|secs|second|seconds))?$": "a time with its unit",
}
_UNITS = {"_mm": "mm", "_percent": "percent"}
#: Words whose example in the schema says less than they do.
_WITHOUT_EXAMPLE = ("a file name", "a colour as #RRGGBB in quotes")


def index() -> str:
    """Return the page that lists the kinds of file."""
    rows = [(f"[{kind}](schemas-{kind}.md)", f"[{words}]({page})") for kind, (page, words) in KINDS.items()]
    return (
        "# The keys of every file\n\n"
        "These pages are made from the JSON Schemas that `leafletgen schema KIND` prints and that stand in `.schema/`\n"
        "of a workspace. [Editors](../howto/editor.md) complete and check by them.\n\n"
        + table(("Keys of", "Which is"), rows)
    )


def page(kind: str) -> str:
    """Return the page of one kind of file: its keys, then those of every map that no page before it has."""
    schema = _schema(kind)
    told = _told_before(kind)
    first = _target(schema["$ref"])
    names = (first, *(name for name in schema["$defs"] if name != first and name not in told))
    described = _Described(schema["$defs"], told)
    return f"# Keys: {kind}\n\nThe keys of [{KINDS[kind][1]}]({KINDS[kind][0]}).\n" + "".join(
        map(described.definition, names)
    )


def _schema(kind: str) -> Schema:
    schema: Schema = json.loads((ROOT / ".schema" / f"{kind}.json").read_text("utf-8"))
    return schema


def _told_before(kind: str) -> dict[str, str]:
    """Return the maps that pages before this one tell of, each with the first of these pages."""
    told: dict[str, str] = {}
    for earlier in list(KINDS)[: list(KINDS).index(kind)]:
        for name in _schema(earlier)["$defs"]:
            told.setdefault(name, f"schemas-{earlier}.md")
    return told


class _Described:
    """Puts the definitions of one schema into words."""

    def __init__(self, definitions: dict[str, Schema], told: dict[str, str]) -> None:
        """Take the definitions by their names, and the pages of those that another page tells of."""
        self.definitions = definitions
        self.told = told

    def definition(self, name: str) -> str:
        """Return the section of one definition."""
        schema = self.definitions[name]
        choices = [each for each in schema.get("anyOf", ()) if "properties" in each]
        words = schema.get("description") or "".join(each.get("description", "") for each in choices)
        parts = [f"\n## {name}\n", f"\n{cell(words)}\n" if words else ""]
        if "properties" in schema:
            parts.append("\n" + self.keys(schema))
        else:
            parts.append(f"\nWritten as {self.words(schema, '')}.\n")
        parts += ["\nThe map:\n\n" + self.keys(choice) for choice in choices]
        parts += [f"\nThe map under {code(key)}:\n\n" + self.keys(inner) for key, inner in _maps(schema)]
        return "".join(parts)

    def keys(self, schema: Schema) -> str:
        """Return the table of a map's keys."""
        required = schema.get("required", ())
        rows = [
            (
                code(key),
                self.words(value, key),
                cell(value.get("description", "")),
                "**required**" if key in required else self.absent(value),
            )
            for key, value in schema["properties"].items()
        ]
        return table(("Key", "Value", "Meaning", "Without it"), rows)

    def absent(self, schema: Schema) -> str:
        """Return what holds where an optional key is left out."""
        default = schema.get("default", "")
        if default != "":
            return code(f"{default:g}" if isinstance(default, float) else json.dumps(default).strip('"'))
        meant = self.definitions.get(_target(schema.get("$ref", "")), {})
        filled = any("default" in each for each in meant.get("properties", {}).values())
        return "the defaults there" if filled and not meant.get("required") else "nothing"

    def words(self, schema: Schema, key: str) -> str:
        """Return in words what may stand under a key, with a link to the map that is meant."""
        if "$ref" in schema:
            name = _target(schema["$ref"])
            return f"[{name}]({self.told.get(name, '')}#{name.lower()})"
        if "anyOf" in schema:
            return ", or ".join(dict.fromkeys(self.words(each, key) for each in schema["anyOf"]))
        if "const" in schema:
            return code(str(schema["const"]))
        if "enum" in schema:
            words = ", ".join(code(str(each)) for each in schema["enum"])
            return f"one of {words}" if len(schema["enum"]) > 1 else words
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if kinds[0] == "array":
            return f"a list{_count(schema)} of: {self.words(schema['items'], key)}"
        if kinds[0] == "object" and "properties" not in schema:
            return f"a map of names to: {self.words(schema['additionalProperties'], key)}"
        return _plain(schema, kinds, key)


def _maps(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield the keys whose maps are described in place, not under a name of their own."""
    for key, inner in schema.get("properties", {}).items():
        for each in (inner, *inner.get("anyOf", ())):
            if "properties" in each:
                yield key, each


def _target(reference: str) -> str:
    return reference.rpartition("/")[2]


def _plain(schema: Schema, kinds: list[str], key: str) -> str:
    """Return in words a single value, or a map that is described further down."""
    if "pattern" in schema:
        words = PATTERNS[schema["pattern"]]
        return words if words in _WITHOUT_EXAMPLE else words + _example(schema)
    if kinds[0] in ("integer", "number"):
        return _number(schema, kinds, key)
    if kinds[0] == "object":
        return "a map, see below"
    return "true or false" if kinds[0] == "boolean" else "text" + _example(schema)


def _number(schema: Schema, kinds: list[str], key: str) -> str:
    words = "a whole number" if kinds[0] == "integer" else "a number"
    unit = next((f" ({unit})" for ending, unit in _UNITS.items() if key.endswith(ending)), "")
    if "minimum" in schema:
        return f"{words} from {schema['minimum']} to {schema['maximum']}{unit}"
    return words + unit + (", or text" if "string" in kinds else "")


def _count(schema: Schema) -> str:
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    if most is None:
        return "" if least < 2 else f" of {least} or more"
    if least == 0:
        return f" (at most {most})"
    return f" (exactly {most})" if least == most else f" ({least} to {most})"


def _example(schema: Schema) -> str:
    examples = schema.get("examples", ())
    return f", such as {code(str(examples[0]))}" if examples else ""

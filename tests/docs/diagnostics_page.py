"""``docs/reference/diagnostics.md``, from ``codes.toml`` and from the messages in the source."""

import re
from itertools import groupby

from leafletgen.codes import Explanation, explanations
from tests.docs.markdown import code, plain
from tests.support.codes_in_source import messages

_BEGINNING = """\
# Diagnostics

What leafletgen says of a mistake begins with its place and ends with a hint. Each kind of mistake has a code as well,
which stays the same when the words are improved. This page is made from the program; it says for each code how such a
mistake comes about and what to do.

## Where the codes are

The terminal shows the words alone. `--json`, with `build`, `list`, `status` and `upgrade`, and `build --report` with
a file that ends in `.json`, have the code of each diagnostic:

```json
{
  "code": "image-no-alt-text",
  "severity": "error",
  "message": "image \\"hills.svg\\" has no alt text",
  "hint": "add \\"alt:\\" with what the picture tells the reader, or \\"decorative: true\\"",
  "file": "leaflets/P4396-back-pain.yaml",
  "line": 48,
  "column": 7,
  "end_line": 48,
  "end_column": 23
}
```

Lines and columns count from 1. The end is the place after the last character of the value that is meant, as editors
want it; where only the beginning is known, both numbers are `null`.

An **error** stops the file from being written. A **warning** does not, unless `--strict` is given. A **note** says what
was decided. In the messages below, … stands for what differs from one case to the next.
"""
_TOPICS = {
    "files": "Files and how they are written",
    "leaflets": "Leaflets and their texts",
    "languages": "Words of other languages",
    "blocks": "Blocks",
    "pictures": "Pictures",
    "doses": "Doses",
    "exercises": "Exercises and their drawings",
    "sheets": "Sheets, prescriptions and patients",
    "layouts": "Layouts and brands",
    "releases": "Releases, the ledger and signatures",
    "clinic": "The clinic's pages",
    "email": "E-mail and the outbox",
    "sending": "Sending through a mail server",
    "word": "Leaflets from Word",
    "translations": "Translations as files",
    "rules": "Rules that check what is written",
    "commands": "Commands, print copies and this computer",
}
_MOST_MESSAGES = 3
_LONGEST = 100


def text() -> str:
    """Return the page."""
    said = messages()
    parts = [_BEGINNING]
    for topic, entries in groupby(explanations().values(), key=lambda one: one.topic):
        parts.append(f"\n## {_TOPICS[topic]}\n")
        parts += [_entry(one, said.get(one.code, [])) for one in entries]
    return "".join(parts)


def _entry(one: Explanation, said: list[str]) -> str:
    severity = " or ".join(each.value for each in one.severities)
    begins = "; ".join(code(_beginning(each)) for each in said[:_MOST_MESSAGES])
    example = f"\n\nFor example {code(one.example)}" if one.example else ""
    return (
        f"\n### {one.code}\n\n"
        f"{severity.capitalize()}{f': {begins}' if begins else ''}\n\n"
        f"{plain(one.cause)}\n\n"
        f"**What to do:** {plain(one.cure)}{example}\n"
    )


def _beginning(message: str) -> str:
    """Return the first words of a message, whole ones, with one … for what is filled in."""
    message = re.sub(r"(?:\s*…)+\s*$", " …", re.sub("…{2,}", "…", message)).strip().replace("`", "'")
    if len(message) <= _LONGEST:
        return message
    return f"{message[:_LONGEST].rpartition(' ')[0].rstrip(',;:')} …"

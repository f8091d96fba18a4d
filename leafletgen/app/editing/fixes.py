"""Changes that mend what was found, for an editor to offer."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from leafletgen.errors import Diagnostic
from leafletgen.rules.finding import Edit, Finding

_MEANT: Final = re.compile(r'did you mean "([^"]+)"\?')
_QUOTED: Final = re.compile(r'"([^"]+)"')


class Fix(NamedTuple):
    """A change of the file that was looked at.

    Attributes:
        title: what it does, in a few words.
        edits: what becomes what.
        sure: whether it needs nobody's judgement.
    """

    title: str
    edits: tuple[Edit, ...]
    sure: bool = False


def mended(finding: Finding) -> tuple[Fix, ...]:
    """Return the change that a rule says is right."""
    if not finding.edits:
        return ()
    hint = finding.hint[:1].upper() + finding.hint[1:] if finding.hint else "Mend it"
    return (Fix(hint, finding.edits, True),)


def meant(text: str, start: int, end: int, fault: Diagnostic) -> tuple[Fix, ...]:
    """Return the change of a misspelt name or key to the one that was probably meant, where the hint says which."""
    found = _MEANT.search(fault.hint)
    if found is None:
        return ()
    stands = text[start:end]
    for wrong in [*reversed(_QUOTED.findall(fault.message)), stands.strip("\"' ")]:
        wrong = wrong.strip("{}#").removeprefix("page:")
        if wrong and stands.count(wrong) == 1:
            at = start + stands.index(wrong)
            return (Fix(f'Change to "{found[1]}"', (Edit(at, at + len(wrong), found[1]),)),)
    return ()

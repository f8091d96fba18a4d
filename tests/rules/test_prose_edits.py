"""What rules of prose mend by themselves: in place, to what the rule wants, once and for all."""

from __future__ import annotations

import pytest

from tests.rules.harness import applied, as_file, found


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("heading-full-stop", "- heading: Before you go.", "- heading: Before you go"),
        ("heading-full-stop", '- heading: "Before you go:"', '- heading: "Before you go"'),
        ("list-lead-in", '- "Tell us if you"\n- list: [fall, faint]', '- "Tell us if you:"\n- list: [fall, faint]'),
        ("list-lead-in", '- "You may feel:-"\n- list: [pain, heat]', '- "You may feel:"\n- list: [pain, heat]'),
        # Without quotes a colon at the end would make a key of it.
        ("list-lead-in", "- Tell us if you\n- list: [fall, faint]", None),
        # Nobody but the author knows whether the words go on or stand alone.
        ("list-lead-in", '- "Some are common."\n- list: [pain, heat]', None),
        (
            "list-item-end",
            '- "You may have:"\n- list:\n  - pain;\n  - "heat, and"\n  - redness.   # a comment',
            '- "You may have:"\n- list:\n  - pain\n  - "heat"\n  - redness   # a comment',
        ),
        (
            "list-item-end",
            "- list:\n  - Sit.\n  - Stand **up**\n  - Walk.",
            "- list:\n  - Sit.\n  - Stand **up.**\n  - Walk.",
        ),
        ("list-item-end", "- list:\n  - Sit.\n  - Stand up\n  - Walk.", "- list:\n  - Sit.\n  - Stand up.\n  - Walk."),
        (
            "list-item-case",
            '- "You may have:"\n- list:\n  - pain\n  - "**Swelling** of the leg"\n  - heat',
            '- "You may have:"\n- list:\n  - pain\n  - "**swelling** of the leg"\n  - heat',
        ),
        (
            "list-item-case",
            '- "You may have:"\n- list: [Pain, Swelling, Redness]',
            '- "You may have:"\n- list: [pain, swelling, redness]',
        ),
    ],
)
def test_a_change_mends_what_was_found(rule: str, before: str, after: str | None) -> None:
    """The changes of all findings make the text that is right, in which nothing is found any more."""
    findings = found(rule, before)
    assert findings
    edits = tuple(edit for finding in findings for edit in finding.edits)
    if after is None:
        assert not edits
        return
    mended = applied(as_file(before).text, edits)
    assert mended == as_file(after).text
    assert not found(rule, after)

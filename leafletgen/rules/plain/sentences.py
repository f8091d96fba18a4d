"""How long sentences and paragraphs are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from leafletgen.rules.checked import CheckedFile
from leafletgen.rules.finding import Finding
from leafletgen.rules.plain.roles import running
from leafletgen.rules.rule import FileCheck, Rule


def long_sentence(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find sentences with more words than the limit, and no more than what another rule tells of."""
    limit, longest = int(rule.limits["words"]), rule.limits.get("up_to", math.inf)
    for passage in running(file, rule):
        if len(passage.words) <= limit:
            continue
        for sentence in passage.sentences:
            number = len(sentence.words)
            if limit < number <= longest:
                yield rule.finding(
                    f"this sentence has {number} words",
                    passage.place(sentence.start, sentence.end),
                    f"make two of it, or leave out what nobody needs: aim at {limit} words at most",
                )


def long_paragraph(file: CheckedFile, rule: Rule) -> Iterator[Finding]:
    """Find paragraphs with more sentences than the limit, unless they are short ones; lines of an address are none."""
    sentences, words = rule.limits["sentences"], rule.limits["words"]
    for passage in file.passages:
        if passage.role != "paragraph" or len(passage.words) <= words or "\n" in passage.text:
            continue
        number = len(passage.sentences)
        if number == sentences + 1 and len(passage.words) <= rule.limits["words_with_one_more"]:
            continue
        if number > sentences:
            yield rule.finding(
                f"this paragraph has {number} sentences and {len(passage.words)} words",
                passage.place(),
                f"make two of it, or a list: aim at {int(sentences)} sentences, one thought each paragraph",
            )


CHECKS: Final[dict[str, FileCheck]] = {
    "long-sentence": long_sentence,
    "very-long-sentence": long_sentence,
    "long-paragraph": long_paragraph,
}

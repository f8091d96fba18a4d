"""Over pages of good health writing, a false alarm is rare."""

from __future__ import annotations

import pytest

from leafletgen.rules.finding import Finding
from tests.rules.corpora import Corpus, corpus, listed

#: How many words a reader gets before the rules may be wrong once.
WORDS_A_FALSE_ALARM = 300
#: The corpora, with the judgements of what is found in them.
JUDGED = {"good": "judged.yaml", "later": "judged_later.yaml"}
both = pytest.mark.parametrize("name", JUDGED)


def judged(name: str, finding: Finding) -> bool:
    """Whether a person said that this finding is right, and why."""
    return any(_is_of(corpus(name), entry, finding) for entry in listed(JUDGED[name], "right"))


def _is_of(good: Corpus, entry: dict[str, str], finding: Finding) -> bool:
    same = entry["rule"] == finding.rule and entry["file"] == finding.place.file
    return same and (entry["words"] in good.words_at(finding.place) or entry["words"] in finding.message)


def test_the_corpus_is_20_pages() -> None:
    """Each of the 20 leaflets has 300 words and more, and among them they have every kind of block."""
    good = corpus("good")
    leaflets = [file for file in good.files.values() if file.kind == "leaflet"]
    assert len(leaflets) == 20
    assert all([sum(len(passage.words) for passage in file.passages) > 300 for file in leaflets])
    assert all([file.loaded is not None for file in leaflets])
    used = {type(block).__name__ for file in leaflets for block in file.record.body}
    assert used >= {
        "Heading", "BulletList", "Steps", "KeyMessage", "Quote", "Box", "Card", "Picture", "Pictures", "Table",
        "Resources", "Include", "Write", "ContactBlock", "ReferenceList",
    }  # fmt: skip


@both
def test_fewer_than_one_false_alarm_in_300_words(name: str) -> None:
    """Errors, warnings and advice alike are counted, unless a person judged that they are right."""
    good = corpus(name)
    false = [good.told(finding) for finding in good.findings if not judged(name, finding)]
    assert len(false) * WORDS_A_FALSE_ALARM < good.word_count(), "\n".join(false)


@both
def test_what_was_judged_is_found(name: str) -> None:
    """No judgement outlives its finding."""
    entries, good = listed(JUDGED[name], "right"), corpus(name)
    assert not [entry for entry in entries if not any(_is_of(good, entry, finding) for finding in good.findings)]
    assert all(entry["because"] for entry in entries)

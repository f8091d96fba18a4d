"""Where words stand in a file: what a look over all of it says is what a look at each text says."""

import re

import pytest

from tests.rules.harness import as_file

BODY = """- A sister\u2019s visit
- The sister's friend came - at 9am.
- list:
  - one 20
  - and 5 more
  - "5"
"""


def test_words_are_found_where_they_stand() -> None:
    """A word is found with its apostrophe in either form, each time, in the order of the file."""
    index = as_file(BODY).index
    said = [(passage.text, passage.words[number].text) for passage, number in map(index.at, index.places(["sister's"]))]
    assert [word for _, word in said] == ["sister\u2019s", "sister's"]
    assert all(word in text for text, word in said)
    assert [passage.text for passage in index.having({"5", "one", "nothing"})] == ["one 20", "and 5 more", "5"]


@pytest.mark.parametrize("pattern", [r"\d+", r"[a-z]\s[a-z]", r"- at", r"\s[^.]*", r"20\s+and", r"nothing"])
def test_patterns_are_looked_for_in_all_texts_at_once(pattern: str) -> None:
    """No text in which a pattern matches is left out, not even behind one from which a match reaches into it."""
    file = as_file(BODY)
    found = [passage.key for passage in file.index.matching(re.compile(pattern))]
    assert set(found) >= {passage.key for passage in file.passages if re.search(pattern, passage.text)}
    assert found == [passage.key for passage in file.passages if passage.key in found]

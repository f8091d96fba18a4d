"""What Word adds to a file without anybody asking changes neither the leaflet nor its doubts."""

from __future__ import annotations

import pytest

from leafletgen.word.doubts import Doubt
from tests.word.expecting import come_in
from tests.word.noise import as_word_writes
from tests.word.test_cases import CASES, CODES
from tests.word.test_habits import MAKERS, given

FILES = {name: (MAKERS[name], given(name)) for name in MAKERS} | {
    name: ((CASES / f"{name}.docx").read_bytes, code) for name, code in CODES.items()
}


def said(doubt: Doubt) -> tuple[str, ...]:
    return (doubt.code, str(doubt.spot), doubt.message, doubt.hint, "".join(doubt.words.split()))


@pytest.mark.parametrize("name", FILES)
def test_the_noise_of_word_changes_nothing(name: str) -> None:
    make, code = FILES[name]
    plain, noisy = come_in(make(), name, code), come_in(as_word_writes(make()), name, code)
    assert noisy.yaml == plain.yaml
    assert [said(doubt) for doubt in noisy.doubts] == [said(doubt) for doubt in plain.doubts]

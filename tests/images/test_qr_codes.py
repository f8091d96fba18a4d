"""QR codes are those that segno makes, though only its encoder is loaded."""

import subprocess
import sys

import pytest
import segno

from leafletgen.images.qr import _encoder, prepare_qr
from tests.support.processes import BOUND

TEXTS = (
    "https://www.nhs.uk",
    "1234",
    "ABC 123",
    "https://example.org/é?" + "x" * 400,
    *(f"https://www.example.org/{'leaflets/' * number}{number}?page={number * 7919}" for number in range(60)),
)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_code_is_segnos(text: str) -> None:
    """Every module is where segno puts it."""
    ours = _encoder().encode(text, error="m", micro=False, boost_error=False).matrix
    whole = segno.make(text, error="m", micro=False, boost_error=False).matrix
    assert [bytes(row) for row in ours] == [bytes(row) for row in whole]
    assert prepare_qr(text).width == len(whole) + 8


def test_nothing_of_the_network_is_loaded() -> None:
    """Python's web client, which segno's writers load, is not."""
    script = (
        "import sys; from leafletgen.images.qr import prepare_qr; prepare_qr('https://www.nhs.uk');"
        "print([name for name in ('segno', 'urllib.request', 'http.client', 'ssl', 'socket') if name in sys.modules]);"
        "import segno; segno.make('x')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=BOUND)
    assert done.stdout.strip() == "[]"


def test_a_mask_that_was_asked_for_is_taken() -> None:
    """What is not chosen here is left to segno."""
    for mask in range(8):
        ours = _encoder().encode("x", error="m", mask=mask, micro=False, boost_error=False)
        assert [bytes(row) for row in ours.matrix] == [
            bytes(row) for row in segno.make("x", error="m", mask=mask, micro=False, boost_error=False).matrix
        ]

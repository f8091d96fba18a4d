"""How long the server lives, by a clock that tests turn."""

import hmac
import re

import pytest

from leafletgen.clinic.life import AFTER_THE_LAST, SILENT_WHILE_HIDDEN, SILENT_WHILE_VISIBLE, Life
from tests.support.clinic import Clinic


class Clock:
    """Seconds that pass when a test says so, looked at as often as the server does."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.life = Life(lambda: self.now)

    def passes(self, seconds: float) -> bool:
        """Let time pass, and return whether the server would have ended."""
        for _ in range(int(seconds)):
            self.now += 1
            if self.life.is_over():
                return True
        return False

    def sleeps(self, seconds: float) -> None:
        """Let time pass in which nobody looks, as on a laptop that was closed."""
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    """Return a clock, and a life by it."""
    return Clock()


def test_it_ends_a_while_after_the_last_page_was_closed(clock: Clock) -> None:
    clock.life.hear("a", visible=True)
    clock.life.hear("b", visible=True)
    clock.life.close("a")
    assert not clock.passes(AFTER_THE_LAST + 5)
    clock.life.close("b")
    assert not clock.passes(AFTER_THE_LAST - 5)
    assert clock.passes(10)


def test_a_page_that_is_loaded_again_keeps_it_alive(clock: Clock) -> None:
    clock.life.hear("a", visible=True)
    clock.life.close("a")
    assert not clock.passes(AFTER_THE_LAST - 5)
    clock.life.expect()
    assert not clock.passes(AFTER_THE_LAST - 5)
    clock.life.hear("b", visible=True)
    assert not clock.passes(AFTER_THE_LAST + 5)


def test_a_page_that_can_be_seen_and_is_silent_is_gone(clock: Clock) -> None:
    clock.life.hear("a", visible=True)
    assert not clock.passes(SILENT_WHILE_VISIBLE + AFTER_THE_LAST - 5)
    assert clock.passes(10)


def test_a_page_behind_others_may_be_silent_for_long(clock: Clock) -> None:
    clock.life.hear("a", visible=False)
    assert not clock.passes(SILENT_WHILE_HIDDEN - 5)
    clock.life.hear("a", visible=True)
    assert not clock.passes(SILENT_WHILE_VISIBLE)


def test_a_frozen_page_is_gone_in_the_end(clock: Clock) -> None:
    clock.life.hear("a", visible=False)
    assert clock.passes(SILENT_WHILE_HIDDEN + AFTER_THE_LAST + 5)


def test_a_laptop_that_slept_finds_its_server(clock: Clock) -> None:
    clock.life.hear("a", visible=True)
    assert not clock.passes(60)
    clock.sleeps(10 * 3600)
    assert not clock.passes(60)
    clock.life.hear("a", visible=True)
    clock.life.close("a")
    clock.sleeps(3600)
    assert not clock.life.is_over()
    assert clock.passes(AFTER_THE_LAST)


def test_nobody_who_never_came_is_waited_for_for_ever(clock: Clock) -> None:
    assert clock.passes(AFTER_THE_LAST + 5)


def test_pages_without_number_are_not_remembered(clock: Clock) -> None:
    for number in range(2000):
        clock.life.hear(f"w{number}", visible=False)
    for number in range(2000 - 256, 2000):
        clock.life.close(f"w{number}")
    assert clock.passes(AFTER_THE_LAST + 5)


def test_a_page_that_says_it_is_hidden_after_it_went_stays_gone(clock: Clock) -> None:
    """Chromium tells of a page that is left first that it goes, then that it cannot be seen."""
    clock.life.hear("w", visible=True)
    clock.life.close("w")
    clock.life.hear("w", visible=False)
    assert clock.passes(AFTER_THE_LAST + 5)


def test_a_page_that_is_gone_back_to_is_there_again(clock: Clock) -> None:
    clock.life.hear("w", visible=True)
    clock.life.close("w")
    clock.life.hear("w", visible=True)
    clock.life.hear("w", visible=False)
    assert not clock.passes(AFTER_THE_LAST + 5)


def test_pages_tell_that_they_are_there_and_that_they_go(clock: Clock, clinic: Clinic) -> None:
    clinic.parts.life = clock.life
    assert clinic.post("/alive", {"window": "w", "visible": True}).status_code == 200
    assert not clock.passes(AFTER_THE_LAST + 5)
    gone = clinic.post("/closed", b'{"window": "w"}', Content_Type="text/plain;charset=UTF-8", X_Clinic="")
    assert gone.status_code == 200
    assert clock.passes(AFTER_THE_LAST + 5)


def test_a_page_knows_its_own_server_again(clinic: Clinic) -> None:
    page, key = page_and_key(clinic)
    answer = clinic.post("/alive", {"window": "w", "visible": True, "page": page, "nonce": "n1"}).get_json()
    assert answer["proof"] == hmac.new(key.encode(), b"n1", "sha256").hexdigest()
    # A page that sends nothing needs no key.
    assert "clinic-key" not in clinic.get("/leaflets/P4400-mid-back-pain").text


def test_whoever_has_the_cookie_does_not_learn_the_key_of_an_open_page(clinic: Clinic) -> None:
    """A browser shows the cookie to all that is served on this computer, also by another user."""
    page, key = page_and_key(clinic)
    another, its_key = page_and_key(clinic)
    assert page != another and key != its_key
    assert clinic.parts.key not in clinic.get("/").text


def page_and_key(clinic: Clinic) -> tuple[str, str]:
    """Return how a fresh page is known, and what it knows the server by."""
    html = clinic.get("/").text
    page, key = (re.search(f'<meta name="clinic-{name}" content="([^"]+)">', html) for name in ("page", "key"))
    assert page is not None and key is not None
    return page[1], key[1]


def test_a_page_that_goes_takes_its_sheet_along(clinic: Clinic) -> None:
    answer = clinic.sheet({"rows": [{"id": "r", "exercise": "bridge"}]}, "w-gone")
    address = f"/documents/{answer['document']}/exercise-sheet.pdf"
    assert clinic.get(address).status_code == 200
    clinic.post("/closed", {"window": "w-gone"})
    assert clinic.get(address).status_code == 404

"""Every language in a leaflet of every block and in a sheet: both PDF/UA standards, PDF/A, and our own checks."""

from __future__ import annotations

import pytest

from leafletgen.verify.conformance import PROFILES_OF, validate
from tests.checker import structure
from tests.languages.documents import KINDS, STANDARDS, made
from tests.languages.sampling import LANGUAGES


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_structure(language: str, kind: str) -> None:
    for standard in STANDARDS:
        assert structure.check(made(language, kind, standard).path) == []


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_profiles(language: str, kind: str, standard: str) -> None:
    path = made(language, kind, standard).path
    assert {profile: validate(path, profile).faults for profile in PROFILES_OF[standard]} == {
        profile: {} for profile in PROFILES_OF[standard]
    }

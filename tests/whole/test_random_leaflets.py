"""Leaflets that nobody would write give a conforming file with every word, or a diagnostic; never a traceback.

``LEAFLETGEN_EXAMPLES=1000 pytest tests/whole/test_random_leaflets.py`` tries as many new ones in each of the tests.
"""

import hashlib
import re

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from leafletgen.content.cross_references import walk
from leafletgen.errors import Severity
from leafletgen.source.inline import Prose
from tests.support.building import Workshop, layout_names
from tests.support.proof import faults_of
from tests.support.random_leaflets import leaflets

#: What may stop a leaflet whose content is valid: a block that must stay whole is taller than the page, or what a
#: leaflet begins with is taller than its place.
MAY_STOP = re.compile(
    r"this block is \d+ mm high in [\w-]+, and a page has room for \d+ mm"
    r"|the (?:title|subtitle|strap) is too long: it is \d+ mm high, and .+ has room for \d+ mm"
)

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
_EXAMPLES = 12 if settings().max_examples == 100 else settings().max_examples


def check(workshop: Workshop, leaflet: tuple[str, list[str]], layout: str) -> None:
    """Build a leaflet and prove the file, or see that a good reason was given."""
    text, plain = leaflet
    name = "random-" + hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    path = workshop.add_text(name, text)
    try:
        built = workshop.build(path, layout)
        stops = [d for d in built.diagnostics if d.severity is Severity.ERROR]
        assert built.leaflet is not None, stops
        held = [*walk(built.leaflet.leaflet.references), *walk(built.leaflet.leaflet.body)]
        read = [part.plain().strip(" \t\n") for part in held if isinstance(part, Prose)]
        # A citation between two spaces leaves one of them, where it is printed or not.
        said = sorted(re.sub(r" +", " ", one) for one in read)
        meant = sorted(re.sub(r" +", " ", one) for one in plain)
        assert said == meant, sorted(set(said) ^ set(meant))
        if built.path is None:
            event("stopped")
            assert stops
            unexpected = [str(stop) for stop in stops if not MAY_STOP.match(stop.message)]
            assert unexpected == [], unexpected
            assert all(stop.place is not None and stop.place.line > 1 for stop in stops)
            return
        event("built")
        assert stops == []
        faults = faults_of(built)
        built.path.unlink()
        assert faults == [], "\n".join(faults)
    finally:
        path.unlink()


def make(layout: str) -> None:
    """Make the test of one layout; each is a test of its own, so that they run beside each other."""

    @settings(max_examples=_EXAMPLES, suppress_health_check=_SLOW, report_multiple_bugs=False)
    @given(leaflet=leaflets())
    def test(workshop: Workshop, leaflet: tuple[str, list[str]]) -> None:
        check(workshop, leaflet, layout)

    test.__doc__ = f"Random leaflets in the layout {layout}."
    globals()["test_random_in_" + layout.replace("-", "_")] = test


for _layout in ["case", *layout_names()]:
    make(_layout)


@settings(max_examples=_EXAMPLES, suppress_health_check=_SLOW)
@given(letters=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_any_character_is_printed_or_named(workshop: Workshop, letters: str) -> None:
    """A character that no font has is named with its line; all others are printed."""
    escaped = re.sub(r"([\\*^\[\]{}()@])", r"\\\1", letters)
    text = 'code: P1/1/06.2025/VERSION1\ntitle: Any character\nbrand: riverside\nlayouts: [case]\nbody:\n  - "x '
    text += "".join(f"\\U{ord(letter):08X}" for letter in escaped) + ' x"\n'
    path = workshop.add_text("characters", text)
    built = workshop.build(path, "case")
    if built.path is None:
        stops = [d for d in built.diagnostics if d.severity is Severity.ERROR]
        assert [(stop.place.line if stop.place else 0) for stop in stops] == [6] * len(stops)
        reasons = ("no font of the brand has the character", "the script of ", "this text is empty")
        assert all(stop.message.startswith(reasons) for stop in stops)
        return
    assert faults_of(built) == []

"""Validate all there is: ``python -m tests.checker.everything [ua-1|ua-2]``.

Builds every starter leaflet in every layout, and a sheet of each programme in every layout of sheets, in a standard,
and shows them to our own checker and to veraPDF under each profile of the standard. It takes some minutes.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from leafletgen.verify.conformance import PROFILES_OF, validate
from tests.checker import structure
from tests.support.building import Workshop, layout_names
from tests.support.sheet_samples import LAYOUTS, SheetShop, full_request


def files(folder: Path, standard: str) -> Iterator[tuple[str, Path | None]]:
    """Build one file after another, and yield what it is; no file where it fits no page."""
    workshop = Workshop(folder / "leaflets")
    for path in workshop.add_starters():
        for layout in layout_names():
            yield f"{path.stem} in {layout}", workshop.build(path, layout, standard).path
    shop = SheetShop(folder / "sheets")
    for programme in shop.library.programme_names():
        for layout in LAYOUTS:
            weeks = 0 if layout == "pocket" else 2
            sheet = shop.make(layout, full_request(shop.programme(programme)[0], weeks), programme, standard)
            yield f"{programme} in {layout}", sheet.path if sheet.pages else None


def main(arguments: Sequence[str]) -> int:
    """Print a line for each file that fails, and the count of all; return 1 when one fails."""
    standard = arguments[0] if arguments else "ua-1"
    if len(arguments) > 1 or standard not in PROFILES_OF:
        sys.stderr.write(f"usage: python -m tests.checker.everything [{'|'.join(PROFILES_OF)}]\n")
        return 2
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, path in files(Path(folder), standard):
            if path is None:
                sys.stdout.write(f"{name}: does not fit\n")
                continue
            faults = structure.check(path)
            verdicts = ((profile, validate(path, profile)) for profile in PROFILES_OF[standard])
            faults += [f"veraPDF {profile}: {verdict}" for profile, verdict in verdicts if not verdict.passed]
            passed, failed = passed + (not faults), failed + bool(faults)
            sys.stdout.write("".join(f"{name}: {fault}\n" for fault in faults))
            sys.stdout.flush()
    sys.stdout.write(f"{standard}: {passed} passed, {failed} failed\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

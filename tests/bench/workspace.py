"""A copy of the starter workspace for measuring: one leaflet in any number of wordings, and a long one."""

import re
import shutil
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
LEAFLET = "P4396-persistent-back-pain"
LAYOUT = "a5-booklet"
#: What is changed from round to round, because a program may keep what it has set before.
WORDINGS = ("same text", "one word changed", "nearly every paragraph changed")

# Common words between spaces: never a key of YAML, part of an address or an anchor.
_COMMON = re.compile(r"(?<= )(the|to|and|is|of|your)(?= )")


class BenchWorkspace:
    """A folder with content; sources of peers and files that are made lie in it as well."""

    def __init__(self, root: Path) -> None:
        """Copy the starter workspace into an existing folder."""
        self.root = root
        for name in ("leaflets", "layouts", "assets"):
            shutil.copytree(REPOSITORY / name, root / name)
        self.codes = root / "codes"
        self.codes.mkdir()
        self.out = root / "out"
        self.out.mkdir()
        self.leaflet = root / "leaflets" / f"{LEAFLET}.yaml"
        self._text = self.leaflet.read_text("utf-8")

    def reword(self, wording: str, number: int) -> None:
        """Write the leaflet anew for a round; rounds of equal number have equal text."""
        head, mark, body = self._text.partition("\nbody:\n")
        if wording == WORDINGS[1]:
            body = _COMMON.sub(rf"\g<1>{number}", body, count=1)
        elif wording == WORDINGS[2]:
            body = _COMMON.sub(rf"\g<1>{number}", body)
        self.leaflet.write_text(head + mark + body, "utf-8")

    def lengthen(self, times: int) -> Path:
        """Write a leaflet that has the body so many times, with anchors of its own each time."""
        head, mark, body = self._text.partition("\nbody:\n")
        body = body.replace("  - references: all\n", "")
        copies = [
            re.sub(r"(\n +id: |\(#|\{page:)([\w-]+)", rf"\g<1>\g<2>-{number}", body).rstrip() + "\n"
            for number in range(times)
        ]
        path = self.root / "leaflets" / "long.yaml"
        path.write_text(head + mark + "".join(copies) + "  - references: all\n", "utf-8")
        return path

"""The workspace's ledger beside the starter's: which of the starter's lines it gets, and how they are added."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from leafletgen.errors import Report
from leafletgen.release.ledger import LEDGER, Ledger, Line, Release, append
from leafletgen.release.lost_lines import HISTORY

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Releases:
    """Two ledgers: the workspace's gets the starter's lines about leaflets that are the starter's alone."""

    def __init__(self, ours: Ledger, starter: Ledger, text: bytes, gone: bool) -> None:
        """Take the workspace's ledger, the starter's with its text, and whether the workspace's was deleted."""
        self.ours = ours
        self.starter = starter
        self.text = text
        self.gone = gone
        self.chosen: list[Line] = []
        """The lines to add, each after those it follows."""
        latest = filter(None, map(starter.latest, starter.numbers()))
        self._numbers = {release.leaflet: release.number for release in latest}

    def is_owners(self, name: str) -> str:
        """Return why a leaflet's code is not the starter's to count on, since its owner did; empty when it is."""
        number = self._number(name)
        release = self.ours.latest(number) if number else None
        if release is None:
            return ""
        if release not in self.starter.releases(release.number):
            return f"you have released {release.code}"
        withdrawal = self.ours.withdrawal(release)
        if withdrawal is not None and withdrawal != self.starter.withdrawal(release):
            return f"you have withdrawn {release.code}"
        return ""

    def choose(self, leaflets: Collection[str], given: Collection[str]) -> None:
        """Choose the lines of leaflets that are to be as the starter has them.

        A leaflet of an earlier starter without any release in the ledger stays so: its owner began the ledger anew.
        """
        numbers = {
            number
            for name in leaflets
            if (number := self._number(name)) and not self.is_owners(name)
            if self.ours.latest(number) is not None or name not in given
        }
        known = [line.entry for line in self.ours.lines]
        lines = [line for line in self.starter.lines if line.entry.number in numbers and not self.gone]
        self.chosen = [line for line in lines if line.entry not in known]

    def needs(self, name: str) -> bool:
        """Return whether a file of the history holds what a release said that is, or will be, in the ledger."""
        entries = [line.entry for line in (*self.ours.lines, *self.chosen)]
        return any(isinstance(entry, Release) and name == f"{HISTORY}/{entry.content}.json" for entry in entries)

    def join(self, root: Path, report: Report) -> bool:
        """Add the chosen lines to the ledger of a copy of the workspace, and read it again.

        A line whose forerunners are there is added as it is, as git's union merge would; it carries their seals. One
        that follows a line of a leaflet that is its owner's is sealed anew behind the last.

        Returns:
            False after reporting that the ledger cannot be read then.
        """
        texts = self.text.split(b"\n")
        known = {line.seal for line in self.ours.lines}
        path = root / LEDGER
        data = path.read_bytes() if path.exists() else b""
        if data and not data.endswith(b"\n"):
            data += b"\n"
        others = []
        for line in self.chosen:
            if known.issuperset(line.before) and (line.before or not known):
                known.add(line.seal)
                data += texts[line.place.line - 1].removesuffix(b"\r").removeprefix(_BYTE_ORDER_MARK) + b"\n"
            else:
                others.append(line.entry)
        path.write_bytes(data)
        return append(root, others, report) and Ledger.read(root, report) is not None

    def _number(self, name: str) -> str | None:
        path = PurePosixPath(name)
        if path.parts[0] != "leaflets" or path.suffix != ".yaml" or "shared" in path.parts[1:2]:
            return None
        return self._numbers.get(path.stem)

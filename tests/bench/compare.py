"""leafletgen beside its peers: ``python -m tests.bench.compare [--only booklet|sheet|clinic|email|word_import]``.

The same document for all: words, pictures, fonts, page, size and leading. Rounds are interleaved (A B C D A B C D), so
that a busy moment of the machine falls on all; medians and ratios are printed, and ratios are what to quote.
Warm means that fonts are read, pictures are prepared and caches of the process are filled. Python looks for rubbish as
rarely as in a process of the command, which the peers that are written in it gain by as well. What each clock runs
over is said in ``booklet.py``, ``sheet.py``, ``clinic.py``, ``email.py`` and ``word_import.py``.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from leafletgen.system.rubbish import collect_rarely
from tests.bench import booklet, clinic, email, sheet, word_import
from tests.bench.measuring import machine, machine_lines


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare", description="leafletgen beside its peers.")
    parser.add_argument("--rounds", type=int, default=15, help="rounds in one process; a third of it for processes")
    parser.add_argument(
        "--only", choices=["booklet", "sheet", "clinic", "email", "word_import"], help="one of the five"
    )
    parser.add_argument("--batch", type=int, default=sheet.BATCH, help="sheets of the batch")
    parser.add_argument("--documents", type=int, default=word_import.DOCUMENTS, help="Word files that are brought in")
    parser.add_argument("--json", action="store_true", help="print all times as JSON")
    options = parser.parse_args()
    collect_rarely()
    facts: dict[str, Any] = {"before": machine()}
    if options.only in (None, "booklet"):
        with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
            facts["booklet"] = booklet.measure(Path(folder), options.rounds)
    if options.only in (None, "sheet"):
        with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
            facts["sheet"] = sheet.measure(Path(folder), options.rounds, options.batch)
    if options.only in (None, "clinic"):
        with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
            facts["clinic"] = clinic.measure(Path(folder), options.rounds)
    if options.only in (None, "email"):
        with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
            facts["email"] = email.measure(Path(folder), max(3, options.rounds // 3))
    if options.only in (None, "word_import"):
        with tempfile.TemporaryDirectory(prefix="leafletgen-bench-") as folder:
            facts["word_import"] = word_import.measure(Path(folder), max(1, options.rounds // 5), options.documents)
    facts["after"] = machine()
    if options.json:
        print(json.dumps(facts, indent=2))
        return
    lines = machine_lines(facts["before"], facts["after"])
    parts = {"booklet": booklet, "sheet": sheet, "clinic": clinic, "email": email, "word_import": word_import}
    for name, part in parts.items():
        if name in facts:
            lines += part.report(facts[name])
    print("\n".join(lines))


if __name__ == "__main__":
    main()

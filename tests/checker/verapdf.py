"""Validate PDFs with veraPDF: ``python -m tests.checker.verapdf FILE...`` prints a line a file and profile.

A file is validated under the profiles of its standard: those of PDF/UA-2 for PDF 2.0, and else those of PDF/UA-1.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from leafletgen.verify.conformance import PROFILES_OF, Verdict, validate

PROFILES, SECOND = PROFILES_OF["ua-1"], PROFILES_OF["ua-2"]

__all__ = ["PROFILES", "SECOND", "Verdict", "main", "validate"]


def main(arguments: Sequence[str]) -> int:
    """Validate the named files under the profiles of their standards; return 1 when one of them fails."""
    if not arguments:
        sys.stderr.write("usage: python -m tests.checker.verapdf FILE...\n")
        return 2
    failed = False
    for path in arguments:
        for profile in SECOND if Path(path).read_bytes()[:8] == b"%PDF-2.0" else PROFILES:
            begin = time.perf_counter()
            verdict = validate(path, profile)
            seconds = time.perf_counter() - begin
            word = "PASS" if verdict.passed else "FAIL"
            sys.stdout.write(f"{path} {profile} {word} {verdict.checks} checks {seconds:.2f} s\n")
            for rule, (message, count) in sorted(verdict.faults.items()):
                sys.stdout.write(f"    {rule} x{count} {message}\n")
            failed = failed or not verdict.passed
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Everything that can be wrong in an e-mail template, in one run of the real command, each with its exact diagnostic.

A case is ``tests/bad/emails/<name>.yaml`` with what the command says of it in comments at its end; ``pytest
--update-goldens`` rewrites them.
"""

from pathlib import Path

import pytest

from leafletgen.errors import ExitCode
from tests.support.commands import run, small_workspace, write
from tests.whole.test_bad_input import MARK, diagnostics_of

BAD = Path(__file__).parents[1] / "bad" / "emails"
CASES = sorted(path.stem for path in BAD.glob("*.yaml"))
FOLDER = "assets/brands/plain/emails"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """List the templates of a brand that has them all, and return each diagnostic with its hint."""
    root = small_workspace(tmp_path_factory.mktemp("bad") / "w")
    for name in CASES:
        write(root / FOLDER / f"{name}.yaml", (BAD / f"{name}.yaml").read_text("utf-8"))
    result = run("list", "emails", "--workspace", root)
    assert result.exit_code == ExitCode.CONTENT
    assert result.stdout.count("(faulty)") == len(CASES)
    return diagnostics_of(result.stderr)


@pytest.mark.parametrize("name", CASES)
def test_each_fault_has_its_diagnostic(found: list[str], name: str, request: pytest.FixtureRequest) -> None:
    told = [one for one in found if one.startswith(f"{FOLDER}/{name}.yaml:")]
    path = BAD / f"{name}.yaml"
    text, _, comments = path.read_text("utf-8").partition(MARK)
    if request.config.getoption("--update-goldens", default=False):
        comments = "".join(f"# {line}\n" for each in told for line in each.splitlines())
        write(path, text.rstrip("\n") + "\n" + MARK + comments)
    assert told == diagnostics_of("".join(line.removeprefix("# ") for line in comments.splitlines(keepends=True)))
    assert told

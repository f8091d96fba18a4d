"""What tests share: the option that rewrites goldens, and a workspace to build leaflets in."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.support.building import Workshop
from tests.support.marks import begin_with_the_longest, mark
from tests.support.processes import end_children, heed_signals

heed_signals()

# "ci" finds the same leaflets on every machine; LEAFLETGEN_EXAMPLES asks for more, and for new ones.
_EXAMPLES = int(os.environ.get("LEAFLETGEN_EXAMPLES", "0"))
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.register_profile("many", deadline=None, max_examples=_EXAMPLES or 1, database=None, print_blob=True)
settings.load_profile("many" if _EXAMPLES else "ci")

# The tests, and the commands that they start, keep prepared pictures in a folder of their own, and share it.
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["LEAFLETGEN_CACHE"] = tempfile.mkdtemp(prefix="leafletgen-tests-")
    atexit.register(shutil.rmtree, os.environ["LEAFLETGEN_CACHE"], ignore_errors=True)


# No test reads what the user's own sheets say, nor writes there: one that is about it names a folder of its own.
os.environ["LEAFLETGEN_CONFIG"] = ""
# Nor is the user's keyring asked for anything.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ["LEAFLETGEN_STATE"] = ""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-goldens."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite tests/cases/*/*.txt from what is made now")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what CI runs once more under other conditions, and begin with what takes longest."""
    mark(items)
    begin_with_the_longest(items)


@pytest.fixture(autouse=True)
def no_child_is_left() -> Iterator[None]:
    """End the processes that a test began, also when it failed in their middle."""
    yield
    end_children()


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Return a workspace with the repository's layouts and brand, one for each worker."""
    return Workshop(tmp_path_factory.mktemp("workshop"))

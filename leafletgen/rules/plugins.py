"""Rules of other packages: each an entry point of the group ``leafletgen.rules`` that names a `Plugin`.

In the ``pyproject.toml`` of such a package:

    [project.entry-points."leafletgen.rules"]
    our-word = "our_rules:our_word"

and in ``our_rules.py``:

    our_word = Plugin(Rule("our-word", "ours", Severity.WARNING, "…", "…", "…"), check)

A function has one signature, `FileCheck`: it takes a `CheckedFile` and the `Rule`, and yields what it finds. A
workspace changes severity, limits and words of such a rule as of any other, by an entry of its id in `assets/rules`.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.errors import Report
from leafletgen.rules.rule import FileCheck, Rule

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "leafletgen.rules"


class Plugin(NamedTuple):
    """A rule with the function that looks."""

    rule: Rule
    check: FileCheck


@cache
def _entry_points() -> tuple[tuple[str, str, EntryPoint], ...]:
    if not _are_there():
        return ()
    from importlib.metadata import entry_points

    found = [
        (entry.name, entry.dist.version if entry.dist is not None else "", entry) for entry in entry_points(group=GROUP)
    ]
    return tuple(sorted(found, key=lambda one: one[:2]))


def _are_there() -> bool:
    """Whether an installed package has rules; asking ``importlib.metadata`` takes longer than many leaflets."""
    for folder in sys.path:
        with (
            suppress(OSError),
            os.scandir(folder or ".") as entries,
        ):  # a folder that is not there, or may not be listed
            for entry in entries:
                if entry.name.endswith((".dist-info", ".egg-info")):
                    with suppress(OSError):
                        if GROUP.encode() in Path(entry.path, "entry_points.txt").read_bytes():
                            return True
    return False


def is_of_plugin(name: str) -> bool:
    """Whether a rule is one of another package."""
    return any(plugin.rule.id == name for plugin in _loaded()[0])


def versions_of_plugins() -> list[str]:
    """Return which rules of others there are, with the versions of their packages; none of them is loaded."""
    return [f"{name} {version}" for name, version, _ in _entry_points()]


def state_of_plugins() -> list[str]:
    """Return what tells the rules of others from what they were; while somebody writes one, its version is the same."""
    told = [*versions_of_plugins(), *(repr(plugin.rule) for plugin in _loaded()[0])]
    for name in sorted({entry.value.partition(":")[0].partition(".")[0] for _, _, entry in _entry_points()}):
        module = sys.modules.get(name)
        files = [path for folder in getattr(module, "__path__", ()) for path in sorted(Path(folder).rglob("*"))]
        for path in files or [Path(getattr(module, "__file__", None) or "")]:
            if path.is_file() and path.suffix != ".pyc":
                with suppress(OSError):
                    told.append(sha256(path.read_bytes()).hexdigest())
    return told


@cache
def _loaded() -> tuple[tuple[Plugin, ...], tuple[tuple[str, str], ...]]:
    plugins: list[Plugin] = []
    faults: list[tuple[str, str]] = []
    for name, _, entry in _entry_points():
        try:
            plugin = entry.load()
        except (Exception, SystemExit) as fault:
            faults.append((name, f"{type(fault).__name__}: {fault}"))
            continue
        if isinstance(plugin, Plugin) and isinstance(plugin.rule, Rule) and callable(plugin.check):
            plugins.append(plugin)
        else:
            faults.append((name, "it is no Plugin"))
    return tuple(plugins), tuple(faults)


def plugins(report: Report) -> tuple[Plugin, ...]:
    """Return the rules of other packages; one that cannot be loaded is told, and left out."""
    loaded, faults = _loaded()
    for name, said in faults:
        report.warning(
            "rule-not-loaded",
            f'the rule "{name}" of another package cannot be loaded ({said})',
            "tell whoever wrote the package, or take it out of this environment",
        )
    return loaded

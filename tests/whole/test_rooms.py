"""The rooms of the package: no circle of files, a layer for each room, and what decides a PDF is known by its state."""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from leafletgen.release import inputs
from tests.support.commands import ROOT

PACKAGE = ROOT / "leafletgen"
#: What a made PDF does not depend on, though the setting of one imports it.
ABOUT_NO_PAGE = {"leafletgen", "leafletgen.errors", "leafletgen.system"}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> Mapping[str, frozenset[str]]:
    """The modules that each one imports: at its top, in a function, and for types alone."""
    trees = {name_of(path): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}
    return {name: frozenset(imported(tree, frozenset(trees))) - {name} for name, tree in trees.items()}


def imported(node: ast.AST, known: frozenset[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level and node.module, "imports name the whole module"
        for alias in node.names:
            inside = f"{node.module}.{alias.name}"
            yield from {inside if inside in known else node.module} & known
    for child in ast.iter_child_nodes(node):
        yield from imported(child, known)


def reached(start: str, graph: Mapping[str, frozenset[str]]) -> set[str]:
    """All that a module imports, and that these import, and so on."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        more = graph[waiting.pop()] - found
        found |= more
        waiting += more
    return found


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def test_no_file_imports_what_imports_it() -> None:
    graph = imports()
    assert len(graph) > 200
    assert {name for name in graph if name in reached(name, graph)} == set()


def test_a_circle_would_be_found() -> None:
    source = "if TYPE_CHECKING:\n    from p.c import C\ndef late():\n    from p import b\n"
    assert set(imported(ast.parse(source), frozenset(("p", "p.b", "p.c")))) == {"p.b", "p.c"}
    graph = {"p.a": frozenset(("p.b",)), "p.b": frozenset(("p.c",)), "p.c": frozenset(("p.b",))}
    assert {name for name in graph if name in reached(name, graph)} == {"p.b", "p.c"}


def test_each_room_has_its_layer() -> None:
    """import-linter passes over a room that its list does not have."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (layers,) = (each["layers"] for each in project["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    rooms = {room_of(module) for module in imports()}
    assert set(layers) == rooms - {"leafletgen", "leafletgen.__main__"}


def test_whatever_sets_a_page_is_in_the_state_of_the_program() -> None:
    """Else a leaflet would count as up to date when the files that made it have changed."""
    setting = {room_of(module) for module in reached("leafletgen.pages.leaflet", imports())}
    looked_at = {f"leafletgen.{room.removesuffix('.py')}" for room in inputs.ROOMS}
    assert setting - ABOUT_NO_PAGE <= looked_at
    assert all((PACKAGE / room).exists() for room in inputs.ROOMS)


def test_the_bottom_imports_nothing_of_the_house() -> None:
    for module in ("leafletgen.errors", "leafletgen.system.writing", "leafletgen.system.raster"):
        assert reached(module, imports()) == set(), module

"""The codes of diagnostics as the package's source gives them, read from its syntax trees."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from leafletgen.cli.wording import option
from leafletgen.errors import Setting

PACKAGE = Path(__file__).resolve().parents[2] / "leafletgen"

#: What makes a diagnostic, or what becomes one: the argument of its message. The first argument is the code.
MAKERS = {
    **dict.fromkeys(("error", "warning", "note", "doubt", "fail", "refused", "Mistake", "_fault"), 1),
    **dict.fromkeys(("PictureError", "OutputError", "ClusterError", "Refusal"), 1),
    **dict.fromkeys(("Diagnostic", "Fault"), 2),
}
#: What stands before a message by the time it is shown.
_BEFORE = {"PictureError": "… cannot be used: "}
_BEFORE_CODE = {"file-name-not-safe": 'the … name "…" '}
SEVERITIES = {
    "error": "error",
    "warning": "warning",
    "note": "note",
    "doubt": "doubt",
    "fail": "error",
    "refused": "error",
}


class Made(NamedTuple):
    """A call that makes a diagnostic: where, its codes, the severity where the call has one, what it begins with."""

    where: str
    codes: tuple[str, ...]
    severity: str | None
    message: str
    passes_on: bool


@cache
def made() -> tuple[Made, ...]:
    """Return every call of the package that makes a diagnostic."""
    return tuple(one for path in sorted(PACKAGE.rglob("*.py")) for one in _made_in(path))


def messages() -> dict[str, list[str]]:
    """Return for each code what its messages say; those that say next to nothing only where there are no others."""
    found: dict[str, list[str]] = {}
    for one in made():
        for code in one.codes:
            said = found.setdefault(code, [])
            message = _BEFORE_CODE.get(code, "") + one.message
            if message not in said and re.search("[a-z]", message):
                said.append(message)
    full = {code: [each for each in said if len(each.replace("…", "").split()) > 2] for code, said in found.items()}
    return {code: full[code] or said for code, said in found.items()}


def _made_in(path: Path) -> Iterator[Made]:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args or _name(node.func) not in MAKERS:
            continue
        name = _name(node.func)
        around = [tree, *(one for one in functions if one.lineno <= node.lineno <= (one.end_lineno or 0))]
        message = node.args[MAKERS[name]] if len(node.args) > MAKERS[name] else None
        yield Made(
            f"{path.relative_to(PACKAGE.parent).as_posix()}:{node.lineno}",
            tuple(_words(node.args[0])),
            SEVERITIES.get(name),
            "" if message is None else _BEFORE.get(name, "") + _said(message, around[::-1]),
            _passes_on(node.args[0]),
        )


def _name(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def _words(code: ast.expr) -> Iterator[str]:
    """Yield the literal codes of an argument: one, or one of two."""
    if isinstance(code, ast.IfExp):
        yield from (*_words(code.body), *_words(code.orelse))
    elif isinstance(code, ast.Constant) and isinstance(code.value, str):
        yield code.value


def _passes_on(code: ast.expr) -> bool:
    """Whether an argument is the code of something that was made elsewhere."""
    return isinstance(code, ast.Starred) or ast.unparse(code).rpartition(".")[2] in ("code", "rule")


def _said(message: ast.expr, within: Sequence[ast.AST]) -> str:
    """Return a message with … for what is filled in."""
    if isinstance(message, ast.Constant):
        return re.sub(r"\{[a-z]+\}", "…", message.value) if isinstance(message.value, str) else "…"
    if isinstance(message, ast.JoinedStr):
        return "".join(_said(part, within) for part in message.values)
    if isinstance(message, ast.BinOp):
        return _said(message.left, within) + _said(message.right, within)
    if isinstance(message, ast.IfExp):
        return _said(message.body, within)
    if isinstance(message, ast.Call) and _name(message.func) == "nothing_called":
        what = message.args[0]
        return f'no {_said(what, ())} is called "…"'
    if isinstance(message, ast.FormattedValue):
        return next(_options(message.value, within), "…")
    if isinstance(message, ast.Name):
        return next((said for tree in within for said in _assigned(message.id, tree)), "…")
    return "…"


def _options(value: ast.expr, within: Sequence[ast.AST]) -> Iterator[str]:
    """Yield the option that a value is: a setting as the command line calls it, or what such a one was kept as."""
    if isinstance(value, ast.Name):
        for node in (node for tree in within for node in ast.walk(tree) if isinstance(node, ast.Assign)):
            if ast.unparse(node.targets[0]) == value.id:
                yield from _options(node.value, ())
    elif isinstance(value, ast.Call) and value.args and ast.unparse(value.args[0]).startswith("Setting."):
        setting, *more = map(ast.unparse, value.args)
        yield option(Setting[setting.removeprefix("Setting.")], "…" if more and more != ["''"] else "")


def _assigned(name: str, within: ast.AST) -> Iterator[str]:
    """Yield what a function, or a module, sets a name to, where that can be read."""
    for node in ast.walk(within):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id == name:
                yield _said(node.value, ())
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                for one, value in zip(target.elts, node.value.elts, strict=True):
                    if isinstance(one, ast.Name) and one.id == name:
                        yield _said(value, ())

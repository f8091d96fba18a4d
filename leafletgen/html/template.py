"""The template of a page, which a brand may replace: it places values, and can neither run nor unmask anything.

A template is Jinja2 with values and `{% if %}`, and nothing else. All values are escaped when they are placed. What
would need another escape is refused where it stands: a value outside of quotation marks, in a style, in an address.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leafletgen.content.model.brand import Brand
from leafletgen.document.edition import fit
from leafletgen.errors import Place, Report, did_you_mean
from leafletgen.html.skeleton import ELSE, END_IF, IF, Fault, faults_of_skeleton

if TYPE_CHECKING:
    from jinja2 import Environment, Template, nodes

FILE: Final = "page.html"
#: Characters of a template; all that it places besides the body is short, so that no page is much longer.
_LONGEST: Final = 100_000
#: What a template places, and where it may: body, style and policy are put in their places by themselves.
VALUES: Final = (
    *("language", "direction", "title", "description", "brand", "website", "code", "skip", "phrase_language"),
    *("body", "style", "policy"),
)
_PLACED: Final = ("body", "style", "policy")
_ALLOWED = "a page template has values and {% if %}, nothing else"
#: Characters that mark places, and mean nothing in text (Unicode 23.5, private use).
_OURS = re.compile("[\ue000-\ue004\uf8ff]")
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.DOTALL | re.IGNORECASE)


#: What Jinja2 calls otherwise than whoever wrote it.
_CALLED: Final = {
    "scope": "autoescape",
    "assignblock": "set",
    "assign": "set",
    "filterblock": "filter",
    "fromimport": "from",
}


class Rendered(NamedTuple):
    """A page whose style, policy and body are still to be put in, each once."""

    text: str

    def styles(self, style: str) -> list[str]:
        """The text of each style sheet in it, as a browser hashes it."""
        return [found.replace(_token("style"), style) for found in _STYLE.findall(self.text)]

    def filled(self, style: str, policy: str, body: str, first: str = "") -> str:
        """The page. The body comes last, so that nothing in it is taken for a place; a policy has no quotation mark.

        A first style sheet stands right after the policy, and so before all those of the template.
        """
        before, _, after = self.text.partition(_token("policy"))
        rest, end, after = after.partition(">")
        sheet = f"\n<style>\n{first}</style>" if first else ""
        text = f"{before}{policy}{rest}{end}{sheet}{after}"
        return text.replace(_token("style"), style, 1).replace(_token("body"), body, 1)


class PageTemplate:
    """A template that was found right."""

    def __init__(self, template: Template, file: str) -> None:
        """Keep what Jinja2 made of it, and what messages call its file."""
        self.template = template
        self.file = file

    def render(self, values: Mapping[str, str], report: Report) -> Rendered | None:
        """Place the values; None when Jinja2 found a fault after all, which is reported."""
        from jinja2 import TemplateError

        try:
            said = {name: _OURS.sub("", fit(value)) for name, value in values.items()}
            text = self.template.render({**said, **{name: _token(name) for name in _PLACED}})
        except (TemplateError, RecursionError) as fault:
            report.error(
                "template-not-valid", f"the template cannot be used: {fault}", _ALLOWED, Place(self.file, 1, 1)
            )
            return None
        return Rendered(text)


def _token(name: str) -> str:
    """Stands where something is put in; no value or template has its first character."""
    return f"\uf8ff{name}\uf8ff"


def page_template(brand: Brand, report: Report) -> PageTemplate | None:
    """The template of a brand, or ours where it has none; None when a fault was reported, with its line."""
    path = brand.folder / FILE
    file = f"{brand.place.file.rpartition('/')[0]}/{FILE}".lstrip("/")
    if not os.path.lexists(path):
        path, file = Path(__file__).with_name(FILE), FILE
    source = _source(path, file, report)
    if source is None:
        return None
    template, faults = _compiled(source)
    for found in faults:
        report.error(found.code, found.what, found.hint, Place(file, found.line, 1))
    return PageTemplate(template, file) if template is not None else None


def _source(path: Path, file: str, report: Report) -> str | None:
    """The text of a template; None when a fault was reported. A pipe or a device is not opened: it may never end."""
    place = Place(file, 1, 1)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            hint = f"put a file there, or take {FILE} away to have the page that comes with leafletgen"
            report.error("file-not-readable", "the template cannot be read: it is no file", hint, place)
            return None
        with path.open("rb") as held:
            data = held.read(4 * _LONGEST + 1)
        source = _OURS.sub("", data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    except UnicodeDecodeError:
        if len(data) <= 4 * _LONGEST:
            report.error("file-not-readable", "the template cannot be read: it is not in UTF-8", "save it so", place)
            return None
        source = data.decode("latin-1")
    except OSError as fault:
        hint = f"put a file there that can be read, or take {FILE} away"
        report.error("file-not-readable", f"the template cannot be read: {fault.strerror}", hint, place)
        return None
    if len(source) > _LONGEST:
        hint = f"a template has at most {_LONGEST:,} characters: take out what is no frame of a page"
        report.error("template-too-long", "the template is too long", hint, place)
        return None
    return source


@lru_cache(8)
def _compiled(source: str) -> tuple[Template | None, Sequence[Fault]]:
    from jinja2 import TemplateError, TemplateSyntaxError

    environment = _environment()
    try:
        tree = environment.parse(source)
        faults = _faults_of_nodes(tree)
        if not faults:
            faults = faults_of_skeleton(*_skeleton(tree))
        return (None if faults else environment.from_string(source)), faults
    except TemplateSyntaxError as fault:
        return None, [
            Fault("template-not-valid", fault.lineno, f"the template is not right: {fault.message}", _ALLOWED)
        ]
    except (TemplateError, RecursionError, MemoryError) as fault:
        return None, [Fault("template-not-valid", 1, f"the template cannot be used: {type(fault).__name__}", _ALLOWED)]


def _environment() -> Environment:
    """Without a loader, filters, tests and functions, and with escapes that nothing turns off."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, loader=None
    )
    made.filters.clear()
    made.tests.clear()
    made.globals.clear()
    return made


def _faults_of_nodes(tree: nodes.Template) -> list[Fault]:
    """What stands in a template and may not, with its line."""
    from jinja2 import nodes

    allowed = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Not, nodes.And, nodes.Or, nodes.Name)
    faults: list[Fault] = []
    todo: list[tuple[nodes.Node, int]] = [(tree, 1)]
    while todo:
        node, line = todo.pop()
        line = node.lineno or next((kid.lineno for kid in node.find_all(nodes.Node) if kid.lineno), line)
        if not isinstance(node, allowed):
            kind = type(node).__name__.lower()
            what = f'the filter "{node.name}"' if isinstance(node, nodes.Filter) else f'"{_CALLED.get(kind, kind)}"'
            faults.append(
                Fault("template-expression-refused", line, f"{what} has no place here: {_ALLOWED}", "leave it out")
            )
            continue
        if isinstance(node, nodes.Output):
            joined = [kid for kid in node.nodes if not isinstance(kid, nodes.TemplateData | nodes.Name)]
            faults += [
                Fault("template-expression-refused", line, f"this places no value: {_ALLOWED}", "write {{ title }}")
                for _ in joined
            ]
        if isinstance(node, nodes.Name) and node.name not in VALUES:
            faults.append(
                Fault("template-value-unknown", line, f'unknown value "{node.name}"', did_you_mean(node.name, VALUES))
            )
        todo.extend((kid, line) for kid in node.iter_child_nodes())
    return sorted(faults)


def _skeleton(tree: nodes.Template) -> tuple[str, list[tuple[str, int]]]:
    """The text of a template with marks for its values and for each `if`, and the names and lines of the values."""
    from jinja2 import nodes

    parts: list[str] = []
    placed: list[tuple[str, int]] = []

    def write(branch: Sequence[nodes.Node]) -> None:
        for node in branch:
            if isinstance(node, nodes.If):
                parts.append(IF)
                write(node.body)
                for other in (*[other.body for other in node.elif_], node.else_):
                    parts.append(ELSE)
                    write(other)
                parts.append(END_IF)
            elif isinstance(node, nodes.Output):
                write(node.nodes)
            elif isinstance(node, nodes.TemplateData):
                parts.append(node.data)
            elif isinstance(node, nodes.Name):
                parts.append(f"\ue000{len(placed)}\ue001")
                placed.append((node.name, node.lineno))

    write(tree.body)
    return "".join(parts), placed

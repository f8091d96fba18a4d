"""Finds a brand's e-mail templates, and those that come with leafletgen for brands that have none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from leafletgen.content.model.email_template import EmailTemplate
from leafletgen.errors import Place, Report, did_you_mean
from leafletgen.library.files import Files
from leafletgen.source.kinds import nothing_called
from leafletgen.source.names import stems
from leafletgen.source.yaml import read_source

OURS: Final = Path(__file__).resolve().parent.parent / "templates" / "emails"
"""The folder of those that come with leafletgen."""
FOLDER: Final = "emails"
"""The folder beside brand.yaml with the brand's own."""


def our_names() -> list[str]:
    """Return the names of the e-mail templates that come with leafletgen, sorted."""
    return stems(OURS)


def own_names(brand: Path) -> list[str]:
    """Return the names of a brand's own e-mail templates, sorted; each comes before one of ours of its name."""
    return stems(brand / FOLDER)


def email_template_names(brand: Path) -> list[str]:
    """Return the names of all e-mail templates that messages of a brand can have, sorted."""
    return sorted({*own_names(brand), *our_names()})


def report_unknown_email_template(brand: Path, name: str, report: Report, place: Place | None) -> None:
    """Report a name that no e-mail template of a brand has, with the known ones."""
    hint = did_you_mean(name, email_template_names(brand))
    report.error("email-template-unknown", nothing_called("e-mail template", name), hint, place)


def email_template_file(brand: Path, name: str) -> Path:
    """Return the file of one of `email_template_names`."""
    return (brand / FOLDER if name in own_names(brand) else OURS) / f"{name}.yaml"


def read_our_email_template(name: str, report: Report) -> EmailTemplate | None:
    """Read one of `our_names`; None after reporting what is wrong with it."""
    return _read(OURS / f"{name}.yaml", f"leafletgen/templates/{FOLDER}/{name}.yaml", None, report)


def read_email_template(files: Files, brand: Path, name: str, report: Report) -> EmailTemplate | None:
    """Read one of `email_template_names`; None after reporting what is wrong with it.

    A file of the brand that is nearly called so, and is not read, is told: its words would not be sent.
    """
    if name not in own_names(brand):
        _report_unread(files, brand / FOLDER, name, report)
        return read_our_email_template(name, report)
    path = brand / FOLDER / f"{name}.yaml"
    if not path.resolve().is_relative_to(files.root.resolve()):
        report.error(
            "link-out-of-workspace",
            f"{files.shown(path)} leads out of the workspace",
            "put a copy of the file there",
        )
        return None
    return _read(path, files.shown(path), brand.name, report)


def _read(path: Path, shown: str, brand: str | None, report: Report) -> EmailTemplate | None:
    root = read_source(path, shown, report)
    template = None if root is None else EmailTemplate.read(root, report)
    if template is None or report.has_errors:
        return None
    template.identifier = path.stem
    template.brand = brand
    return template


def _report_unread(files: Files, folder: Path, name: str, report: Report) -> None:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:  # most brands have no templates of their own
        return
    for other in names:
        if other.lower() in (f"{name}.yaml", f"{name}.yml"):
            report.warning("ending-not-yaml", f"{files.shown(folder / other)} is not read", f"rename it to {name}.yaml")

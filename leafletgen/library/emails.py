"""Finds a brand's e-mail templates, and those that come with leafletgen for brands that have none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from leafletgen.content.model.brand import Brand
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


def email_template_names(brand: Brand) -> list[str]:
    """Return the names of all e-mail templates that messages of a brand can have, sorted."""
    return sorted({*own_names(brand), *stems(OURS)})


def own_names(brand: Brand) -> list[str]:
    """Return the names of a brand's own e-mail templates, sorted; its file comes before one of ours of its name."""
    return stems(brand.folder / FOLDER)


def report_unknown_email_template(brand: Brand, name: str, report: Report, place: Place | None) -> None:
    """Report a name that no e-mail template of a brand has, with the known ones."""
    hint = did_you_mean(name, email_template_names(brand))
    report.error("email-template-unknown", nothing_called("e-mail template", name), hint, place)


def email_template_file(brand: Brand, name: str) -> Path:
    """Return where one of `email_template_names` stands, as if no link led elsewhere."""
    return (brand.folder / FOLDER if name in own_names(brand) else OURS) / f"{name}.yaml"


def read_email_template(files: Files, brand: Brand, name: str, report: Report) -> EmailTemplate | None:
    """Read one of `email_template_names`; None after reporting what is wrong with it."""
    is_ours = name not in own_names(brand)
    if is_ours:
        path: Path | None = OURS / f"{name}.yaml"
        shown = os.fspath(Path("leafletgen") / "templates" / FOLDER / f"{name}.yaml")
    else:
        path = files.find(f"{name}.yaml", [brand.folder / FOLDER], (".yaml",), "e-mail template", None, report)
        shown = files.shown(path) if path is not None else ""
    root = None if path is None else read_source(path, shown, report)
    template = None if root is None else EmailTemplate.read(root, report)
    if template is None or report.has_errors:
        return None
    template.identifier = name
    template.is_ours = is_ours
    return template

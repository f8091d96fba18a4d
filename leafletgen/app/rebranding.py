"""Leaflets that are to have another brand: which they are, and what moving each of them means."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from leafletgen.app.opening import ledger_of, signatures_of
from leafletgen.errors import ExitCode, RefusedError, Report, did_you_mean, refused
from leafletgen.languages.names import english_name
from leafletgen.library.translation_names import head_of
from leafletgen.library.translations import Translations
from leafletgen.library.workspace import Workspace
from leafletgen.release.rebrand import Move, brand_of, plan


def moves_to(workspace: Workspace, old: str, new: str, leaflets: Sequence[str], report: Report) -> list[Move]:
    """Return what is to be moved from one brand to another; nothing is written.

    Args:
        workspace: the workspace.
        old: the brand that the leaflets have.
        new: the brand that they are to have.
        leaflets: those to move; all of the old brand when empty.
        report: receives why one cannot be moved: then none is to be.

    Raises:
        RefusedError: a name is wrong, or there is nothing to move.
    """
    if new not in workspace.brand_names():
        hint = did_you_mean(new, workspace.brand_names()) or "assets/brands/ is empty"
        raise refused("brand-unknown", f'no brand is called "{new}"', hint, ExitCode.USAGE)
    if old == new:
        raise refused("brands-alike", "both brands are the same", "name the one to move to last", ExitCode.USAGE)
    ledger = ledger_of(workspace, report)
    paths = [] if ledger is None else _chosen(workspace, old, leaflets, report)
    if not leaflets:
        paths = _speaking(workspace, new, paths, report)
    signatures = signatures_of(workspace, report)
    return [] if ledger is None else plan(workspace, paths, new, ledger, signatures, report)


def _speaking(workspace: Workspace, brand: str, paths: Sequence[Path], report: Report) -> list[Path]:
    """The leaflets without those in a language that the brand does not speak, which are told and stay."""
    words = workspace.root / "assets" / "brands" / brand / "brand.yaml"
    translations = Translations(workspace)
    moved = []
    for path in paths:
        head = head_of(path)
        if head is None or translations.in_language(words, head.language) is not None:
            moved.append(path)
            continue
        report.warning(
            "translation-stays-with-brand",
            f"{workspace.shown(path)} stays with its brand: what {brand} says is not translated to "
            f"{english_name(head.language)}",
            f"translate it to {workspace.shown(words.with_name(f'brand.{head.language}.yaml'))}, then move the leaflet",
        )
    return moved


def _chosen(workspace: Workspace, old: str, leaflets: Sequence[str], report: Report) -> list[Path]:
    """The leaflets to move; refused when there is none, or one that is named has another brand."""
    finding = Report(report.wording)
    paths = workspace.find_leaflets(leaflets, finding)
    if finding.has_errors:
        raise RefusedError(ExitCode.USAGE, *finding.diagnostics)
    brands = {path: brand_of(workspace, path, report) for path in paths}
    known = {brand for brand in brands.values() if brand is not None}
    chosen = [path for path, brand in brands.items() if brand == old]
    if leaflets:
        for path, brand in brands.items():
            if brand not in (None, old):
                raise refused(
                    "leaflet-of-another-brand",
                    f'{path.stem} has the brand "{brand}", not "{old}"',
                    "leave it out",
                    ExitCode.USAGE,
                )
    elif not chosen and not report.has_errors:
        raise refused("brand-unknown", f'no leaflet has the brand "{old}"', did_you_mean(old, known), ExitCode.USAGE)
    return chosen

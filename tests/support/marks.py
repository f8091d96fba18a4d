"""Which tests have to do with the day, which lean on libraries most, and which take longest."""

import pytest

#: ``pytest -m dates``: CI runs them with leafletgen's own clock three years ahead.
DATES = frozenset((
    "test_batch_report", "test_bench_many", "test_build_drafts", "test_build_plan", "test_build_select",
    "test_changes", "test_cli_build", "test_cli_diff", "test_cli_due", "test_cli_list", "test_cli_new",
    "test_cli_rebrand", "test_cli_sheet", "test_cli_status", "test_cli_withdraw", "test_clock", "test_content_hash",
    "test_export", "test_ledger", "test_ledger_git", "test_looks", "test_prescription", "test_release",
    "test_release_edit", "test_release_interrupted", "test_round_trip", "test_safety", "test_sheet_csv", "test_sign",
    "test_sign_sheets", "test_signatures", "test_starter", "test_state", "test_two_builds", "test_upgrade",
    "test_upgrade_ledger", "test_verify",
))  # fmt: skip
#: ``pytest -m libraries``: CI runs them with the newest release of every package.
LIBRARIES = frozenset((
    "test_bad_input", "test_batch_report", "test_brand", "test_cases", "test_chance_drawings", "test_cli_completion",
    "test_cli_due", "test_cli_figure", "test_cli_impose", "test_cli_preview", "test_cluster", "test_drawings",
    "test_export", "test_habits", "test_impose", "test_inline", "test_large_rasters", "test_ledger_writers",
    "test_lines", "test_package", "test_pdf_layer", "test_prescription", "test_press", "test_random_leaflets",
    "test_rasters", "test_robust", "test_schema", "test_sheet_qr", "test_source", "test_svg_leaflets",
    "test_svg_quarrels", "test_svg_refused", "test_svg_values", "test_svg_words", "test_symbols", "test_verification",
    "test_workers",
))  # fmt: skip
#: Files that take longest begin, so that no worker waits for another one at the end.
FIRST = (
    "test_install",
    "test_portable",
    "test_browser",
    "test_for_everybody",
    "test_journey_by_mouse",
    "test_nothing_stays",
    "test_readers",
    "test_sheet_layouts",
    "test_killed",
    "test_random_leaflets",
    "test_starter",
    "test_bad_input",
)


def begin_with_the_longest(items: list[pytest.Item]) -> None:
    """Put the tests of the longest files first; the others stay in their order."""
    places = {name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(FIRST)))


def mark(items: list[pytest.Item]) -> None:
    """Mark tests by the module that they stand in."""
    for item in items:
        name = item.path.stem
        if name in DATES:
            item.add_marker(pytest.mark.dates)
        if name in LIBRARIES:
            item.add_marker(pytest.mark.libraries)

"""Print copies beside a built leaflet: which ones there are, and what their files are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def print_copies(
    data: bytes,
    stem: str,
    *,
    impose: bool,
    press: bool,
    font: Path,
    paper: str = "a4",
    creep_mm: float = 0.0,
    binding: str | None = None,
) -> list[tuple[str, bytes]]:
    """The print copies of a PDF as file names and contents: `STEM.imposed.pdf`, `STEM.press.pdf`.

    A PDF whose pages do not lie twice on the paper is no booklet, and has no imposed copy. `font`, `paper`,
    `creep_mm` and `binding` are those of `leafletgen.press.impose.impose`.

    Raises:
        OutputError: a copy that was asked for cannot be made.
    """
    from leafletgen.press import impose as imposition
    from leafletgen.press import press as works

    name = f"{stem}.pdf"
    copies: list[tuple[str, bytes]] = []
    if impose and imposition.fits_twice(data, name, paper):
        made = imposition.impose(data, name, font=font, paper=paper, creep_mm=creep_mm, binding=binding)
        copies.append((f"{stem}.imposed.pdf", made))
    if press:
        copies.append((f"{stem}.press.pdf", works.press(data, name, font=font)))
    return copies

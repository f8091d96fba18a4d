"""How long drawings of very many parts take to prepare: ``python -m tests.bench.pictures_time``, best of three."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from leafletgen.fonts.loading import load_face
from leafletgen.images import PictureStore
from leafletgen.starters.contents import starter_folder

_CIRCLES = 40_000
_USES = 10_000
_TIMES = 3
_WIDTH = 300.0
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000" width="1000" height="1000">'


def _each(count: int, part: Callable[[int], str], before: str = "") -> str:
    return f"{_HEAD}{before}{''.join(map(part, range(count)))}</svg>"


def _place(number: int) -> str:
    return f'cx="{number % 200 * 5 + 2.5}" cy="{number // 200 * 5 + 2.5}" r="2"'


def drawings() -> dict[str, str]:
    """What is timed, by its name."""
    rules = "".join(f".c{number}{{fill:#{number:02d}8040;stroke-width:0.5}}" for number in range(10))
    dot = '<defs><circle id="dot" r="2" fill="#408040"/></defs>'
    return {
        f"{_CIRCLES:,} circles, plain": _each(
            _CIRCLES, lambda number: f'<circle {_place(number)} fill="#{number % 90 + 10}8040"/>'
        ),
        f"{_CIRCLES:,} circles with classes": _each(
            _CIRCLES, lambda number: f'<circle {_place(number)} class="c{number % 10}"/>', f"<style>{rules}</style>"
        ),
        f"{_CIRCLES:,} circles with styles": _each(
            _CIRCLES, lambda number: f'<circle {_place(number)} style="fill:#{number % 90 + 10}8040"/>'
        ),
        f"{_USES:,} uses": _each(
            _USES, lambda number: f'<use href="#dot" x="{number % 200 * 5}" y="{number // 200 * 5}"/>', dot
        ),
    }


def main() -> None:
    """Prepare each, and print seconds."""
    fonts = (starter_folder() or Path()) / "assets" / "fonts"
    faces = [load_face(fonts / f"AtkinsonHyperlegibleNext-{style}.ttf") for style in ("Regular", "Bold")]
    with TemporaryDirectory() as folder:
        for name, text in drawings().items():
            path = Path(folder, "drawing.svg")
            path.write_text(text, "utf-8")
            spent = []
            for _ in range(_TIMES):
                start = time.perf_counter()
                artwork = PictureStore(None).load(path, _WIDTH, *faces)
                spent.append(time.perf_counter() - start)
            print(f"{name:<32}{min(spent):8.2f} s  {type(artwork).__name__}")


if __name__ == "__main__":
    main()

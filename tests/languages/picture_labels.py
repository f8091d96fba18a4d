"""The drawing of P4400 that has words in it, with those of each shipped translation; a machine wrote them.

Run ``python -m tests.languages.picture_labels`` to make the files anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from leafletgen.fonts.loading import load_face, load_shaped
from leafletgen.fonts.noto import NASTALIQ, face_of
from leafletgen.fonts.outlines import Contour, contours, path
from leafletgen.fonts.typeface import Typeface
from leafletgen.scripts.direction import is_right_to_left

IMAGES = Path(__file__).parents[2] / "assets" / "images"
NAME = "body-map-back"
#: What "Mid back" and "Low back" are in the captions of the translations, each in lines that the drawing has room for.
LABELS = {
    "ar": ("وسط الظهر", "أسفل الظهر"),
    "bn": ("পিঠের\nমাঝখান", "নিচের\nঅংশ"),
    "cy": ("Canol\ny cefn", "Gwaelod\ny cefn"),
    "pl": ("Środkowa\nczęść", "Dolna\nczęść"),
    "ur": ("درمیانی حصہ", "نچلا حصہ"),
    "zh-Hans": ("中背部", "下背部"),
}
_TEXT = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*font-size="([\d.]+)"[^>]*>[^<]*</text>')
_LINE = 1.1
_DIGITS = re.compile(r"-?\d+")


def labelled(language: str) -> str:
    """Return the drawing with the words of a language: as text in Latin letters, else as outlines."""
    labels = iter(LABELS[language])
    return _TEXT.sub(lambda found: _label(found, next(labels), language), (IMAGES / f"{NAME}.svg").read_text("utf-8"))


def _label(found: re.Match[str], words: str, language: str) -> str:
    x, y, size = map(float, found.groups())
    lines = words.split("\n")
    first = y - _LINE * size * (len(lines) - 1) / 2
    made = []
    for number, line in enumerate(lines):
        base = first + number * _LINE * size
        if face_of(language) is None:
            said = re.sub(r">[^<]*<", f">{line}<", found[0])
            made.append(said.replace(f'y="{found[2]}"', f'y="{base:.1f}"'))
        else:
            made.append(f'<path d="{_drawn(line, language, size / 1000, x, base)}" fill="#1B2A33"/>')
    return "\n".join(made)


def _drawn(line: str, language: str, scale: float, x: float, base: float) -> str:
    """The outlines of a line that begins at x, y growing downwards."""
    own = face_of(language)
    assert own is not None
    rtl, pen, said = is_right_to_left(language), x, []
    for word in line.split(" ")[:: -1 if rtl else 1]:
        if own.shaped:
            shaped = load_shaped(own.path(True), language, "Arab" if own is NASTALIQ else own.script)
            face: Typeface = shaped
            parts = [
                (contours(face, part.glyph), part.x, part.y, cluster.advance if last == part else 0)
                for cluster in map(shaped.cluster, face.word(word, rtl)[0])
                for last in cluster.parts[-1:]
                for part in cluster.parts
            ]
        else:
            face = load_face(own.path(True))
            parts = [
                (contours(face, face.glyph_of_code[code]), 0, 0, face.advance(face.glyph_of_code[code]))
                for letter in word
                for code in face.used_codes(letter)
            ]
        unit = face.thousandths(1) * scale
        for lines, right, up, advance in parts:
            said += [_placed(one, unit, pen + right * unit, base - up * unit) for one in lines]
            pen += advance * unit
        pen += face.space_width * scale
    return " ".join(said)


def _placed(contour: Contour, unit: float, x: float, y: float) -> str:
    tenths = [point._replace(x=10 * (x + point.x * unit), y=10 * (y - point.y * unit)) for point in contour]
    words = []
    *operands, _ = path(tenths).split(" ")
    held: list[str] = []
    for word in operands:
        if _DIGITS.fullmatch(word):
            held.append(f"{int(word) / 10:g}")
        else:
            words.append(word.upper() + " ".join(held))
            held = []
    return "".join([*words, "Z"])


def main() -> None:
    """Write a drawing for each language."""
    for language in LABELS:
        (IMAGES / f"{NAME}.{language}.svg").write_text(labelled(language), "utf-8")


if __name__ == "__main__":
    main()

"""The same shapes as SVG, for a browser."""

from __future__ import annotations

from leafletgen.figures.draw import FigureDrawing
from leafletgen.figures.geometry import Path, bounds


def svg(drawing: FigureDrawing, title: str = "", description: str = "") -> str:
    """Return a drawing as an SVG file.

    Args:
        drawing: what to write.
        title: its name, shown by browsers.
        description: the alternative text.
    """
    left, _, _, top = drawing.frame
    size = f'width="{_number(drawing.width)}" height="{_number(drawing.height)}"'
    box = f'viewBox="0 0 {_number(drawing.width)} {_number(drawing.height)}"'
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img">']
    if title:
        out.append(f"<title>{_escaped(title)}</title>")
    if description:
        out.append(f"<desc>{_escaped(description)}</desc>")
    out.append('<g stroke-linecap="round" stroke-linejoin="round">')
    windows, is_open = 0, False
    for shape in drawing.shapes:
        if shape.fill is None and shape.stroke is None:
            # The edge of the whole picture cuts by itself.
            if shape.path and bounds(shape.path) != drawing.frame:
                windows, is_open = windows + 1, True
                out.append(_window(_path(shape.path, left, top), windows))
            elif is_open and not shape.path:
                out.append("</g>")
                is_open = False
            continue
        paint = f'fill="{shape.fill or "none"}"'
        if shape.stroke is not None:
            paint += f' stroke="{shape.stroke}" stroke-width="{_number(shape.width)}"'
        out.append(f'<path d="{_path(shape.path, left, top)}" {paint}/>')
    out.append("</g>\n</svg>\n")
    return "\n".join(out)


def _window(path: str, number: int) -> str:
    """Return the beginning of a group that shows inside a path alone."""
    return f'<clipPath id="window-{number}"><path d="{path}"/></clipPath><g clip-path="url(#window-{number})">'


def _path(path: Path, left: float, top: float) -> str:
    return "".join(
        letter + " ".join(f"{_number(point.real - left)} {_number(top - point.imag)}" for point in points)
        for letter, points in path
    )


def _number(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

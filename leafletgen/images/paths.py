"""Paths of simple shapes as PDF operators (ISO 32000-1, 8.5.2); lengths in points, from the bottom left."""

#: How far the handles of a quarter circle of radius 1 reach, by one Bézier curve.
_ROUND = 0.5523


def rounded(x: float, y: float, width: float, height: float, radius: float, corners: str = "tb") -> str:
    """The path of a rectangle with round corners at the top ("t") and the bottom ("b"); points."""
    radius = min(radius, width / 2, height / 2)
    top = radius if "t" in corners else 0.0
    base = radius if "b" in corners else 0.0
    right, up = x + width, y + height
    steps = [f"{x + base:.2f} {y:.2f} m {right - base:.2f} {y:.2f} l"]
    if base:
        bend = base * (1 - _ROUND)
        steps.append(f"{right - bend:.2f} {y:.2f} {right:.2f} {y + bend:.2f} {right:.2f} {y + base:.2f} c")
    steps.append(f"{right:.2f} {up - top:.2f} l")
    if top:
        bend = top * (1 - _ROUND)
        steps.append(f"{right:.2f} {up - bend:.2f} {right - bend:.2f} {up:.2f} {right - top:.2f} {up:.2f} c")
    steps.append(f"{x + top:.2f} {up:.2f} l")
    if top:
        bend = top * (1 - _ROUND)
        steps.append(f"{x + bend:.2f} {up:.2f} {x:.2f} {up - bend:.2f} {x:.2f} {up - top:.2f} c")
    steps.append(f"{x:.2f} {y + base:.2f} l")
    if base:
        bend = base * (1 - _ROUND)
        steps.append(f"{x:.2f} {y + bend:.2f} {x + bend:.2f} {y:.2f} {x + base:.2f} {y:.2f} c")
    return " ".join(steps) + " h"

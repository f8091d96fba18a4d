"""How the clinic's pages look: the brand's colours for a light and a dark screen, and its typeface."""

from __future__ import annotations

from leafletgen.content.model.brand import Brand
from leafletgen.errors import Report
from leafletgen.html.colours import variables
from leafletgen.library.workspace import Workspace

FACES = {
    "regular": (400, "normal"),
    "bold": (700, "normal"),
    "italic": (400, "italic"),
    "bold_italic": (700, "italic"),
}
"""The files of a typeface, with the weight and style of CSS Fonts 4."""
_BEHIND = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'


def screen_style(workspace: Workspace) -> str:
    """Return the style sheet with the colours and the typeface of the workspace's first brand.

    Faces are asked for at ``/fonts/FACE.ttf``, FACE being one of `FACES`. Empty when no brand can be read: the pages
    have colours of their own.
    """
    brand = _brand(workspace)
    if brand is None:
        return ""
    faces = "".join(
        f'@font-face {{ font-family: "brand"; src: url("/fonts/{name}.ttf") format("truetype"); '
        f"font-weight: {weight}; font-style: {style}; font-display: swap; }}\n"
        for name, (weight, style) in FACES.items()
    )
    return f'{variables(brand.colours)}:root {{ --face: "brand", {_BEHIND}; }}\n{faces}'


def face_file(workspace: Workspace, name: str) -> bytes | None:
    """Return the TrueType file of one of `FACES` of the workspace's first brand; None when there is none."""
    brand = _brand(workspace)
    if brand is None or name not in FACES:
        return None
    return brand.files[getattr(brand.fonts.text, name)].read_bytes()


def _brand(workspace: Workspace) -> Brand | None:
    names = workspace.brand_names()
    return workspace.load_brand(names[0], Report()) if names else None

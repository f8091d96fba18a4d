"""QR codes as drawings."""

import sys
from functools import cache
from importlib.machinery import ModuleSpec
from typing import Any

from leafletgen.images.artwork import Drawing
from leafletgen.images.qr_masks import choose_masks_quickly

#: The name under which parts of segno are loaded, so that whoever imports segno gets the whole of it.
_PARTS = "leafletgen.images.segno_parts"


def prepare_qr(text: str) -> Drawing:
    """A QR code (ISO/IEC 18004) of level M with its quiet zone of 4 modules."""
    matrix = _encoder().encode(text, error="m", micro=False, boost_error=False).matrix
    size = len(matrix) + 8
    parts = [f"1 1 1 rg 0 0 {size} {size} re f 0 0 0 rg"]
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            run = column
            while run < len(modules) and modules[run]:
                run += 1
            if run > column:
                parts.append(f"{column + 4} {size - 5 - row} {run - column} 1 re")
            column = run + 1
    return Drawing(size, size, " ".join(parts) + " f")


@cache
def _encoder() -> Any:
    """Segno's encoder without its writers: those load Python's web client, which takes as long as setting a leaflet."""
    from importlib import import_module
    from importlib.util import find_spec, module_from_spec

    found = find_spec("segno")
    if found is None:
        raise ModuleNotFoundError("segno")
    bare = ModuleSpec(_PARTS, None, is_package=True)
    bare.submodule_search_locations = found.submodule_search_locations
    sys.modules[_PARTS] = module_from_spec(bare)
    encoder = import_module(f"{_PARTS}.encoder")
    choose_masks_quickly(encoder)
    return encoder

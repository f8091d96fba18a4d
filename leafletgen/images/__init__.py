"""Pictures made ready for print: vectors, rasters and QR codes, prepared once and kept."""

from leafletgen.images.fault import PictureError
from leafletgen.images.store import PictureStore, print_resolution, too_coarse

__all__ = ["PictureError", "PictureStore", "print_resolution", "too_coarse"]

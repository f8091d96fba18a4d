"""Pictures made ready for print and for the screen: vectors, rasters and QR codes, prepared once and kept."""

from leafletgen.images.dots import Dots
from leafletgen.images.fault import PictureError
from leafletgen.images.store import PictureStore, print_resolution, too_coarse
from leafletgen.images.web_picture import WebPicture

__all__ = ["Dots", "PictureError", "PictureStore", "WebPicture", "print_resolution", "too_coarse"]

"""What a web page holds of a picture: its own bytes, so that showing it asks nobody for anything."""

from base64 import b64encode
from typing import Final, NamedTuple

#: Pixels of a picture to a pixel of CSS: the screens of telephones have two or three.
DOTS_A_PIXEL: Final = 2


class WebPicture(NamedTuple):
    """A picture as an address that holds it (RFC 2397); width and height, of which the ratio counts."""

    address: str
    width: float
    height: float


def data_address(kind: str, data: bytes) -> str:
    """A file as an address; kind is its media type. Base64 needs no escapes in an address or an attribute."""
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"

"""How pages are set, as a number that files name."""

#: How leafletgen sets pages: raise it whenever the same leaflet, layout and brand would give another page.
LAYOUT_VERSION = 6


def producer(layout_version: int = LAYOUT_VERSION) -> str:
    """Return what a leaflet's PDF names as its producer.

    It changes with the look of pages and not with every version of leafletgen, so that a released leaflet is built
    byte for byte as it was recorded; one that looks the same in a later layout version goes on naming the earlier.
    """
    return f"leafletgen, layout {layout_version}"


PRODUCER = producer()

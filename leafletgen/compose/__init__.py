"""Where content meets the page: leaflet, brand and layout in, a finished tagged PDF out."""

#: How leafletgen sets pages: raise it whenever the same leaflet, layout and brand would give another page.
LAYOUT_VERSION = 1

#: What a leaflet's PDF names as its producer. It changes with the look of pages and not with every version of
#: leafletgen, so that a released leaflet is built byte for byte as it was recorded.
PRODUCER = f"leafletgen, layout {LAYOUT_VERSION}"

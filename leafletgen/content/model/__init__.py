"""Typed content: leaflet, blocks, brand, layout."""

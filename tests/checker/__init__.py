"""Independent checks of written PDFs: veraPDF, and our own reading of the tag structure."""

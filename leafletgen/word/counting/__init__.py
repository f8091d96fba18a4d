"""Every word of a Word file, counted without the reader, and whether a leaflet and its doubts say them all."""

"""Where content meets the page: leaflet, brand and layout in, a finished tagged PDF out."""

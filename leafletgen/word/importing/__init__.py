"""A story becomes a leaflet's YAML, its pictures, and the doubts of who must look at it."""

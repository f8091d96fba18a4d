"""Rules about who can see, hear and use a leaflet."""

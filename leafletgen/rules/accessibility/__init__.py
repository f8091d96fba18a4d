"""Rules about who can see, hear and use a leaflet: links, pictures, tables, languages, colours, and how it is set."""

"""What is said, in order, with roles: the tree that every form of a leaflet or a sheet is written from."""

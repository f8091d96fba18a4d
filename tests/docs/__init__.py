"""The documentation: pages that are generated, links that lead somewhere, commands that work."""

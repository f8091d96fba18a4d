"""Patient leaflets and exercise sheets from YAML, as accessible, archivable PDF."""

__version__ = "0.1.0"

"""The files that are shipped: those that were written first, and their translations beside them."""

from pathlib import Path

from leafletgen.library.translation_names import head_of

ROOT = Path(__file__).resolve().parents[2]


def sources(folder: str) -> list[Path]:
    """Return the YAML files of a folder of the repository that are no translations, sorted."""
    return [path for path in sorted((ROOT / folder).glob("*.yaml")) if head_of(path) is None]


def translations(folder: str) -> list[Path]:
    """Return those that are translations, sorted."""
    return [path for path in sorted((ROOT / folder).glob("*.yaml")) if head_of(path) is not None]

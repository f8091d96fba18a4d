"""Where the faces are that the package brings; see `noto.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "noto"

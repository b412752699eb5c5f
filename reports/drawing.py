"""What drawing a paper gives, and what draws all of them alike."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Drawn(NamedTuple):
    """The file of a paper, and how small its text had to be set to fit (0: the usual size)."""

    content: bytes
    step: int = 0


@lru_cache(maxsize=8)
def drawing(*sources: str) -> str:
    """A hash of what draws: fonts, the library, and the code in some files of this package."""
    from importlib.metadata import version

    from reports.rendering.fonts import font_files

    total = hashlib.sha256(version("weasyprint").encode())
    for content in font_files().values():
        total.update(hashlib.sha256(content).digest())
    for source in sources:
        total.update(hashlib.sha256((HERE / source).read_bytes()).digest())
    return total.hexdigest()

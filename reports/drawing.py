"""What a paper is, what drawing it gives, and what draws all of them alike."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from typing import Protocol

HERE = Path(__file__).parent
ENGINE = ("pdf.py", "notes.py", "pictures.py", "settle.py", "specimen.py")
"""What all papers are drawn by, in ``rendering``."""


class Drawn(NamedTuple):
    """The file of a paper, and how small its text had to be set to fit (0: the usual size)."""

    content: bytes
    step: int = 0


class Paper(Protocol):
    """What is drawn into one file for one candidate; it can be handed to another process."""

    @property
    def dossier(self) -> str:
        """Whose it is."""

    @property
    def name(self) -> str:
        """The name of the candidate."""

    @property
    def file(self) -> str:
        """The name of its file."""

    @property
    def digest(self) -> str:
        """The hash of all that makes the file."""

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """What it states, as pairs (what it is, the text), for who checks it."""

    def drawn(self) -> Drawn:
        """Its file; raises a ``PalmaresError``."""


@lru_cache(maxsize=8)
def drawing(*sources: str) -> str:
    """A hash of what draws: fonts, library, engine, and the code in some files of this package."""
    from importlib.metadata import version

    from reports.rendering.fonts import font_files

    total = hashlib.sha256(version("weasyprint").encode())
    for content in font_files().values():
        total.update(hashlib.sha256(content).digest())
    for source in (*sources, *(f"rendering/{each}" for each in ENGINE)):
        total.update(hashlib.sha256((HERE / source).read_bytes()).digest())
    return total.hexdigest()

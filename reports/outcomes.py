"""What became of each paper of a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from reports.errors import PalmaresError


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was drawn and written; ``step`` as in the manifest."""

    dossier: str
    path: Path
    name: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper that is there already, exactly as it would be made."""

    dossier: str
    path: Path


@dataclass(frozen=True, slots=True)
class Failed:
    """A paper that could not be made; the others were."""

    dossier: str
    name: str
    error: PalmaresError


@dataclass(frozen=True, slots=True)
class Stale:
    """A file of an earlier freezing that says what is no longer true.

    Its candidate is gone, has another name or gets none any more, or the paper that should
    take its place could not be made.
    """

    dossier: str
    path: Path


Outcome = Made | Kept | Failed | Stale


class Progress(Protocol):
    """Called after each paper, in any order, with how many are done of how many."""

    def __call__(self, done: int, total: int, outcome: Outcome) -> None:
        """Show it."""

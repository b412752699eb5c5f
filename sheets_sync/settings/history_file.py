"""``history.toml`` -> earlier editions; the file may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.history import PastEdition
from sheets_sync.history import PastResult
from sheets_sync.settings.history_shapes import HistoryShape
from sheets_sync.settings.toml_file import read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.settings.history_shapes import PastEditionShape

HISTORY_FILE = "history.toml"


def read_history(folder: Path) -> tuple[PastEdition, ...]:
    """The earlier editions that an edition's folder knows of; none without the file.

    Raises ``BadSettings`` with all that is wrong in it.
    """
    path = folder / HISTORY_FILE
    if not path.exists():
        return ()
    shape = read_toml(path).shaped(HistoryShape)
    return tuple(_edition(each) for each in shape.editions)


def _edition(shape: PastEditionShape) -> PastEdition:
    results = tuple(
        PastResult(
            year=shape.year,
            name=each.name,
            department=each.department,
            level=each.level or None,
            bearer=each.bearer,
            mentions=tuple(each.mentions),
            source=each.source or shape.source,
        )
        for each in shape.results
    )
    return PastEdition(shape.year, shape.complete, results, shape.source)

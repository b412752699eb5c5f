"""An edition's folder read and checked as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeVar

from sheets_sync.settings.checks import check_together
from sheets_sync.settings.edition_file import load_scheme
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.errors import raise_if_blocking
from sheets_sync.settings.grid_file import load_grid

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sheets_sync.findings import Finding
    from sheets_sync.grid import Grid
    from sheets_sync.scheme import Scheme

Loaded = TypeVar("Loaded")


class Edition(NamedTuple):
    """A scheme and its questions, which fit together; ``warnings`` do not block."""

    scheme: Scheme
    grid: Grid
    warnings: tuple[Finding, ...] = ()


def read_edition(folder: Path) -> Edition:
    """The edition of a folder; ``BadSettings`` with everything that is wrong in its files."""
    found: list[Finding] = []
    loaded = _gathered(lambda: load_scheme(folder), found)
    grid = _gathered(lambda: load_grid(folder, loaded.scheme if loaded else None), found)
    found += loaded.findings if loaded else ()
    found += grid.findings if grid else ()
    if loaded and grid:
        found += check_together(loaded, grid)
    warnings = raise_if_blocking(found)
    if not (loaded and grid):
        raise BadSettings(found)
    return Edition(loaded.scheme, grid.grid, warnings)


def _gathered(load: Callable[[], Loaded], found: list[Finding]) -> Loaded | None:
    """What a file gives; None when it cannot be read, with its findings kept."""
    try:
        return load()
    except BadSettings as problem:
        found += problem.findings
        return None

"""Where a sheet that is made comes among those that are there; none of these is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import Tab

HIDDEN = 2
"""The rank of hidden sheets, which come last of all."""


def rank(tab: Tab) -> int:
    """How far back a tab belongs: 0 for most, 1 for those that are last, 2 for hidden ones."""
    return HIDDEN if tab.hidden else int(tab.last)


def position(own: int, titles: Sequence[str], ranks: Mapping[str, int]) -> int:
    """The position, from 0, of a sheet that is made.

    It comes in front of the program's sheets of a higher rank, where they are the last of
    the workbook: behind any sheet that people put at the end.
    """
    found = len(titles)
    while found and ranks.get(titles[found - 1], 0) > own:
        found -= 1
    return found

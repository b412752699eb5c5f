"""One managed sheet of a file as a tab state, and where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.workbooks import records

if TYPE_CHECKING:
    from collections.abc import Collection

    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import TabState
    from sheets_sync.workbooks.recognise import Identities
    from sheets_sync.workbooks.xlsx.book import Sheet
    from sheets_sync.workbooks.xlsx.seeing import Seen
    from sheets_sync.workbooks.xlsx.sheetdata import Cut


class Layout(NamedTuple):
    """Where a managed tab lies.

    ``width`` is the last column that holds anything, ``formulas`` whether it has any.
    ``cut`` is the part as it was cut when it was read, over the runs that it is packed in;
    None when it has to be cut again.
    """

    sheet: Sheet
    identity_line: int
    heading_line: int
    width: int
    formulas: bool = False
    cut: Cut | None = None


def tab_state(
    tab: Tab, sheet: Sheet, seen: Seen, identities: Identities, commented: Collection[int]
) -> tuple[TabState, Layout]:
    """The state of a tab, of which people commented some lines, and where it lies."""
    state, lines = records.tab_state(tab, sheet.title, seen.values, identities, seen.odd)
    if commented:
        places = zip(state.keys, state.lines, strict=True)
        theirs = {key for key, line in places if line in commented}
        state = state._replace(beside=state.beside | theirs)
    width, formulas = seen.values.width, bool(seen.odd.formulas)
    return state, Layout(sheet, lines.identity, lines.heading, width, formulas, seen.cut)

"""A workbook's content as a snapshot of its managed tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.workbooks.base import Snapshot
from sheets_sync.workbooks.errors import NotAWorkbook
from sheets_sync.workbooks.recognise import SEARCHED
from sheets_sync.workbooks.recognise import find_identities
from sheets_sync.workbooks.records import findings
from sheets_sync.workbooks.xlsx.book import UNREADABLE
from sheets_sync.workbooks.xlsx.book import open_book
from sheets_sync.workbooks.xlsx.comments import commented_lines
from sheets_sync.workbooks.xlsx.memory import TITLE
from sheets_sync.workbooks.xlsx.memory import Memory
from sheets_sync.workbooks.xlsx.order import rank
from sheets_sync.workbooks.xlsx.records import Layout
from sheets_sync.workbooks.xlsx.records import tab_state
from sheets_sync.workbooks.xlsx.seeing import Sight
from sheets_sync.workbooks.xlsx.shape import Likely

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.tabs.model import Tab
    from sheets_sync.wanted import Wanted
    from sheets_sync.workbooks.base import TabState
    from sheets_sync.workbooks.recognise import Identities
    from sheets_sync.workbooks.xlsx.book import Book
    from sheets_sync.workbooks.xlsx.book import Sheet
    from sheets_sync.workbooks.xlsx.plain import PlainSheet
    from sheets_sync.workbooks.xlsx.values import Values


class Details(NamedTuple):
    """What the writing side needs: where each tab lies, and what the program remembers.

    ``formulas`` tells whether there is a formula anywhere in the workbook. ``ranks`` are
    those of the program's sheets, by title: see :func:`rank`.
    """

    layouts: Mapping[str, Layout]
    memory: Memory
    formulas: bool = False
    ranks: Mapping[str, int] = {}


class _Claim(NamedTuple):
    """A sheet that holds the identities of a tab."""

    sheet: Sheet
    identities: Identities
    state: TabState
    layout: Layout


def read_snapshot(
    data: bytes,
    tabs: Sequence[Tab],
    version: str,
    place: str,
    backups: str,
    likely: Mapping[str, Wanted] | None = None,
) -> Snapshot:
    """The managed tabs in a file's content, ``likely`` as for any workbook.

    Raises ``NotAWorkbook``.
    """
    book = open_book(data, place, backups)
    try:
        return _snapshot(book, data, tabs, version, likely or {})
    except UNREADABLE as error:
        detail = N_("it is damaged inside")
        raise NotAWorkbook(place=place, detail=detail, backups=backups) from error


def _snapshot(
    book: Book, data: bytes, tabs: Sequence[Tab], version: str, likely: Mapping[str, Wanted]
) -> Snapshot:
    known = {tab.id: Likely.of(likely[tab.id], tab.key) for tab in tabs if tab.id in likely}
    sight = Sight(book, data, known)
    by_id = {tab.id: tab for tab in tabs}
    memory = Memory()
    claims: dict[str, list[_Claim]] = {}
    formulas = False
    for sheet in book.sheets:
        own = sheet.title == TITLE
        seen = sight.see(sheet, partial(_identities, sheet, tabs), whole=own)
        formulas = formulas or seen.formulas
        if own:
            memory = Memory.from_rows(seen.values.rows())
        elif seen.identities:
            commented = commented_lines(book.package, sheet.part)
            tab = by_id[seen.identities.tab]
            found = tab_state(tab, sheet, seen, seen.identities, commented)
            claim = _Claim(sheet, seen.identities, *found)
            claims.setdefault(seen.identities.tab, []).append(claim)
    problems = [each for tab in tabs for each in _problems(tab, claims, book, memory)]
    first = {tab: found[0] for tab, found in claims.items()}
    states = {tab: claim.state for tab, claim in first.items()}
    layouts = {tab: claim.layout for tab, claim in first.items()}
    ranks = {claim.sheet.title: rank(by_id[tab]) for tab, claim in first.items()}
    kept = Details(layouts, memory, formulas, ranks)
    return Snapshot(version, states, tuple(problems), details={"xlsx": kept})


def _identities(
    sheet: Sheet, tabs: Sequence[Tab], values: PlainSheet | Values
) -> Identities | None:
    if sheet.title == TITLE:
        return None
    found = find_identities(values.rows(SEARCHED), tabs)
    if found or sheet.title.casefold() not in {tab.title.casefold() for tab in tabs}:
        return found
    return find_identities(values.rows(), tabs)  # a sort may have carried the row away


def _problems(
    tab: Tab, claims: Mapping[str, Sequence[_Claim]], book: Book, memory: Memory
) -> Iterator[Finding]:
    mine = claims.get(tab.id, ())
    if len(mine) > 1:
        titles = ", ".join(each.sheet.title for each in mine)
        yield Finding("workbook-tab-doubled", Place(tab=tab.title), {"titles": titles})
    if mine:
        _, identities, state, layout = mine[0]
        yield from findings(tab, identities, state, layout.heading_line, memory)
    elif tab.title.casefold() in {title.casefold() for title in book.titles}:
        lost = "workbook-identity-missing" if memory.columns(tab.id) else "workbook-title-taken"
        yield Finding(lost, Place(tab=tab.title))
    elif memory.columns(tab.id):
        yield Finding("workbook-tab-deleted", Place(tab=tab.title), {"title": tab.title})


def details(snapshot: Snapshot) -> Details:
    """What reading kept for writing; empty for a workbook that is not there yet."""
    kept = snapshot.details.get("xlsx")
    return kept if isinstance(kept, Details) else Details({}, Memory())

"""A spreadsheet's content as a snapshot of its managed tabs: two requests, rarely three or four.

The metadata first, then the values of the managed tabs whole and the first lines of the
others (people copy tabs). Cells that values do not tell enough of (formulas and texts like
them, dates) are looked at in a further request, which most campaigns never need.
"""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.findings import Place as Where
from sheets_sync.workbooks.base import Snapshot
from sheets_sync.workbooks.google.grid import Grid
from sheets_sync.workbooks.google.grid import doubtful
from sheets_sync.workbooks.google.grid import formula
from sheets_sync.workbooks.google.grid import placed
from sheets_sync.workbooks.google.grid import shown
from sheets_sync.workbooks.google.meta import read_meta
from sheets_sync.workbooks.google.ranges import area
from sheets_sync.workbooks.google.spreadsheet import SHOWN
from sheets_sync.workbooks.recognise import SEARCHED
from sheets_sync.workbooks.recognise import find_identities
from sheets_sync.workbooks.records import findings
from sheets_sync.workbooks.records import tab_state
from sheets_sync.workbooks.xlsx.order import HIDDEN
from sheets_sync.workbooks.xlsx.order import rank

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.originals import Shown
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import TabState
    from sheets_sync.workbooks.google.grid import Place
    from sheets_sync.workbooks.google.meta import Meta
    from sheets_sync.workbooks.google.meta import Sheet
    from sheets_sync.workbooks.google.spreadsheet import Spreadsheet
    from sheets_sync.workbooks.recognise import Identities
    from sheets_sync.workbooks.records import Lines

Object = dict[str, Any]

MOST_RANGES = 500
"""How many ranges a request asks for; beyond, whole columns are asked for instead."""


class Layout(NamedTuple):
    """Where a managed tab lies, and its cells as they were entered."""

    sheet: Sheet
    lines: Lines
    grid: Grid


class Details(NamedTuple):
    """What reading keeps for writing; ``ranks`` of our sheets by title: see ``order``."""

    meta: Meta
    layouts: Mapping[str, Layout]
    blank: Sheet | None = None
    ranks: Mapping[str, int] = {}


class _Odd(NamedTuple):
    formulas: Mapping[Place, str]
    shown: Mapping[Place, Shown]


class _Claim(NamedTuple):
    """A sheet that holds the identities of a tab."""

    tab: Tab
    sheet: Sheet
    identities: Identities
    grid: Grid


def read_snapshot(spreadsheet: Spreadsheet, tabs: Sequence[Tab]) -> Snapshot:
    """The managed tabs as they are; raises ``Failure``."""
    meta = read_meta(spreadsheet.metadata())
    grids = _Grids(spreadsheet)
    claims = _claims(meta, tabs, grids)
    looked = _looked_at(spreadsheet, [each for found in claims.values() for each in found[:1]])
    states: dict[str, TabState] = {}
    layouts: dict[str, Layout] = {}
    for tab in tabs:
        for claim in claims[tab.id][:1]:
            states[tab.id], layouts[tab.id] = _state(claim, looked.get(claim.sheet.id, {}))
    problems = [each for tab in tabs for each in _problems(tab, claims, states, layouts, meta)]
    blank = _blank(meta, grids.read)
    exists = bool(meta.memory.made or states) or blank is None
    details = Details(meta, layouts, blank, _ranks(meta, claims))
    version = _version(meta, grids.read)
    return Snapshot(version, states, tuple(problems), exists, {"google": details})


def details(snapshot: Snapshot) -> Details:
    """What reading kept for writing; ``ValueError`` for a snapshot of something else."""
    kept = snapshot.details.get("google")
    if not isinstance(kept, Details):
        raise ValueError("not a snapshot of a Google spreadsheet")  # noqa: TRY004 - not a type
    return kept


class _Grids:
    """Sheets read so far, by their ids."""

    def __init__(self, spreadsheet: Spreadsheet) -> None:
        self._spreadsheet = spreadsheet
        self.read: dict[int, Grid] = {}

    def fetch(self, wanted: Mapping[int, int | None]) -> None:
        """Read sheets by their ids, whole or up to a line, in one request."""
        ranges = [area(key, (1, last) if last else None) for key, last in wanted.items()]
        found = self._spreadsheet.values(ranges) if ranges else []
        for key, one in zip(wanted, found, strict=True):
            self.read[key] = Grid(one.get("values", []))


def _claims(meta: Meta, tabs: Sequence[Tab], grids: _Grids) -> dict[str, list[_Claim]]:
    """The sheets of each tab, in their order; the first is the tab."""
    known = {made.sheet: made.tab for made in meta.memory.made.values()}
    titles = {tab.title.casefold() for tab in tabs}
    wanted = {tab.id for tab in tabs}
    parts: dict[int, int | None] = {}
    for sheet in meta.sheets:
        if known.get(sheet.id, "") in wanted or sheet.title.casefold() in titles:
            parts[sheet.id] = None
        elif sheet.id not in known:
            parts[sheet.id] = min(SEARCHED, sheet.rows) if len(meta.titles) > 1 else None
    grids.fetch(parts)
    found = {
        sheet.id: find_identities(grids.read[sheet.id].rows(SEARCHED), tabs)
        or (None if parts[sheet.id] else find_identities(grids.read[sheet.id].rows(), tabs))
        for sheet in meta.sheets
        if sheet.id in parts
    }
    grids.fetch({key: None for key, each in found.items() if each and parts[key]})
    by_id = {tab.id: tab for tab in tabs}
    claims: dict[str, list[_Claim]] = {tab.id: [] for tab in tabs}
    for sheet in meta.sheets:
        each = found.get(sheet.id)
        if each:
            claims[each.tab].append(_Claim(by_id[each.tab], sheet, each, grids.read[sheet.id]))
    return claims


def _state(claim: _Claim, looked: Mapping[Place, Object]) -> tuple[TabState, Layout]:
    values: dict[Place, CellValue] = {place: shown(cell) for place, cell in looked.items()}
    formulas = {place: formula(cell) for place, cell in looked.items() if formula(cell)}
    grid = claim.grid.showing(values)
    state, lines = tab_state(
        claim.tab, claim.sheet.title, grid, claim.identities, _Odd(formulas, {})
    )
    return state, Layout(claim.sheet, lines, grid)


# -- cells that values do not tell enough of ------------------------------------------------


def _looked_at(
    spreadsheet: Spreadsheet, claims: Iterable[_Claim]
) -> dict[int, dict[Place, Object]]:
    """The cells of managed columns that must be looked at, by sheet and place."""
    ranges = [each for claim in claims for each in _doubtful(claim)]
    if len(ranges) > MOST_RANGES:
        ranges = list(_whole_columns(ranges))
    return placed(spreadsheet.cells(ranges, SHOWN)) if ranges else {}


def _doubtful(claim: _Claim) -> Iterator[Object]:
    for column_id, places in claim.identities.columns.items():
        column, place = claim.tab.column(column_id), places[0]
        cells = claim.grid.entered_in(place)
        lines = [line for line, raw in enumerate(cells, start=1) if doubtful(raw, column)]
        # Lines that follow each other are as far from their numbers in the list.
        for _, run in groupby(enumerate(lines), lambda each: each[1] - each[0]):
            block = [line for _, line in run]
            yield area(claim.sheet.id, (block[0], block[-1]), (place, place))


def _whole_columns(ranges: Iterable[Object]) -> Iterator[Object]:
    found: dict[tuple[int, int], Object] = {}
    for each in ranges:
        key = each["sheetId"], each["startColumnIndex"]
        first = found.setdefault(key, each)
        found[key] = first | {"endRowIndex": max(first["endRowIndex"], each["endRowIndex"])}
    yield from found.values()


# -- what is wrong, and what tells this content from any other ---------------------------------


def _problems(
    tab: Tab,
    claims: Mapping[str, Sequence[_Claim]],
    states: Mapping[str, TabState],
    layouts: Mapping[str, Layout],
    meta: Meta,
) -> Iterator[Finding]:
    mine = claims[tab.id]
    if len(mine) > 1:
        titles = ", ".join(each.sheet.title for each in mine)
        yield Finding("workbook-tab-doubled", Where(tab=tab.title), {"titles": titles})
    if mine:
        heading = layouts[tab.id].lines.heading
        yield from findings(tab, mine[0].identities, states[tab.id], heading, meta.memory)
    elif tab.title.casefold() in {title.casefold() for title in meta.titles}:
        made = meta.memory.columns(tab.id)
        lost = "workbook-identity-missing" if made else "workbook-title-taken"
        yield Finding(lost, Where(tab=tab.title))
    elif meta.memory.columns(tab.id):
        yield Finding("workbook-tab-deleted", Where(tab=tab.title), {"title": tab.title})


def _ranks(meta: Meta, claims: Mapping[str, Sequence[_Claim]]) -> dict[str, int]:
    """How far back each of our sheets belongs, by title."""
    ours = {made.sheet for made in meta.memory.made.values()}
    found = {each.title: HIDDEN for each in meta.sheets if each.id in ours and each.hidden}
    return found | {each.sheet.title: rank(each.tab) for one in claims.values() for each in one}


def _blank(meta: Meta, read: Mapping[int, Grid]) -> Sheet | None:
    """The only sheet of a spreadsheet in which nobody did anything yet; None otherwise."""
    if len(meta.titles) != 1 or len(meta.sheets) != 1:
        return None
    sheet = meta.sheets[0]
    grid = read.get(sheet.id)
    plain = not (sheet.protections or sheet.merges or sheet.filter)
    return sheet if grid is not None and not grid.height and plain else None


def _version(meta: Meta, read: Mapping[int, Grid]) -> str:
    """A digest of what was read: of sizes, positions and looks nothing is in it."""
    digest = sha256(json.dumps(meta.titles).encode())
    for sheet in meta.sheets:
        if sheet.id in read:
            digest.update(json.dumps([sheet.id, sheet.title]).encode())
            for row in read[sheet.id].entered():
                digest.update(json.dumps(row).encode())
    return digest.hexdigest()

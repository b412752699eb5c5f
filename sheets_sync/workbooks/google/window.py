"""Between our reading and our writing: what is there now, and whether the plan still holds.

A plan holds when each row that it writes is there once and is as it was when the plan was
made, in all its columns, and when no row that it adds is there. Where these rows are by now
does not matter; what people do elsewhere meanwhile is as if they did it a moment later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.workbooks.google.grid import Grid
from sheets_sync.workbooks.google.grid import entered
from sheets_sync.workbooks.google.grid import plain
from sheets_sync.workbooks.google.ranges import area
from sheets_sync.workbooks.recognise import SEARCHED
from sheets_sync.workbooks.recognise import find_identities
from sheets_sync.workbooks.recognise import key_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.workbooks.google.edits import TabEdit
    from sheets_sync.workbooks.google.grid import Place
    from sheets_sync.workbooks.google.grid import Raw

Object = dict[str, Any]

MOST_CELLS = 100_000
"""How many cells of rows are read as cells; more are read as values, which are shorter."""

MOST_RANGES = 100
_CLOSE = 1e-12


class Moved(Exception):
    """The plan does not hold any more."""


@dataclass(frozen=True, slots=True)
class Now:
    """Where a tab's rows are: ``lines`` by key, ``last`` the last that holds anything."""

    lines: Mapping[str, int]
    identity: int
    heading: int
    last: int


def ranges(edit: TabEdit) -> list[Object]:
    """What must be read again of a tab that is there."""
    assert edit.known  # noqa: S101 - the others are not there
    state, layout = edit.known
    sheet = layout.sheet
    top = min(max(layout.lines.heading, SEARCHED), sheet.rows)
    found = [area(sheet.id, (1, top))]
    if edit.tab.key in state.columns:
        place = state.columns[edit.tab.key]
        found.append(area(sheet.id, None, (place, place)))
    if len(edit.cells) * layout.grid.width <= MOST_CELLS:
        at = dict(zip(state.keys, state.lines, strict=True))
        stretches = blocks([at[key] for key in edit.cells if key in at])
        found += [area(sheet.id, stretch) for stretch in stretches]
    return found


def blocks(lines: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of lines that are near each other; the gaps grow until they are few."""
    ordered = sorted(set(lines))
    gap = 1
    while True:
        found: list[tuple[int, int]] = []
        for line in ordered:
            if found and line - found[-1][1] <= gap:
                found[-1] = found[-1][0], line
            else:
                found.append((line, line))
        if len(found) <= MOST_RANGES:
            return found
        gap *= 2


class Reread:
    """A tab as it is now; :meth:`settle` tells where things are, or that the plan fell through.

    ``cells`` are those read again; ``more`` reads whole lines that are not among them.
    """

    def __init__(
        self,
        edit: TabEdit,
        cells: Mapping[Place, Object],
        more: Callable[[Sequence[Object]], Sequence[Object]],
    ) -> None:
        """Keep what was read."""
        assert edit.known  # noqa: S101 - the others are not there
        self._edit = edit
        self._state, self._layout = edit.known
        self._more = more
        self._rows: dict[int, dict[int, Raw]] = {}
        for (line, column), cell in cells.items():
            self._rows.setdefault(line, {})[column] = entered(cell)

    def settle(self) -> Now:
        """Where the rows are now; raises :class:`Moved`."""
        identity = self._identity()
        down = identity - self._layout.lines.identity
        heading = self._layout.lines.heading + down
        lines = self._lines({identity, heading})
        for key in self._edit.added:
            if key in lines:
                raise Moved
        for key in self._edit.cells:
            if len(lines.get(key, ())) != 1:
                raise Moved
        found = {key: each[0] for key, each in lines.items()}
        self._compare({key: found[key] for key in self._edit.cells})
        return Now(found, identity, heading, self._last(found))

    def _identity(self) -> int:
        """The line of the identities; all managed columns must be where they were."""
        top = range(1, max(self._layout.lines.heading, SEARCHED) + 1)
        rows = ([plain(each) for each in self._row(line)] for line in top)
        found = find_identities(rows, [self._edit.tab])
        if found is None:
            raise Moved
        places = {each: places[0] for each, places in found.columns.items()}
        if places != dict(self._state.columns) or any(len(p) > 1 for p in found.columns.values()):
            raise Moved
        return found.line

    def _lines(self, first: set[int]) -> dict[str, list[int]]:
        """Lines by key, without the first ones."""
        place = self._state.columns.get(self._edit.tab.key, 0)
        at = dict(zip(self._state.lines, self._state.keys, strict=True))
        titles = range(1, min(first))
        found: dict[str, list[int]] = {}
        for line, row in self._rows.items():
            if line in first or (line in titles and line not in at):
                continue
            raw = row.get(place, "")
            same = line in at and same_cell(raw, self._layout.grid.raw(line, place))
            key = at[line] if same else key_text(plain(raw))
            if key:
                found.setdefault(key, []).append(line)
        return found

    def _compare(self, lines: Mapping[str, int]) -> None:
        """Whether the rows that are written are as they were."""
        at = dict(zip(self._state.keys, self._state.lines, strict=True))
        asked = self._asked()
        rows = self._read([line for line in lines.values() if line not in asked])
        for key, line in lines.items():
            now = rows[line] if line in rows else self._row(line)
            if not same_row(now, self._layout.grid.line(at[key])):
                raise Moved

    def _asked(self) -> set[int]:
        """The lines that were read whole."""
        if len(self._edit.cells) * self._layout.grid.width > MOST_CELLS:
            return set()
        at = dict(zip(self._state.keys, self._state.lines, strict=True))
        stretches = blocks([at[key] for key in self._edit.cells])
        return {line for first, last in stretches for line in range(first, last + 1)}

    def _row(self, line: int) -> list[Raw]:
        row = self._rows.get(line, {})
        return [row.get(place, "") for place in range(1, max(row, default=0) + 1)]

    def _read(self, lines: Sequence[int]) -> dict[int, Sequence[Raw]]:
        stretches = blocks(lines)
        if not stretches:
            return {}
        asked = [area(self._layout.sheet.id, stretch) for stretch in stretches]
        found: dict[int, Sequence[Raw]] = {}
        for (first, last), one in zip(stretches, self._more(asked), strict=True):
            grid = Grid(one.get("values", []))
            found |= {line: grid.line(line - first + 1) for line in range(first, last + 1)}
        return found

    def _last(self, lines: Mapping[str, int]) -> int:
        """The last line that holds anything, as far as can be told from the keys."""
        before = max(self._state.lines, default=0)
        after = max(lines.values(), default=0)
        return self._layout.grid.height + (after - before if before and after else 0)


def same_cell(one: Raw, other: Raw) -> bool:
    """Whether two cells were entered the same."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return one == other or abs(one - other) <= _CLOSE * max(abs(one), abs(other))


def same_row(one: Sequence[Raw], other: Sequence[Raw]) -> bool:
    """Whether two rows were entered the same; empty cells behind the last do not count."""
    size = max(len(one), len(other))
    return all(map(same_cell, _padded(one, size), _padded(other, size)))


def _padded(row: Sequence[Raw], size: int) -> Iterator[Raw]:
    yield from row
    yield from [""] * (size - len(row))

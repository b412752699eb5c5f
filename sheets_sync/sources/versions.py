"""One dossier per candidate: the last version sent before closing; the others are listed.

A candidate keeps the id of its first version whatever is sent later, so that what people
wrote beside it in the workbook stays beside it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.identity import candidate_keys
from sheets_sync.sources.identity import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import datetime

    from sheets_sync.sources.form_table import FormTable

GONE = frozenset({"refused", "dropped"})


@dataclass(frozen=True, slots=True)
class Sendings:
    """The facts that tell versions apart, one per row of the form."""

    form: FormTable
    facts: Mapping[str, Sequence[str | None]]
    submitted: Sequence[datetime | None]
    updated: Sequence[datetime | None]

    def cell(self, fact: str, row: int) -> str:
        """A fact of a row, "" when not known."""
        return self.facts[fact][row] or ""

    def place(self, row: int) -> Place:
        """Where a row stands in the file."""
        return Place(
            self.form.file, self.form.sheet, self.form.lines[row], row=self.cell("dossier", row)
        )


@dataclass(slots=True)
class Chosen:
    """Row -> key of the dossiers kept; row -> reason of those left out."""

    kept: dict[int, str] = field(default_factory=dict)
    left: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class _Identity(NamedTuple):
    name: str
    department: str
    type: str
    track: str


def choose(sendings: Sendings, closes: datetime) -> Chosen:
    """Which rows count; ``closes`` is the last moment, included."""
    chosen = Chosen()
    live = [row for row in range(len(sendings.form.rows)) if _is_live(sendings, row, chosen)]
    if _ids_clash(sendings, live, chosen):
        return chosen
    groups = _groups(sendings, live)
    keys = _keys(sendings, groups)
    for rows, key in zip(groups, keys, strict=True):
        _keep_last(sendings, rows, key, closes, chosen)
    _look_alike(sendings, chosen)
    return chosen


def _is_live(sendings: Sendings, row: int, chosen: Chosen) -> bool:
    """Whether a row is an application at all; the reason is kept when it is not."""
    state = sendings.cell("state", row)
    why = ""
    if row in sendings.form.unfinished or state == "draft":
        why = "export-unfinished"
    elif state in GONE:
        why = "export-set-aside"
    elif not sendings.cell("name", row):
        why = "export-name-missing"
    if why:
        _leave(sendings, row, why, chosen)
    return not why


def _leave(sendings: Sendings, row: int, why: str, chosen: Chosen, **values: object) -> None:
    chosen.left[row] = why
    named = {"name": sendings.cell("name", row) or "?", "moment": _said(sendings.submitted[row])}
    chosen.findings.append(Finding(why, sendings.place(row), {**named, **values}))


def _said(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "?"


def _ids_clash(sendings: Sendings, live: Iterable[int], chosen: Chosen) -> bool:
    """Two candidates under one id: nobody can tell whose it is."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for row in live:
        key = sendings.cell("dossier", row)
        if key:
            names[key].setdefault(plain_name(sendings.cell("name", row)), row)
    for key, rows in names.items():
        if len(rows) > 1:
            shown = ", ".join(sendings.cell("name", row) for row in rows.values())
            lines = ", ".join(str(sendings.form.lines[row]) for row in rows.values())
            values = {"key": key, "names": shown, "lines": lines}
            place = sendings.place(max(rows.values()))
            chosen.findings.append(Finding("export-id-doubled", place, values))
    return any(len(rows) > 1 for rows in names.values())


def _groups(sendings: Sendings, live: Iterable[int]) -> list[list[int]]:
    """Rows of one candidate together, in the order in which they were sent."""
    leader: dict[object, int] = {}
    groups: dict[int, list[int]] = {}
    for row in live:
        marks: list[object] = [_identity(sendings, row)]
        if sendings.cell("dossier", row):
            marks.append(sendings.cell("dossier", row))
        first = next((leader[mark] for mark in marks if mark in leader), row)
        groups.setdefault(first, []).append(row)
        for mark in marks:
            leader.setdefault(mark, first)
    return [sorted(rows, key=lambda row: _order(sendings, row)) for rows in groups.values()]


def _identity(sendings: Sendings, row: int) -> _Identity:
    return _Identity(
        plain_name(sendings.cell("name", row)),
        sendings.cell("department", row),
        sendings.cell("type", row),
        sendings.cell("track", row),
    )


def _order(sendings: Sendings, row: int) -> tuple[float, float, int]:
    submitted, updated = sendings.submitted[row], sendings.updated[row]
    first = submitted.timestamp() if submitted else 0.0
    return first, updated.timestamp() if updated else first, row


def _keys(sendings: Sendings, groups: list[list[int]]) -> list[str]:
    """The id of each group's first version, or a key made from its name; all different."""
    names = [sendings.cell("name", rows[0]) for rows in groups]
    made = candidate_keys(names, [sendings.cell("department", rows[0]) for rows in groups])
    keys: list[str] = []
    taken: set[str] = set()
    for rows, name_key in zip(groups, made, strict=True):
        wanted = sendings.cell("dossier", rows[0]) or name_key
        details = [sendings.cell(fact, rows[0]) for fact in ("track", "type")]
        keys.append(_free(wanted, [each for each in details if each], taken))
        taken.add(keys[-1])
    return keys


def _free(key: str, details: list[str], taken: set[str]) -> str:
    """The key, told apart from those taken by details, or else by a number."""
    for detail in details:
        if key not in taken:
            return key
        key = f"{key}-{detail}"
    number, free = 2, key
    while free in taken:
        free = f"{key}-{number}"
        number += 1
    return free


def _keep_last(
    sendings: Sendings, rows: list[int], key: str, closes: datetime, chosen: Chosen
) -> None:
    on_time = [row for row in rows if not _after(sendings.submitted[row], closes)]
    for row in rows:
        if row not in on_time:
            _leave(sendings, row, "export-after-closing", chosen)
    if not on_time:
        return
    *older, last = on_time
    for row in older:
        values = {"key": key, "line": sendings.form.lines[last]}
        _leave(sendings, row, "export-older-version", chosen, **values)
    chosen.kept[last] = key
    if _after(sendings.updated[last], closes):
        values = {"name": sendings.cell("name", last), "moment": _said(sendings.updated[last])}
        code = "export-changed-after-closing"
        chosen.findings.append(Finding(code, sendings.place(last), values))


def _after(moment: datetime | None, closes: datetime) -> bool:
    return moment is not None and moment > closes


def _look_alike(sendings: Sendings, chosen: Chosen) -> None:
    """Dossiers kept apart whose name and department agree: a person should look."""
    seen: dict[tuple[str, str], int] = {}
    for row in sorted(chosen.kept):
        who = _identity(sendings, row)[:2]
        if who in seen:
            values = {"first": chosen.kept[seen[who]], "name": sendings.cell("name", row)}
            place = sendings.place(row)
            chosen.findings.append(Finding("export-look-alike", place, values))
        seen.setdefault((who[0], who[1]), row)

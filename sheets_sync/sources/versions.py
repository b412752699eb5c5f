"""One dossier per candidate: the last version sent before closing; the others are listed.

A candidate keeps the id of its first version whatever is sent later, so that what people
wrote beside it in the workbook stays beside it.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.identifiers import insee
from sheets_sync.identifiers import siren
from sheets_sync.sources.identity import TITLES
from sheets_sync.sources.identity import candidate_keys
from sheets_sync.sources.identity import plain_name
from sheets_sync.sources.identity import plain_names
from sheets_sync.sources.identity import said_departments
from sheets_sync.spelling import says_something

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import datetime

    from sheets_sync.findings import Place
    from sheets_sync.sources.form_table import FormTable

GONE = frozenset({"refused", "dropped"})


class Sendings(NamedTuple):
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
        return self.form.place(row)._replace(row=self.cell("dossier", row))

    def shown(self, row: int) -> str:
        """What tells a row from others in a sentence: its line, else its dossier."""
        return str(self.form.line(row) or self.cell("dossier", row))


class Chosen:
    """Row -> key of the dossiers kept; row -> reason of those left out."""

    def __init__(self) -> None:
        """Begin with none."""
        self.kept: dict[int, str] = {}
        self.left: dict[int, str] = {}
        self.findings: list[Finding] = []


class _Identity(NamedTuple):
    """Who a sending says it is from; ``number`` only where one name has several."""

    name: str
    department: str
    type: str
    track: str
    number: str = ""


def choose(sendings: Sendings, closes: datetime) -> Chosen:
    """Which rows count; ``closes`` is the last moment, included."""
    chosen = Chosen()
    live = _live(sendings, chosen)
    if _ids_clash(sendings, live, chosen):
        return chosen
    identities = _identities(sendings)
    groups = _groups(sendings, live, identities)
    keys = _keys(sendings, groups)
    for rows, key in zip(groups, keys, strict=True):
        _keep_last(sendings, rows, key, closes, chosen)
    _look_alike(sendings, chosen, identities)
    return chosen


def _live(sendings: Sendings, chosen: Chosen) -> list[int]:
    """The rows that are applications at all; of the others the reason is kept."""
    live = []
    rows = zip(sendings.facts["state"], sendings.facts["name"], strict=True)
    for row, (state, name) in enumerate(rows):
        if row in sendings.form.unfinished or state == "draft":
            _leave(sendings, row, "export-unfinished", chosen)
        elif state in GONE:
            _leave(sendings, row, "export-set-aside", chosen)
        elif not says_something(name or ""):
            _leave(sendings, row, "export-name-missing", chosen)
        else:
            live.append(row)
    return live


def _leave(sendings: Sendings, row: int, why: str, chosen: Chosen, **values: object) -> None:
    chosen.left[row] = why
    named = {"name": sendings.cell("name", row) or "?", "moment": sendings.submitted[row] or "?"}
    chosen.findings.append(Finding(why, sendings.place(row), {**named, **values}))


def _ids_clash(sendings: Sendings, live: Sequence[int], chosen: Chosen) -> bool:
    """Two candidates under one id: nobody can tell whose it is."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    dossiers = sendings.facts["dossier"]
    keys = [dossiers[row] for row in live]
    doubled = {key for key, times in Counter(keys).items() if key and times > 1}
    for row, key in zip(live, keys, strict=True) if doubled else ():
        if key in doubled:
            names[key].setdefault(plain_name(sendings.cell("name", row)), row)
    for key, rows in names.items():
        if len(rows) > 1:
            shown = ", ".join(sendings.cell("name", row) for row in rows.values())
            lines = ", ".join(sendings.shown(row) for row in rows.values())
            values = {"key": key, "names": shown, "lines": lines}
            place = sendings.place(max(rows.values()))
            chosen.findings.append(Finding("export-id-doubled", place, values))
    return any(len(rows) > 1 for rows in names.values())


def _groups(
    sendings: Sendings, live: Sequence[int], identities: Sequence[_Identity]
) -> list[list[int]]:
    """Rows of one candidate together, in the order in which they were sent."""
    leader: dict[object, int] = {}
    groups: dict[int, list[int]] = {}
    dossiers = sendings.facts["dossier"]
    for row in live:
        who, dossier = identities[row], dossiers[row]
        tells = _tells(who, dossier)
        first = leader.get(who, row) if tells else row
        if first == row and dossier:
            first = leader.get(dossier, row)
        groups.setdefault(first, []).append(row)
        if tells:
            leader.setdefault(who, first)
        if dossier:
            leader.setdefault(dossier, first)
    return [_in_order(sendings, rows) for rows in groups.values()]


def _tells(who: _Identity, dossier: str | None) -> bool:
    """Whether two that say the same are one for it.

    A name alone is enough only where the form gives nothing else to tell sendings apart.
    """
    return who.name not in TITLES and bool(who.department or who.number or not dossier)


def _in_order(sendings: Sendings, rows: list[int]) -> list[int]:
    return sorted(rows, key=lambda row: _order(sendings, row)) if len(rows) > 1 else rows


def _identities(sendings: Sendings) -> list[_Identity]:
    """Who each row says it is from."""
    names = [name or "" for name in sendings.facts["name"]]
    departments = [
        known or said
        for known, said in zip(sendings.facts["department"], said_departments(names), strict=True)
    ]
    others = ([x or "" for x in sendings.facts[fact]] for fact in ("type", "track"))
    named = [*map(_Identity, plain_names(names), departments, *others)]
    sirens = [siren(text) or "" if text else "" for text in sendings.facts["siren"]]
    return _numbered(_numbered(named, _unproved_codes(sendings, named, sirens)), sirens)


def _unproved_codes(
    sendings: Sendings, named: Sequence[_Identity], sirens: Sequence[str]
) -> list[str]:
    """The commune's codes, which part those whom no SIREN proves to be one."""
    codes = [insee(text) or "" if text else "" for text in sendings.facts["insee"]]
    if not any(codes):
        return codes
    unproved = {who for who, number in zip(named, sirens, strict=True) if not number}
    return [code if who in unproved else "" for who, code in zip(named, codes, strict=True)]


def _numbered(named: list[_Identity], numbers: list[str]) -> list[_Identity]:
    """The same, those who bear one name and several numbers told apart by these."""
    if not any(numbers):
        return named
    several: dict[_Identity, set[str]] = defaultdict(set)
    for who, number in zip(named, numbers, strict=True):
        several[who] |= {number} - {""}
    return [
        who._replace(number=number) if len(several[who]) > 1 else who
        for who, number in zip(named, numbers, strict=True)
    ]


def _order(sendings: Sendings, row: int) -> tuple[float, float, int]:
    submitted, updated = sendings.submitted[row], sendings.updated[row]
    first = submitted.timestamp() if submitted else 0.0
    return first, updated.timestamp() if updated else first, row


def _keys(sendings: Sendings, groups: list[list[int]]) -> list[str]:
    """The id of each group's first version, or a key made from its name; all different."""
    keys: list[str] = []
    taken: set[str] = set()
    for rows in groups:
        first = rows[0]
        key = sendings.cell("dossier", first) or _key_of_name(sendings, first)
        if key in taken:
            details = [sendings.cell(fact, first) for fact in ("track", "type")]
            key = _free(key, [each for each in details if each], taken)
        keys.append(key)
        taken.add(key)
    return keys


def _key_of_name(sendings: Sendings, row: int) -> str:
    name = sendings.cell("name", row)
    department = sendings.cell("department", row) or said_departments([name])[0]
    return candidate_keys([name], [department])[0]


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
    for row in rows if len(on_time) < len(rows) else ():
        if row not in on_time:
            _leave(sendings, row, "export-after-closing", chosen)
    if not on_time:
        return
    *older, last = on_time
    for row in older:
        code = "export-older-version" if sendings.form.lines else "form-older-version"
        _leave(sendings, row, code, chosen, key=key, line=sendings.shown(last))
    chosen.kept[last] = key
    if _after(sendings.updated[last], closes):
        values = {"name": sendings.cell("name", last), "moment": sendings.updated[last]}
        code = "export-changed-after-closing"
        chosen.findings.append(Finding(code, sendings.place(last), values))


def _after(moment: datetime | None, closes: datetime) -> bool:
    return moment is not None and moment > closes


def _look_alike(sendings: Sendings, chosen: Chosen, identities: Sequence[_Identity]) -> None:
    """Dossiers kept apart whose name and department agree: a person should look."""
    seen: dict[tuple[str, str], int] = {}
    for row in sorted(chosen.kept):
        # Whatever the type, the track and the number.
        before = seen.setdefault(identities[row][:2], row)
        if before != row:
            place, key = sendings.place(row), chosen.kept[row]
            first, name = chosen.kept[before], sendings.cell("name", row)
            values = {"first": first, "name": name, "key": key}
            chosen.findings.append(Finding("export-look-alike", place, values))

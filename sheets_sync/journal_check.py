"""The journal's file and the tab « Journal » compared: what is true of each entry."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.journal import SHORT
from sheets_sync.journal import shown
from sheets_sync.journal import state_text
from sheets_sync.journal import undone
from sheets_sync.journal_line import read_entry
from sheets_sync.journal_line import stored_digest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from reports.language import Language
    from sheets_sync.journal import Entry
    from sheets_sync.journal import Row


class Standing(StrEnum):
    """What is known of an entry."""

    APPLIED = "applied"
    NOT_APPLIED = "not applied"
    ELSEWHERE = "elsewhere"
    DOUBTFUL = "doubtful"


class Listed(NamedTuple):
    """An entry as it is listed.

    ``row`` is what it says of itself, or what the tab says when this folder has no more.
    ``line`` is where it stands in the file, from 1; 0 when it does not. ``undone_by`` is
    the number of the entry that undoes it, 0 for none. ``counts`` are the figures of its
    changes, {} when they are not known here.
    """

    row: Row
    standing: Standing
    line: int = 0
    undone_by: int = 0
    counts: Mapping[str, int] | None = None


class Checked(NamedTuple):
    """All entries by number, and what is wrong with the journal."""

    entries: tuple[Listed, ...]
    findings: tuple[Finding, ...]


def check(
    lines: Iterable[bytes], rows: Mapping[int, Row], file: str, tab: str, language: Language
) -> Checked:
    """Read the lines of the file, one at a time, beside what the tab says.

    ``file`` and ``tab`` are what to call them. Every line that is not as it was written,
    does not follow the one before or has no equal in the tab is found.
    """
    chain = _Chain(rows, file)
    listed = {each.row.number: each for each in chain.follow(lines)}
    missing = {n: Listed(row, Standing.ELSEWHERE) for n, row in rows.items() if n not in listed}
    listed |= {number: each for number, each in missing.items() if each.row.digest}
    applied = (Standing.APPLIED, Standing.ELSEWHERE)
    by = undone({n: e.row.undoes for n, e in listed.items() if e.standing in applied})
    entries = [listed[n]._replace(undone_by=by.get(n, 0)) for n in sorted(listed)]
    findings = [*chain.findings, *_of_tab(entries, missing, rows, tab, language)]
    return Checked(tuple(entries), tuple(findings))


def last_findings(
    last: Entry | None, rows: Mapping[int, Row], file: str, *, cut_short: bool
) -> Iterator[Finding]:
    """What the end of the file tells: a command that was interrupted."""
    place = Place(file=file)
    if cut_short:
        yield Finding("journal-cut-short", place)
    if last is not None and last.head.number not in rows:
        yield Finding("journal-not-applied", place, {"number": last.head.number})


class _Chain:
    """The lines of the file, followed from the first to the last."""

    def __init__(self, rows: Mapping[int, Row], file: str) -> None:
        self._rows, self._file = rows, file
        self._before: str | None = ""  # None: what comes next can't be compared
        self._number = 0
        self.findings: list[Finding] = []

    def follow(self, lines: Iterable[bytes]) -> Iterator[Listed]:
        for at, line in enumerate(lines, start=1):
            entry = read_entry(line)
            if entry is not None:
                self._link(entry, at)
                yield self._listed(entry, at)
            elif line.endswith(b"\n"):
                self._find("journal-line-changed", at)
                self._before = stored_digest(line) or None
            else:
                self._find("journal-cut-short", at)

    def _link(self, entry: Entry, at: int) -> None:
        head = entry.head
        if head.number <= self._number or not self._follows(head.number, head.previous):
            self._find("journal-chain-broken", at, number=head.number)
        self._number, self._before = head.number, entry.digest

    def _follows(self, number: int, previous: str) -> bool:
        """Whether an entry comes after the line before it, or after one of another machine."""
        earlier = [n for n, row in self._rows.items() if n < number and row.digest]
        if earlier and max(earlier) > self._number:
            return previous in {self._rows[max(earlier)].digest, self._before}
        return self._before is None or previous == self._before

    def _listed(self, entry: Entry, at: int) -> Listed:
        row = self._rows.get(entry.head.number)
        standing = Standing.NOT_APPLIED
        if row is not None:
            same = row.digest == entry.digest
            standing = Standing.APPLIED if same else Standing.DOUBTFUL
        else:
            self._find("journal-not-applied", at, number=entry.head.number)
        return Listed(shown(entry), standing, at, counts=entry.head.counts)

    def _find(self, code: str, at: int, **values: object) -> None:
        self.findings.append(Finding(code, Place(file=self._file, line=at), values))


def _of_tab(
    entries: Iterable[Listed],
    missing: Mapping[int, Listed],
    rows: Mapping[int, Row],
    tab: str,
    language: Language,
) -> Iterator[Finding]:
    """Lines of the tab that this folder knows nothing of, or that people changed."""
    if missing:
        numbers = ", ".join(map(str, sorted(missing)))
        yield Finding("journal-entry-elsewhere", Place(tab=tab), {"numbers": numbers})
    for each in entries:
        number = each.row.number
        known = _comparable(each, language)
        if number in rows and rows[number] != known:
            yield Finding("journal-row-changed", Place(tab=tab), {"number": number})


def _comparable(listed: Listed, language: Language) -> Row:
    """What the line of the tab should say."""
    row = listed.row
    short = row.digest[:SHORT]
    return row._replace(short=short, state=state_text(listed.undone_by, language))

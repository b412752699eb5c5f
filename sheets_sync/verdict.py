"""The rule of one cell: what the three versions of it say together."""

from __future__ import annotations

from enum import Enum

from sheets_sync.values import digest


class Verdict(Enum):
    """What to do with a cell that the program owns."""

    AGREED = "agreed"
    UPDATE = "update"
    CORRECTION = "correction"
    CONFLICT = "conflict"


def judge(base: str | None, theirs: str, ours: str) -> Verdict:
    """Compare what was written, what the program wants and what the sheet holds.

    ``base`` is the digest of what the program last wrote, None when it never wrote the
    cell; ``theirs`` and ``ours`` are canonical texts. A value in a cell that was never
    written is a person's: it is only let go when a person says so.
    """
    if ours == theirs:
        return Verdict.AGREED
    if base is None:
        return _never_written(theirs, ours)
    if digest(ours) == base:
        return Verdict.UPDATE
    if digest(theirs) == base:
        return Verdict.CORRECTION
    return Verdict.CONFLICT


def _never_written(theirs: str, ours: str) -> Verdict:
    if not ours:
        return Verdict.UPDATE
    # The program has nothing to say against what a person wrote: nothing to choose from.
    return Verdict.CONFLICT if theirs else Verdict.CORRECTION

"""Jurors in few letters: what tells them apart in headings, titles of tabs and lists."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.scheme import Juror


def short_names(jury: Sequence[Juror]) -> dict[str, str]:
    """By juror id, "V. FRITIÈRE": no two are alike.

    Jurors who would be alike have their whole first name, and their id where that is the
    same too.
    """
    found: dict[str, str] = {}
    left = jury
    for spell in (_initial, _whole, _with_id):
        spelt = {each.id: spell(each) for each in left}
        often = Counter(name.casefold() for name in spelt.values())
        found |= {each: name for each, name in spelt.items() if often[name.casefold()] == 1}
        left = [each for each in left if each.id not in found]
    return {each.id: found[each.id] for each in jury}


def _initial(juror: Juror) -> str:
    return f"{juror.first_name[:1]}. {juror.last_name}".strip(". ")


def _whole(juror: Juror) -> str:
    return f"{juror.first_name} {juror.last_name}".strip()


def _with_id(juror: Juror) -> str:
    return f"{_whole(juror)} ({juror.id})"

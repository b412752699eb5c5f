"""What the staff release: settings of an edition that its frozen form carries on."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read at run time by the checks
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letters:
    """What the staff release into the letters to the candidates, the decision apart.

    ``opinion``: the jury's, word for word. ``points``: the candidate's own. ``median``: that
    of the edition, beside the points. ``strengths``, ``missing`` (for the next level),
    ``changes`` (the smallest set that would reach it) and ``history`` (earlier editions).
    ``validated``: only letters that they marked so in the workbook are made. ``date`` stands
    on the letters; None for the day of publication, else of the ceremony.
    """

    opinion: bool = True
    points: bool = True
    median: bool = False
    strengths: bool = False
    missing: bool = True
    changes: bool = False
    history: bool = False
    validated: bool = False
    date: dt.date | None = None

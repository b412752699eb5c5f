"""A proposed level with its reasons, as a value; :mod:`sheets_sync.levels` finds it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from sheets_sync.grid import Question
    from sheets_sync.scheme import Level


class Lack(StrEnum):
    """Why a level is not met."""

    TOTAL = "total"
    FLOOR = "floor"
    MANDATORY = "mandatory"


class Missing(NamedTuple):
    """One condition that is not met: ``has`` and ``needs`` in points (0-100).

    ``domain`` is given for a floor, ``question`` for a mandatory question.
    """

    lack: Lack
    has: Fraction
    needs: Fraction
    domain: str = ""
    question: Question | None = None

    @property
    def gap(self) -> Fraction:
        """Points that are missing."""
        return self.needs - self.has


class Gain(NamedTuple):
    """A question on which the candidate may still gain: ``points`` on the total (0-100)."""

    question: Question
    points: Fraction
    unproven: bool


class Proposal(NamedTuple):
    """What is proposed for one candidate, and why.

    ``level`` is None when not even the first level is met; ``next`` is None at the top.
    ``total`` and ``domains`` are exact points (0-100), None without any applicable
    question. ``missing`` are all the conditions of ``next`` that are not met, ``gains``
    the questions that would help, the most helpful first. ``not_enough`` are the domains
    whose weight is mostly "not applicable"; ``unread`` the questions whose answer could
    not be read, ``unproven`` those whose required proof is missing.
    """

    level: Level | None
    next: Level | None
    total: Fraction | None
    domains: dict[str, Fraction | None]
    missing: tuple[Missing, ...]
    gains: tuple[Gain, ...]
    not_enough: tuple[str, ...]
    unread: tuple[Question, ...]
    unproven: tuple[Question, ...]

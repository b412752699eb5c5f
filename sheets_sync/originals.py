"""What a cell holds where the text that stands for it does not tell: a date, an error.

A date that a person typed is read as ISO 8601 text, an error as its sign, a text with bold
words as its words. :class:`Shown` remembers which it was, so that the journal can keep it.
Wherever such a value is written it is a text like any other; only :class:`Original`, which
nothing but an undoing asks for, is written back as what stood there.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Held(StrEnum):
    """What a text stood for; a ``DATE`` may be a time or a duration too."""

    DATE = "date"
    ERROR = "error"
    FORMATTED = "formatted"


class Shown(str):
    """The text that stands for what a cell holds; equal to any other text that reads alike.

    ``runs`` is a formatted text as files have it: its parts with their looks, as XML.
    """

    __slots__ = ("held", "runs")

    held: Held
    runs: str

    def __new__(cls, text: str, held: Held, runs: str = "") -> Self:
        """A text, and what it stands for."""
        made = super().__new__(cls, text)
        made.held, made.runs = held, runs
        return made

    def __getnewargs__(self) -> tuple[str, Held, str]:  # type: ignore[override] # more than str's
        """What makes a copy of it."""
        return str(self), self.held, self.runs


class Original(Shown):
    """A value that a cell gets back as what it was, not as the text that stands for it."""

    __slots__ = ()

"""Forms and answers in the words of people; each platform keeps them in its own manner."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """How a question is answered."""

    SHORT = "short"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes-no"
    ONE = "one"
    MANY = "many"
    FILES = "files"


class Asked(NamedTuple):
    """One question; ``options`` are labels by code, ``other`` lets people add their own."""

    code: str
    label: str
    kind: Kind
    options: tuple[tuple[str, str], ...] = ()
    other: bool = False
    section: str = ""


class Given(NamedTuple):
    """One answer: a text ("yes", "no", a number with a point, an ISO date), ticked codes, or files.

    ``other`` is what a person wrote beside the options.
    """

    text: str = ""
    ticked: tuple[str, ...] = ()
    other: str = ""
    files: tuple[str, ...] = ()


class Fillable(Protocol):
    """A form that is made, and sent by candidates."""

    def ask(self, asked: Asked) -> None:
        """Add a question at the end of the form."""
        ...

    def submit(
        self, answers: Mapping[str, Given], _email: str = "", at: datetime | None = None
    ) -> str:
        """A candidate sends the form; gives the id of the response."""
        ...


class World(Fillable, Protocol):
    """What people do on a platform, whatever it is."""

    def change(
        self, response: str, answers: Mapping[str, Given], at: datetime | None = None
    ) -> None:
        """The candidate changes some answers."""
        ...

    def delete(self, response: str) -> None:
        """A response goes."""
        ...

    def rename(self, code: str, label: str) -> None:
        """A question is worded otherwise."""
        ...

    def rename_option(self, code: str, option: str, label: str) -> None:
        """An option is worded otherwise."""
        ...


class Clock:
    """A clock that goes on by a minute whenever somebody does something."""

    def __init__(self, start: datetime = datetime(2023, 10, 2, 8, 0, 7, tzinfo=UTC)) -> None:
        self.now = start

    def tick(self, at: datetime | None = None) -> datetime:
        """The moment of an act: the given one, or a minute after the last."""
        self.now = at.astimezone(UTC) if at else self.now + timedelta(minutes=1)
        return self.now

"""What a form asks and what was answered, in the same words for every platform.

A platform's module turns what its server says into these values and decides nothing else:
which question of the grid is meant, and what an answer is worth, is found out later.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sheets_sync.findings import Finding


SECTION = " › "  # noqa: RUF001 - the sign that people know from addresses of pages
"""Between the titles that a question stands under."""


class Shape(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes-no"
    ONE = "one"
    MANY = "many"
    FILES = "files"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question: the platform's code for it ("" when it has none), its label."""

    label: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    ``id`` is stable: it outlives a renamed label and a new version of the form. ``section``
    is the title it stands under. ``other`` says that one may answer beside the options.
    ``questions`` are those of each row, for the shape "rows". ``private`` ones are filled in
    by the staff on the platform; they are no answer of the candidate.
    """

    id: str
    label: str
    shape: Shape = Shape.TEXT
    options: tuple[Option, ...] = ()
    section: str = ""
    required: bool = False
    other: bool = False
    private: bool = False
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it stands: ``platform`` is a name of the registry, ``id`` the platform's."""

    platform: str
    id: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that a candidate attached; it is fetched only when somebody asks for it.

    ``address`` is where the platform says it lies (hostile until checked), ``checksum``
    base64 MD5 or "" when the platform gives none, ``size`` in bytes or None.
    """

    name: str
    address: str = ""
    checksum: str = ""
    size: int | None = None
    type: str = ""


Answer: TypeAlias = "str | tuple[str, ...] | tuple[AttachedFile, ...] | tuple[Row, ...] | None"
"""``None``: no answer. A text (numbers with a point, dates as ISO 8601, "yes" and "no" for a
yes/no question), labels of ticked options, files, or rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a question of the shape "rows": answers by question id."""

    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Response:
    """One dossier as the platform has it.

    ``submitted`` and ``updated`` are aware moments; ``updated`` tells of changed answers, not of
    notes that the staff made. ``state`` is one of :data:`~sheets_sync.responses.STATES`.
    ``facts`` are what the platform knows of the candidate besides the answers (email, siret,
    insee, civility …), by fact. ``answers`` are by question id; what the platform
    did not ask is not in it. Without ``named`` the platform has no id for it: ``id`` tells it
    from the others of one pull, and the candidate is known by name.
    """

    id: str
    submitted: datetime | None
    updated: datetime | None
    state: str
    answers: Mapping[str, Answer]
    facts: Mapping[str, str] = field(default_factory=dict)
    named: bool = True


@dataclass(frozen=True, slots=True)
class Deletion:
    """A dossier that is no longer on the platform.

    ``reason`` is "candidate" or "staff" (who deleted it), "expired" (the platform keeps
    dossiers for a time), else the platform's own word.
    """

    id: str
    when: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pull:
    """What one whole pull brought; half a pull is never one.

    ``responses`` are those changed since the moment asked for, each once, in the platform's
    order; all of them when ``whole``. ``deletions`` are what is gone once the responses were
    read: they win over these. ``until`` is the moment from which the next pull should
    ask (the server's, never later than the oldest change that this pull may have missed);
    None when the platform can't be asked by date. ``findings`` say what could not be asked or read.
    """

    form: Form
    responses: tuple[Response, ...]
    deletions: tuple[Deletion, ...] = ()
    whole: bool = True
    until: datetime | None = None
    findings: tuple[Finding, ...] = ()

"""Findings: what a person can repair, as data.

A finding is a code, a place and the values its sentence names. The catalogue below gives
each code its severity, its sentence and its remedy; texts are made in the reader's
language when they are shown. The reference page of the findings is made from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.errors import PalmaresError
from sheets_sync.catalogue import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from reports.language import Language


class Severity(StrEnum):
    """``BLOCKING`` stops the command before anything is written."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """Where a finding is: any part may be empty, ``line`` counts from 1 as people count.

    ``file`` is a file name, ``tab`` a sheet title, ``column`` a heading, ``cell`` an A1
    address, ``row`` the dossier that the line is about, ``key`` a key of a settings file.
    """

    file: str = ""
    tab: str = ""
    line: int | None = None
    column: str = ""
    cell: str = ""
    row: str = ""
    key: str = ""

    def describe(self, language: Language) -> str:
        """The place in words: "export.csv, line 12, column “Q3”"."""
        parts = [self.file, self.tab and language.text("tab “{name}”", name=self.tab)]
        if self.cell:
            parts.append(language.text("cell {cell}", cell=self.cell))
        if self.line is not None:
            parts.append(language.text("line {line}", line=self.line))
        if self.row:
            parts.append(language.text("dossier {key}", key=self.row))
        if self.column:
            parts.append(language.text("column “{name}”", name=self.column))
        if self.key:
            parts.append(language.text("key “{name}”", name=self.key))
        return ", ".join(part for part in parts if part)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; ``code`` is a key of the catalogue (``KeyError`` if not)."""

    code: str
    place: Place = NOWHERE
    values: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a code that the catalogue does not know."""
        KINDS[self.code]

    @property
    def severity(self) -> Severity:
        """How bad it is, as the catalogue says."""
        return Severity(KINDS[self.code].severity)

    def sentence(self, language: Language) -> str:
        """What is the matter."""
        return language.text(KINDS[self.code].sentence, **self._told(language))

    def remedy(self, language: Language) -> str:
        """What to do about it."""
        return language.text(KINDS[self.code].remedy, **self._told(language))

    def _told(self, language: Language) -> dict[str, object]:
        """The values, those that have words of their own in the reader's language."""
        return {name: _in_words(value, language) for name, value in self.values.items()}


def _in_words(value: object, language: Language) -> object:
    """An error by its sentence, a day or a moment by its name; anything else as it is."""
    if isinstance(value, PalmaresError):
        return value.explain(language)[0]
    if isinstance(value, datetime):
        return language.moment(value)
    return language.day(value) if isinstance(value, date) else value


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that stop a command."""
    return tuple(each for each in findings if each.severity is Severity.BLOCKING)


def as_records(findings: Iterable[Finding], language: Language) -> list[dict[str, str]]:
    """Findings as values that JSON can hold, their texts in a language."""
    return [
        {
            "code": each.code,
            "severity": each.severity.value,
            "place": each.place.describe(language),
            "sentence": each.sentence(language),
            "remedy": each.remedy(language),
        }
        for each in findings
    ]

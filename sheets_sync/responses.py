"""The canonical table of answers, whatever form they came from.

A response is one dossier: who applies, and an answer to each question, as the text that
the candidate gave. Reading that text by rules is :mod:`sheets_sync.answers`' affair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.findings import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.findings import Finding
    from sheets_sync.table import Table

FACTS = (
    "dossier",
    "name",
    "department",
    "type",
    "population",
    "track",
    "civility",
    "bearer",
    "role",
    "email",
    "submitted",
    "updated",
    "state",
    "siret",
    "siren",
    "insee",
)
"""What is known of a dossier besides its answers; ``dossier`` is the key."""

STATES = {
    "draft": N_("Draft"),
    "submitted": N_("Handed in"),
    "instructed": N_("Being examined"),
    "accepted": N_("Accepted"),
    "refused": N_("Refused"),
    "dropped": N_("Closed without follow-up"),
}
"""How far a dossier is on its platform, and how people are told."""


class Responses(NamedTuple):
    """Answers of a form at one moment.

    ``table`` has one row per dossier, no two alike in ``dossier``, and one column per name
    of :data:`FACTS` and per question id that the form asks; an empty cell is no answer.
    Answers that could be read have one spelling, in the edition's language (ticked options
    are labels separated by line feeds); the others are as the candidate wrote them. A
    question without a column is not asked by this form. Every text is one that a workbook
    can hold, but for its length: control characters are shown as signs, lines end in a line
    feed. ``type`` and ``track`` are ids
    where they are known, ``state`` one of :data:`STATES`, ``department`` a code,
    ``submitted`` and ``updated`` ISO 8601 local times; ``siret``, ``siren`` and ``insee`` are
    digits without spaces where they are right, as the candidate wrote them where not.

    For findings: ``places`` maps a question id or fact to the heading it was read from,
    ``letters`` to the letters of its column (workbooks only), ``file`` and ``sheet`` say
    where, and ``lines`` holds the line of each row of the table (empty when there is none).
    ``superseded`` are the versions and late dossiers that were left out, same columns, one
    row each, with the reason in ``why`` (a finding code). ``longest`` is no less than the
    length of any text in a column, where it is known.
    """

    table: Table
    source: str
    places: Mapping[str, str] = {}
    superseded: Table | None = None
    findings: tuple[Finding, ...] = ()
    file: str = ""
    sheet: str = ""
    lines: tuple[int, ...] = ()
    letters: Mapping[str, str] = {}
    longest: Mapping[str, int] = {}

    def keeps_within(self, column: str, most: int) -> bool:
        """Whether no text of a column is known to be longer than so many characters."""
        return self.longest.get(column, most + 1) <= most

    def place(self, row: int, column: str) -> Place:
        """Where the answer of a row of the table to a question (or a fact) was read."""
        line = self.lines[row] if row < len(self.lines) else None
        letters = self.letters.get(column, "")
        return Place(
            file=self.file,
            tab=self.sheet,
            line=line,
            column=self.places.get(column, column),
            cell=f"{letters}{line}" if letters and line else "",
            row=str(self.table["dossier"][row]),
        )

"""One document: the table of a form, a table it refers to, attachments."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.common.asked import Asked
from tests.servers.common.asked import Clock
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = {
    Kind.SHORT: "Text",
    Kind.LONG: "Text",
    Kind.NUMBER: "Numeric",
    Kind.DATE: "Date",
    Kind.YES_NO: "Choice",
    Kind.ONE: "Choice",
    Kind.MANY: "ChoiceList",
    Kind.FILES: "Attachments",
}
BLANK: dict[str, Any] = {"Text": "", "Choice": "", "Ref": 0, "Bool": False}
SENT, CHANGED = "Envoye_le", "Modifie_le"
WORDS = {"yes": "Oui", "no": "Non", "": ""}
ZONED = "DateTime:Europe/Paris"
FIRST_COLUMN = 2


@dataclass
class Column:
    """A column of a table; ``ref`` never changes, ``id`` follows the label unless it is untied."""

    ref: int
    id: str
    label: str
    type: str
    choices: list[str] = field(default_factory=list)
    formula: str = ""
    computed: bool = False
    shown: int = 0
    untied: bool = False

    def told(self) -> dict[str, Any]:
        """As the API tells it."""
        options = {"choices": self.choices} if self.choices else {}
        fields = {
            "colRef": self.ref,
            "parentId": 1,
            "parentPos": float(self.ref),
            "type": self.type,
            "widgetOptions": json.dumps(options) if options else "",
            "isFormula": self.computed,
            "formula": self.formula,
            "label": self.label,
            "description": "",
            "untieColIdFromLabel": self.untied,
            "summarySourceCol": 0,
            "displayCol": 0,
            "visibleCol": self.shown,
            "rules": None,
            "recalcWhen": 0,
            "recalcDeps": None,
        }
        return {"id": self.id, "fields": fields}


@dataclass
class Table:
    """Columns, and rows by id: values by column ref."""

    columns: list[Column] = field(default_factory=list)
    rows: dict[int, dict[int, Any]] = field(default_factory=dict)
    last: int = 0

    def add(self, values: dict[int, Any]) -> int:
        """A new row, blank where nothing is given; gives its id."""
        self.last += 1
        blank = {c.ref: BLANK.get(c.type.partition(":")[0]) for c in self.columns}
        self.rows[self.last] = {**blank, **values}
        return self.last

    def named(self, column_id: str) -> Column:
        """The column of an id."""
        return next(each for each in self.columns if each.id == column_id)


@dataclass
class Document:
    """A document with the table of a form; see :class:`~tests.servers.common.asked.World`."""

    id: str = "fEqVtPnwpjGHrPCuh1aRvL"
    name: str = "Label (essai)"
    table_id: str = "Candidatures"
    clock: Clock = field(default_factory=Clock)
    tables: dict[str, Table] = field(default_factory=dict)
    attached: dict[int, tuple[str, bytes]] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    refs: int = FIRST_COLUMN

    def __post_init__(self) -> None:
        """A table with the two moments that a trigger formula fills in."""
        self.tables[self.table_id] = Table()
        for name, label in ((SENT, "Envoyé le"), (CHANGED, "Modifié le")):
            self._column(self.table, name, label, ZONED, formula="NOW()", untied=True)

    @property
    def table(self) -> Table:
        """The table of the form."""
        return self.tables[self.table_id]

    def _column(self, table: Table, name: str, label: str, kind: str, **more: Any) -> Column:  # noqa: ANN401
        self.refs += 1
        column = Column(self.refs, name, label, kind, **more)
        table.columns.append(column)
        return column

    def ask(self, asked: Asked) -> None:
        """Add a question at the end of the form."""
        self.asked[asked.code] = asked
        choices = [label for _, label in asked.options]
        choices = ["Oui", "Non"] if asked.kind is Kind.YES_NO else choices
        name = column_id(asked.label)
        taken = {each.id for each in self.table.columns}
        name = f"{name}{len(taken)}" if name in taken else name
        column = self._column(self.table, name, asked.label, TYPES[asked.kind], choices=choices)
        self.codes[asked.code] = column.ref
        for row in self.table.rows.values():
            row[column.ref] = BLANK.get(column.type)

    def refer(self, code: str, label: str, target: str, names: list[str]) -> None:
        """Add a question that is answered with a row of another table, which is made."""
        other = self.tables.setdefault(target, Table())
        shown = self._column(other, "Nom", "Nom", "Text")
        for name in names:
            other.add({shown.ref: name})
        column = self._column(self.table, column_id(label), label, f"Ref:{target}", shown=shown.ref)
        self.codes[code] = column.ref
        self.asked[code] = Asked(code, label, Kind.SHORT)

    def submit(
        self, answers: Mapping[str, Given], _email: str = "", at: datetime | None = None
    ) -> str:
        """A candidate sends the form; gives the id of the response."""
        moment = self.clock.tick(at).timestamp()
        stamps = {self.table.named(name).ref: moment for name in (SENT, CHANGED)}
        return str(self.table.add(stamps | self._values(answers)))

    def change(
        self, response: str, answers: Mapping[str, Given], at: datetime | None = None
    ) -> None:
        """The candidate changes some answers."""
        row = self.table.rows[int(response)]
        row[self.table.named(CHANGED).ref] = self.clock.tick(at).timestamp()
        row |= self._values(answers)

    def delete(self, response: str) -> None:
        """A response goes."""
        del self.table.rows[int(response)]

    def rename(self, code: str, label: str) -> None:
        """A question is worded otherwise; Grist gives the column another id as well."""
        for column in self.table.columns:
            if column.ref == self.codes[code]:
                column.label = label
                column.id = column.id if column.untied else column_id(label)

    def rename_option(self, code: str, option: str, label: str) -> None:
        """An option is worded otherwise; Grist rewrites the cells that hold it."""
        asked = self.asked[code]
        before = dict(asked.options)[option]
        options = tuple((c, label if c == option else old) for c, old in asked.options)
        self.asked[code] = asked._replace(options=options)
        ref = self.codes[code]
        for column in self.table.columns:
            if column.ref == ref:
                column.choices = [label if each == before else each for each in column.choices]
        for row in self.table.rows.values():
            held = row.get(ref)
            if isinstance(held, list):
                row[ref] = [label if each == before else each for each in held]
            elif held == before:
                row[ref] = label

    def _values(self, answers: Mapping[str, Given]) -> dict[int, Any]:
        return {self.codes[code]: self._value(code, given) for code, given in answers.items()}

    def _value(self, code: str, given: Given) -> Any:  # noqa: ANN401, PLR0911 - one per type
        asked = self.asked[code]
        labels = [dict(asked.options)[each] for each in given.ticked]
        match asked.kind:
            case Kind.MANY:
                return ["L", *labels] if labels else None
            case Kind.ONE:
                return labels[0] if labels else ""
            case Kind.YES_NO:
                return WORDS[given.text]
            case Kind.NUMBER:
                number = float(given.text) if given.text else None
                return int(number) if number is not None and number.is_integer() else number
            case Kind.DATE:
                return epoch(given.text) if given.text else None
            case Kind.FILES:
                return ["L", *map(self._attach, given.files)] if given.files else None
        return given.text

    def _attach(self, name: str) -> int:
        number = len(self.attached) + 1
        self.attached[number] = (name, f"fichier d’essai {name}".encode())
        return number


def epoch(day: str) -> int:
    """A day as Grist keeps it: the second of its midnight in UTC."""
    begin = date.fromisoformat(day)
    return int(datetime(begin.year, begin.month, begin.day, tzinfo=UTC).timestamp())


def column_id(label: str) -> str:
    """The id that Grist makes of a label."""
    plain = unicodedata.normalize("NFKD", label)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    name = re.sub(r"[^a-zA-Z0-9_]+", "_", letters).strip("_")
    return re.sub(r"^(?=[0-9_])", "c", name) or "c"

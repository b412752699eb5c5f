"""The same answers written as each platform exports them.

A writer gives records (rows of values); :func:`write` puts them in a file of one kind.
"""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from typing import TypeAlias
from zoneinfo import ZoneInfo

from sheets_sync.departments import NAMES
from sheets_sync.grid import AnswerType

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.responses import Responses
    from sheets_sync.scheme import Scheme

Value: TypeAlias = str | int | float | datetime | None
Record: TypeAlias = list[Value]
Records: TypeAlias = list[Record]
OTHER = "Autre"
PARIS = ZoneInfo("Europe/Paris")
ASKED_FACTS = ("name", "department", "type", "population", "track", "civility", "bearer", "role")
WITH_MAIL = (*ASKED_FACTS, "email")


@dataclasses.dataclass(frozen=True)
class Form:
    """What the writers need of an edition."""

    scheme: Scheme
    grid: Grid
    form_map: FormMap

    def facts(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Facts that the form asks; the track only where there is a choice."""
        return tuple(n for n in names if n != "track" or len(self.scheme.tracks) > 1)

    def heading(self, fact: str) -> str:
        """Heading of a fact."""
        ref = self.form_map.fact_column(fact)
        return ref.headings[0] if ref.headings else ref.code

    def fact(self, fact: str, text: str | None) -> str | None:
        """A fact as the candidate chose it in a list."""
        names = {t.id: t.name for t in self.scheme.types}
        names |= {t.id: t.name for t in self.scheme.tracks}
        if fact in {"type", "track"}:
            return names[text or ""]
        if fact == "department" and text:
            return f"{text} - {NAMES[text]}"
        return text

    def asked(self, responses: Responses) -> list[Question]:
        """Questions of the table, in the order of the grid."""
        return [q for q in self.grid.questions if q.id in responses.table]


def rows_of(responses: Responses) -> list[dict[str, str | None]]:
    """The canonical rows."""
    return responses.table.records()


def moment(text: str | None) -> datetime:
    """A canonical moment."""
    return datetime.fromisoformat(text or "").replace(tzinfo=PARIS)


def joined(by: str) -> Callable[[Question, str | None], Value]:
    """Answers as people typed them, ticked options in one cell."""

    def spell(question: Question, text: str | None) -> Value:
        if text is None:
            return None
        if question.type is AnswerType.MULTIPLE:
            return by.join(text.split("\n"))
        if question.type in {AnswerType.PERCENTAGE, AnswerType.NUMBER}:
            return text.replace("\u202f", " ")
        return text

    return spell


def numeric(question: Question, text: str | None) -> Value:
    """As a spreadsheet stores it: numbers are numbers."""
    spelled = joined(", ")(question, text)
    if question.type is AnswerType.NUMBER and isinstance(spelled, str) and spelled[0].isdigit():
        return float(spelled.replace(" ", "").replace(",", "."))
    return spelled


def chosen(text: str | None) -> str | None:
    """The options of an answer without a free text beside them."""
    lines = [line for line in (text or "").split("\n") if not line.startswith(f"{OTHER} : ")]
    return "\n".join(lines) or None


def bare(text: str | None) -> str | None:
    """The options of an answer, with the free text beside them as if it were one."""
    return text and "\n".join(line.removeprefix(f"{OTHER} : ") for line in text.split("\n"))


def plain(form: Form, responses: Responses, stamp: str = "%d/%m/%Y %H:%M:%S") -> Records:
    """A table that no platform signed."""
    facts = ("dossier", *form.facts(WITH_MAIL), "submitted", "updated")
    asked = form.asked(responses)
    records: Records = [[*map(form.heading, facts), *(q.text for q in asked)]]
    for row in rows_of(responses):
        said: Record = [form.fact(f, row[f]) for f in facts[:-2]]
        said += [f"{moment(row[f]):{stamp}}" for f in facts[-2:]]
        records.append([*said, *(joined("; ")(q, row[q.id]) for q in asked)])
    return records


def google_sheet(form: Form, responses: Responses) -> Records:
    """The linked sheet, downloaded as text."""
    return _google(form, responses, lambda m: f"{m:%d/%m/%Y %H:%M:%S}", joined(", "))


def google_csv(form: Form, responses: Responses) -> Records:
    """The CSV of the form itself."""

    def stamp(sent: datetime) -> str:
        hours = int((sent.utcoffset() or datetime.now(UTC).utcoffset()).total_seconds()) // 3600  # type: ignore[union-attr]
        return f"{sent:%Y/%m/%d} {sent:%I:%M:%S %p} UTC+{hours}"

    return _google(form, responses, stamp, joined(";"))


def google_workbook(form: Form, responses: Responses) -> Records:
    """The linked sheet, downloaded as a workbook."""
    return _google(form, responses, lambda m: m.replace(tzinfo=None), numeric)


def _google(
    form: Form,
    responses: Responses,
    stamp: Callable[[datetime], Value],
    spell: Callable[[Question, str | None], Value],
) -> Records:
    facts = form.facts(ASKED_FACTS)
    asked = form.asked(responses)
    headings = ["Horodateur", "Adresse e-mail", *map(form.heading, facts)]
    records: Records = [[*headings, *(q.text for q in asked)]]
    for row in rows_of(responses):
        said: Record = [stamp(moment(row["submitted"])), row["email"]]
        said += [form.fact(f, row[f]) for f in facts]
        records.append([*said, *(spell(q, bare(row[q.id])) for q in asked)])
    return records


def demarches(form: Form, responses: Responses) -> Records:
    """The sheet "Dossiers" as an instructor downloads it."""
    facts = form.facts(ASKED_FACTS)
    asked = form.asked(responses)
    own = ["ID", "Email", "FranceConnect ?", "Civilité", "Nom", "Prénom", "À archiver"]
    own += ["État du dossier", "Dernière mise à jour le", "Dernière mise à jour du dossier le"]
    own += ["Déposé le", "Passé en instruction le", "Traité le", "Motivation de la décision"]
    own += ["Instructeurs"]
    records: Records = [[*own, *map(form.heading, facts), *(q.text for q in asked)]]
    for row in rows_of(responses):
        sent, changed = (f"{moment(row[f]):%Y-%m-%d %H:%M:%S}" for f in ("submitted", "updated"))
        said: Record = [row["dossier"], row["email"], "non", "M.", "AGENT", "Camille", "false"]
        said += ["En construction", "2023-11-15 09:00:00", changed, sent, None, None, None, None]
        said += [form.fact(f, row[f]) for f in facts]
        records.append([*said, *(joined(", ")(q, chosen(row[q.id])) for q in asked)])
    return records


def framaforms(form: Form, responses: Responses, *, spread: bool) -> Records:
    """Three lines of headings; ``spread`` gives each option its column and a cross."""
    facts = form.facts(WITH_MAIL)
    asked = form.asked(responses)
    own = ["Serial", "SID", "Submitted Time", "Completed Time", "Modified Time", "Draft"]
    own += ["IP Address", "UID", "Username"]
    above: Record = ["Submission Details", *[""] * (len(own) - 1), *[""] * len(facts)]
    headings: Record = [*own, *map(form.heading, facts)]
    for question in asked:
        names = _frama_names(question, spread=spread)
        above += [question.text if len(names) > 1 else "", *[""] * (len(names) - 1)]
        headings += names if len(names) > 1 else [question.text]
    records: Records = [["Candidature (essai)"], above, headings]
    for row in rows_of(responses):
        sent, changed = (f"{moment(row[f]):%d/%m/%Y - %H:%M:%S}" for f in ("submitted", "updated"))
        said: Record = [row["dossier"], "9" + (row["dossier"] or ""), sent, sent, changed, "0"]
        said += ["192.0.2.1", "0", "", *(form.fact(f, row[f]) for f in facts)]
        for question in asked:
            names = _frama_names(question, spread=spread)
            ticked = (row[question.id] or "").split("\n")
            if len(names) > 1:
                said += ["X" if name in ticked else "" for name in names]
            else:
                said.append(joined(",")(question, chosen(row[question.id])))
        records.append(said)
    return records


def _frama_names(question: Question, *, spread: bool) -> list[str]:
    boxes = spread and question.type is AnswerType.MULTIPLE
    return [option.label for option in question.options] if boxes else [""]


def limesurvey(form: Form, responses: Responses, *, headings: str) -> Records:
    """Headings by "code" (answers Y, A1 ...), by "full" text or by "both"."""
    facts = form.facts(WITH_MAIL)
    asked = form.asked(responses)
    own = {
        "full": ["ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ"],
    }.get(headings, ["id", "submitdate", "lastpage", "startlanguage"])
    last = "Date de la dernière action" if headings == "full" else "datestamp"
    record: Record = [*own, last, *(_lime_fact(form, f, headings) for f in facts)]
    for question in asked:
        record += _lime_names(question, headings)
    records: Records = [record]
    for row in rows_of(responses):
        sent, changed = (f"{moment(row[f]):%Y-%m-%d %H:%M:%S}" for f in ("submitted", "updated"))
        said: Record = [row["dossier"], sent, "12", "fr", changed]
        said += [form.fact(f, row[f]) for f in facts]
        for question in asked:
            said += _lime_cells(question, row[question.id], short=headings == "code")
        records.append(said)
    return records


def _lime_fact(form: Form, fact: str, headings: str) -> str:
    code = fact.upper()
    return {"code": code, "full": form.heading(fact)}.get(headings, f"{code}. {form.heading(fact)}")


def _lime_names(question: Question, headings: str) -> list[Value]:
    code = question.id.replace("-", "")
    if question.type is not AnswerType.MULTIPLE:
        names = {"code": code, "full": question.text}
        return [names.get(headings, f"{code}. {question.text}")]
    if headings == "full":
        return [f"{question.text} [{option.label}]" for option in question.options]
    boxes = enumerate(question.options, 1)
    coded = [
        f"{code}[{'other' if option.label == OTHER else f'SQ{at:03}'}]" for at, option in boxes
    ]
    return [*coded] if headings == "code" else [f"{each}. {question.text}" for each in coded]


def _lime_cells(question: Question, text: str | None, *, short: bool) -> list[Value]:
    if question.type is AnswerType.MULTIPLE:
        ticked = (text or "").split("\n")
        yes, no = ("Y", "") if short else ("Oui", "Non")
        other = next((x.removeprefix(f"{OTHER} : ") for x in ticked if x.startswith(OTHER)), "")
        return [
            other if option.label == OTHER else yes if option.label in ticked else no
            for option in question.options
        ]
    if short and question.type is AnswerType.SINGLE:
        codes = {option.label: f"A{at}" for at, option in enumerate(question.options, 1)}
        return [codes.get(text or "", text)]
    if short and question.type is AnswerType.YES_NO:
        return [{"Oui": "Y", "Non": "N"}.get(text or "", text)]
    return [joined(", ")(question, text)]


def limesurvey_codes(form: Form) -> FormMap:
    """The map that says which code is which option."""
    codes = {
        q.id: {option.id: (f"SQ{at:03}", f"A{at}") for at, option in enumerate(q.options, 1)}
        for q in form.grid.questions
        if q.options
    }
    return form.form_map._replace(options=codes)


def write_csv(
    records: Records,
    path: Path,
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    end: str = "\r\n",
) -> Path:
    """Records as a text file."""
    file = io.StringIO()
    all_quoted = csv.writer(file, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer = csv.writer(file, delimiter=separator, lineterminator=end)
    (all_quoted if end == "\r" else writer).writerows(records)
    # The old sets have no narrow no-break space; sites write the wide one.
    text = file.getvalue() if "utf" in encoding else file.getvalue().replace("\u202f", "\u00a0")
    path.write_bytes(text.encode(encoding))
    return path


def write_xlsx(records: Records, path: Path, sheet: str = "Dossiers") -> Path:
    """Records as an Excel workbook, texts stored as texts, after a sheet of notes."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    workbook = Workbook(write_only=True)
    page = workbook.create_sheet(sheet)
    for record in records:
        cells = []
        for value in record:
            cell = WriteOnlyCell(page, value)
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
            cells.append(cell)
        page.append(cells)
    workbook.create_sheet("Avis").append(["Dossier ID"])
    workbook.save(path)
    return path


def write_ods(records: Records, path: Path, sheet: str = "Dossiers") -> Path:
    """Records as an OpenDocument workbook, every cell a text."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table
    from odf.table import TableCell
    from odf.table import TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name=sheet)
    for record in records:
        row = TableRow()
        for value in record:
            cell = TableCell(valuetype="string")
            for line in str(value or "").split("\n"):
                cell.addElement(P(text=line))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(path)
    return path

"""Exports of KoboToolbox, Grist and Nextcloud Forms, written as each platform writes them."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import unicodedata
from datetime import UTC
from typing import TYPE_CHECKING

from sheets_sync.form import ColumnRef
from sheets_sync.grid import AnswerType
from tests.exports.writers import OTHER
from tests.exports.writers import WITH_MAIL
from tests.exports.writers import bare
from tests.exports.writers import joined
from tests.exports.writers import moment
from tests.exports.writers import rows_of

if TYPE_CHECKING:
    from sheets_sync.form import FormMap
    from sheets_sync.grid import Question
    from sheets_sync.responses import Responses
    from tests.exports.writers import Form
    from tests.exports.writers import Record
    from tests.exports.writers import Records
    from tests.exports.writers import Value

KOBO_END = (
    *("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"),
    *("_submitted_by", "__version__", "_tags", "_index"),
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclasses.dataclass(frozen=True)
class Kobo:
    """The choices of an export: names or labels, with groups or without, tags, ticked options."""

    names: bool = False
    groups: bool = False
    tags: bool = False
    ticked: str = "both"


def xml_name(text: str) -> str:
    """The name of a question or option: letters, digits and underscores."""
    return re.sub(r"\W", "_", text)


def kobotoolbox(form: Form, responses: Responses, kind: Kobo) -> Records:
    """An export of KoboToolbox."""
    facts, asked = form.facts(WITH_MAIL), form.asked(responses)
    headings: Record = ["start", "end"]
    for fact in facts:
        headings.append(_grouped(kind, "vous", "Vous", fact if kind.names else form.heading(fact)))
    domains = {each.id: each.name for each in form.scheme.domains}
    for question in asked:
        text = xml_name(question.id) if kind.names else question.text
        base = _grouped(kind, xml_name(question.domain), domains[question.domain], text)
        headings += _kobo_headings(question, base, kind)
    records: Records = [[*headings, *KOBO_END]]
    if kind.tags:
        width = len(records[0])
        records.append(["#date", *[""] * (width - 2), "#index"])
    for row in rows_of(responses):
        said: Record = ["2023-10-01T10:00:00.000+02:00", "2023-10-01T10:20:00.000+02:00"]
        said += [_kobo_fact(form, fact, row[fact], kind) for fact in facts]
        for question in asked:
            said += _kobo_cells(question, row[question.id], kind)
        sent = moment(row["submitted"]).astimezone(UTC)
        said += [row["dossier"], f"48583952-1892-4931-8d9c-{row['dossier']:0>12}"]
        said += [f"{sent:%Y-%m-%dT%H:%M:%S}", "", "", "submitted_via_web", "", "v1", "", "1"]
        records.append(said)
    return records


def _grouped(kind: Kobo, name: str, label: str, own: str) -> str:
    if not kind.groups:
        return own
    return f"{name if kind.names else label}/{own}"


def _kobo_fact(form: Form, fact: str, text: str | None, kind: Kobo) -> str | None:
    said = form.fact(fact, text)
    return xml_name(said) if kind.names and fact in {"type", "track"} and said else said


def _kobo_headings(question: Question, base: str, kind: Kobo) -> list[Value]:
    if question.type is not AnswerType.MULTIPLE:
        return [base]
    options = [xml_name(o.id) if kind.names else o.label for o in question.options]
    boxes = [f"{base}/{option}" for option in options] if kind.ticked != "joined" else []
    return [*([base] if kind.ticked != "boxes" else []), *boxes]


def _kobo_cells(question: Question, text: str | None, kind: Kobo) -> list[Value]:
    names = {o.label: xml_name(o.id) if kind.names else o.label for o in question.options}
    if question.type is AnswerType.SINGLE:
        return [names.get(text or "", text)]
    if question.type is not AnswerType.MULTIPLE:
        return [joined(" ")(question, text)]
    lines = [OTHER if line.startswith(OTHER) else line for line in (text or "").split("\n")]
    ticked = [line for line in lines if line in names]
    whole = " ".join(names[line] for line in ticked) or text
    boxes = ["1" if label in ticked else "0" for label in names] if text else [""] * len(names)
    return [
        *([whole] if kind.ticked != "boxes" else []),
        *(boxes if kind.ticked != "joined" else []),
    ]


def kobo_names(form: Form) -> FormMap:
    """The map that says what the names of options and of facts' values mean."""
    options = {
        q.id: {option.id: (xml_name(option.id),) for option in q.options}
        for q in form.grid.questions
        if q.options
    }
    values = {
        **form.form_map.values,
        "type": {each.id: (xml_name(each.name),) for each in form.scheme.types},
        "track": {each.id: (xml_name(each.name),) for each in form.scheme.tracks},
    }
    columns = dict.fromkeys(WITH_MAIL, ColumnRef())
    return form.form_map._replace(
        options=options, values=values, columns={**form.form_map.columns, **columns}
    )


def grist(form: Form, responses: Responses, *, ids: bool) -> Records:
    """A table of Grist, headed by labels or by ids; moments shown to the second."""
    facts = (*form.facts(WITH_MAIL), "submitted", "updated")
    asked = form.asked(responses)
    labels = [*map(form.heading, facts), *(question.text for question in asked)]
    records: Records = [[grist_id(label) if ids else label for label in labels]]
    for row in rows_of(responses):
        said: Record = [form.fact(fact, row[fact]) for fact in facts[:-2]]
        said += [f"{moment(row[fact]):%Y-%m-%d %H:%M:%S}" for fact in facts[-2:]]
        records.append([*said, *(_grist_cell(q, row[q.id]) for q in asked)])
    return records


def grist_id(label: str) -> str:
    """The id that Grist makes of a label."""
    plain = unicodedata.normalize("NFKD", label)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-zA-Z0-9_]+", "_", letters).strip("_")


def _grist_cell(question: Question, text: str | None) -> Value:
    if text is None:
        return ""
    if question.type is AnswerType.MULTIPLE:
        listed = [line for line in text.split("\n") if not line.startswith(OTHER)]
        file = io.StringIO()
        csv.writer(file, lineterminator="").writerow(listed)
        return ", ".join(_pretty(file.getvalue()))
    if question.type is AnswerType.NUMBER:
        return text.replace("\u202f", "").replace(",", ".")
    return text.replace("\u202f", " ") if question.type is AnswerType.PERCENTAGE else text


def _pretty(line: str) -> list[str]:
    """The items of a CSV line with their quotation marks."""
    return re.findall(r'(?:"(?:[^"]|"")*"|[^,])+', line)


def nextcloud(form: Form, responses: Responses, *, escaped: bool, older: bool) -> Records:
    """The responses of Nextcloud Forms; ``escaped`` as in the CSV, ``older`` without user ids."""
    facts, asked = form.facts(WITH_MAIL), form.asked(responses)
    own: Record = ["User display name", "Timestamp"] if older else []
    own = own or ["User ID", "User display name", "Timestamp"]
    records: Records = [[*own, *map(form.heading, facts), *(q.text for q in asked)]]
    for row in rows_of(responses):
        said: Record = [*([] if older else [""]), "Anonymous user"]
        said.append(moment(row["submitted"]).isoformat())
        said += [form.fact(fact, row[fact]) for fact in facts]
        said += [_cloud_cell(question, row[question.id]) for question in asked]
        records.append([_escaped(cell) if escaped else cell for cell in said])
    return records


def _cloud_cell(question: Question, text: str | None) -> Value:
    """Ticked options joined; the free text of "other" stands there without a word before it."""
    return joined("; ")(question, bare(text))


def _escaped(cell: Value) -> Value:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell

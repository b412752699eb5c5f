"""The palmarès as open data: CSV and JSON, each column described, checked by any reader.

What is in it is what the palmarès prints of local authorities: no person is named, no point
is told, nobody who was not labelled stands in it. The JSON holds every text as it is. A text
in the CSV that a spreadsheet would take for a formula has an apostrophe before it, which the
description of the files says.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from reports.departments import department_name
from reports.language import N_
from reports.language import reports_language
from reports.names import slug
from reports.site.laureates import every
from reports.site.laureates import sections
from reports.typography import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from reports.edition import Edition
    from reports.language import Language
    from reports.site.laureates import Laureate

PACKAGE = "datapackage.json"
SEPARATOR = " | "
"""Between the mentions in one cell of the CSV; the JSON has a list."""

DANGEROUS = tuple("=+-@\t\r＝＋－＠")  # noqa: RUF001 - spreadsheets read the wide signs too

Cell = str | int | list[str] | None
Row = dict[str, Cell]


class Licence(NamedTuple):
    """A licence for data: its title and its address."""

    title: str
    path: str


DEFAULT = "etalab-2.0"
LICENCES = {
    DEFAULT: Licence(
        "Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
    ),
    "ODbL-1.0": Licence(
        "Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"
    ),
    "CC-BY-4.0": Licence(
        "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"
    ),
    "CC-BY-SA-4.0": Licence(
        "Creative Commons Attribution-ShareAlike 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC0-1.0": Licence(
        "Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
    ),
}


class Field(NamedTuple):
    """One column: its name, its type in a Table Schema, what it holds, what must be true of it."""

    name: str
    type: str
    said: str
    constraints: Mapping[str, object] = {}


_ID = N_("Identifier of the laureate within this edition; it names its page and its badge.")
_NAME = N_("Name, as the palmarès prints it.")
_MENTIONS = N_("Special mentions; in the CSV, parted by “ | ”.")
_COMMUNE = N_("INSEE code of the commune, or of the one where the seat is, where it is known.")
_SIREN = r"\d{9}"
_INSEE = r"(\d\d|2[AB])\d{3}"

LAUREATES = (
    Field("identifiant", "string", _ID, {"required": True, "unique": True}),
    Field("annee", "integer", N_("Year that the label bears."), {"required": True}),
    Field("nom", "string", _NAME, {"required": True}),
    Field("type", "string", N_("Type of local authority.")),
    Field("departement", "string", N_("Number of the department, as INSEE gives it: 01, 2A, 974.")),
    Field("departement_nom", "string", N_("Name of the department.")),
    Field("siren", "string", N_("SIREN, where it is known."), {"pattern": _SIREN}),
    Field("insee", "string", _COMMUNE, {"pattern": _INSEE}),
    Field("voie", "string", N_("Track of the application."), {"required": True}),
    Field("niveau", "string", N_("Level, as it is called."), {"required": True}),
    Field(
        "rang",
        "integer",
        N_("Rank of the level within its track, from 1."),
        {"required": True, "minimum": 1},
    ),
    Field("mentions", "string", _MENTIONS),
    Field("attribue_le", "date", N_("Day on which the label was awarded."), {"required": True}),
    Field("valable_jusqu_au", "date", N_("Last day on which it holds; empty: no end is set.")),
)
HISTORY = (
    Field("identifiant", "string", _ID, {"required": True}),
    Field("nom", "string", _NAME, {"required": True}),
    Field("edition", "string", N_("Edition that gave the award."), {"required": True}),
    Field("annee", "integer", N_("Year of that edition."), {"required": True}),
    Field("niveau", "string", N_("Level, as it was called then; empty where no list tells.")),
    Field("rang", "integer", N_("Rank of the level then, where it is known."), {"minimum": 1}),
    Field("mentions", "string", _MENTIONS),
)
TABLES = {"palmares": LAUREATES, "historique": HISTORY}
SAID = {
    "palmares": N_("The laureates of the {year} edition"),
    "historique": N_("What the laureates were given in earlier editions and in this one"),
}
SAFE = N_(
    "In the CSV, a text that begins with =, +, -, @ or a tabulation has an apostrophe (') before "
    "it, so that no spreadsheet takes it for a formula; the JSON has every text as it is."
)


def open_data(edition: Edition) -> dict[str, bytes]:
    """The files of the open data, by name: CSV and JSON, schemas, description."""
    laureates = every(sections(edition))
    tables = {
        "palmares": [_laureate(each, edition) for each in laureates],
        "historique": [row for each in laureates for row in _history(each, edition)],
    }
    language = reports_language(edition.language)
    files: dict[str, bytes] = {}
    for name, rows in tables.items():
        fields = TABLES[name]
        files[f"{name}.csv"] = as_csv(fields, rows)
        files[f"{name}.json"] = _json(rows)
        files[f"{name}.schema.json"] = _json(_schema(name, language, lists=False))
        files[f"{name}-json.schema.json"] = _json(_schema(name, language, lists=True))
    files[PACKAGE] = _json(_package(edition, files, language))
    return dict(sorted(files.items()))


def licence_of(edition: Edition) -> tuple[str, Licence]:
    """The SPDX id of the licence of an edition's data, and the licence."""
    ident = edition.licence or DEFAULT
    return ident, LICENCES.get(ident, Licence(ident, ""))


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before it if need be."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def as_csv(fields: Sequence[Field], rows: Sequence[Row]) -> bytes:
    """Rows as RFC 4180 has them: commas, UTF-8, one row a line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([field.name for field in fields])
    writer.writerows([[_cell(row[field.name]) for field in fields] for row in rows])
    return text.getvalue().encode()


def _cell(value: Cell) -> str | int:
    if isinstance(value, list):
        value = SEPARATOR.join(value)
    if isinstance(value, str):
        return safe(value)
    return "" if value is None else value


def _laureate(laureate: Laureate, edition: Edition) -> Row:
    candidate, level = laureate.candidate, laureate.block.level
    tracks = {track.id: track.name for track in edition.tracks}
    return {
        "identifiant": laureate.stem,
        "annee": edition.year,
        "nom": tidy(candidate.name),
        "type": _known(laureate.kind),
        "departement": laureate.number or None,
        "departement_nom": department_name(laureate.number) if laureate.number else None,
        "siren": candidate.siren or None,
        "insee": candidate.insee or None,
        "voie": tidy(tracks[candidate.track]),
        "niveau": tidy(laureate.block.title),
        "rang": level.rank,
        "mentions": [tidy(each) for each in laureate.honours],
        "attribue_le": edition.ceremony.date.isoformat(),
        "valable_jusqu_au": edition.valid_until.isoformat() if edition.valid_until else None,
    }


def _history(laureate: Laureate, edition: Edition) -> list[Row]:
    ranks = [laureate.block.level.rank, *(a.rank for a in reversed(laureate.candidate.history))]
    names = [edition.id, *(a.edition for a in reversed(laureate.candidate.history))]
    return [
        {
            "identifiant": laureate.stem,
            "nom": tidy(laureate.name),
            "edition": tidy(name),
            "annee": past.year,
            "niveau": _known(past.level),
            "rang": rank,
            "mentions": [tidy(each) for each in past.honours],
        }
        for past, rank, name in zip(laureate.history, ranks, names, strict=True)
    ]


def _known(text: str) -> str | None:
    return tidy(text) or None


def _schema(table: str, language: Language, *, lists: bool) -> dict[str, object]:
    """The Table Schema of a table; in JSON the mentions are a list."""
    found: dict[str, object] = {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "fields": [
            {
                "name": field.name,
                "type": "array" if lists and field.name == "mentions" else field.type,
                "description": language.text(field.said),
                **({"constraints": dict(field.constraints)} if field.constraints else {}),
            }
            for field in TABLES[table]
        ],
        "missingValues": [""],
    }
    if table == "palmares":
        return {**found, "primaryKey": "identifiant"}
    reference = {"resource": "palmares-json" if lists else "palmares", "fields": "identifiant"}
    return {**found, "foreignKeys": [{"fields": "identifiant", "reference": reference}]}


def _package(edition: Edition, files: Mapping[str, bytes], language: Language) -> dict[str, Any]:
    """The description of all files, as a Data Package."""
    ident, licence = licence_of(edition)
    said = [edition.notice, language.text(SAFE)]
    source = {"title": edition.organiser, "path": edition.website}
    return {
        "name": "-".join(filter(None, ("palmares", slug(edition.label), slug(edition.id)))),
        "title": f"{tidy(edition.label)} {edition.year}",
        "description": " ".join(tidy(each) for each in said if each),
        "created": edition.frozen_at.isoformat(),
        "licenses": [{"name": ident, "title": licence.title, "path": licence.path}],
        "sources": [{key: tidy(text) for key, text in source.items() if text}],
        "contributors": [{"title": tidy(edition.organiser), "role": "publisher"}],
        "resources": [
            _resource(table, ending, edition, files, language)
            for ending in ("csv", "json")
            for table in TABLES
        ],
    }


def _resource(
    table: str, ending: str, edition: Edition, files: Mapping[str, bytes], language: Language
) -> dict[str, object]:
    name = table if ending == "csv" else f"{table}-json"
    content = files[f"{table}.{ending}"]
    digest = hashlib.sha256(content).hexdigest()
    media = {"csv": "text/csv", "json": "application/json"}[ending]
    # Readers find no table in a list without a row.
    kind = "data-resource" if content == _json([]) else "tabular-data-resource"
    return {
        "name": name,
        "title": language.text(SAID[table], year=edition.year),
        "profile": kind,
        "path": f"{table}.{ending}",
        "format": ending,
        "mediatype": media,
        "encoding": "utf-8",
        **({"bytes": len(content), "hash": f"sha256:{digest}"} if ending == "csv" else {}),
        "schema": f"{name}.schema.json",
    }


def _json(content: object) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")

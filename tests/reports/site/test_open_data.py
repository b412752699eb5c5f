"""The open data: what is in it, what is not, and that others read it as it is meant."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import get_args

import pytest
from frictionless import validate
from hypothesis import given
from hypothesis import strategies as st

from reports.open_data import DANGEROUS
from reports.open_data import HISTORY
from reports.open_data import LAUREATES
from reports.open_data import LICENCES
from reports.open_data import open_data
from reports.open_data import safe
from reports.typography import tidy
from sheets_sync.settings.edition_shapes import EditionShape
from tests.reports.samples import claix
from tests.reports.samples import edition_2025
from tests.reports.samples import edition_in_english
from tests.reports.samples import with_candidates
from tests.reports.site.given import HOSTILE
from tests.reports.site.given import SECRETS
from tests.reports.site.given import hostile
from tests.reports.site.given import published
from tests.reports.site.given import with_secrets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reports.edition import Edition

CLAIX = "2023_ville-de-claix_38"


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def reported(edition: Edition, folder: Path) -> list[list[str]]:
    """What frictionless finds wrong in the files of an edition."""
    for name, content in open_data(edition).items():
        (folder / name).write_bytes(content)
    found: list[list[str]] = validate(str(folder / "datapackage.json")).flatten(
        ["type", "fieldName"]
    )
    return found


def without_laureates() -> Edition:
    """An edition that nobody was labelled in."""
    return with_candidates(claix(level=None, mentions=()))


@pytest.mark.parametrize(
    "make", [published, hostile, edition_2025, edition_in_english, without_laureates]
)
def test_data_are_valid_by_their_own_description(
    make: Callable[[], Edition], tmp_path: Path
) -> None:
    assert reported(make(), tmp_path) == []


def test_data_without_a_laureate_have_columns_and_no_row() -> None:
    files = open_data(without_laureates())
    assert files["palmares.csv"].decode().splitlines() == [",".join(f.name for f in LAUREATES)]
    assert files["historique.csv"].decode().splitlines() == [",".join(f.name for f in HISTORY)]
    assert [json.loads(files[f"{table}.json"]) for table in ("palmares", "historique")] == [[], []]


def test_wrong_siren_is_found_out_by_the_description(tmp_path: Path) -> None:
    edition = with_candidates(claix(siren="21380111"))
    assert reported(edition, tmp_path) == [
        ["constraint-error", "siren"],  # of the CSV
        ["constraint-error", "siren"],  # of the JSON
    ]


def test_row_that_was_changed_is_found_out_by_the_description(tmp_path: Path) -> None:
    reported(published(), tmp_path)
    path = tmp_path / "palmares.csv"
    path.write_bytes(path.read_bytes().replace(b"Ville de Claix", b"Ville de Clair"))
    found = validate(str(tmp_path / "datapackage.json")).flatten(["type"])
    assert found == [["hash-count"]]


def test_files_are_those_that_are_told() -> None:
    tables = ("historique", "palmares")
    endings = (".csv", ".json", ".schema.json", "-json.schema.json")
    assert set(open_data(published())) == {
        "datapackage.json",
        *(table + ending for table in tables for ending in endings),
    }


def test_laureate_stands_in_the_csv_with_its_codes() -> None:
    found = rows(open_data(replace(published(), valid_until=date(2026, 12, 31)))["palmares.csv"])
    assert next(row for row in found if row["identifiant"] == CLAIX) == {
        "identifiant": CLAIX,
        "annee": "2023",
        "nom": "Ville de Claix",
        "type": "Commune",
        "departement": "38",
        "departement_nom": "Isère",
        "siren": "213801111",
        "insee": "38111",
        "voie": "Label",
        "niveau": "Niveau 4",
        "rang": "4",
        "mentions": "Meilleure progression",
        "attribue_le": "2023-12-06",
        "valable_jusqu_au": "2026-12-31",
    }


def test_history_has_the_latest_edition_first() -> None:
    found = rows(open_data(published())["historique.csv"])
    mine = [tuple(row.values()) for row in found if row["identifiant"] == CLAIX]
    assert mine == [
        (CLAIX, "Ville de Claix", "2023", "2023", "Niveau 4", "4", "Meilleure progression"),
        (CLAIX, "Ville de Claix", "2022", "2022", "Niveau 3", "3", ""),
        (CLAIX, "Ville de Claix", "2021", "2021", "Niveau 2", "2", "Open Data"),
        (CLAIX, "Ville de Claix", "2019", "2019", "", "", ""),
    ]


def test_json_says_the_same_as_the_csv() -> None:
    files = open_data(published())
    for table, fields in (("palmares", LAUREATES), ("historique", HISTORY)):
        told = [
            {
                field.name: " | ".join(value) if isinstance(value, list) else str(value or "")
                for field in fields
                for value in (row[field.name],)
            }
            for row in json.loads(files[f"{table}.json"])
        ]
        assert told == rows(files[f"{table}.csv"])


def test_hostile_names_are_no_formulas_in_the_csv_and_whole_in_the_json() -> None:
    files = open_data(hostile())
    names = [row["nom"] for row in json.loads(files["palmares.json"])]
    assert sorted(names) == sorted(map(tidy, HOSTILE))
    assert [row["nom"] for row in rows(files["palmares.csv"])] == [safe(name) for name in names]


@given(st.text())
def test_safe_text_begins_with_no_sign_of_a_formula_and_loses_nothing(text: str) -> None:
    made = safe(text)
    assert not made.startswith(DANGEROUS)
    assert made in (text, f"'{text}")


def test_nothing_private_is_in_the_data() -> None:
    everything = b"".join(open_data(with_secrets()).values()).decode()
    told = (*SECRETS, "REVIL", "Maire")  # who led the application, and her or his role
    assert [each for each in told if each in everything] == []


def test_only_laureates_are_in_the_data() -> None:
    names = [row["nom"] for row in rows(open_data(with_secrets())["palmares.csv"])]
    assert names == ["Ville de Claix", "Ville de Réserve"]


@pytest.mark.parametrize(
    ("setting", "name", "title"),
    [
        ("", "etalab-2.0", "Licence Ouverte 2.0"),
        ("ODbL-1.0", "ODbL-1.0", "Open Database License 1.0"),
    ],
)
def test_licence_is_the_setting_or_else_the_open_licence(
    setting: str, name: str, title: str
) -> None:
    files = open_data(replace(published(), licence=setting))
    (licence,) = json.loads(files["datapackage.json"])["licenses"]
    assert (licence["name"], licence["title"]) == (name, title)


def test_every_licence_that_settings_allow_is_known() -> None:
    allowed = get_args(EditionShape.entries()["licence"].hint)
    assert set(allowed) == {"", *LICENCES}


def test_department_that_is_none_is_left_empty() -> None:
    (row,) = rows(open_data(with_candidates(claix(department="Ardèche ?")))["palmares.csv"])
    assert (row["departement"], row["departement_nom"]) == ("", "")

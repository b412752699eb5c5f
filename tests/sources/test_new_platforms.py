"""What exports of KoboToolbox, Grist and Nextcloud Forms do in their own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.form import ColumnRef
from sheets_sync.sources.exports import ExportFile
from sheets_sync.sources.spaced import parted
from sheets_sync.ticked import choices
from tests.sources.small import FORM_MAP
from tests.sources.small import OPTIONS
from tests.sources.small import QUESTIONS
from tests.sources.small import codes
from tests.sources.small import read

if TYPE_CHECKING:
    from pathlib import Path

KOBO = f"Collectivité;Département;{QUESTIONS};_id;_uuid;_submission_time;_validation_status"
CLOUD = f"User ID;User display name;Timestamp;Collectivité;Département;{QUESTIONS}"
OWN = {"export-kobotoolbox", "export-nextcloud-forms", "export-grist", "export-grist-stated"}


def kobo(
    key: str, formats: str = "HTML", status: str = "", sent: str = "2023-10-29T00:30:00"
) -> str:
    """One line of an export."""
    return f"Ville {key};38;Oui;50;{formats};a;{key};uuid-{key};{sent};{status}"


def told(*found: str) -> list[str]:
    """Codes without the note that says what was recognised."""
    return [code for code in found if code not in OWN]


def test_moment_of_kobotoolbox_is_in_utc(tmp_path: Path) -> None:
    text = "\n".join([KOBO, kobo("1"), kobo("2", sent="2023-10-29T01:30:00+00:00")])
    responses = read(tmp_path / "e.csv", text)
    assert list(responses.table["submitted"]) == ["2023-10-29T02:30:00", "2023-10-29T02:30:00"]
    assert list(responses.table["dossier"]) == ["1", "2"]


def test_review_of_kobotoolbox_is_the_state(tmp_path: Path) -> None:
    states = ["", "Approved", "On Hold", "validation_status_approved", "Not Approved"]
    lines = [kobo(str(at), status=status) for at, status in enumerate(states)]
    responses = read(tmp_path / "e.csv", "\n".join([KOBO, *lines]))
    assert list(responses.table["state"]) == ["submitted", "accepted", "instructed", "accepted"]
    assert told(*codes(responses)) == ["export-set-aside"]


def test_options_that_spaces_part_are_told_apart(tmp_path: Path) -> None:
    text = f"{KOBO}\n{kobo('1', 'HTML Textes, tableaux (ODT, ODS)')}"
    responses = read(tmp_path / "e.csv", text)
    assert list(responses.table["formats"]) == ["Textes, tableaux (ODT, ODS)\nHTML"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("odt html", "odt\nhtml"),
        ("HTML", "HTML"),
        ("HTML Textes, tableaux (ODT, ODS) Autre", "HTML\nTextes, tableaux (ODT, ODS)\nAutre"),
        ("HTML et le reste", "HTML et le reste"),
        ("", ""),
    ],
)
def test_text_is_parted_only_when_all_of_it_is_options(text: str, expected: str) -> None:
    assert parted(text, choices(OPTIONS, {})) == expected


def test_groups_of_kobotoolbox_are_left_out_of_headings(tmp_path: Path) -> None:
    head = "Vous/Collectivité;Vous/Département;Outils/Avez-vous un plan ?"
    head += ";Outils/Quelle part de logiciels libres ?;Outils/Quels formats ?/HTML"
    head += ";Outils/Quels formats ?/Textes, tableaux (ODT, ODS);Outils/Quels formats ?/Autre"
    head += ";Un mot de plus;_id;_uuid;_submission_time"
    line = "Boé;47;Oui;50;1;0;0;ici/là;7;u;2023-10-01T10:00:00"
    responses = read(tmp_path / "e.csv", f"{head}\n{line}")
    (row,) = responses.table.records()
    assert (row["name"], row["formats"], row["mot"]) == ("Boé", "HTML", "ici/là")
    assert told(*codes(responses)) == []


def test_line_of_tags_is_no_answer(tmp_path: Path) -> None:
    responses = read(tmp_path / "e.csv", f"{KOBO}\n#adm2+name;;;#value;;;;;;\n{kobo('1')}")
    assert (list(responses.table["name"]), responses.lines) == (["Ville 1"], (3,))


def test_apostrophe_that_nextcloud_adds_is_taken_away_in_csv_only(tmp_path: Path) -> None:
    from tests.exports import writers

    head = CLOUD.split(";")
    line = ["", "Anonymous user", "2023-10-01T10:00:00+02:00", "Boé", "47", "Oui", "50", "HTML"]
    records: writers.Records = [[*head], [*line, "'=1+1"]]
    in_csv = writers.write_csv(records, tmp_path / "e.csv").read_bytes()
    assert list(read(tmp_path / "e.csv", in_csv).table["mot"]) == ["=1+1"]
    in_xlsx = writers.write_xlsx(records, tmp_path / "e.xlsx").read_bytes()
    assert list(read(tmp_path / "e.xlsx", in_xlsx).table["mot"]) == ["'=1+1"]


@pytest.mark.parametrize("text", ["'tis", "it's =1", "'", "''=1"])
def test_other_apostrophes_stay(text: str, tmp_path: Path) -> None:
    line = f";Anonymous user;2023-10-01T10:00:00+02:00;Boé;47;Oui;50;HTML;{text}"
    expected = text[1:] if text.startswith("'=") else text
    assert list(read(tmp_path / "e.csv", f"{CLOUD}\n{line}").table["mot"]) == [expected]


def test_headings_of_nextcloud_in_french_are_known(tmp_path: Path) -> None:
    head = CLOUD.replace("User ID;User display name;Timestamp", "Nom d’affichage;Horodatage")
    line = "Camille;2023-10-01T10:00:00+02:00;Boé;47;Oui;50;HTML;a"
    assert read(tmp_path / "e.csv", f"{head}\n{line}").source == "nextcloud-forms"


def test_choice_in_quotation_marks_is_the_choice(tmp_path: Path) -> None:
    text = f"submitted;Collectivité;Département;{QUESTIONS}\n2023-10-01;Boé;47;Oui;50;"
    text += '"""Textes, tableaux (ODT, ODS)"", HTML";"""ceci, cela"", dit-il"'
    (row,) = read(tmp_path / "e.csv", text).table.records()
    assert row["formats"] == "Textes, tableaux (ODT, ODS)\nHTML"
    assert row["mot"] == '"ceci, cela", dit-il'


def test_ids_of_grist_are_matched_with_the_questions(tmp_path: Path) -> None:
    head = "Nom_de_la_collectivite,Departement,submitted,Avez_vous_un_plan"
    head += ",Quelle_part_de_logiciels_libres,Quels_formats,Un_mot_de_plus"
    columns = {**FORM_MAP.columns, "name": ColumnRef(("Nom de la collectivité",))}
    text = f"{head}\nBoé,47,2023-10-01,Oui,50,HTML,a"
    responses = read(tmp_path / "e.csv", text, columns=columns)
    (row,) = responses.table.records()
    assert (row["name"], row["plan"], row["formats"], row["mot"]) == ("Boé", "Oui", "HTML", "a")
    assert (responses.source, told(*codes(responses))) == ("grist", [])


def test_table_with_labels_is_grists_when_form_toml_says_so(tmp_path: Path) -> None:
    text = f"submitted;Collectivité;Département;{QUESTIONS}\n2023-10-01;Boé;47;Oui;50;HTML;a"
    plain = read(tmp_path / "e.csv", text)
    stated = read(tmp_path / "e.csv", text, platform="grist")
    assert (plain.source, stated.source) == ("table", "grist")
    assert [f.code for f in stated.findings] == ["export-grist-stated"]
    assert stated.table == plain.table


@pytest.mark.parametrize("name", ["kobotoolbox", "nextcloud-forms"])
def test_stated_platform_that_the_file_is_not_of_is_refused(name: str, tmp_path: Path) -> None:
    text = f"submitted;Collectivité;Département;{QUESTIONS}\n2023-10-01;Boé;47;Oui;50;HTML;a"
    assert codes(read(tmp_path / "e.csv", text, platform=name)) == ["export-other-platform"]


def test_short_headings_are_no_ids_of_grist(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("first_name,last_name,age\na,b,3\n", encoding="utf-8")
    assert ExportFile(tmp_path / "e.csv").pull().table.platform == "table"

"""Which sendings count: the last one before closing, one per candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.language import language_for
from sheets_sync.sources.exports import read_export
from sheets_sync.sources.identity import plain_name
from sheets_sync.sources.identity import plain_names
from tests.sources.small import FORM_MAP
from tests.sources.small import GRID
from tests.sources.small import HEADINGS
from tests.sources.small import QUESTIONS
from tests.sources.small import SCHEME
from tests.sources.small import codes
from tests.sources.small import lines
from tests.sources.small import read

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.responses import Responses


def sending(key: str, name: str, sent: str, word: str, department: str = "38") -> str:
    """One line of an export."""
    return f"{key};{name};{department};{sent};Oui;50;HTML;{word}"


def kept(responses: Responses) -> list[tuple[object, ...]]:
    """(dossier, answer) of the table."""
    return [*responses.table.rows(["dossier", "mot"])]


def left(responses: Responses) -> list[tuple[object, ...]]:
    """(dossier, answer, reason) of what was left out."""
    assert responses.superseded is not None
    return [*responses.superseded.rows(["dossier", "mot", "why"])]


def test_last_version_before_closing_keeps_the_first_number(tmp_path: Path) -> None:
    text = lines(
        sending("12", "Claix", "2023-10-05 09:00", "première"),
        sending("31", "Ville de CLAIX (38)", "2023-11-10 23:59:59", "deuxième"),
        sending("33", "Claix", "2023-11-11 00:00:00", "trop tard"),
        sending("20", "Mairie de Claix", "2023-10-07 09:00", "entre les deux"),
    )
    responses = read(tmp_path / "export.csv", text)
    assert kept(responses) == [("12", "deuxième")]
    assert sorted(left(responses)) == [
        ("12", "première", "export-older-version"),
        ("20", "entre les deux", "export-older-version"),
        ("33", "trop tard", "export-after-closing"),
    ]
    assert responses.lines == (3,)


def test_moments_are_told_as_the_reader_writes_them(tmp_path: Path) -> None:
    text = lines(
        sending("12", "Claix", "2023-10-05 09:00", "première"),
        sending("31", "Claix", "2023-11-01 18:30", "deuxième"),
        sending("33", "Claix", "2023-11-11 00:05:30", "trop tard"),
    )
    said = {
        each.code: each.sentence(language_for("en")).replace("\u202f", " ")
        for each in read(tmp_path / "export.csv", text).findings
    }
    assert said["export-after-closing"] == (
        "Claix sent this dossier after closing (November 11, 2023 at 12:05 AM); it is left out."
    )
    assert "the one of October 5, 2023 at 9:00 AM gives way" in said["export-older-version"]


def test_one_dossier_exported_twice_keeps_its_last_state(tmp_path: Path) -> None:
    text = lines(
        sending("7", "Boé", "2023-10-06 09:00", "après", "47"),
        sending("7", "Boé", "2023-10-05 09:00", "avant", "47"),
    )
    assert kept(read(tmp_path / "export.csv", text)) == [("7", "après")]


def test_same_name_in_two_departments_is_two_candidates(tmp_path: Path) -> None:
    text = lines(
        sending("1", "Saint-Denis", "2023-10-05 09:00", "a", "93"),
        sending("2", "Saint-Denis", "2023-10-06 09:00", "b", "974"),
    )
    responses = read(tmp_path / "export.csv", text)
    assert kept(responses) == [("1", "a"), ("2", "b")]
    assert codes(responses) == []


def test_last_moment_of_closing_is_included(tmp_path: Path) -> None:
    noon = SCHEME.closes.replace(hour=12, minute=0, second=0, microsecond=0)
    path = tmp_path / "export.csv"
    path.write_text(
        lines(
            sending("1", "Boé", "2023-11-10 12:00:00", "a"),
            sending("2", "Claix", "2023-11-10 12:00:01", "b"),
        ),
        encoding="utf-8",
    )
    responses = read_export(path, FORM_MAP, GRID, SCHEME._replace(closes=noon))
    assert kept(responses) == [("1", "a")]


def test_candidate_who_only_sent_after_closing_is_left_out(tmp_path: Path) -> None:
    responses = read(tmp_path / "export.csv", lines(sending("1", "Boé", "2023-11-12", "a")))
    assert kept(responses) == []
    assert codes(responses) == ["export-after-closing"]


def test_offset_of_a_moment_decides_before_closing(tmp_path: Path) -> None:
    """23:30 in London is after midnight in Paris."""
    text = lines(sending("1", "Boé", "2023-11-10T23:30:00Z", "a"))
    assert codes(read(tmp_path / "export.csv", text)) == ["export-after-closing"]


def test_dossier_changed_after_closing_is_kept_and_reported(tmp_path: Path) -> None:
    text = (
        f"updated;{HEADINGS};{QUESTIONS}\n2023-11-20 10:00;{sending('1', 'Boé', '2023-10-01', 'a')}"
    )
    responses = read(tmp_path / "export.csv", text)
    assert kept(responses) == [("1", "a")]
    assert codes(responses) == ["export-changed-after-closing"]


def test_unreadable_date_is_reported_and_the_dossier_kept(tmp_path: Path) -> None:
    responses = read(tmp_path / "export.csv", lines(sending("1", "Boé", "13/25/2023", "a")))
    assert kept(responses) == [("1", "a")]
    assert codes(responses) == ["export-date-unreadable"]


def test_form_without_dates_says_that_closing_is_not_checked(tmp_path: Path) -> None:
    text = f"dossier;Collectivité;Département;{QUESTIONS}\n1;Boé;47;Oui;50;HTML;a"
    assert codes(read(tmp_path / "export.csv", text)) == ["export-no-dates"]


def test_form_without_ids_makes_keys_from_names(tmp_path: Path) -> None:
    top = f"Horodateur;Collectivité;Département;{QUESTIONS}"
    text = "\n".join(  # noqa: FLY002 - one line of the export each
        [
            top,
            "05/10/2023 09:00:00;Ville de Claix;38 - Isère;Oui;50;HTML;a",
            "06/10/2023 09:00:00;Communauté d’agglomération d’Épinal;Vosges;Oui;50;HTML;b",
            "07/10/2023 09:00:00;Claix;38;Non;50;HTML;c",
        ]
    )
    responses = read(tmp_path / "export.csv", text)
    assert kept(responses) == [
        ("communaute-d-agglomeration-d-epinal-88", "b"),
        ("claix-38", "c"),
    ]


def test_same_name_with_another_type_is_kept_apart_and_reported(tmp_path: Path) -> None:
    top = f"dossier;type;Collectivité;Département;submitted;{QUESTIONS}"
    text = "\n".join(  # noqa: FLY002 - one line of the export each
        [
            top,
            "1;Commune;Épinal;88;2023-10-05;Oui;50;HTML;a",
            "2;Intercommunalité;Épinal;88;2023-10-06;Oui;50;HTML;b",
        ]
    )
    responses = read(tmp_path / "export.csv", text)
    assert kept(responses) == [("1", "a"), ("2", "b")]
    assert codes(responses) == ["export-look-alike"]


def test_one_name_with_two_sirens_is_two_candidates(tmp_path: Path) -> None:
    top = f"dossier;siret;Collectivité;Département;submitted;{QUESTIONS}"
    text = "\n".join(  # noqa: FLY002 - one line of the export each
        [
            top,
            "1;217 500 016 00019;Claix;38;2023-10-05;Oui;50;HTML;a",
            "2;21350238800019;Claix;38;2023-10-06;Oui;50;HTML;b",
            "3;21750001600019;Claix;38;2023-10-07;Oui;50;HTML;c",
        ]
    )
    responses = read(tmp_path / "export.csv", text)
    assert kept(responses) == [("2", "b"), ("1", "c")]
    assert list(responses.table["siren"]) == ["213502388", "217500016"]
    assert codes(responses) == ["export-older-version", "export-look-alike"]


@pytest.mark.parametrize(
    ("first", "second", "keys"),
    [
        ("Saint-Denis (93)", "Saint-Denis (974)", ["saint-denis-93", "saint-denis-974"]),
        ("Ville de Boé - 47", "Boe (La Réunion)", ["boe-47", "boe-974"]),
        ("Ajaccio (2A)", "Ajaccio (2B)", ["ajaccio-2A", "ajaccio-2B"]),
        ("Mairie", "MAIRIE", ["mairie", "mairie-label"]),
        ("中", "国", ["中", "国"]),
    ],
)
def test_two_that_a_name_tells_apart_are_two_candidates(
    tmp_path: Path, first: str, second: str, keys: list[str]
) -> None:
    rows = [f"{first};;2023-10-05;Oui;50;HTML;a", f"{second};;2023-10-06;Oui;50;HTML;b"]
    text = "\n".join([f"Collectivité;Département;submitted;{QUESTIONS}", *rows])
    assert kept(read(tmp_path / "export.csv", text)) == [(keys[0], "a"), (keys[1], "b")]


def test_name_alone_does_not_join_dossiers_that_have_numbers(tmp_path: Path) -> None:
    """There are two Saint-Denis, and the form did not say which."""
    text = lines(
        sending("1", "Saint-Denis", "2023-10-05 09:00", "a", ""),
        sending("2", "Ville de Saint-Denis", "2023-10-06 09:00", "b", ""),
    )
    responses = read(tmp_path / "export.csv", text)
    assert kept(responses) == [("1", "a"), ("2", "b")]
    assert codes(responses) == ["export-look-alike"]


def test_name_alone_joins_sendings_of_a_form_without_numbers(tmp_path: Path) -> None:
    rows = ["Claix;;2023-10-05;Oui;50;HTML;a", "Ville de Claix;;2023-10-06;Oui;50;HTML;b"]
    text = "\n".join([f"Collectivité;Département;submitted;{QUESTIONS}", *rows])
    assert kept(read(tmp_path / "export.csv", text)) == [("claix", "b")]


def test_name_without_a_letter_is_no_name(tmp_path: Path) -> None:
    rows = ["—;38;2023-10-05;Oui;50;HTML;a", "-;38;2023-10-06;Oui;50;HTML;b"]
    text = "\n".join([f"Collectivité;Département;submitted;{QUESTIONS}", *rows])
    responses = read(tmp_path / "export.csv", text)
    assert (kept(responses), codes(responses)) == ([], ["export-name-missing"] * 2)


def test_one_name_with_two_codes_of_communes_is_two_candidates(tmp_path: Path) -> None:
    top = f"dossier;insee;Collectivité;Département;submitted;{QUESTIONS}"
    rows = [
        "1;75056;Paris;75;2023-10-05;Oui;50;HTML;a",
        "2;75111;Ville de Paris;75;2023-10-06;Oui;50;HTML;b",
        "3;75056;Paris;75;2023-10-07;Oui;50;HTML;c",
    ]
    responses = read(tmp_path / "export.csv", "\n".join([top, *rows]))
    assert kept(responses) == [("2", "b"), ("1", "c")]


def test_one_siren_is_one_candidate_whatever_the_codes_of_communes(tmp_path: Path) -> None:
    top = f"dossier;siren;insee;Collectivité;Département;submitted;{QUESTIONS}"
    rows = [
        "1;217500016;75056;Paris;75;2023-10-05;Oui;50;HTML;a",
        "2;217500016;75111;Paris;75;2023-10-06;Oui;50;HTML;b",
    ]
    assert kept(read(tmp_path / "export.csv", "\n".join([top, *rows]))) == [("1", "b")]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ville de Claix", "claix"),
        ("CLAIX (38)", "claix"),
        ("Claix (Isère)", "claix"),
        ("Claix - 38", "claix"),
        ("Bastia (2b)", "bastia"),
        ("Saint-Martin (commune nouvelle)", "saint martin commune nouvelle"),
        ("Mairie de Claix", "claix"),
        ("Commune d’Échirolles", "echirolles"),
        ("Ville du Mans", "mans"),
        ("St-Martin-d’Uriage", "saint martin d uriage"),
        ("Département de l’Isère", "departement de l isere"),
        ("Collectivité nº 12", "collectivite no 12"),
        ("Claix_sur-Drac", "claix sur drac"),
        ("Villeneuve", "villeneuve"),
        ("Ville", "ville"),
    ],
)
def test_plain_name(name: str, plain: str) -> None:
    assert plain_name(name) == plain
    assert plain_names(["Œuf", name, "中", name]) == ["oeuf", plain, "中", plain]

"""Departments by their number."""

from __future__ import annotations

import pytest

from reports.departments import NUMBERS
from reports.departments import department_name
from reports.departments import of_department
from reports.departments import of_department_named
from reports.wording import department


@pytest.mark.parametrize(
    ("number", "name", "phrase"),
    [
        ("38", "Isère", "de l’Isère"),
        ("5", "Hautes-Alpes", "des Hautes-Alpes"),
        ("05", "Hautes-Alpes", "des Hautes-Alpes"),
        ("47", "Lot-et-Garonne", "du Lot-et-Garonne"),
        ("2a", "Corse-du-Sud", "de la Corse-du-Sud"),
        ("974", "La Réunion", "de la Réunion"),
        ("976", "Mayotte", "de Mayotte"),
        ("28", "Eure-et-Loir", "d’Eure-et-Loir"),
        ("99", None, None),
        ("", None, None),
        ("Isère", None, None),
    ],
)
def test_department_from_its_number(number: str, name: str | None, phrase: str | None) -> None:
    assert (department_name(number), of_department(number)) == (name, phrase)


def test_all_departments_are_there() -> None:
    metropolitan = {f"{n:02}" for n in range(1, 96) if n != 20} | {"2A", "2B"}
    overseas = {"971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988"}
    assert set(NUMBERS) == metropolitan | overseas


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Lot-et-Garonne", "du Lot-et-Garonne"),
        ("isère ", "de l’Isère"),
        ("La Réunion", "de la Réunion"),
        ("Réunion", "de la Réunion"),
        ("Côtes-d'Armor", "des Côtes-d’Armor"),
        ("Ville de Claix", None),
    ],
)
def test_of_a_department_is_found_by_its_name(name: str, phrase: str | None) -> None:
    assert of_department_named(name) == phrase


@pytest.mark.parametrize(
    ("number", "shown"), [("5", "Hautes-Alpes (05)"), (" 2a ", "Corse-du-Sud (2A)"), ("x", "x")]
)
def test_department_is_shown_with_the_number_of_insee(number: str, shown: str) -> None:
    assert department(number) == shown

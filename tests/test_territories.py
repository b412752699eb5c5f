"""Names of one local authority, and of two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.territories import Likeness
from sheets_sync.territories import alike

NAMES = (
    *("Boé", "Ville de Boé", "Rennes Métropole", "Alès Agglomération", "Ville d’Alès", "SITIV"),
    *("Région Grand Est", "département de Loire Atlantique", "Association des X – ADICO"),
)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ville de Boé", "Boé"),
        ("ville d’Échirolles", "Échirolles"),
        ("VILLE DE BOÉ", "Commune de Boé"),
        ("city of Paris", "Ville de Paris"),
        ("Saint-Martin-d'Uriage", "Saint-Martin d’Uriage"),
        ("Région Grand Est", "Grand Est region"),
        (
            "Sitiv (Syndicat Intercommunal des Technologies de l’Information pour les Villes)",
            "SITIV",
        ),
        ("Syndicat Intercommunal SITPI", "SITPI"),
        ("Association pour le Développement – ADICO", "ADICO"),
        (
            "communauté de communes du Pays Réuni d’Orange",
            "Communauté de Communes du Pays Réuni d’Orange",
        ),
        ("Département de la Loire-Atlantique", "département de Loire Atlantique"),
        ("Vandœuvre-lès-Nancy", "Ville de Vandoeuvre-lès-Nancy"),
        ("Communauté d’agglomération d’Alès", "Alès Agglomération"),
    ],
)
def test_two_names_of_one_are_the_same(name: str, other: str) -> None:
    assert (alike(name, other), alike(other, name)) == (Likeness.SAME, Likeness.SAME)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ville d’Alès", "Alès Agglomération"),
        ("Nancy", "Ville de Vandœuvre-lès-Nancy"),
        ("Ville de Paris (Isère)", "Ville de Lyon (Isère)"),
        ("Saint-Denis (93)", "Ville de Saint-Denis (974)"),
        ("Ville de Lyon", "Ville de Boé"),
        ("Syndicat Morbihan Énergies", "Département du Morbihan"),
    ],
)
def test_two_local_authorities_are_not_the_same(name: str, other: str) -> None:
    assert (alike(name, other), alike(other, name)) == (Likeness.OTHER, Likeness.OTHER)


@pytest.mark.parametrize(
    ("name", "other"),
    [("Rennes", "Rennes Métropole"), ("Loire-Atlantique", "Département de Loire-Atlantique")],
)
def test_bare_name_of_another_sort_is_perhaps_the_same(name: str, other: str) -> None:
    assert alike(name, other) is Likeness.PERHAPS


def test_departments_that_differ_part_two_of_one_name() -> None:
    assert alike("Saint-Denis", "Ville de Saint-Denis", "93", "974") is Likeness.OTHER
    assert alike("Saint-Denis", "Ville de Saint-Denis", "93", "") is Likeness.SAME


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_likeness_goes_both_ways(name: str, other: str) -> None:
    assert alike(name, other) is alike(other, name)
    assert alike(name, name) is Likeness.SAME


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_may_be_compared(name: str, other: str) -> None:
    assert alike(name, other) is alike(other, name)

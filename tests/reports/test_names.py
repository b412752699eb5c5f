"""One sorting rule, and file names that are safe."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.names import LONGEST_SLUG
from reports.names import file_names
from reports.names import slug
from reports.names import sort_key


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Ville d’Angoulême", "ville angouleme"),
        ("Ville d'Angoulême", "ville angouleme"),
        ("Ville de La Tronche", "ville tronche"),
        ("Ville de L’Haÿ-les-Roses", "ville hay roses"),
        ("Ville de Vandœuvre-lès-Nancy", "ville vandoeuvre nancy"),
        ("Commune de Fa\u02bba\u02bbā", "commune faaa"),
        ("SITPI", "sitpi"),
        ("La", "la"),
        ("42", "42"),
    ],
)
def test_name_files_without_accents_and_particles(name: str, filed: str) -> None:
    assert sort_key(name)[0] == filed


def test_accents_count_only_between_equals() -> None:
    names = ["côté", "cote", "coté", "Cotes", "côte"]
    assert sorted(names, key=sort_key) == ["cote", "coté", "côte", "côté", "Cotes"]


def test_towns_of_the_published_page_file_in_one_order() -> None:
    names = ["Ville de Boé", "Ville d’Échirolles", "Syndicat Morbihan Énergies",
             "Ville d’Abbeville", "SOLURIS"]  # fmt: skip
    assert sorted(names, key=sort_key) == [
        "SOLURIS",
        "Syndicat Morbihan Énergies",
        "Ville d’Abbeville",
        "Ville de Boé",
        "Ville d’Échirolles",
    ]


@given(st.lists(st.text()))
def test_order_does_not_depend_on_where_names_came_from(names: list[str]) -> None:
    names_turned_round = names[::-1]
    assert sorted(names_turned_round, key=sort_key) == sorted(names, key=sort_key)


@given(st.text())
def test_slug_is_plain_and_short(text: str) -> None:
    assert re.fullmatch(rf"[a-z0-9]?|[a-z0-9][a-z0-9-]{{,{LONGEST_SLUG - 2}}}[a-z0-9]", slug(text))


def test_file_name_is_readable() -> None:
    assert file_names("certificat-2023", {"7": ("Ville de Claix", "38")}) == {
        "7": "certificat-2023_ville-de-claix_38"
    }


def test_homonyms_get_marks_that_do_not_depend_on_each_other() -> None:
    two = file_names("c", {"1": ("Saint-Denis", ""), "2": ("SAINT DENIS", "")})
    three = file_names("c", {"1": ("Saint-Denis", ""), "2": ("saint denis", ""), "3": ("St", "")})
    assert two == {
        "1": "c_saint-denis_1-6b86b273",
        "2": "c_saint-denis_2-d4735e3a",
    }
    assert three == {**two, "3": "c_st"}


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "/", "\\\\host\\x", "\x00", "日本", ""])
def test_hostile_name_stays_one_plain_file(name: str) -> None:
    made = file_names("c", {"1": (name, "")})["1"]
    assert re.fullmatch(r"c_[a-z0-9-]+", made)


@given(st.dictionaries(st.text(), st.tuples(st.text(max_size=8), st.text(max_size=3))))
def test_file_names_never_collide(parts: dict[str, tuple[str, ...]]) -> None:
    made = file_names("c", parts)
    assert len({name.casefold() for name in made.values()}) == len(parts)

"""Departments, moments and other facts in the spellings people give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.departments import NAMES
from sheets_sync.departments import department_code
from sheets_sync.form import DateOrder
from sheets_sync.sources.dates import local_iso
from sheets_sync.sources.dates import read_moment
from sheets_sync.sources.facts import tidy


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("38", "38"),
        ("1", "01"),
        ("2a", "2A"),
        ("2B - Haute-Corse", "2B"),
        ("38 - Isère", "38"),
        ("38 – ISERE", "38"),
        ("38 Isère", "38"),
        ("(38) Isère", "38"),
        ("Isère (38)", "38"),
        ("isere", "38"),
        ("Département de l’Isère", "38"),
        ("Côte d'Or", "21"),
        ("974", "974"),
        ("La Réunion", "974"),
        ("Réunion", "974"),
        ("69 - Isère", None),
        ("20", None),
        ("38000", None),
        ("Grenoble", None),
        ("Grenoble (38)", None),
        ("", None),
    ],
)
def test_department_in_every_spelling(text: str, code: str | None) -> None:
    assert department_code(text) == code


@pytest.mark.parametrize("code", sorted(NAMES))
def test_each_department_is_found_by_code_and_by_name(code: str) -> None:
    spellings = (code, NAMES[code], f"{code} - {NAMES[code]}", f"{NAMES[code]} ({code})")
    assert {department_code(text) for text in spellings} == {code}


@given(st.text())
def test_any_text_is_a_known_department_or_none(text: str) -> None:
    assert department_code(text) in {None, *NAMES}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-10-05 14:32:01", "2023-10-05T14:32:01"),
        ("2023-10-05T14:32:01Z", "2023-10-05T16:32:01"),
        ("2023-10-05T14:32:01.123+02:00", "2023-10-05T14:32:01"),
        ("2023/10/05 2:05:12 PM UTC+2", "2023-10-05T14:05:12"),
        ("2023/12/05 12:05:12 AM UTC+1", "2023-12-05T00:05:12"),
        ("05/10/2023 14:32:01", "2023-10-05T14:32:01"),
        ("05/10/2023 - 14:32", "2023-10-05T14:32:00"),
        ("05/10/2023 à 14h32", "2023-10-05T14:32:00"),
        ("5.10.2023", "2023-10-05T00:00:00"),
        ("05/10/23 14:32", "2023-10-05T14:32:00"),
        ("05/10/023", None),
        ("2023-10-05", "2023-10-05T00:00:00"),
        ("31/02/2023", None),
        ("10/25/2023", None),
        ("hier", None),
        ("05/10/23", "2023-10-05T00:00:00"),
        ("2023-10-05 14:32 peut-être", None),
    ],
)
def test_moment_in_every_spelling(text: str, moment: str | None) -> None:
    read = read_moment(text, DateOrder.DAY_FIRST, "Europe/Paris")
    assert (read and local_iso(read)) == moment


@given(st.text(alphabet=st.sampled_from("0123456789/-: TZ+hàAMPUTC.")))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    read = read_moment(text, DateOrder.DAY_FIRST, "Europe/Paris")
    assert read is None or read.tzinfo is not None


def columns(signs: str) -> st.SearchStrategy[list[str | None]]:
    """Columns of short texts of some signs."""
    return st.lists(st.none() | st.text(signs, min_size=1, max_size=4), max_size=4)


@given(columns("a ") | columns("ab \n\u00a0\u202f\u200b\x1f"))
def test_columns_are_tidied_as_each_of_their_texts(cells: list[str | None]) -> None:
    assert tidy(cells) == [" ".join(cell.split()) or None if cell else None for cell in cells]

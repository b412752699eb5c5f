"""SIRET, SIREN and INSEE codes: right by their own check, or not numbers at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync import identifiers

PARIS = "217500016"
"""The SIREN of the city of Paris, which is public."""


@pytest.mark.parametrize("text", [PARIS, "217 500 016", "217\u202f500\u00a0016", "217.500.016"])
def test_siren_is_nine_digits_however_they_are_spaced(text: str) -> None:
    assert identifiers.siren(text) == PARIS


@pytest.mark.parametrize(
    "text", ["217500017", "21750001", "2175000160", "000000000", "21750001O", "²17500016", ""]
)
def test_wrong_siren_is_none(text: str) -> None:
    assert identifiers.siren(text) is None


def test_siret_is_a_siren_with_an_establishment() -> None:
    assert identifiers.siret("217 500 016 00019") == "21750001600019"


@pytest.mark.parametrize("text", ["21750001600018", "2175000160001", "21750001700018", "PARIS"])
def test_wrong_siret_is_none(text: str) -> None:
    assert identifiers.siret(text) is None


def test_establishments_of_the_post_office_follow_their_own_rule() -> None:
    assert identifiers.siret("35600000000048") == "35600000000048"
    assert identifiers.siret("35600000049837") == "35600000049837"
    assert identifiers.siret("35600000049838") is None


@given(st.integers(10**7, 10**8 - 1), st.integers(0, 8), st.integers(1, 9))
def test_siren_with_one_wrong_digit_is_never_right(number: int, at: int, more: int) -> None:
    right = next(each for last in range(10) if (each := identifiers.siren(f"{number}{last}")))
    wrong = right[:at] + str((int(right[at]) + more) % 10) + right[at + 1 :]
    assert identifiers.siren(wrong) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("38111", "38111"),
        (" 38 111 ", "38111"),
        ("2a004", "2A004"),
        ("2B033", "2B033"),
        ("97411", "97411"),
        ("98818", "98818"),
        ("1001", "01001"),
    ],
)
def test_insee_code_of_a_commune(text: str, code: str) -> None:
    assert identifiers.insee(text) == code


@pytest.mark.parametrize(
    "text", ["38000", "00001", "20004", "2C004", "96001", "97900", "97100", "381111", "٣٨١١١"]
)
def test_what_is_no_insee_code_is_none(text: str) -> None:
    assert identifiers.insee(text) is None


@pytest.mark.parametrize(
    ("code", "department"), [("38111", "38"), ("2A004", "2A"), ("97411", "974"), ("98818", "988")]
)
def test_department_of_a_commune(code: str, department: str) -> None:
    assert identifiers.department_of(code) == department


@given(st.text(max_size=20))
def test_any_text_may_be_read(text: str) -> None:
    for read in (identifiers.siren, identifiers.siret, identifiers.insee):
        found = read(text)
        assert found is None or read(found) == found

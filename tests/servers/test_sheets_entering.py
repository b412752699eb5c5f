"""USER_ENTERED and what is shown: typed values, formats, locales, formulas."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
import requests
from gspread.utils import ValueInputOption
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.sheets import fields
from tests.servers.sheets import locales
from tests.servers.sheets import parsing
from tests.servers.sheets import patterns
from tests.servers.sheets import serial

if TYPE_CHECKING:
    import gspread

US = locales.of("en_US")
FR = locales.of("fr_FR")
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("0042", 42, "42"),
        ("1.50", 1.5, "1.5"),
        ("2,000,000.01", 2000000.01, "2,000,000.01"),
        ("1,5", "1,5", "1,5"),
        ("12%", 0.12, "12%"),
        ("1e3", 1000, "1.00E+03"),
        ("$3.50", 3.5, "$3.50"),
        ("true", True, "TRUE"),
        ("2026-03-01", 46082, "2026-03-01"),
        ("3/1/2026", 46082, "3/1/2026"),
        ("Mar 1, 2026", 46082, "Mar 1, 2026"),
        ("2026-03-01 18:30", 46082.770833333336, "2026-03-01 18:30:00"),
        ("18:30", 0.7708333333333334, "18:30"),
        ("2026-02-30", "2026-02-30", "2026-02-30"),
        ("'=1+1", "=1+1", "=1+1"),
        ("+33 1 23", "+33 1 23", "+33 1 23"),
        (" text ", " text ", " text "),
        ("=1/1024", 0.0009765625, "0.0009765625"),
        ("=1/3", 1 / 3, "0.3333333333"),
    ],
)
def test_typed_in_america(book: gspread.Spreadsheet, text: str, value: Any, shown: str) -> None:  # noqa: ANN401
    sheet = book.sheet1
    sheet.update([[text]], "A1", value_input_option=ValueInputOption.user_entered)
    answer = book.values_get("A1", {"valueRenderOption": "UNFORMATTED_VALUE"})
    assert (answer["values"], sheet.acell("A1").value) == ([[value]], shown)


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("1,5", 1.5, "1,5"),
        ("1.5", "1.5", "1.5"),
        ("1 234,50", 1234.5, "1\u202f234,50"),
        ("01/03/2026", 46082, "01/03/2026"),
        ("1 mars 2026", 46082, "1 mar 2026"),
        ("VRAI", True, "VRAI"),
    ],
)
def test_typed_in_france(book: gspread.Spreadsheet, text: str, value: Any, shown: str) -> None:  # noqa: ANN401
    book.update_locale("fr_FR")
    sheet = book.sheet1
    sheet.update([[text]], "A1", value_input_option=ValueInputOption.user_entered)
    answer = book.values_get("A1", {"valueRenderOption": "UNFORMATTED_VALUE"})
    assert (answer["values"], sheet.acell("A1").value) == ([[value]], shown)


def test_a_cell_of_text_format_keeps_what_is_typed(sheet: gspread.Worksheet) -> None:
    sheet.format("A1", {"numberFormat": {"type": "TEXT"}})
    sheet.update([["0042"]], "A1", value_input_option=ValueInputOption.user_entered)
    assert sheet.acell("A1").value == "0042"


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=1+1", "2"),
        ("=2*(3+4)^2", "98"),
        ("=-A1%", "-0.02"),
        ("=SUM(A1:B2)", "10"),
        ("=sum(A1,B2)*2", "12"),
        ("=AVERAGE(A1:A2)", "3"),
        ("=COUNTA(A1:C2)", "5"),
        ('=A1&" and "&C1', "2 and x"),
        ("=A1=2", "TRUE"),
        ("='Other one'!A1", "9"),
        ("=1/0", "#DIV/0!"),
        ("=C1+1", "#VALUE!"),
        ("=NOSUCH(1)", "#NAME?"),
        ("=nothing", "#NAME?"),
        ("=1+", "#ERROR!"),
        ("=Nowhere!A1", "#REF!"),
        ("=D5", "#REF!"),
    ],
)
def test_formulas(book: gspread.Spreadsheet, formula: str, shown: str) -> None:
    book.add_worksheet("Other one", 1, 1).update([[9]], "A1")
    sheet = book.sheet1
    sheet.update([[2, 0, "x"], [4, 4]], "A1")
    sheet.update_acell("D5", formula)
    assert sheet.acell("D5").value == shown
    assert book.values_get("D5", {"valueRenderOption": "FORMULA"})["values"] == [[formula]]


@pytest.mark.parametrize(
    ("value", "kind", "pattern", "shown"),
    [
        (1234.5, "NUMBER", "#,##0.00", "1,234.50"),
        (0.5, "NUMBER", "#.##", ".5"),
        (-3, "NUMBER", "0;(0)", "(3)"),
        (0.125, "PERCENT", "0.0%", "12.5%"),
        (7, "NUMBER", '000" points"', "007 points"),
        (46082.5, "DATE_TIME", "dd/mm/yy hh:mm", "01/03/26 12:00"),
        (46082.75, "TIME", "h:mm am/pm", "6:00 PM"),
        (46082, "DATE", "dddd d mmmm yyyy", "Sunday 1 March 2026"),
        (1.5, "TIME", "[h]:mm", "36:00"),
    ],
)
def test_patterns(value: float, kind: str, pattern: str, shown: str) -> None:
    assert patterns.shown(value, kind, pattern, US) == shown


@given(st.datetimes(min_value=serial.ZERO).map(lambda moment: moment.replace(microsecond=0)))
def test_serial_numbers_go_both_ways(moment: Any) -> None:  # noqa: ANN401  # datetime
    assert serial.moment(serial.number(moment)) == moment


@given(st.floats(-1e9, 1e9).map(lambda number: round(number, 2)))
def test_shown_numbers_are_read_back(number: float) -> None:
    for locale in (US, FR):
        shown = patterns.shown(number, "NUMBER", "#,##0.00", locale)
        assert parsing.typed(shown, locale).value == pytest.approx(number)


@pytest.mark.parametrize(
    ("mask", "found"),
    [
        ("a", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}}),
        ("a.b", {"a": {"b": 1}}),
        ("a/b", {"a": {"b": 1}}),
        ("a(b,c/d),f", {"a": {"b": 1, "c": [{"d": 2}]}, "f": 4}),
        ("a.c.e,a.b", {"a": {"b": 1, "c": [{"e": 3}]}}),
        ("a.b,a", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}}),
        ("*", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}, "f": 4}),
        ("a.*", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}}),
        ("x", {}),
    ],
)
def test_masks(mask: str, found: Any) -> None:  # noqa: ANN401  # JSON
    answer = {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}, "f": 4}
    assert fields.answered(answer, mask) == found


def test_the_server_runs_as_a_command() -> None:
    command = [sys.executable, "-m", "tests.servers.sheets", "--token", "me@example.org=mine"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        header = {"Authorization": "Bearer mine"}
        files = requests.get(f"{address}/drive/v3/files", headers=header, timeout=5)
        process.terminate()
    assert files.json() == {"kind": "drive#fileList", "incompleteSearch": False, "files": []}

"""Dates as numbers: what a file shows as a text is written back as the same number."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900
from python_calamine import load_workbook

from sheets_sync.workbooks.serial import serial
from sheets_sync.workbooks.xlsx.values import Values

FORMATS = ("yyyy-mm-dd", "dd/mm/yyyy hh:mm", "hh:mm:ss", "[h]:mm:ss")
SECONDS = st.integers(0, 50_000 * 86_400).filter(lambda each: each // 86_400 != 60)
"""All but the 60th day of 1900, which never was: spreadsheets have it, calendars not."""


def read(number: float, code: str, *, since_1904: bool) -> str:
    """The text that a file with a number under a format is read as."""
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    sheet = book.worksheets[0]
    sheet["A1"].value, sheet["A1"].number_format = number, code
    file = BytesIO()
    book.save(file)
    (found,) = next(Values(load_workbook(BytesIO(file.getvalue())), sheet.title).rows())
    assert isinstance(found, str)
    return found


@settings(max_examples=60)
@given(SECONDS, st.sampled_from(FORMATS), st.booleans())
def test_date_is_written_as_the_number_that_it_was(
    seconds: int,
    code: str,
    since_1904: bool,  # noqa: FBT001 - drawn
) -> None:
    text = read(seconds / 86_400, code, since_1904=since_1904)
    assert serial(text, since_1904=since_1904) == pytest.approx(seconds / 86_400, abs=1e-7)


def test_text_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="demain"):
        serial("demain")

"""Answers of Google that could be taken for others, or for nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

import pytest
from google.auth.credentials import AnonymousCredentials
from gspread.http_client import HTTPClient

from sheets_sync.workbooks.google.client import Client
from sheets_sync.workbooks.google.client import Failure
from sheets_sync.workbooks.google.client import Timing
from sheets_sync.workbooks.google.meta import read_meta
from sheets_sync.workbooks.google.ranges import area
from sheets_sync.workbooks.google.spreadsheet import Spreadsheet
from tests.sources.live.scripted import Said
from tests.sources.live.scripted import scripted

if TYPE_CHECKING:
    from collections.abc import Sequence

Object = dict[str, Any]
ONE, TWO = area(0), area(7, (1, 20))
QUICK = Timing(deadline=0, connect=2, read=2)


def values(listed: Sequence[Object]) -> list[Object]:
    """What is made of the value ranges of an answer about the two ranges."""
    answer = Said(200, json.dumps({"spreadsheetId": "x", "valueRanges": listed}).encode())
    with scripted(answer) as script:
        address = script.address.removesuffix("/api/")
        http = HTTPClient(AnonymousCredentials())  # type: ignore[no-untyped-call]
        return Spreadsheet(Client(http, address, timing=QUICK), "x").values([ONE, TWO])


def told(where: Object, text: str) -> Object:
    """A value range of one cell, with the range that it repeats."""
    return {"valueRange": {"values": [[text]]}, "dataFilters": [{"gridRange": where}]}


def texts(found: Sequence[Object]) -> list[str]:
    """The first cells."""
    return [each["values"][0][0] for each in found]


def test_ranges_are_known_by_what_they_repeat() -> None:
    bare = {"startRowIndex": 0, "endRowIndex": 20, "sheetId": 7}
    assert texts(values([told(bare, "two"), told({}, "one")])) == ["one", "two"]


def test_ranges_that_are_repeated_with_other_ends_are_taken_in_order() -> None:
    whole = {"startRowIndex": 0, "endRowIndex": 1000, "endColumnIndex": 26}
    assert texts(values([told(whole, "one"), told({"sheetId": 7}, "two")])) == ["one", "two"]


@pytest.mark.parametrize(
    "listed",
    [
        [],
        [told(ONE, "one")],
        [told({"sheetId": 7}, "two"), told({"endRowIndex": 9}, "one")],
        [{"valueRange": {}}, {"valueRange": {}}],
    ],
)
def test_sheet_that_an_answer_leaves_out_is_not_taken_for_empty(listed: Sequence[Object]) -> None:
    with pytest.raises(Failure):
        values(listed)


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ({"range": {"sheetId": 7}}, True),
        ({"range": {}}, True),
        ({"range": {"sheetId": 7, "endRowIndex": 3}}, False),
        ({"range": {"sheetId": 7}, "namedRangeId": "n"}, False),
        ({"tableId": "t"}, False),
    ],
)
def test_protection_of_a_whole_sheet_is_told_from_others(given: Object, *, whole: bool) -> None:
    protection = {"protectedRangeId": 3, **given}
    properties = {"sheetId": 7, "title": "Réponses", "gridProperties": {"rowCount": 9}}
    meta = read_meta({"sheets": [{"properties": properties, "protectedRanges": [protection]}]})
    assert [each.whole for each in meta.sheets[0].protections] == [whole]

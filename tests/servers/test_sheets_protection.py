"""Protected ranges bind those who are not among their editors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import gspread
import pytest

from tests.servers.asking import batch
from tests.servers.asking import rows
from tests.servers.asking import said
from tests.servers.sheets.client import client

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.sheets.server import SheetsServer

Book = gspread.Spreadsheet
Object = dict[str, Any]
REFUSED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to "
    "remove protection if you need to edit."
)
EDITOR = {"users": ["owner@example.org"]}


def protect(book: Book, area: Object, **more: Any) -> int:  # noqa: ANN401  # JSON
    """A new protection; gives its id."""
    given = {"range": area, "editors": EDITOR} | more
    request = {"addProtectedRange": {"protectedRange": given}}
    key: int = batch(book, request)["replies"][0]["addProtectedRange"]["protectedRange"][
        "protectedRangeId"
    ]
    return key


FIRST_TWO = {"startRowIndex": 2, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 2}


def test_the_owner_passes(book: Book) -> None:
    protect(book, FIRST_TWO)
    book.sheet1.update([["x"]], "A3")
    assert book.sheet1.acell("A3").value == "x"


@pytest.mark.parametrize(
    "act",
    [
        lambda sheet: sheet.update([["x"]], "A3"),
        lambda sheet: sheet.batch_clear(["A1:A9"]),
        lambda sheet: sheet.format("B4", {"textFormat": {"bold": True}}),
        lambda sheet: sheet.insert_note("A3", "x"),
        lambda sheet: sheet.delete_rows(3),
        lambda sheet: sheet.delete_columns(1),
        lambda sheet: sheet.insert_row(["x"], 4),
        lambda sheet: sheet.sort((1, "asc"), range="A1:B9"),
        lambda sheet: sheet.merge_cells("A4:B5"),
        lambda sheet: sheet.copy_range("C1", "A3"),
        lambda sheet: sheet.cut_range("A3", "C1"),
        lambda sheet: sheet.append_row(["x"], table_range="A1"),
    ],
)
def test_others_are_refused(
    book: Book, juror: Book, act: Callable[[gspread.Worksheet], object]
) -> None:
    book.sheet1.update([["a"], ["b"]], "A1")
    protect(book, FIRST_TWO)
    code, message = said(lambda: act(juror.sheet1))
    assert (code, message.rpartition(": ")[2]) == (400, REFUSED)
    assert book.sheet1.col_values(1) == ["a", "b"]


@pytest.mark.parametrize(
    "act",
    [
        lambda sheet: sheet.update([["x"]], "C3"),
        lambda sheet: sheet.update([["x"]], "A2"),
        lambda sheet: sheet.insert_row(["x"], 1),
        lambda sheet: sheet.insert_row(["x"], 3),
        lambda sheet: sheet.delete_rows(5),
    ],
)
def test_others_may_edit_beside_it(
    book: Book, juror: Book, act: Callable[[gspread.Worksheet], object]
) -> None:
    protect(book, FIRST_TWO)
    act(juror.sheet1)


def test_a_protected_column_keeps_others_from_inserting_rows(book: Book, juror: Book) -> None:
    protect(book, {"startColumnIndex": 0, "endColumnIndex": 1})
    insert = {"insertDimension": {"range": rows(0, 1)}}
    assert said(lambda: batch(juror, insert))[1].endswith(REFUSED)
    batch(juror, {"insertDimension": {"range": rows(1, 2) | {"dimension": "COLUMNS"}}})


def test_named_editors_pass(book: Book, juror: Book) -> None:
    protect(book, FIRST_TWO, editors={"users": ["juror@example.org"]})
    juror.sheet1.update([["x"]], "A3")
    assert book.sheet1.acell("A3").value == "x"


def test_a_protection_without_editors_binds_nobody_who_may_write(book: Book, juror: Book) -> None:
    batch(book, {"addProtectedRange": {"protectedRange": {"range": FIRST_TWO}}})
    juror.sheet1.update([["x"]], "A3")
    assert book.sheet1.acell("A3").value == "x"


def test_a_warning_binds_nobody(book: Book, juror: Book) -> None:
    book.sheet1.add_protected_range("A3:B4", warning_only=True)
    juror.sheet1.update([["x"]], "A3")
    assert book.sheet1.acell("A3").value == "x"


def test_a_whole_sheet_but_for_some_cells(book: Book, juror: Book) -> None:
    free = {"startRowIndex": 0, "endRowIndex": 5, "startColumnIndex": 2, "endColumnIndex": 3}
    protect(book, {"sheetId": 0}, unprotectedRanges=[free])
    juror.sheet1.update([["x"]], "C2:C2")
    assert said(lambda: juror.sheet1.update([["x"]], "D2"))[1] == REFUSED
    assert said(lambda: juror.sheet1.freeze(rows=1))[1].endswith(REFUSED)
    assert said(lambda: batch(juror, {"insertDimension": {"range": rows(0, 1)}}))[0] == 400


def test_exceptions_are_only_for_whole_sheets(book: Book) -> None:
    code, message = said(lambda: protect(book, FIRST_TWO, unprotectedRanges=[FIRST_TWO]))
    assert code == 400
    assert message.endswith("Unprotected ranges are only supported on protected sheets.")


def test_others_can_neither_change_nor_take_it_away(book: Book, juror: Book) -> None:
    key = protect(book, FIRST_TWO)
    change = {"protectedRangeId": key, "warningOnly": True}
    update = {"updateProtectedRange": {"protectedRange": change, "fields": "warningOnly"}}
    assert said(lambda: batch(juror, update))[0] == 400
    assert said(lambda: juror.sheet1.delete_protected_range(str(key)))[0] == 400
    assert len(book.list_protected_ranges(0)) == 1


def test_others_do_not_see_who_may_edit(book: Book, juror: Book) -> None:
    key = protect(book, FIRST_TWO)
    assert juror.list_protected_ranges(0) == [{"protectedRangeId": key, "range": FIRST_TWO}]


def test_editors_and_range_can_be_changed(book: Book, juror: Book) -> None:
    key = protect(book, FIRST_TWO)
    change: Object = {"protectedRangeId": key, "editors": {"users": ["juror@example.org"]}}
    batch(book, {"updateProtectedRange": {"protectedRange": change, "fields": "editors"}})
    juror.sheet1.update([["x"]], "A3")
    (found,) = book.list_protected_ranges(0)
    assert found["editors"] == {"users": ["juror@example.org", "owner@example.org"]}
    moved = {"protectedRangeId": key, "range": FIRST_TWO | {"startRowIndex": 0}}
    batch(book, {"updateProtectedRange": {"protectedRange": moved, "fields": "range"}})
    assert book.list_protected_ranges(0)[0]["range"]["startRowIndex"] == 0


def test_editors_must_be_able_to_edit_the_file(book: Book) -> None:
    code, message = said(lambda: protect(book, FIRST_TWO, editors={"users": ["x@example.org"]}))
    assert code == 400
    assert message.endswith("x@example.org does not have edit access to the document.")


def test_a_lock_and_its_release_in_one_batch_each(book: Book, juror: Book) -> None:
    key = protect(book, {"sheetId": 0})
    assert said(lambda: juror.sheet1.update([["x"]], "A1"))[1] == REFUSED
    release = {"deleteProtectedRange": {"protectedRangeId": key}}
    write = {
        "updateCells": {
            "start": {},
            "rows": [{"values": [{"userEnteredValue": {"stringValue": "done"}}]}],
            "fields": "userEnteredValue",
        },
    }
    batch(book, write, release)
    juror.sheet1.update([["x"]], "B1")
    assert book.sheet1.row_values(1) == ["done", "x"]


def test_readers_cannot_write(server: SheetsServer, book: Book) -> None:
    book.share("reader@example.org", perm_type="user", role="reader", notify=False)
    reader = client(server, "reader@example.org").open_by_key(book.id)
    assert reader.sheet1.get_all_values() == [[]]
    assert said(lambda: reader.sheet1.update([["x"]], "A1")) == (
        403,
        "The caller does not have permission",
    )

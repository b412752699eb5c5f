"""gspread's client and spreadsheet methods against the server."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import gspread
import pytest
from gspread.utils import ExportFormat

from tests.servers.sheets.client import client

if TYPE_CHECKING:
    from tests.servers.sheets.server import SheetsServer

Book = gspread.Spreadsheet


def test_open_by_key_gives_the_spreadsheet(google: gspread.Client, book: Book) -> None:
    opened = google.open_by_key(book.id)
    assert (opened.title, opened.locale, opened.timezone) == ("Campaign", "en_US", "Etc/GMT")


def test_open_by_url_gives_the_spreadsheet(google: gspread.Client, book: Book) -> None:
    assert google.open_by_url(book.url).id == book.id


def test_open_by_title_gives_the_one_of_that_name(google: gspread.Client, book: Book) -> None:
    google.create("Campaign 2")
    assert google.open("Campaign").id == book.id


def test_open_an_unknown_title_finds_nothing(google: gspread.Client) -> None:
    with pytest.raises(gspread.SpreadsheetNotFound):
        google.open("no such title")


def test_open_an_unknown_key_finds_nothing(google: gspread.Client) -> None:
    with pytest.raises(gspread.SpreadsheetNotFound):
        google.open_by_key("test")


def test_open_what_is_not_shared_is_refused(server: SheetsServer, book: Book) -> None:
    with pytest.raises(PermissionError):
        client(server, "stranger@example.org").open_by_key(book.id)


def test_openall_opens_each(google: gspread.Client, book: Book) -> None:
    other = google.create("Other")
    assert {one.id for one in google.openall()} == {book.id, other.id}
    assert [one.id for one in google.openall("Other")] == [other.id]


def test_list_in_a_folder_gives_only_its_files(google: gspread.Client, book: Book) -> None:
    inside = google.create("Inside", folder_id="folder-1")
    assert book.id != inside.id
    assert [one["id"] for one in google.list_spreadsheet_files(folder_id="folder-1")] == [inside.id]


def test_list_shows_nobody_what_is_not_shared(server: SheetsServer, book: Book) -> None:
    stranger = client(server, "stranger@example.org")
    assert stranger.list_spreadsheet_files() == []
    book.share("stranger@example.org", perm_type="user", role="reader", notify=False)
    assert [one["id"] for one in stranger.list_spreadsheet_files()] == [book.id]


def test_list_pages_through_more_than_one_page(google: gspread.Client, book: Book) -> None:
    google.create("Second")
    url = "https://www.googleapis.com/drive/v3/files"
    first = google.http_client.request("get", url, params={"pageSize": 1}).json()
    more = {"pageSize": 1, "pageToken": first["nextPageToken"]}
    second = google.http_client.request("get", url, params=more).json()
    assert [one["name"] for one in first["files"] + second["files"]] == ["Second", "Campaign"]
    assert "nextPageToken" not in second
    assert second["files"][0]["id"] == book.id


def test_copy_has_the_same_sheets_and_a_new_id(google: gspread.Client, book: Book) -> None:
    book.sheet1.update([["kept"]], "A1")
    copied = google.copy(book.id)
    assert copied.title == "Copy of Campaign"
    assert copied.fetch_sheet_metadata()["sheets"] == book.fetch_sheet_metadata()["sheets"]
    assert copied.sheet1.get_all_values() == [["kept"]]


def test_copy_is_independent_of_the_original(google: gspread.Client, book: Book) -> None:
    book.sheet1.update([["one"]], "A1")
    google.copy(book.id, title="Twin").sheet1.update([["two"]], "A1")
    assert book.sheet1.acell("A1").value == "one"


def test_copy_with_comments_takes_them_along(google: gspread.Client, book: Book) -> None:
    url = f"https://www.googleapis.com/drive/v3/files/{book.id}/comments"
    google.http_client.request("post", url, json={"content": "look", "anchor": "A1"})
    copied = google.copy(book.id, copy_comments=True)
    url = f"https://www.googleapis.com/drive/v3/files/{copied.id}/comments"
    assert google.http_client.request("get", url).json()["comments"] == [
        {"content": "look", "anchor": "A1"},
    ]


def test_delete_leaves_nothing_to_open(google: gspread.Client, book: Book) -> None:
    google.del_spreadsheet(book.id)
    with pytest.raises(gspread.SpreadsheetNotFound):
        google.open_by_key(book.id)


def test_import_csv_replaces_all_sheets(google: gspread.Client, book: Book) -> None:
    book.add_worksheet("Second", 2, 2)
    google.import_csv(book.id, "a,b\n1,2\n")
    found = google.open_by_key(book.id)
    assert [sheet.title for sheet in found.worksheets()] == ["Campaign"]
    assert found.sheet1.get_all_values() == [["a", "b"], ["1", "2"]]


def test_export_csv_has_the_values_of_the_first_sheet(book: Book) -> None:
    book.sheet1.update([["a1", "B,2"], ["", "é"]], "A1")
    text = book.export(ExportFormat.CSV).decode()
    assert text == 'a1,"B,2"\r\n,é'
    assert list(csv.reader(io.StringIO(text))) == [["a1", "B,2"], ["", "é"]]


def test_export_xlsx_holds_all_sheets(book: Book) -> None:
    import openpyxl

    book.sheet1.update([["=a", 2]], "A1")
    book.add_worksheet("Jury", 5, 5)
    loaded = openpyxl.load_workbook(io.BytesIO(book.export(ExportFormat.EXCEL)))
    assert loaded.sheetnames == ["Sheet1", "Jury"]
    assert [cell.value for cell in loaded["Sheet1"][1]] == ["=a", 2]
    assert loaded["Sheet1"]["A1"].data_type == "s"


def test_export_ods_is_an_ods(book: Book) -> None:
    book.sheet1.update([["text"]], "A1")
    content = zipfile.ZipFile(io.BytesIO(book.export(ExportFormat.OPEN_OFFICE_SHEET)))
    assert "text" in content.read("content.xml").decode()


def test_rename_shows_in_sheets_and_drive(google: gspread.Client, book: Book) -> None:
    book.update_title("🎊 Renamed")
    assert book.fetch_sheet_metadata()["properties"]["title"] == "🎊 Renamed"
    assert google.open("🎊 Renamed").id == book.id


def test_locale_and_time_zone_are_kept(book: Book) -> None:
    book.update_locale("fr_FR")
    book.update_timezone("Europe/Paris")
    properties = book.fetch_sheet_metadata()["properties"]
    assert (properties["locale"], properties["timeZone"]) == ("fr_FR", "Europe/Paris")


def test_add_and_delete_worksheet(book: Book) -> None:
    book.add_worksheet("One", 1, 1)
    added = book.add_worksheet("Two", 3, 4, index=0)
    assert [sheet.title for sheet in book.worksheets()] == ["Two", "Sheet1", "One"]
    assert (added.row_count, added.col_count) == (3, 4)
    book.del_worksheet(added)
    assert [sheet.title for sheet in book.worksheets()] == ["Sheet1", "One"]


def test_worksheet_by_index_id_and_title(book: Book) -> None:
    added = book.add_worksheet("Jury", 1, 1)
    assert book.get_worksheet(1).id == added.id
    assert book.get_worksheet_by_id(added.id).title == "Jury"
    assert book.worksheet("Jury").id == added.id
    assert [one.title for one in book] == ["Sheet1", "Jury"]


def test_reorder_and_move_worksheets(book: Book) -> None:
    last = book.add_worksheet("B", 1, 1)
    book.reorder_worksheets([last, book.sheet1])
    assert [one.title for one in book.worksheets()] == ["B", "Sheet1"]
    book.worksheet("B").update_index(1)
    assert [one.title for one in book.worksheets()] == ["B", "Sheet1"]
    book.worksheet("B").update_index(2)
    assert [one.title for one in book.worksheets()] == ["Sheet1", "B"]


def test_duplicate_worksheet_has_its_cells(book: Book) -> None:
    book.sheet1.update([["a"]], "A1")
    twin = book.duplicate_sheet(0, insert_sheet_index=1, new_sheet_id=7, new_sheet_name="Twin")
    assert (twin.id, twin.title, twin.get_all_values()) == (7, "Twin", [["a"]])


def test_share_list_and_remove(google: gspread.Client, book: Book) -> None:
    book.share("juror@example.org", perm_type="user", role="reader", notify=False)
    found = {one["emailAddress"]: one["role"] for one in book.list_permissions()}
    assert found == {"owner@example.org": "owner", "juror@example.org": "reader"}
    book.remove_permissions("juror@example.org", role="any")
    assert [one["role"] for one in google.list_permissions(book.id)] == ["owner"]


def test_share_with_anyone_lets_strangers_read(
    server: SheetsServer, google: gspread.Client, book: Book
) -> None:
    google.insert_permission(book.id, None, perm_type="anyone", role="reader")
    stranger = client(server, "stranger@example.org").open_by_key(book.id)
    assert stranger.title == "Campaign"
    with pytest.raises(gspread.exceptions.APIError, match="does not have permission"):
        stranger.sheet1.update([["x"]], "A1")


def test_ownership_goes_to_the_one_who_accepts(server: SheetsServer, book: Book) -> None:
    book.share("chair@example.org", perm_type="user", role="writer", notify=False)
    ids = {one["emailAddress"]: str(one["id"]) for one in book.list_permissions()}
    book.transfer_ownership(ids["chair@example.org"])
    pending = {one["emailAddress"]: one["pendingOwner"] for one in book.list_permissions()}
    assert pending == {"owner@example.org": False, "chair@example.org": True}
    chair = client(server, "chair@example.org").open_by_key(book.id)
    chair.accept_ownership(ids["chair@example.org"])
    roles = {one["emailAddress"]: one["role"] for one in book.list_permissions()}
    assert roles == {"chair@example.org": "owner", "owner@example.org": "writer"}


def test_times_are_those_of_drive(book: Book) -> None:
    created = book.creationTime
    assert created.endswith("Z")
    assert len(created) == len("2026-01-01T00:00:00.000Z")
    assert book.get_lastUpdateTime() >= created

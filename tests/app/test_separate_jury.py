"""[jury] separate = true: a workbook for each juror, collected into one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import openpyxl
import pytest

from reports.errors import ExitCode
from tests.app.google_desk import google_desk
from tests.app.office import Office
from tests.app.office import column_of
from tests.app.office import office
from tests.app.office import row_of
from tests.servers.sheets.client import client
from tests.workbooks.google_account import OWNER
from tests.workbooks.google_account import ROBOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import gspread

    from tests.app.google_desk import Desk

SEPARATE = "\n[jury]\nseparate = true\n"
JURORS = {"un": "Jury J. Un", "deux": "Jury J. Deux"}
MARKS = {"un": {"D-01": "Niveau 2", "D-02": "1"}, "deux": {"D-01": "niveau 1"}}
COLLECTED = {
    "J. Un": {"D-01": "Niveau 2", "D-02": "Niveau 1", "D-03": None},
    "J. Deux": {"D-01": "Niveau 1", "D-02": None, "D-03": None},
}


def separated(desk: Office, more: str = "") -> None:
    """Let the jurors have workbooks of their own."""
    path = desk.folder / "campaign.toml"
    path.write_text(path.read_text(encoding="utf-8") + SEPARATE + more, encoding="utf-8")


# -- files ------------------------------------------------------------------------------------


def own(desk: Office, juror: str) -> Path:
    """The file of a juror."""
    return desk.folder / "jury" / f"{juror}.xlsx"


def mark(desk: Office, juror: str) -> None:
    """Let a juror mark in the file."""
    book = openpyxl.load_workbook(own(desk, juror))
    sheet = book[JURORS[juror]]
    for key, level in MARKS[juror].items():
        sheet.cell(row_of(sheet, key), column_of(sheet, "Mon niveau"), level)
    book.save(own(desk, juror))


def visible(path: Path) -> list[str]:
    """The tabs that people see."""
    book = openpyxl.load_workbook(path)
    return [each.title for each in book.worksheets if each.sheet_state == "visible"]


def test_each_juror_has_a_file_with_nothing_of_the_others(desk: Office) -> None:
    separated(desk)
    desk.up_to("sync --yes", "propose --yes", "jury open --yes")
    assert {juror: visible(own(desk, juror)) for juror in JURORS} == {
        juror: [title] for juror, title in JURORS.items()
    }
    assert not [title for title in visible(desk.workbook) if title.startswith("Jury J.")]


def test_files_are_collected_into_one(desk: Office) -> None:
    separated(desk)
    desk.up_to("sync --yes", "propose --yes", "jury open --yes")
    for juror in JURORS:
        mark(desk, juror)
    desk.done("jury", "collect", "--yes")
    assert {name: desk.column("Délibération", name) for name in COLLECTED} == COLLECTED


def test_it_is_the_same_campaign_as_in_one_workbook(desk: Office, tmp_path: Path) -> None:
    separated(desk)
    together = office(tmp_path / "ensemble")
    for each in (desk, together):
        each.up_to("sync --yes", "propose --yes", "jury open --yes")
    for juror, title in JURORS.items():
        mark(desk, juror)
        values = {key.replace("-", ""): level for key, level in MARKS[juror].items()}
        together.fill(title, "Mon niveau", **values)
    for each in (desk, together):
        each.up_to("jury collect --yes")
        each.fill("Délibération", "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
        each.run("decide", "--yes")
    assert desk.table("Délibération") == together.table("Délibération")
    assert desk.table("Décisions") == together.table("Décisions")


def test_nothing_is_written_again(desk: Office) -> None:
    separated(desk)
    desk.up_to("sync --yes", "propose --yes", "jury open --yes")
    files = [desk.workbook, *(own(desk, juror) for juror in JURORS)]
    before = [path.read_bytes() for path in files]
    assert "Nothing had to be written." in desk.done("jury", "open", "--yes")
    assert [path.read_bytes() for path in files] == before


def test_juror_who_has_the_file_open_stops_the_command(desk: Office) -> None:
    """Run again once it is closed, it goes on; nothing is doubled."""
    separated(desk)
    desk.up_to("sync --yes", "propose --yes")
    (desk.folder / "jury").mkdir()
    lock = desk.folder / "jury" / ".~lock.deux.xlsx#"
    lock.write_text(",Deux,poste,22.11.2026 10:00,file:///x;", encoding="utf-8")
    stopped = desk.run("jury", "open", "--yes")
    assert (stopped.code != 0, own(desk, "un").exists(), own(desk, "deux").exists()) == (
        True,
        True,
        False,
    )
    lock.unlink()
    desk.up_to("jury open --yes")
    keys = [cell.value for cell in openpyxl.load_workbook(own(desk, "un"))[JURORS["un"]]["A"]]
    assert keys[2:] == ["D-01", "D-02", "D-03"]
    assert "Nothing had to be written." in desk.done("jury", "open", "--yes")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ('[jury.addresses]\nnobody = "x@exemple.fr"\n', "config-juror-unknown"),
        ('[jury.addresses]\nun = "Nina"\n', "config-not-email"),
        ('[jury.spreadsheets]\nun = "Ma feuille"\n', "config-not-spreadsheet"),
    ],
)
def test_juror_who_is_named_wrongly(desk: Office, more: str, code: str) -> None:
    separated(desk, more)
    outcome = desk.run("check")
    assert (outcome.code, f"[{code}]" in outcome.output) == (1, True)


def test_server_of_files_keeps_one_workbook(desk: Office) -> None:
    settings = '[workbook]\nbackend = "webdav"\nurl = "https://h/a.xlsx"\nuser = "moi"\n'
    (desk.folder / "campaign.toml").write_text(settings + SEPARATE, encoding="utf-8")
    assert "[config-separate-webdav]" in desk.run("check").output


# -- Google -------------------------------------------------------------------------------------

ADDRESSES = {"un": "un@example.org", "deux": "deux@example.org"}
SECTION = "[jury.addresses]\n" + "".join(f'{who} = "{email}"\n' for who, email in ADDRESSES.items())


@pytest.fixture
def online(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A campaign on a spreadsheet whose jurors know nothing of it."""
    with google_desk(tmp_path, monkeypatch, protect="true") as made:
        yield made


def beside(desk: Desk) -> dict[str, str]:
    """The jurors' spreadsheets, by who has been let in beside the program."""
    found = {}
    for key, document in desk.server.service.world.documents.items():
        if key != desk.key:
            assert document.file.owner == ROBOT
            roles = {one["emailAddress"]: one["role"] for one in document.file.permissions}
            assert roles.pop(ROBOT) == "owner"
            (email,) = roles or {"": ""}
            assert roles in ({}, {email: "writer"})
            found[email] = key
    return found


def titles(book: gspread.Spreadsheet) -> list[str]:
    return [each.title for each in book.worksheets() if not each.isSheetHidden]


def give_marks(desk: Desk, juror: str) -> None:
    """Let a juror mark in the spreadsheet that was shared with them."""
    email = ADDRESSES[juror]
    sheet = client(desk.server, email).open_by_key(beside(desk)[email]).worksheet(JURORS[juror])
    headings = sheet.row_values(2)
    keys = sheet.col_values(1)
    for key, level in MARKS[juror].items():
        sheet.update_cell(keys.index(key) + 1, headings.index("Mon niveau") + 1, level)


def marks(desk: Desk) -> dict[str, dict[str, Any]]:
    """The columns of marks in the deliberation tab."""
    rows = desk.rows("Délibération")
    return {
        name: {key: values.get(f"deliberation.mark-{who}") for key, values in rows}
        for name, who in (("J. Un", "un"), ("J. Deux", "deux"))
    }


def test_spreadsheets_are_shared_with_their_jurors_alone(online: Desk) -> None:
    separated(online, SECTION)
    online.up_to("sync --yes", "propose --yes", "jury open --yes")
    keys = beside(online)
    assert sorted(keys) == sorted(ADDRESSES.values())
    for juror, email in ADDRESSES.items():
        person = client(online.server, email)
        assert titles(person.open_by_key(keys[email])) == [JURORS[juror]]
        others = [key for other, key in keys.items() if other != email]
        for key in (online.key, *others):
            with pytest.raises(PermissionError):
                person.open_by_key(key)


def test_marks_are_collected_from_spreadsheets(online: Desk) -> None:
    separated(online, SECTION)
    online.up_to("sync --yes", "propose --yes", "jury open --yes")
    for juror in JURORS:
        give_marks(online, juror)
    online.done("jury", "collect", "--yes")
    assert marks(online) == COLLECTED


def test_staff_are_not_let_in_by_being_editors(online: Desk) -> None:
    """They are of the campaign's own spreadsheet; naming them elsewhere would be refused."""
    staff = "staff@example.org"
    online.book().share(staff, perm_type="user", role="writer", notify=False)
    path = online.folder / "campaign.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("protect =", f'editors = ["{staff}"]\nprotect ='))
    separated(online, SECTION)
    online.up_to("sync --yes", "propose --yes", "jury open --yes")

    def editors(key: str) -> set[str]:
        sheets = online.server.service.world.documents[key].sheets
        zones = [zone for sheet in sheets for zone in sheet.protections]
        return {user for zone in zones for user in zone.body["editors"]["users"]}

    assert editors(online.key) == {OWNER, ROBOT, staff}
    assert [editors(key) for key in beside(online).values()] == [{ROBOT}, {ROBOT}]


def test_they_are_made_once(online: Desk) -> None:
    """From another folder too: what was made is found."""
    separated(online, SECTION)
    online.up_to("sync --yes", "propose --yes", "jury open --yes")
    keys = beside(online)
    assert "Nothing had to be written." in online.done("jury", "open", "--yes")
    assert beside(online) == keys


def test_juror_without_an_address_is_told(online: Desk) -> None:
    separated(online, f'[jury.addresses]\nun = "{ADDRESSES["un"]}"\n')
    online.up_to("sync --yes", "propose --yes")
    said = online.done("jury", "open", "--yes")
    assert said.count("[google-juror-unshared]") == 1
    assert sorted(beside(online)) == ["", ADDRESSES["un"]]


def test_address_that_is_given_later(online: Desk) -> None:
    """The spreadsheet is shared when it is next written."""
    separated(online, f'[jury.addresses]\nun = "{ADDRESSES["un"]}"\n')
    online.up_to("sync --yes", "propose --yes", "jury open --yes")
    with (online.folder / "campaign.toml").open("a", encoding="utf-8") as file:
        file.write(f'deux = "{ADDRESSES["deux"]}"\n')
    online.export(
        [("D-04", "Ville inventée 4", "38", "Commune", "500", "P", "M", "", *["Oui"] * 6)]
    )
    online.run("sync", "--yes")
    online.run("propose", "--yes")
    online.done("jury", "open", "--yes")
    assert sorted(beside(online)) == sorted(ADDRESSES.values())


def test_spreadsheets_made_by_hand(online: Desk) -> None:
    """For an account that can't own files: staff make and share them."""
    online.server.service.world.full(ROBOT)
    keys = {}
    for juror, email in ADDRESSES.items():
        book = client(online.server, OWNER).create(f"Jury {juror}")
        for each in (ROBOT, email):
            book.share(each, perm_type="user", role="writer", notify=False)
        keys[juror] = book.id
    lines = "".join(f'{juror} = "{key}"\n' for juror, key in keys.items())
    separated(online, f"[jury.spreadsheets]\n{lines}")
    online.up_to("sync --yes", "propose --yes", "jury open --yes")
    assert len(online.server.service.world.documents) == 3
    for juror, key in keys.items():
        person = client(online.server, ADDRESSES[juror])
        assert titles(person.open_by_key(key)) == [JURORS[juror]]


def test_spreadsheet_that_its_juror_took_back_is_named(online: Desk) -> None:
    mine = client(online.server, OWNER).create("Jury de l’Un")
    mine.share(ROBOT, perm_type="user", role="writer", notify=False)
    section = f'[jury.spreadsheets]\nun = "{mine.id}"\n[jury.addresses]\ndeux = "d@example.org"\n'
    separated(online, section)
    online.up_to("sync --yes", "propose --yes", "jury open --yes")
    document = online.server.service.world.documents[mine.id]
    owner = tuple(one for one in document.file.permissions if one["role"] == "owner")
    document.file = replace(document.file, permissions=owner)
    refused = online.run("jury", "collect", "--yes")
    assert refused.code == ExitCode.OUTSIDE
    shown = f"Jury J. Un (docs.google.com/…/{mine.id[:8]}…)"
    assert f"{shown}: Google does not allow this to our account." in refused.output


def test_account_that_can_not_own_them(online: Desk) -> None:
    """What to do is said, and nothing is half done."""
    online.server.service.world.full(ROBOT)
    separated(online, SECTION)
    online.up_to("sync --yes", "propose --yes")
    outcome = online.run("jury", "open", "--yes")
    assert (outcome.code, f"{ROBOT} can't own a spreadsheet" in outcome.output) == (4, True)
    assert "Délibération" not in [sheet.title for sheet in online.document.sheets]

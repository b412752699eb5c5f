"""palmares init --google: a spreadsheet made once and shared, or one that is there taken."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from click.testing import CliRunner

from reports.errors import FolderUnwritable
from sheets_sync.app.initiate import FolderInUse
from sheets_sync.app.initiate import init
from sheets_sync.app.initiate_google import OnlyForGoogle
from sheets_sync.app.initiate_google import Wish
from sheets_sync.app.initiate_google import wished
from sheets_sync.app.session import Session
from sheets_sync.app.steps import BlockingFindings
from sheets_sync.cli import cli
from sheets_sync.language import language_for
from sheets_sync.localised import localised
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.settings.campaign_file import read_campaign
from sheets_sync.settings.edition import read_edition
from sheets_sync.settings.google import Google
from sheets_sync.tabs.readme import readme_tab
from sheets_sync.tabs.responses import responses_tab
from sheets_sync.workbooks.google.addresses import VARIABLE
from sheets_sync.workbooks.google.making_errors import NoRoom
from sheets_sync.workbooks.google.making_errors import NotAnEmail
from sheets_sync.workbooks.google.making_errors import NotASpreadsheet
from sheets_sync.workbooks.google.making_errors import OtherCampaign
from tests.servers.sheets.client import client
from tests.servers.sheets.server import SheetsServer
from tests.workbooks.google_account import OWNER
from tests.workbooks.google_account import ROBOT
from tests.workbooks.google_account import robot_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.servers.sheets.document import Document

STAFF = ("staff@example.org", "help@example.org")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SheetsServer]:
    with SheetsServer() as running:
        monkeypatch.setenv(VARIABLE, running.address)
        yield running


@pytest.fixture
def key(server: SheetsServer, tmp_path: Path) -> Path:
    return robot_key(server, tmp_path)


def made(folder: Path, wish: Wish | None, edition: str = "2023") -> list[str]:
    """Make a campaign; gives what is said."""
    said = init(folder, edition, wish).carry_out()
    return [each.text(language_for("en")) for each in said]


def only(server: SheetsServer) -> Document:
    """The only spreadsheet that there is."""
    (document,) = server.service.world.documents.values()
    return document


def roles(document: Document) -> dict[str, str]:
    """Who may do what."""
    return {one["emailAddress"]: one["role"] for one in document.file.permissions}


def test_new_spreadsheet(server: SheetsServer, key: Path, tmp_path: Path) -> None:
    said = made(tmp_path / "c", Wish("", STAFF, key))
    document = only(server)
    campaign = read_campaign(tmp_path / "c")
    assert campaign.google == Google(document.file.id, key, editors=STAFF)
    names = ("title", "locale", "timeZone")
    assert [document.properties[each] for each in names] == [
        "Territoire Numérique Libre 2023",
        "fr_FR",
        "Europe/Paris",
    ]
    assert roles(document) == {ROBOT: "owner", STAFF[0]: "writer", STAFF[1]: "writer"}
    assert said[1:] == [
        f"Its workbook: https://docs.google.com/spreadsheets/d/{document.file.id}/edit",
        f"Shared with: {', '.join(STAFF)}.",
    ]


@pytest.mark.parametrize("notify", [True, False])
def test_nobody_gets_a_message_unless_asked(
    server: SheetsServer, key: Path, tmp_path: Path, *, notify: bool
) -> None:
    made(tmp_path / "c", Wish("", STAFF[:1], key, notify=notify))
    asked = [e.query for e in server.service.journal.entries if "permissions" in e.path]
    shared = [each for each in asked if "sendNotificationEmail" in each]
    assert [f"sendNotificationEmail={str(notify).lower()}" in each for each in shared] == [True]


def test_dry_run_makes_nothing(server: SheetsServer, key: Path, tmp_path: Path) -> None:
    step = init(tmp_path / "c", "2023", Wish("", STAFF, key))
    assert (step.idle, server.service.world.documents) == (False, {})
    assert not (tmp_path / "c").exists()


def test_campaign_is_never_overwritten(server: SheetsServer, key: Path, tmp_path: Path) -> None:
    made(tmp_path / "c", Wish("", (), key))
    before = (tmp_path / "c" / "campaign.toml").read_bytes()
    with pytest.raises(FolderInUse):
        made(tmp_path / "c", Wish("", (), key))
    assert (tmp_path / "c" / "campaign.toml").read_bytes() == before
    only(server)


def test_cut_between_making_and_writing(server: SheetsServer, key: Path, tmp_path: Path) -> None:
    """The next run goes on with the same spreadsheet."""
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "config").write_text("in the way")
    with pytest.raises(FolderUnwritable):
        made(folder, Wish("", STAFF, key))
    left = only(server).file.id
    assert not (folder / "campaign.toml").exists()
    (folder / "config").unlink()
    made(folder, Wish("", STAFF, key))
    assert only(server).file.id == left
    assert read_campaign(folder).google == Google(left, key, editors=STAFF)


def test_finished_campaign_keeps_its_spreadsheet(
    server: SheetsServer, key: Path, tmp_path: Path
) -> None:
    """Another campaign in a folder of the same name gets one of its own."""
    made(tmp_path / "c", Wish("", (), key))
    first = only(server).file.id
    (tmp_path / "c").rename(tmp_path / "old")
    made(tmp_path / "c", Wish("", (), key))
    google = read_campaign(tmp_path / "c").google
    assert google is not None
    assert {*server.service.world.documents} == {first, google.spreadsheet}
    assert google.spreadsheet != first


def test_account_without_room(server: SheetsServer, key: Path, tmp_path: Path) -> None:
    """So it is with service accounts of today; what to do is said with the address."""
    server.service.world.full(ROBOT)
    with pytest.raises(NoRoom) as caught:
        made(tmp_path / "c", Wish("", STAFF, key))
    sentence, remedy = caught.value.explain(language_for("en"))
    assert sentence == f"{ROBOT} can't own a spreadsheet: Google gives it no room for files."
    assert f"share it with {ROBOT} as an editor" in remedy
    assert not (tmp_path / "c").exists()


# -- a spreadsheet that is there --------------------------------------------------------------


def shared(server: SheetsServer, role: str = "writer") -> Any:  # noqa: ANN401 - gspread's
    """A spreadsheet of somebody, shared with the service account."""
    book = client(server, OWNER).create("Feuille de Nina")
    book.share(ROBOT, perm_type="user", role=role, notify=False)
    return book


def test_spreadsheet_that_is_empty_is_taken(
    server: SheetsServer, key: Path, tmp_path: Path
) -> None:
    """People's own tabs are no obstacle; sharing is left to its owner."""
    book = shared(server)
    book.sheet1.update([["à moi"]], "A1")
    said = made(tmp_path / "c", Wish(book.url, STAFF, key))
    assert read_campaign(tmp_path / "c").google == Google(book.id, key, editors=STAFF)
    assert said[2:] == [f"Share it yourself, as an editor, with: {', '.join(STAFF)}."]
    document = only(server)
    assert document.title == "Feuille de Nina"
    assert roles(document) == {OWNER: "owner", ROBOT: "writer"}
    assert book.sheet1.get("A1") == [["à moi"]]


def tabs(server: SheetsServer, key: Path, folder: Path, book: Any, edition: str) -> None:  # noqa: ANN401
    """Put tabs of an edition into a spreadsheet."""
    google = Google(book.id, key)
    found = read_edition(folder / "config")
    campaign = read_campaign(folder)
    assert campaign.google == google, edition
    session = Session(campaign, found)
    made = (
        CreateTab(readme_tab(found.scheme, session.language)),
        CreateTab(responses_tab(found.scheme, found.grid, session.language)),
    )
    wanted = [each.tab for each in made]
    session.workbook.apply(Plan(create=made), session.workbook.read(wanted))
    assert len(server.service.world.documents) == 1


def unclaim(server: SheetsServer) -> None:
    """As if the tabs had been made before spreadsheets were claimed."""
    document = only(server)
    document.tags = {k: t for k, t in document.tags.items() if t.key != "palmares.campaign"}


@pytest.mark.parametrize("claimed", [True, False])
def test_spreadsheet_of_the_same_edition_is_taken_again(
    server: SheetsServer, key: Path, tmp_path: Path, *, claimed: bool
) -> None:
    """On another machine, say: what is in it is ours."""
    book = shared(server)
    made(tmp_path / "c", Wish(book.id, (), key))
    tabs(server, key, tmp_path / "c", book, "2023")
    if not claimed:
        unclaim(server)
    made(tmp_path / "other", Wish(book.id, (), key))
    assert read_campaign(tmp_path / "other").google == Google(book.id, key)


@pytest.mark.parametrize("claimed", [True, False])
def test_spreadsheet_of_another_edition_is_left_alone(
    server: SheetsServer, key: Path, tmp_path: Path, *, claimed: bool
) -> None:
    book = shared(server)
    made(tmp_path / "c", Wish(book.id, (), key))
    tabs(server, key, tmp_path / "c", book, "2023")
    if not claimed:
        unclaim(server)
    version = only(server).file.version
    with pytest.raises(OtherCampaign):
        made(tmp_path / "other", Wish(book.id, (), key), "2025")
    assert (only(server).file.version, (tmp_path / "other").exists()) == (version, False)


def test_tabs_of_unknown_origin_are_left_alone(
    server: SheetsServer, key: Path, tmp_path: Path
) -> None:
    """No readme tells what edition they are of."""
    book = shared(server)
    made(tmp_path / "c", Wish(book.id, (), key))
    tabs(server, key, tmp_path / "c", book, "2023")
    unclaim(server)
    book.del_worksheet(book.worksheet("Lisez-moi"))
    with pytest.raises(OtherCampaign):
        made(tmp_path / "other", Wish(book.id, (), key))


@pytest.mark.parametrize(
    ("role", "code"), [("reader", "google-read-only"), (None, "google-not-shared")]
)
def test_spreadsheet_that_may_not_be_written(
    server: SheetsServer, key: Path, tmp_path: Path, role: str | None, code: str
) -> None:
    book = shared(server, role or "reader")
    if role is None:
        book.remove_permissions(ROBOT, role="any")
    step = init(tmp_path / "c", "2023", Wish(book.id, (), key))
    with pytest.raises(BlockingFindings):
        step.carry_out()
    assert [each.code for each in step.findings] == ["google-account", code]
    assert not (tmp_path / "c").exists()


# -- what is asked wrongly -----------------------------------------------------------------------


def test_what_is_no_spreadsheet(key: Path, tmp_path: Path) -> None:
    with pytest.raises(NotASpreadsheet):
        made(tmp_path / "c", Wish("ma-campagne", (), key))


def test_what_is_no_person(server: SheetsServer, key: Path, tmp_path: Path) -> None:
    with pytest.raises(NotAnEmail):
        made(tmp_path / "c", Wish("", ("Nina",), key))
    assert server.service.world.documents == {}


def test_options_are_for_google_only(tmp_path: Path) -> None:
    assert wished(None, (), None, person=False, notify=False) is None
    for share, key, person, notify in (
        (STAFF, None, False, False),
        ((), tmp_path, False, False),
        ((), None, True, False),
        ((), None, False, True),
    ):
        with pytest.raises(OnlyForGoogle):
            wished(None, share, key, person=person, notify=notify)


def test_folder_without_google_is_as_before(tmp_path: Path) -> None:
    made(tmp_path / "c", None)
    campaign = read_campaign(tmp_path / "c")
    assert (campaign.backend, campaign.google) == ("xlsx", None)


# -- on the command line -------------------------------------------------------------------------


def command(*words: str) -> tuple[int, str]:
    """Run a command; its exit code and what it printed."""
    line = ["--lang", "en", *words]
    result = CliRunner().invoke(localised(cli, language_for("en")), line, prog_name="palmares")
    return result.exit_code, result.output


def test_command_makes_a_spreadsheet(server: SheetsServer, key: Path, tmp_path: Path) -> None:
    folder, options = str(tmp_path / "c"), ("--edition", "2023", "--key", str(key), "--yes")
    code, said = command("init", folder, *options, "--share", STAFF[0], "--google")
    address = f"https://docs.google.com/spreadsheets/d/{only(server).file.id}/edit"
    assert (code, said.splitlines()[1:]) == (
        0,
        [f"Its workbook: {address}", f"Shared with: {STAFF[0]}."],
    )


def test_command_takes_a_spreadsheet(server: SheetsServer, key: Path, tmp_path: Path) -> None:
    book = shared(server)
    folder, options = str(tmp_path / "c"), ("--edition", "2023", "--key", str(key), "--yes")
    assert command("init", folder, *options, "--google", book.url)[0] == 0
    assert read_campaign(tmp_path / "c").google == Google(book.id, key)


def test_command_says_that_google_is_missing(tmp_path: Path) -> None:
    code, said = command("init", str(tmp_path / "c"), "--edition", "2023", "--share", STAFF[0])
    assert (code, said.splitlines()[0]) == (
        2,
        "--key, --account, --share and --notify are for a Google spreadsheet.",
    )

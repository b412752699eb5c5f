"""The lock: what it says, one run at a time, and what a run that died leaves behind."""

from __future__ import annotations

import json
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

import pytest
from filelock import FileLock

from reports.errors import ExitCode
from sheets_sync.plan import Plan
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.errors import WorkbookLocked
from sheets_sync.workbooks.errors import WorkbookUncertain
from sheets_sync.workbooks.google.client import Timing
from sheets_sync.workbooks.google.errors import LockedElsewhere
from tests.servers.sheets.faults import Fault
from tests.workbooks.google_office import JUROR
from tests.workbooks.google_office import Office
from tests.workbooks.google_office import office
from tests.workbooks.google_tabs import TABS
from tests.workbooks.google_tabs import made
from tests.workbooks.google_tabs import renamed
from tests.workbooks.google_tabs import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.workbooks.google.workbook import GoogleWorkbook
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.journal import Entry
    from tests.servers.sheets.world import World

BRIEF = Timing(deadline=0.05, connect=1, read=1, first=0.02, longest=0.02)
CHANGE = Plan(cells=(renamed("102", "Commune 102", "Brest"),))
READ = ["read get", "read batchGetByDataFilter"]
WRITE = "write batchUpdate"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as found:
        made(found.workbook())
        yield found


def document(place: Office) -> Document:
    """The spreadsheet on the server."""
    return place.server.service.world.documents[place.book.id]


def notes(place: Office) -> list[dict[str, Any]]:
    """What locks say."""
    tags = document(place).tags.values()
    return [json.loads(tag.value or "") for tag in tags if tag.key == "palmares.lock"]


def zones(place: Office) -> list[dict[str, Any]]:
    """Protections that are on for a moment."""
    found = (zone.body for zone in document(place).zones())
    return [body for body in found if "palmares ·" in str(body.get("description"))]


def change(workbook: GoogleWorkbook) -> None:
    """Rename 102."""
    workbook.apply(CHANGE, workbook.read(TABS))


def die(place: Office, folder: str = ".palmares", who: str = "dead@office") -> None:
    """Leave a lock as a run does that is killed between its two requests."""
    faults = place.server.service.faults
    faults.add(Fault("reset", nth=2, times=10_000, only="write"))
    workbook = place.workbook(timing=BRIEF, who=who, folder=folder)
    with pytest.raises(WorkbookUncertain):
        change(workbook)
    faults.clear()


def age(place: Office, minutes: int) -> None:
    """Make the lock that is on look so many minutes old."""
    found = document(place)
    when = datetime.now(UTC) - timedelta(minutes=minutes)
    for tag in [tag for tag in found.tags.values() if tag.key == "palmares.lock"]:
        value = json.loads(tag.value or "") | {"when": when.isoformat(timespec="seconds")}
        found.tags[tag.id] = type(tag)(
            tag.id, tag.key, json.dumps(value), tag.place, tag.visibility, tag.project
        )


def test_lock_says_who_and_when(place: Office) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    die(place)
    (note,) = notes(place)
    assert note["who"] == "dead@office"
    assert before < datetime.fromisoformat(note["when"]) <= datetime.now(UTC)


def test_lock_lets_only_us_and_the_owner_through(place: Office) -> None:
    die(place)
    assert [sorted(zone["editors"]["users"]) for zone in zones(place)] == [
        ["owner@example.org", "palmares@campaign.iam.gserviceaccount.com"]
    ]


def test_lock_of_a_dead_run_of_ours_is_lifted_by_the_next(place: Office) -> None:
    die(place)
    change(place.workbook())
    assert (notes(place), zones(place), table(place.workbook())["102"]["name"]) == ([], [], "Brest")


def test_lock_of_a_dead_run_is_lifted_even_with_nothing_to_write(place: Office) -> None:
    die(place)
    workbook = place.workbook()
    with place.noted() as asked:
        workbook.read(TABS)
    assert asked == [*READ, WRITE, *READ]
    assert (notes(place), zones(place)) == ([], [])


def test_lock_of_a_run_elsewhere_is_respected(place: Office) -> None:
    die(place, folder="elsewhere")
    workbook = place.workbook()
    with pytest.raises(LockedElsewhere) as caught:
        change(workbook)
    assert (caught.value.exit_code, caught.value.patience) == (ExitCode.REFUSED, 60)
    assert caught.value.values["who"] == "dead@office"
    assert (len(notes(place)), len(zones(place))) == (1, 1)
    assert [finding.values["who"] for finding in workbook.rights()] == ["dead@office"]


@pytest.mark.parametrize(("minutes", "left"), [(9, 1), (11, 0), (-11, 0)])
def test_lock_of_a_run_elsewhere_is_lifted_after_ten_minutes(
    place: Office, minutes: int, left: int
) -> None:
    die(place, folder="elsewhere")
    age(place, minutes)
    place.workbook().read(TABS)
    assert (len(notes(place)), len(zones(place))) == (left, left)


def test_lock_whose_note_nobody_can_read_is_lifted(place: Office) -> None:
    die(place, folder="elsewhere")
    found = document(place)
    found.tags = {key: tag for key, tag in found.tags.items() if tag.key != "palmares.lock"}
    place.workbook().read(TABS)
    assert zones(place) == []


def test_living_run_of_the_same_folder_is_respected(place: Office) -> None:
    die(place)
    workbook = place.workbook()
    key = place.book.id[:8]
    with FileLock(place.folder / ".palmares" / f"google-{key}.lock"):
        snapshot = workbook.read(TABS)
        with pytest.raises(WorkbookLocked):
            workbook.apply(CHANGE, snapshot)
    assert len(notes(place)) == 1


def test_two_runs_at_the_same_moment(place: Office) -> None:
    """The second is told to start over; it finds what the first wrote."""
    first, second = place.workbook(), place.workbook(folder="elsewhere")
    snapshot = second.read(TABS)
    seen: list[Entry] = []

    def meanwhile(_: World, entry: Entry) -> None:
        if entry.path.endswith(":batchUpdate") and len(seen) < 1:
            seen.append(entry)
            change(first)

    place.server.service.second.hook = meanwhile
    with pytest.raises(WorkbookChanged):
        second.apply(CHANGE, snapshot)
    assert table(second)["102"]["name"] == "Brest"
    assert (notes(place), zones(place)) == ([], [])


def test_two_runs_that_make_the_same_tabs(tmp_path: Path) -> None:
    with office(tmp_path) as empty:
        first, second = empty.workbook(), empty.workbook(folder="elsewhere")
        seen: list[Entry] = []

        def meanwhile(_: World, entry: Entry) -> None:
            if entry.path.endswith(":batchUpdate") and not seen:
                seen.append(entry)
                made(first)

        empty.server.service.second.hook = meanwhile
        with pytest.raises(WorkbookChanged):
            made(second)
        assert list(table(second)) == ["101", "102", "103"]
        assert len(empty.book.worksheets()) == 2


def test_lock_is_respected_while_the_other_run_is_between_its_requests(place: Office) -> None:
    first, second = place.workbook(), place.workbook(folder="elsewhere")
    seen: list[str] = []

    def meanwhile(_: World, entry: Entry) -> None:
        if entry.path.endswith(":batchUpdate"):
            seen.append(entry.path)
            if len(seen) == 2:
                with pytest.raises(LockedElsewhere):
                    change(second)

    place.server.service.second.hook = meanwhile
    change(first)
    assert table(first)["102"]["name"] == "Brest"


def test_lock_of_somebody_who_lost_the_right_to_it(place: Office) -> None:
    """A juror who copied our description keeps nobody out."""
    juror = place.person(JUROR).book
    zone = {
        "range": {"sheetId": juror.worksheets()[0].id, "startRowIndex": 90, "endRowIndex": 91},
        "description": "palmares · not ours",
        "editors": {"users": [JUROR]},
    }
    juror.batch_update({"requests": [{"addProtectedRange": {"protectedRange": zone}}]})
    change(place.workbook())
    assert table(place.workbook())["102"]["name"] == "Brest"


def test_interrupted_run_lifts_its_lock(place: Office) -> None:
    """Control-C between the two requests."""
    workbook = place.workbook(waits=lambda _: interrupt())
    place.server.service.faults.add(Fault("503", nth=2, only="write"))
    with pytest.raises(KeyboardInterrupt):
        change(workbook)
    assert (notes(place), zones(place)) == ([], [])


def interrupt() -> None:
    """What Control-C does."""
    raise KeyboardInterrupt


def test_empty_first_sheet_makes_room(place: Office) -> None:
    assert [sheet.title for sheet in place.book.worksheets()] == ["Réponses", "palmares-base"]


def test_first_sheet_in_which_somebody_just_wrote_stays(tmp_path: Path) -> None:
    with office(tmp_path) as empty:
        seen: list[Entry] = []

        def meanwhile(_: World, entry: Entry) -> None:
            if entry.path.endswith(":batchUpdate") and not seen:
                seen.append(entry)
                empty.person(JUROR).type_in("Sheet1", 50, 3, "une note")

        empty.server.service.second.hook = meanwhile
        made(empty.workbook())
        titles = [sheet.title for sheet in empty.book.worksheets()]
        assert titles == ["Sheet1", "Réponses", "palmares-base"]
        assert empty.person().look("Sheet1", 50, 3) == "une note"

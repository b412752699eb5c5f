"""Every fault at every request of every command on a Google spreadsheet.

A fault may strike before the request took effect or after it, once or until we give up. Once
the command has been run again, the spreadsheet is as if nothing had happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.google_evening import WRITTEN
from tests.app.google_evening import ended
from tests.app.google_evening import google_evening
from tests.servers.sheets.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.app.google_desk import Desk
    from tests.app.google_evening import Evening

FOR_EVER = 10_000
FAULTS = (
    ("429", "before", 1),
    ("500", "after", 1),
    ("503", "before", 1),
    ("503", "after", 1),
    ("409", "before", 1),
    ("html", "after", 1),
    ("expired", "before", 1),
    ("reset", "before", 1),
    ("reset", "after", 1),
    ("503", "before", FOR_EVER),
    ("reset", "after", FOR_EVER),
)
"""Kind, when it strikes, and how often."""


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evening]:
    with google_evening(tmp_path_factory.mktemp("evening")) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("command", WRITTEN)
def test_fault_at_any_request_changes_nothing_in_the_end(
    evening: Evening, tmp_path: Path, command: str
) -> None:
    desk = evening.prepare(command)
    kept = desk.keep(tmp_path / "kept")
    with desk.counted() as asked:
        desk.done(*command.split())
    wanted = ended(desk)
    cases = 0
    for kind, when, times in FAULTS:
        for number, request in enumerate(asked, start=1):
            if request == "token" and kind in {"409", "expired"}:
                continue  # what gives tokens never says so in passing
            desk.restore(kept)
            desk.server.service.faults.add(Fault(kind, number, when, times))
            outcome = desk.run(*command.split())
            desk.server.service.faults.clear()
            assert outcome.code in ({0} if times == 1 else {0, 3}), (kind, when, number)
            if outcome.code:
                desk.done(*command.split())
            assert ended(desk) == wanted, (kind, when, times, number)
            cases += 1
        assert "✗" not in desk.done("journal")
        assert leftovers(desk) == []
    print(f"{command}: {cases} faults at {len(asked)} requests")  # noqa: T201


def leftovers(desk: Desk) -> list[str]:
    """Locks that are still on."""
    return [
        str(zone.body["description"])
        for sheet in desk.document.sheets
        for zone in sheet.protections
        if str(zone.body.get("description", "")).startswith("palmares ·")
    ]

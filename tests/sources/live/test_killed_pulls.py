"""A pull that breaks at any point, and is run again, gives the same table."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sheets_sync.sources.live.protocol import SourceUnreachable
from tests.contracts.source_contract import Desk
from tests.contracts.source_contract import candidate
from tests.contracts.source_contract import shown
from tests.servers.common.faults import Fault
from tests.sources.live.drivers import GoogleFormsDriver
from tests.sources.live.drivers import GristDriver
from tests.sources.live.drivers import LimeSurveyDriver
from tests.sources.live.drivers import NextcloudDriver
from tests.sources.live.linked import LinkedTabDriver

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sources.live.drivers import Driver

KILLS = 8
PLATFORMS = ("limesurvey", "grist", "nextcloud-forms", "google-forms", "demarches-simplifiees")
DRIVERS = (LimeSurveyDriver, GristDriver, NextcloudDriver, GoogleFormsDriver, LinkedTabDriver)


@pytest.mark.slow
@pytest.mark.parametrize("platform", PLATFORMS)
def test_killed_process_leaves_the_last_pull_and_the_next_is_whole(
    platform: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = [sys.executable, "-m", "tests.sources.live.killing"]
    said = subprocess.run(
        [*program, platform, str(tmp_path), str(KILLS), "7"],
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    found = json.loads(said.stdout)
    with capsys.disabled():
        sys.stdout.write(f"\n{platform}: {said.stdout.strip()}\n")
    assert found["old"] + found["new"] == found["killed"] == KILLS
    assert (found["neither"], found["unfinished next"]) == (0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["cut", "reset", "page"])
@pytest.mark.parametrize("make", DRIVERS)
def test_connection_that_breaks_at_any_request_changes_nothing(
    make: Callable[[], Driver], kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with make() as form:
        desk = Desk(form, tmp_path)
        for number in range(10):
            form.submit(candidate(number))
        desk.sync()
        kept = desk.kept()
        for number in range(10, 20):
            form.submit(candidate(number))
        broken = 0
        while True:
            form.heal()
            form.local.faults.add(Fault(kind, nth=broken + 1, times=1_000_000, status=503))
            try:
                table = shown(desk.sync())
                break
            except SourceUnreachable:
                assert desk.kept() == kept
                broken += 1
        form.heal()
        assert table == shown(desk.sync()) == shown(Desk(form, tmp_path / "new").sync())
        assert len(table) == 20
    with capsys.disabled():
        sys.stdout.write(f"\n{type(form).__name__}, {kind}: broken at each of {broken} requests\n")
    assert broken > 1

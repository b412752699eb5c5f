"""The workbook belongs to its people: whatever they do, no command loses what they wrote."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from sheets_sync.app.session import open_session
from sheets_sync.app.tabs import all_tabs
from sheets_sync.tabs.model import Owner
from tests.app.colleagues import COMMANDS
from tests.app.colleagues import Colleagues
from tests.app.colleagues import WithLibreOffice
from tests.app.libreoffice import libreoffice
from tests.app.office import office

if TYPE_CHECKING:
    from pathlib import Path


MORE = int(os.environ.get("COLLEAGUES", "1"))
"""How many times as many campaigns as usual, for a search that takes its time."""


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """A campaign with one juror after each of its commands, by how many were run."""
    folder = tmp_path_factory.mktemp("stages")
    desk = office(folder / "work", jurors=1)
    found = {0: shutil.copytree(desk.folder, folder / "0")}
    for done, command in enumerate(COMMANDS, start=1):
        desk.done(*command.split())
        found[done] = shutil.copytree(desk.folder, folder / str(done))
    return found


@pytest.fixture(scope="module")
def people(stages: dict[int, Path]) -> frozenset[tuple[str, str]]:
    """The managed columns that people own."""
    tabs = all_tabs(open_session(stages[0]))
    return frozenset((tab.id, column) for tab in tabs for column in tab.ids(Owner.PEOPLE))


def bounds(examples: int) -> settings:
    """So many campaigns; one that fails is not made simpler: that could take an hour.

    It says all that was done, step by step; take away ``phases`` to see it made simpler.
    """
    return settings(
        max_examples=examples * MORE,
        stateful_step_count=12,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.filter_too_much,
            HealthCheck.data_too_large,
        ],
    )


@pytest.mark.slow
def test_nothing_that_people_wrote_is_lost_whatever_they_do(
    stages: dict[int, Path], people: frozenset[tuple[str, str]]
) -> None:
    class Here(Colleagues):
        """In this session's folders."""

    Here.stages, Here.people = stages, people
    run_state_machine_as_test(Here, settings=bounds(10))


@pytest.mark.slow
@pytest.mark.system
def test_nothing_that_people_wrote_is_lost_with_libreoffice_among_them(
    stages: dict[int, Path], people: frozenset[tuple[str, str]], soffice: str, tmp_path: Path
) -> None:
    class Here(WithLibreOffice):
        """In this session's folders, with a LibreOffice that is open."""

    Here.stages, Here.people = stages, people
    with libreoffice(soffice, tmp_path) as Here.libreoffice:
        run_state_machine_as_test(Here, settings=bounds(4))

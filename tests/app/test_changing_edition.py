"""The edition changes in mid-campaign: jurors and questions come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.gestures import COUNT
from tests.app.gestures import codes
from tests.app.gestures import idle
from tests.app.gestures import titles
from tests.app.office import HEADINGS
from tests.app.office import SECOND_JUROR
from tests.app.office import THREE
from tests.app.office import Office
from tests.app.office import office
from tests.settings import small

if TYPE_CHECKING:
    from pathlib import Path


QUESTION = "p-new;;plans;active;yes_no;Une question de plus ?;10;1;;;;;;\n"


def edition(desk: Office, text: str, grid: str = small.GRID) -> None:
    """Let staff change the files of the edition."""
    small.write(desk.folder / "config", text, grid)


@pytest.fixture
def alone(tmp_path: Path) -> Office:
    """A campaign of one juror, up to the marks collected."""
    desk = office(tmp_path / "campagne", jurors=1)
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 2")
    desk.fill("Délibération", "Motif", D01="Écrit avant")
    desk.done("jury", "collect")
    return desk


def test_juror_added_gets_a_tab_and_a_column(alone: Office) -> None:
    edition(alone, small.EDITION + SECOND_JUROR)
    assert blocking(alone.done("jury", "open")) == []
    assert "Jury J. Deux" in titles(alone)
    alone.fill("Jury J. Deux", "Mon niveau", D01="Niveau 1")
    alone.done("jury", "collect")
    row = alone.table("Délibération")["D-01"]
    assert (row["J. Un"], row["J. Deux"], row["Notes données"]) == ("Niveau 2", "Niveau 1", 2)
    assert row["Motif"] == "Écrit avant"
    idle(alone, "jury open", "jury collect")


def blocking(output: str) -> list[str]:
    """The lines that say why a command stopped."""
    return [line for line in output.splitlines() if line.startswith("✗")]


def test_juror_added_is_counted_as_without_a_tab_until_the_jury_is_opened(alone: Office) -> None:
    edition(alone, small.EDITION + SECOND_JUROR)
    assert codes(alone.done("jury", "collect")) == ["jury-tab-missing", "dashboard-chart-apart"]
    assert alone.column("Délibération", "J. Un")["D-01"] == "Niveau 2"


def test_juror_removed_leaves_tab_and_column(tmp_path: Path) -> None:
    desk = office(tmp_path / "campagne")
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Deux", "Mon niveau", D01="Niveau 2")
    desk.fill("Jury J. Deux", "Mon commentaire", D01="Bien")
    desk.done("jury", "collect")
    edition(desk, small.EDITION)
    desk.up_to("jury open", "jury collect", "decide")
    assert desk.column("Jury J. Deux", "Mon commentaire")["D-01"] == "Bien"
    row = desk.table("Délibération")["D-01"]
    assert (row["J. Deux"], row["Notes données"]) == ("Niveau 2", 0)
    idle(desk, "jury open", "jury collect", "decide")


def test_question_added_is_a_new_column_and_stops_nothing(alone: Office) -> None:
    alone.fill("Réponses", COUNT, D02="9")
    edition(alone, small.EDITION, small.GRID + QUESTION)
    new = "Une question de plus ?"
    alone.export([(*each, "Oui") for each in THREE], (*HEADINGS, new))
    assert blocking(alone.done("sync")) == []
    row = alone.table("Réponses")["D-02"]
    assert (row[new], row[COUNT]) == ("Oui", "9")
    idle(alone, "sync")


def test_question_added_does_not_stop_the_commands_before_sync(alone: Office) -> None:
    edition(alone, small.EDITION, small.GRID + QUESTION)
    for command in ("propose", "jury open", "jury collect", "decide"):
        assert blocking(alone.done(*command.split())) == []

"""The same made-up candidates give the same canonical table, whatever form they filled in.

Cell by cell, through the server of every platform that is asked live and through every
format of export. What a platform can't carry is listed here, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

import pytest

from sheets_sync.findings import Severity
from sheets_sync.form import FormSource
from sheets_sync.sources.exports import read_export
from sheets_sync.sources.exports import responses_of
from sheets_sync.sources.live import google_forms
from sheets_sync.sources.live import grist
from sheets_sync.sources.live import limesurvey
from sheets_sync.sources.live import nextcloud_forms
from sheets_sync.sources.live.demarches_simplifiees.source import DemarchesSimplifiees
from sheets_sync.sources.live.table import form_table
from tests.exports.cases import CASES
from tests.servers.common.serving import Local
from tests.servers.demarches.server import Server
from tests.servers.demarches.server import served
from tests.servers.demarches.world import Token
from tests.servers.google_forms.api import GoogleForms
from tests.servers.google_forms.form import Form as GoogleForm
from tests.servers.grist import document
from tests.servers.grist.api import KEY
from tests.servers.grist.api import Grist
from tests.servers.limesurvey import rpc
from tests.servers.limesurvey.survey import Survey
from tests.servers.nextcloud import ocs
from tests.servers.nextcloud.form import Form as NextcloudForm
from tests.sources.everyone import COUNT
from tests.sources.everyone import CUT
from tests.sources.everyone import NO_OTHER
from tests.sources.everyone import NO_OTHER_IN_LIST
from tests.sources.everyone import differences
from tests.sources.everyone import everyone
from tests.sources.everyone import fill_in
from tests.sources.everyone import live_map
from tests.sources.everyone import rows_by_name
from tests.sources.everyone import wanted_of
from tests.sources.live.demarches_people import People

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sheets_sync.sources.live.model import Pull
    from sheets_sync.sources.live.protocol import LiveSource
    from tests.exports.cases import Case
    from tests.servers.common.asked import World
    from tests.servers.common.serving import Platform
    from tests.sources.everyone import Everyone
    from tests.sources.everyone import Limit


class Live(NamedTuple):
    """A platform: the world in which people act, its server, and the source that asks it."""

    name: str
    make: Callable[[], tuple[World, Platform]]
    open: Callable[[str, World], LiveSource]
    limits: tuple[Limit, ...] = ()


def _limesurvey() -> tuple[World, Platform]:
    survey = Survey()
    return survey, rpc.LimeSurvey(survey)


def _grist() -> tuple[World, Platform]:
    held = document.Document()
    return held, Grist(held)


def _nextcloud() -> tuple[World, Platform]:
    form = NextcloudForm()
    return form, ocs.Nextcloud(form)


def _google() -> tuple[World, Platform]:
    form = GoogleForm()
    service = GoogleForms(form, accounts={"reader@example.org"}, page=15)
    service.world.token("reader@example.org", "ya29.essai")
    return form, service


def _ask_limesurvey(address: str, _: World) -> LiveSource:
    keys = {"user": rpc.USER}
    settings = FormSource("limesurvey", address, "783946", keys=keys)
    return limesurvey.open_source(settings, lambda: rpc.PASSWORD)


def _ask_grist(address: str, world: World) -> LiveSource:
    assert isinstance(world, document.Document)
    keys = {"table": world.table_id, "submitted": document.SENT, "updated": document.CHANGED}
    return grist.open_source(FormSource("grist", address, world.id, keys=keys), lambda: KEY)


def _ask_nextcloud(address: str, _: World) -> LiveSource:
    settings = FormSource("nextcloud-forms", address, "3", keys={"user": ocs.USER})
    return nextcloud_forms.open_source(settings, lambda: ocs.PASSWORD, page=15)


def _ask_google(address: str, world: World) -> LiveSource:
    assert isinstance(world, GoogleForm)
    settings = FormSource("google-forms", address, world.id)
    return google_forms.open_source(settings, lambda: "ya29.essai")


LIVE = (
    Live("limesurvey", _limesurvey, _ask_limesurvey),
    Live("grist", _grist, _ask_grist, (NO_OTHER,)),
    Live("nextcloud-forms", _nextcloud, _ask_nextcloud, (CUT,)),
    Live("google-forms", _google, _ask_google),
)


@pytest.mark.parametrize("year", ["2023", "2025"])
@pytest.mark.parametrize("live", LIVE, ids=lambda live: live.name)
def test_answers_of_a_live_form_are_the_same_cell_by_cell(live: Live, year: str) -> None:
    people = everyone(year)
    world, platform = live.make()
    ids = fill_in(world, people)
    with Local(platform) as local:
        source = live.open(local.address, world)
        pull = source.pull()
    assert_same(source.place, pull, people, ids, live.limits)
    assert (pull.form.platform, pull.findings) == (live.name, ())


@pytest.mark.parametrize("year", ["2023", "2025"])
def test_answers_of_demarches_simplifiees_are_the_same_cell_by_cell(year: str) -> None:
    people = everyone(year)
    with served(Server()) as server:
        server.world.page = 15
        server.world.tokens[KEY] = Token()
        ids = fill_in(People(server.world), people)
        number = str(server.world.number)
        settings = FormSource("demarches-simplifiees", server.address, number)
        source = DemarchesSimplifiees(settings, lambda: KEY)
        pull = source.pull()
    assert_same(source.place, pull, people, ids, (NO_OTHER_IN_LIST,))


def assert_same(
    place: str, pull: Pull, people: Everyone, ids: dict[str, str], limits: tuple[Limit, ...]
) -> None:
    """The table of a pull is the one that is wanted, with the platform's ids."""
    form = people.form
    table = form_table(place, pull.form, pull.responses)
    read = responses_of(table, live_map(form), form.grid, form.scheme)
    wanted = {
        name: {**row, "dossier": ids[name]} for name, row in wanted_of(people, limits).items()
    }
    assert [f for f in read.findings if f.severity is not Severity.NOTE] == []
    assert differences(rows_by_name(read), wanted) == []
    assert (read.source, len(read.table)) == (pull.form.platform, COUNT)


@pytest.mark.parametrize("year", ["2023", "2025"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_answers_of_an_export_are_the_same_cell_by_cell(
    case: Case, year: str, tmp_path: Path
) -> None:
    people = everyone(year)
    form = people.form
    path = case.write(form, people.responses, tmp_path)
    read = read_export(path, case.form_map(form), form.grid, form.scheme)
    wanted = wanted_of(people, case.limits)
    told = {f.code for f in read.findings if f.severity is not Severity.NOTE}
    assert told == {code for limit in case.limits for code in limit.codes}
    unknown = [f.place.column for f in read.findings if f.code == "export-column-unknown"]
    assert unknown == []
    assert differences(rows_by_name(read), wanted, case.lost) == []
    assert (read.source, len(read.table)) == (case.platform, COUNT)

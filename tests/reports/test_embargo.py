"""Until when nothing that names a level may be published."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from reports.checks import check
from reports.embargo import lifted_at
from reports.embargo import moment
from reports.embargo import under_embargo
from reports.embargo import watermark
from reports.errors import EditionInvalid
from reports.language import Language
from tests.reports.samples import edition_2023

PARIS = ZoneInfo("Europe/Paris")
EDITION = replace(edition_2023(), timezone="Europe/Paris")
SECOND = timedelta(seconds=1)


def test_embargo_ends_when_the_ceremony_starts_by_its_own_clock() -> None:
    assert lifted_at(EDITION) == datetime(2023, 12, 6, 16, tzinfo=UTC)
    summer = replace(EDITION, ceremony=replace(EDITION.ceremony, date=date(2023, 7, 6)))
    assert lifted_at(summer) == datetime(2023, 7, 6, 15, tzinfo=UTC)


def test_embargo_without_an_hour_holds_to_the_end_of_the_day() -> None:
    silent = replace(EDITION, ceremony=replace(EDITION.ceremony, starts=None))
    assert lifted_at(silent) == datetime(2023, 12, 7, tzinfo=PARIS)


def test_edition_without_a_time_zone_has_that_of_its_freezing() -> None:
    assert lifted_at(edition_2023()) == datetime(2023, 12, 6, 17, tzinfo=UTC)


@pytest.mark.parametrize(("after", "held"), [(-SECOND, True), (0 * SECOND, False)])
def test_moment_itself_is_public(after: timedelta, held: bool) -> None:  # noqa: FBT001 - expected
    assert under_embargo(EDITION, lifted_at(EDITION) + after) is held


def test_moment_is_told_with_its_hour_or_with_its_whole_day() -> None:
    silent = replace(EDITION, ceremony=replace(EDITION.ceremony, starts=None))
    english = Language("en")
    assert moment(EDITION, english) == "Wednesday, December 6, 2023 at 5:00\u202fPM"
    assert moment(silent, english) == "Wednesday, December 6, 2023, end of the day"
    late = replace(EDITION, ceremony=replace(EDITION.ceremony, starts=time(17, 30)))
    assert watermark(late, english) == (
        "PROOF – under embargo until Wednesday, December 6, 2023 at 5:30\u202fPM"
    )


def test_unknown_time_zone_is_refused() -> None:
    with pytest.raises(EditionInvalid) as caught:
        check(replace(EDITION, timezone="Europe/Atlantis"))
    assert caught.value.values["key"] == "timezone"

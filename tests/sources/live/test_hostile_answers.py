"""Hostile answers through every platform: they end as text, and nothing is fetched for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contracts.source_contract import Desk
from tests.contracts.source_contract import candidate
from tests.sources.live.drivers import GoogleFormsDriver
from tests.sources.live.drivers import GristDriver
from tests.sources.live.drivers import LimeSurveyDriver
from tests.sources.live.drivers import NextcloudDriver
from tests.sources.live.linked import LinkedTabDriver

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sources.live.drivers import Driver

WHOLE = (LimeSurveyDriver, GristDriver, NextcloudDriver, GoogleFormsDriver)
DRIVERS = (*WHOLE, LinkedTabDriver)  # a cell of Google Sheets holds no megabyte
TEXTS = (
    "<script>alert(1)</script><img src=http://127.0.0.1:9/x>",
    '=WEBSERVICE("http://127.0.0.1:9/"&A1)',
    "file:///etc/passwd",
    "http://localhost:631/admin",
    "../../../etc/cron.d/palmares",
    '["L", 1, 2]',
    '{"id": "1", "responses": []}',
    "${jndi:ldap://127.0.0.1/a} {{7*7}} %s %n \\u0000 \\",
    "Zalgo t̸̡̛e̷x̶t \u202eà l’envers\u202c 🏳 שלום",
)
LONG = "Une phrase d’un mégaoctet. " * 40_000
"""A million characters, more bytes."""


@pytest.mark.parametrize("make", DRIVERS)
def test_hostile_text_is_kept_as_it_is_and_nothing_is_fetched(
    make: Callable[[], Driver], tmp_path: Path
) -> None:
    with make() as form:
        desk = Desk(form, tmp_path)
        for number, text in enumerate(TEXTS):
            form.submit(candidate(number, name=f"Ville {number} {text}", mot=text))
        responses = desk.sync()
        first = form.requests()
        desk.sync()
        again = form.requests() - first
    assert list(responses.table["mot"]) == list(TEXTS)
    assert list(responses.table["name"]) == [f"Ville {n} {text}" for n, text in enumerate(TEXTS)]
    assert first == again  # what is asked does not depend on the answers
    assert [path.name for path in tmp_path.iterdir()] == [".palmares"]


@pytest.mark.parametrize("make", WHOLE)
def test_text_of_a_megabyte_is_taken_whole(make: Callable[[], Driver], tmp_path: Path) -> None:
    with make() as form:
        desk = Desk(form, tmp_path)
        form.submit(candidate(1, mot=LONG))
        responses = desk.sync()
    (read,) = responses.table["mot"]
    most = 4096 if make is NextcloudDriver else len(LONG)
    assert read == LONG[:most]
    told = ["answer-too-long"] if most == len(LONG) else []
    assert [each.code for each in responses.findings] == told


@pytest.mark.parametrize("make", DRIVERS)
def test_control_characters_are_shown_and_told(make: Callable[[], Driver], tmp_path: Path) -> None:
    with make() as form:
        desk = Desk(form, tmp_path)
        form.submit(candidate(1, mot="avant\x00\x1b[31maprès"))
        responses = desk.sync()
    assert list(responses.table["mot"]) == ["avant␀␛[31maprès"]
    assert [each.code for each in responses.findings] == ["form-control-characters"]

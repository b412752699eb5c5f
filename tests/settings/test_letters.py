"""What the letters say, as edition.toml releases it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reports.release import Letters
from sheets_sync.settings.edition_file import read_scheme
from tests.settings.small import EDITION
from tests.settings.small import refused
from tests.settings.small import write

if TYPE_CHECKING:
    from pathlib import Path

SECTION = """
[letters]
opinion = false
points = false
median = true
strengths = true
missing = false
changes = true
history = true
validated = true
date = 2023-12-12
"""


def test_letters_are_read_whole(tmp_path: Path) -> None:
    assert read_scheme(write(tmp_path, edition=EDITION + SECTION)).letters == Letters(
        opinion=False,
        points=False,
        median=True,
        strengths=True,
        missing=False,
        changes=True,
        history=True,
        validated=True,
        date=date(2023, 12, 12),
    )


def test_decision_opinion_points_and_what_is_missing_are_released_where_nothing_is_said(
    tmp_path: Path,
) -> None:
    found = read_scheme(write(tmp_path)).letters
    said = {name for name in Letters.__slots__ if getattr(found, name)}
    assert said == {"opinion", "points", "missing"}


@pytest.mark.parametrize(
    ("line", "code"),
    [('points = "yes"', "config-not-bool"), ("zzz = true", "config-key-unknown")],
)
def test_setting_that_is_none_is_refused(tmp_path: Path, line: str, code: str) -> None:
    found = refused(write(tmp_path, edition=f"{EDITION}\n[letters]\n{line}\n"))
    assert [each.code for each in found] == [code]

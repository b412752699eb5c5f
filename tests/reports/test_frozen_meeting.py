"""The meeting in the file of an edition: it comes back whole, and names only what there is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reports.checks import check
from reports.edition import Recusal
from reports.edition_file import load
from reports.edition_file import save
from reports.errors import EditionInvalid
from tests.reports.meetings import made_up

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition

MADE = made_up(3)


def with_how(**changes: object) -> Edition:
    """The edition with some of how its first dossier was decided changed."""
    first, *others = MADE.candidates
    assert first.deliberation is not None
    how = replace(first.deliberation, **changes)  # type: ignore[arg-type]
    return replace(MADE, candidates=(replace(first, deliberation=how), *others))


def with_meeting(**changes: object) -> Edition:
    """The edition with some of its meeting changed."""
    assert MADE.meeting is not None
    return replace(MADE, meeting=replace(MADE.meeting, **changes))  # type: ignore[arg-type]


def test_meeting_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    save(MADE, tmp_path / "edition.json")
    assert load(tmp_path / "edition.json") == MADE


@pytest.mark.parametrize(
    ("edition", "key"),
    [
        (with_meeting(presence={"z": "present"}), "meeting.presence"),
        (with_meeting(dissent={"z": "Non."}), "meeting.dissent"),
        (with_how(proposal="9"), "candidates[0].deliberation"),
        (with_how(median=("4", "9")), "candidates[0].deliberation"),
        (with_how(recusals=(Recusal("z", "x"),)), "candidates[0].deliberation.recusals"),
    ],
)
def test_meeting_that_names_what_is_not_there_is_refused(edition: Edition, key: str) -> None:
    with pytest.raises(EditionInvalid) as caught:
        check(edition)
    assert caught.value.values["key"] == key

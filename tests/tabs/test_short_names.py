"""What tells jurors apart in few letters."""

from __future__ import annotations

import pytest

from sheets_sync.language import language_for
from sheets_sync.tabs.juror import juror_title
from sheets_sync.tabs.short_names import short_names
from tests.builders import scheme

JUROR = scheme().jury[0]


@pytest.mark.parametrize(
    ("names", "short"),
    [
        ([("Zoé", "Alpha"), ("Anne", "Bêta")], ["Z. Alpha", "A. Bêta"]),
        (
            [("Jean", "Alpha"), ("Jeanne", "Alpha"), ("J.", "ALPHA"), ("Luc", "Alpha")],
            ["Jean Alpha", "Jeanne Alpha", "J. ALPHA", "L. Alpha"],
        ),
        ([("Jean", "Alpha"), ("Jean", "Alpha")], ["Jean Alpha (0)", "Jean Alpha (1)"]),
    ],
)
def test_no_two_jurors_are_alike(names: list[tuple[str, str]], short: list[str]) -> None:
    jury = [
        JUROR._replace(id=str(at), first_name=first, last_name=last)
        for at, (first, last) in enumerate(names)
    ]
    found = short_names(jury)
    assert (list(found), list(found.values())) == ([each.id for each in jury], short)


def test_title_of_a_tab_keeps_an_apostrophe_and_loses_what_titles_may_not_hold() -> None:
    assert juror_title("N. D'[Alpha]", language_for("fr")) == "Jury N. D’ Alpha"

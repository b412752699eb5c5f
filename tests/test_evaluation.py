"""Candidates grouped by what counts for them."""

from __future__ import annotations

from sheets_sync.evaluation import score
from sheets_sync.grid import NotApplicable
from sheets_sync.scoring import code_answers
from tests.builders import candidate
from tests.builders import grid
from tests.builders import scheme
from tests.builders import yes_no

KINDS = ("commune", "syndicat", "region", "commune")


def rows(never: str) -> list[list[int]]:
    """Positions by group, where one question never applies to a type."""
    left_out = NotApplicable(types=frozenset({never}))
    asked = grid(yes_no("x"), yes_no("y", not_applicable=left_out))
    coded = code_answers({"x": ["Oui"] * 4, "y": ["Non"] * 4}, asked, "fr")
    candidates = [candidate(str(at), kind) for at, kind in enumerate(KINDS)]
    return [group.rows.tolist() for group in score(candidates, coded, scheme(), asked)]


def test_types_for_whom_all_counts_alike_are_scored_together() -> None:
    assert rows("association") == [[0, 3, 1, 2]]


def test_type_for_whom_something_differs_is_scored_apart() -> None:
    assert rows("syndicat") == [[0, 3, 2], [1]]

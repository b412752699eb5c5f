"""What three versions of one cell say together."""

from __future__ import annotations

import pytest

from sheets_sync.values import digest
from sheets_sync.verdict import Verdict
from sheets_sync.verdict import judge


@pytest.mark.parametrize(
    ("base", "theirs", "ours", "expected"),
    [
        ("a", "a", "a", Verdict.AGREED),
        ("a", "b", "a", Verdict.UPDATE),
        ("a", "a", "b", Verdict.CORRECTION),
        ("a", "b", "b", Verdict.AGREED),
        ("a", "b", "c", Verdict.CONFLICT),
        ("a", "", "a", Verdict.UPDATE),
        ("a", "b", "", Verdict.CONFLICT),
        (None, "a", "", Verdict.UPDATE),
        (None, "a", "a", Verdict.AGREED),
        (None, "a", "b", Verdict.CONFLICT),
        (None, "", "b", Verdict.CORRECTION),
        (None, "", "", Verdict.AGREED),
    ],
)
def test_judge(base: str | None, theirs: str, ours: str, expected: Verdict) -> None:
    assert judge(base if base is None else digest(base), theirs, ours) is expected

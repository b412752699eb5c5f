"""The reference pages of the findings."""

from __future__ import annotations

import pytest

from scripts.findings import PAGES
from scripts.findings import page
from sheets_sync.catalogue import KINDS


@pytest.mark.parametrize("code", ["en", "fr"])
def test_page_of_findings_is_current(code: str) -> None:
    assert PAGES[code].read_text(encoding="utf-8") == page(code)


def test_page_has_each_finding_once() -> None:
    lines = [line for line in page("en").splitlines() if line.startswith("| `")]
    assert sorted(line.split("`")[1] for line in lines) == sorted(KINDS)

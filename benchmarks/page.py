"""The figures in benchmarks/README.md: each measure has a place of its own there."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parent / "README.md"


class NoPlace(ValueError):
    """The page has no markers for a measure."""


def written(page: str, name: str, section: str) -> str:
    """The page with a new section between the markers of a measure."""
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->\n"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise NoPlace(name)
    return f"{before}{begin}\n{section}\n{end}{after}"

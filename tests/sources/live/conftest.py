"""Says how many cases of the contract of live forms were run, and on how many platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contracts.source_contract import SourceContract

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

CASES = pytest.StashKey[dict[str, str]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Note which tests are the contract's, and of which platform."""
    config.stash[CASES] = {
        item.nodeid: item.cls.__name__.removeprefix("Test")
        for item in items
        if isinstance(item, pytest.Function) and item.cls and issubclass(item.cls, SourceContract)
    }


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Print the count of those that passed."""
    platforms = config.stash.get(CASES, {})
    passed = [each.nodeid for each in terminalreporter.getreports("passed")]
    counts: dict[str, int] = {}
    for node in passed:
        if node in platforms:
            counts[platforms[node]] = counts.get(platforms[node], 0) + 1
    if counts:
        each = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
        terminalreporter.write_line(
            f"contract of live forms: {sum(counts.values())} cases passed ({each})"
        )

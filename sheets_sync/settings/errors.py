"""What stops the reading of settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.findings import blocking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sheets_sync.findings import Finding


class BadSettings(PalmaresError):
    """The settings hold errors; ``findings`` are all of them, warnings included."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("Findings in the settings that stop every command: {count}.")
    remedy = N_("Correct the files as said above, then run the command again.")

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings; the sentence counts those that block."""
        self.findings = tuple(findings)
        super().__init__(count=len(blocking(self.findings)))


def raise_if_blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings when none blocks; else ``BadSettings`` with all of them."""
    found = tuple(findings)
    if blocking(found):
        raise BadSettings(found)
    return found

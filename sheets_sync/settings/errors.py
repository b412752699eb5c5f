"""What stops the reading of settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from reports.language import NN_
from sheets_sync.findings import blocking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.language import Language
    from sheets_sync.findings import Finding


class BadSettings(PalmaresError):
    """The settings hold errors; ``findings`` are all of them, warnings included."""

    exit_code = ExitCode.FINDINGS
    sentence, many = NN_(
        "{count} problem in the settings stops every command; nothing was written.",
        "{count} problems in the settings stop every command; nothing was written.",
    )
    remedy = N_("Correct the settings as said above, then run the command again.")

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings; the sentence counts those that block."""
        self.findings = tuple(findings)
        super().__init__(count=len(blocking(self.findings)))

    def explain(self, language: Language) -> tuple[str, str]:
        """Sentence and remedy; the sentence agrees with the count."""
        count = len(blocking(self.findings))
        return language.plural(self.sentence, self.many, count), language.text(self.remedy)


def raise_if_blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings when none blocks; else ``BadSettings`` with all of them."""
    found = tuple(findings)
    if blocking(found):
        raise BadSettings(found)
    return found

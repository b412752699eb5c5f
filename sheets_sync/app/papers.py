"""What all papers of a folder share: which one a name means, and which could not be made."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol
from typing import TypeVar

from reports.errors import ExitCode
from reports.errors import PalmaresError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from reports.language import Language
    from reports.outcomes import Failed
    from reports.outcomes import Outcome
    from reports.outcomes import Progress
    from sheets_sync.app.steps import Advance

NAMED = 10
"""How many names one sentence lists at most."""


class Named(Protocol):
    """Something that is made for one candidate."""

    @property
    def name(self) -> str:
        """Whom it is for."""

    @property
    def dossier(self) -> str:
        """Their dossier."""


N = TypeVar("N", bound=Named)


class PapersFailed(PalmaresError):
    """Some papers could not be made; all the others were. The kind of paper says which."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, failed: Iterable[Failed]) -> None:
        """Keep what happened to each."""
        self.failed = tuple(failed)
        super().__init__(count=len(self.failed))

    def explain(self, language: Language) -> tuple[str, str]:
        """The count, then each name with its own sentence and remedy."""
        sentence, _ = super().explain(language)
        lines = [sentence]
        for each in self.failed:
            why, remedy = each.error.explain(language)
            lines.append(f"– {each.name}: {why} {remedy}".rstrip())
        return "\n".join(lines), ""


def called(every: Sequence[N], name: str, otherwise: type[PalmaresError]) -> N:
    """The one that a name, a part of one, or a dossier means.

    Raises ``otherwise`` (values: name, known) when it means none or several.
    """
    from reports.names import slug

    wanted = slug(name)
    found = [each for each in every if each.dossier == name or slug(each.name) == wanted]
    found = found or [each for each in every if wanted and wanted in slug(each.name)]
    if len(found) != 1:
        known = "; ".join(each.name for each in (found or every)[:NAMED])
        raise otherwise(name=name, known=known)
    return found[0]


def failures(outcomes: Iterable[Outcome]) -> tuple[Failed, ...]:
    """The papers that could not be made."""
    from reports.outcomes import Failed as Lost

    return tuple(each for each in outcomes if isinstance(each, Lost))


def telling(advance: Advance) -> Progress:
    """What tells a progress bar of each paper."""

    def progress(done: int, total: int, outcome: Outcome) -> None:
        del outcome
        advance(done, total)

    return progress

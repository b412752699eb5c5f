"""The embargo at the edge: the clock is read here, and nowhere else.

Whatever writes a level where the public can read it calls :func:`public` before it plans.
"""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

from reports.embargo import moment
from reports.embargo import under_embargo
from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_

if TYPE_CHECKING:
    from reports.edition import Edition
    from reports.language import Language


class UnderEmbargo(PalmaresError):
    """What names a level would leave for the public before the ceremony; values: edition."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("Nothing that names a level may be published yet: embargo until {moment}.")
    remedy = N_(
        "Wait for the ceremony; “palmares results --proof” and “palmares site --proof” make "
        "watermarked proofs meanwhile. Where the palmarès was announced already, run again with "
        "--embargo-lifted."
    )

    def explain(self, language: Language) -> tuple[str, str]:
        """The moment in words, and the remedy."""
        edition: Edition = self.values["edition"]  # type: ignore[assignment]
        until = moment(edition, language)
        return language.text(self.sentence, moment=until), language.text(self.remedy)

    def __str__(self) -> str:
        """The sentence in English, for logs and tests."""
        return self.sentence.format(moment=self.values["edition"].ceremony.date)  # type: ignore[attr-defined]


def held(edition: Edition, *, lifted: bool = False, now: datetime | None = None) -> bool:
    """Whether the embargo holds at a moment (aware; None: at this moment)."""
    return not lifted and under_embargo(edition, now or datetime.now(UTC))


def public(edition: Edition, *, lifted: bool = False, now: datetime | None = None) -> None:
    """Let what names a level leave for the public.

    ``lifted`` is what the person said with --embargo-lifted; ``now`` is aware (None: this
    moment). Raises :class:`UnderEmbargo` before the ceremony.
    """
    if held(edition, lifted=lifted, now=now):
        raise UnderEmbargo(edition=edition)

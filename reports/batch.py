"""All the certificates of an edition in one folder; see :mod:`reports.press`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.certificates import certificates
from reports.manifest import Manifest
from reports.press import Plan
from reports.press import Press
from reports.press import plan
from reports.press import render
from reports.rendering.custom import OURS

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from reports.certificate_page import Certificate
    from reports.edition import Edition
    from reports.outcomes import Outcome
    from reports.outcomes import Progress
    from reports.rendering.custom import Custom
    from reports.verification.proof import Proving


@dataclass(frozen=True, slots=True)
class Making(Press):
    """How certificates are made besides what the edition says.

    ``proving`` gives codes and QR codes, ``custom`` the organiser's templates.
    """

    proving: Proving | None = None
    custom: Custom = OURS

    def certificates(self, edition: Edition) -> list[Certificate]:
        """The certificates to make."""
        return certificates(edition, self.proving, self.custom)


PLAIN = Making()


def plan_certificates(edition: Edition, folder: Path, how: Making = PLAIN) -> Plan[Certificate]:
    """What :func:`render_certificates` would do; touches nothing."""
    return plan(how.certificates(edition), Manifest.open(folder), how)


def render_certificates(
    edition: Edition,
    folder: Path,
    how: Making = PLAIN,
    *,
    jobs: int | None = None,
    on_progress: Progress | None = None,
    executor: Executor | None = None,
) -> list[Outcome]:
    """Draw the certificates of all laureates into a folder, as :func:`reports.press.render`.

    Returns:
        One outcome per laureate, in the order of the sorting rule, then the stale files.

    Raises:
        FileInTheWay: the manifest is not one; else as :func:`reports.press.render`.
    """
    manifest = Manifest.open(folder)
    return render(
        how.certificates(edition),
        manifest,
        how,
        jobs=jobs,
        on_progress=on_progress,
        executor=executor,
    )

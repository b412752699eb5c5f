"""The embargo: until when nothing that names a level may leave for the public.

It ends when the ceremony starts, by the clock of the edition's time zone. Where no hour is
given it holds to the end of that day: a palmarès that comes out some hours late does no
harm, one that comes out before the ceremony can't be taken back.
"""

from __future__ import annotations

from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import tzinfo

    from reports.edition import Edition
    from reports.language import Language


def lifted_at(edition: Edition) -> datetime:
    """The moment from which the palmarès is public (aware)."""
    day, starts = edition.ceremony.date, edition.ceremony.starts
    if starts is None:
        return datetime.combine(day + timedelta(days=1), time(0), _zone(edition))
    return datetime.combine(day, starts.replace(tzinfo=None), _zone(edition))


def under_embargo(edition: Edition, now: datetime) -> bool:
    """Whether nothing that names a level may be published at a moment (aware)."""
    return now < lifted_at(edition)


def moment(edition: Edition, language: Language) -> str:
    """That moment in words: "mercredi 6 décembre 2023 à 17 h"; with its whole day, no hour."""
    day = language.date(edition.ceremony.date)
    starts = edition.ceremony.starts
    if starts is None:
        return language.text("{day}, end of the day", day=day)
    return language.text("{day} at {hour}", day=day, hour=language.hour(starts))


def watermark(edition: Edition, language: Language) -> str:
    """What every page of a proof says: "ÉPREUVE – sous embargo jusqu’au mercredi …"."""
    until = moment(edition, language)
    return language.text("PROOF – under embargo until {moment}", moment=until)


def proof_mark(language: Language) -> str:
    """What every page of a proof says once there is no embargo any more."""
    return language.text("PROOF")


def _zone(edition: Edition) -> tzinfo:
    """The edition's time zone; editions frozen before it was kept have that of the freezing."""
    if edition.timezone:
        return ZoneInfo(edition.timezone)
    return edition.frozen_at.tzinfo or ZoneInfo("UTC")

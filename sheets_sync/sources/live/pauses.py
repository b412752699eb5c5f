"""How long a server asks us to wait, in the several ways in which servers say it."""

from __future__ import annotations

import math
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EPOCH = 1_000_000_000
"""From here on a number of seconds is a moment, below it is a delay."""

MARGIN = 0.5
"""Added to a moment that is told in whole seconds."""


def asked_pause(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds until the server wants to be asked again, at least 0; None if it does not say.

    A moment is counted from the server's own ``Date`` where it gives one: clocks differ.
    ``now`` is the time of this machine, in seconds since 1970. Header names in small letters.
    """
    here = _moment(headers.get("date", ""))
    start = now if here is None else here
    for name in ("retry-after", "ratelimit-reset", "x-ratelimit-reset"):
        text = headers.get(name, "").strip()
        with suppress(ValueError):
            seconds = float(text)
            if math.isfinite(seconds):
                return max(0.0, seconds - start + MARGIN if seconds >= EPOCH else seconds)
        moment = _moment(text)
        if moment is not None:
            return max(0.0, moment - start + MARGIN)
    return None


def _moment(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None

"""The bytes that a server has, with the ETag that tells them from any others."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTLING = 2
"""Seconds after a save within which an ETag made from the time may be another's too."""

NO_TAG = '""'
"""An ETag with nothing in it: it tells nothing from anything."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the server has: the bytes (None: no file), and the ETag that came with them.

    ``age`` is how many seconds ago it was saved, None where the server does not say or
    never uses an ETag twice.
    """

    data: bytes | None
    tag: str = ""
    age: float | None = None

    @property
    def sure(self) -> bool:
        """Whether the ETag stands for these bytes and no others."""
        if self.data is None:
            return True
        return self.tag.startswith('"') and self.tag != NO_TAG and not self.fresh

    @property
    def fresh(self) -> bool:
        """Whether the ETag may become a sure one by waiting."""
        return self.age is not None and self.age < SETTLING

    @property
    def condition(self) -> dict[str, str]:
        """What lets a PUT replace these bytes only."""
        return {"If-None-Match": "*"} if self.data is None else {"If-Match": self.tag}


def age(headers: Mapping[str, str]) -> float | None:
    """Seconds between the last save and the answer, by the server's own clock."""
    if "oc-etag" in headers:  # Nextcloud and ownCloud draw a new one for each save
        return None
    try:
        now = parsedate_to_datetime(headers["date"])
        return abs((now - parsedate_to_datetime(headers["last-modified"])).total_seconds())
    except (KeyError, ValueError, TypeError):
        return None

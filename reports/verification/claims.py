"""What the QR code of a certificate says: a signed claim, behind the address of the page.

The claim stands behind "#": whoever opens the address keeps it in the browser, the server
never sees it. It is short, so that the squares stay large; the register has every field.
"""

from __future__ import annotations

from dataclasses import astuple
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.typography import tidy
from reports.verification.codes import read_code
from reports.verification.keys import decoded
from reports.verification.keys import encoded
from reports.verification.keys import signed_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.language import Language
    from reports.verification.keys import Keys

FORMAT = "palmares-claim/1"
BARE = "palmares:"  # stands for the address where none is known
LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose certificate it is and what for; ``given`` is an ISO date."""

    code: str
    name: str
    title: str
    label: str
    given: str

    def fields(self, language: Language) -> tuple[tuple[str, str], ...]:
        """What it says, as pairs (what it is, the text)."""
        return (
            (language.text("Awarded to"), self.name),
            (language.text("Level"), self.title),
            (language.text("Label"), self.label),
            (language.text("Awarded on"), self.given),
        )


def link(claim: Claim, keys: Keys, address: str) -> str:
    """The text of the QR code: an address with the signed claim, or the claim alone."""
    name = tidy(claim.name)
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    told = Claim(claim.code, short, tidy(claim.title), tidy(claim.label), claim.given)
    message = "\n".join((FORMAT, *astuple(told))).encode()
    token = f"{encoded(message)}.{encoded(keys.sign(message))}"
    return f"{address}#{token}" if address else BARE + token


def read_link(text: str, publics: Iterable[str]) -> Claim | None:
    """The claim of a QR code, if one of the public keys signed it; else None."""
    token = text.strip().rpartition("#")[2].removeprefix(BARE)
    first, _, second = token.partition(".")
    try:
        message, signature = decoded(first), decoded(second)
        form, *parts = message.decode().split("\n")
        claim = Claim(*parts)
    except (ValueError, TypeError):
        return None
    if form != FORMAT or read_code(claim.code) != claim.code:
        return None
    signed = any(signed_by(public, signature, message) for public in publics)
    return claim if signed else None


def looks_like_link(text: str) -> bool:
    """Whether a text was read off a QR code rather than typed."""
    return "#" in text or text.strip().startswith(BARE)

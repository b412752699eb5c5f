"""What makes a certificate checkable: its code and its QR code, ready to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from reports.verification.claims import Claim
from reports.verification.claims import link
from reports.verification.codes import in_groups

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.verification.keys import Keys

MARK = "palmares:"  # before the code, in the metadata of the file
QUIET = 4  # squares left white around it, as the standard asks


@dataclass(frozen=True, slots=True)
class Proof:
    """The code, the text of the QR code, and the address that is printed ("" for none)."""

    code: str
    link: str
    address: str

    @property
    def printed(self) -> str:
        """The code in groups of four."""
        return in_groups(self.code)

    @property
    def mark(self) -> str:
        """What the metadata of the file say, for who holds the file alone."""
        return MARK + self.code

    def picture(self) -> bytes:
        """The QR code as a PNG picture."""
        return _picture(self.link)


@dataclass(frozen=True, slots=True)
class Proving:
    """What proofs are made from: keys, address of the page, which issue of each dossier."""

    keys: Keys
    address: str = ""
    issues: Mapping[str, int] = field(default_factory=dict)

    def proof(self, edition: str, dossier: str, claim: Claim) -> Proof:
        """The proof of a certificate; the claim's own code is filled in."""
        code = self.keys.code(edition, dossier, self.issues.get(dossier, 1))
        told = Claim(code, claim.name, claim.title, claim.label, claim.given)
        return Proof(code, link(told, self.keys, self.address), self.address)


@lru_cache(maxsize=64)
def _picture(text: str) -> bytes:
    import segno

    made = BytesIO()
    # One mask for all: trying each of the eight takes most of the time.
    code = segno.make(text, error="m", boost_error=False, mask=3, micro=False)
    # One pixel for each square: who shows it makes them larger, and keeps them square.
    code.save(made, kind="png", scale=1, border=QUIET)
    return made.getvalue()

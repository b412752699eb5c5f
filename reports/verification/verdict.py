"""Is it one of our certificates, and does it still hold? For a file, a code or a QR code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import Literal

from reports.verification.answers import ANSWERS
from reports.verification.claims import looks_like_link
from reports.verification.claims import read_link
from reports.verification.codes import ALPHABET
from reports.verification.codes import LENGTH
from reports.verification.codes import read_code
from reports.verification.proof import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from datetime import date

    from reports.language import Language
    from reports.verification.claims import Claim
    from reports.verification.register import Entry
    from reports.verification.register import Register

Answer = Literal[
    "valid", "expired", "replaced", "revoked", "changed", "forged", "unregistered", "unknown"
]
ARCHIVE = b"PK"
"""How a ZIP begins: an archive of certificates is none itself."""

_MARKED = re.compile(rf"{MARK}([{ALPHABET}]{{{LENGTH}}})".encode())


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, with what it rests on.

    ``changed``: a file that bears a known code and is not the one that was given.
    ``forged``: a QR code that the organiser did not sign. ``unregistered``: a claim that
    the organiser signed, of a certificate that is not in the register. ``newer`` is the
    entry of the certificate that replaces this one.
    """

    answer: Answer
    entry: Entry | None = None
    newer: Entry | None = None
    claim: Claim | None = None

    def lines(self, language: Language) -> Iterator[str]:
        """The verdict as a person reads it: the answer, the reason, every printed field."""
        title, meaning = ANSWERS[self.answer]
        yield language.text(title)
        yield language.text(meaning)
        entry = self.entry
        if entry and entry.status != "valid":
            if entry.status != self.answer:
                yield language.text(ANSWERS[entry.status][0])
            day = language.day(datetime.fromisoformat(entry.since).date())
            yield language.text("Since {day}.", day=day)
            yield language.text("Reason: {reason}", reason=entry.reason)
        if entry:
            yield from _listed(entry.fields)
        elif self.claim:
            yield from _listed(self.claim.fields(language))
        if self.newer:
            yield language.text("The certificate that replaces it")
            yield from _listed(self.newer.fields)


def _listed(fields: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"  {name} – {text}" for name, text in fields)


def judge_file(content: bytes, register: Register, today: date) -> Verdict:
    """The verdict on a PDF file; it must be, byte for byte, one that was given."""
    marked = None if content.startswith(ARCHIVE) else _MARKED.search(content)
    if marked is None:
        return Verdict("unknown")
    verdict = judge_code(marked[1].decode(), register, today)
    if verdict.entry and sha256(content).hexdigest() not in verdict.entry.files:
        return Verdict("changed", verdict.entry, verdict.newer)
    return verdict


def judge_text(text: str, register: Register, today: date) -> Verdict:
    """The verdict on what was typed or read off a QR code."""
    if not looks_like_link(text):
        return judge_code(read_code(text) or "", register, today)
    claim = read_link(text, register.publics)
    if claim is None:
        return Verdict("forged")
    verdict = judge_code(claim.code, register, today)
    answer = "unregistered" if verdict.answer == "unknown" else verdict.answer
    return Verdict(answer, verdict.entry, verdict.newer, claim)


def judge_code(code: str, register: Register, today: date) -> Verdict:
    """The verdict on a code in its plain form."""
    entry = register.entry(code) if code else None
    if entry is None:
        return Verdict("unknown")
    newer = register.entry(entry.by) if entry.by else None
    if entry.status == "valid" and entry.until and entry.until < today.isoformat():
        return Verdict("expired", entry)
    return Verdict(entry.status, entry, newer)

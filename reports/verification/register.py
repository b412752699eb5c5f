"""The register of certificates: what was given, replaced and revoked, in order, for good.

It can be published whole. A certificate stands in it under a hash of its code, and what is
printed on it, with the reasons, is locked with the code: who holds a certificate (or its
QR code) reads its entry, and nobody reads through all of them. Events are only ever added;
each carries the digest of the one before, and the organiser's key signs the last, so that
no event can be changed, taken out or slipped in unseen.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from reports.errors import RegisterDamaged
from reports.verification.codes import index
from reports.verification.keys import decoded
from reports.verification.keys import derived
from reports.verification.keys import encoded
from reports.verification.keys import signed_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reports.verification.keys import Keys

FORMAT = "palmares-register/1"
BEGINNING = "0" * 64
_NONCE = bytes(12)  # each key locks one text only

Event = dict[str, Any]
Status = Literal["valid", "replaced", "revoked"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register says of one certificate to who knows its code.

    ``fields`` are all that is printed, as pairs (what it is, the text). ``until`` is the
    last day of validity (ISO), "" for no end. ``unsigned`` is the SHA-256 of the file as it
    was drawn, ``files`` those of every file that was given out. ``since`` is the moment of
    the last change, ``by`` the code that replaces it.
    """

    code: str
    fields: tuple[tuple[str, str], ...]
    issued: str
    until: str
    unsigned: str
    files: frozenset[str]
    status: Status = "valid"
    since: str = ""
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The events so far; adding one gives another register. ``at`` is an ISO moment."""

    events: tuple[Event, ...] = ()

    @property
    def head(self) -> str:
        """The digest of the last event."""
        return str(self.events[-1]["digest"]) if self.events else BEGINNING

    @property
    def publics(self) -> tuple[str, ...]:
        """The public keys of the organiser, the one in use last."""
        return tuple(each["public"] for each in self.events if each["event"] == "key")

    @property
    def written(self) -> str:
        """The moment of the last event; "" when there is none."""
        return str(self.events[-1]["at"]) if self.events else ""

    def holds(self, code: str) -> bool:
        """Whether a certificate was given under this code."""
        return any(each["event"] == "issue" for each in self._about(code))

    def entry(self, code: str) -> Entry | None:
        """All about one certificate; None when the code is unknown."""
        found = None
        for event in self._about(code):
            found = _told(found, event, code)
        return found

    def with_key(self, public: str, at: str) -> Register:
        """The register once a public key is in use; the same if it is already."""
        if self.publics[-1:] == (public,):
            return self
        return self._with("key", at, public=public)

    def with_issue(self, entry: Entry) -> Register:
        """The register with a certificate given, as its entry has it."""
        told = {"fields": entry.fields, "until": entry.until}
        return self._locked(
            "issue", entry.issued, entry.code, told,
            unsigned=entry.unsigned, files=sorted(entry.files),
        )  # fmt: skip

    def with_file(self, code: str, sha256: str, at: str) -> Register:
        """The register with one more file of a certificate: the same, sealed again."""
        return self._with("file", at, index=index(code), files=[sha256])

    def with_replacement(self, code: str, by: str, reason: str, at: str) -> Register:
        """The register with a certificate replaced by another."""
        return self._locked("replace", at, code, {"reason": reason, "by": by}, by=index(by))

    def with_revocation(self, code: str, reason: str, at: str) -> Register:
        """The register with a certificate revoked."""
        return self._locked("revoke", at, code, {"reason": reason})

    def content(self, keys: Keys) -> dict[str, Any]:
        """The whole file as plain values, signed."""
        signature = encoded(keys.sign(_message(self.head)))
        return {"format": FORMAT, "events": list(self.events), "signature": signature}

    def _about(self, code: str) -> Iterator[Event]:
        wanted = index(code)
        return (each for each in self.events if each.get("index") == wanted)

    def _locked(
        self, kind: str, at: str, code: str, told: dict[str, Any], **public: object
    ) -> Register:
        locked = _lock(code, _purpose(kind, len(self.events)), told)
        return self._with(kind, at, index=index(code), locked=locked, **public)

    def _with(self, kind: str, at: str, **values: object) -> Register:
        event = {"event": kind, "at": at, "previous": self.head, "n": len(self.events), **values}
        return Register((*self.events, {**event, "digest": digest(event)}))


def load(path: Path) -> Register:
    """The register of a file, empty if there is none; ``RegisterDamaged`` if it was changed."""
    try:
        return parsed(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return Register()
    except (OSError, ValueError, TypeError, LookupError, RecursionError) as error:
        raise RegisterDamaged(file=str(path)) from error


def parsed(content: dict[str, Any]) -> Register:
    """The register that plain values hold; ``ValueError`` when they hang together wrongly."""
    register = Register(tuple(content["events"]))
    previous = BEGINNING
    for number, event in enumerate(register.events):
        bare = {key: value for key, value in event.items() if key != "digest"}
        sound = (event["previous"], event["n"], event["digest"]) == (previous, number, digest(bare))
        if not sound:
            raise ValueError(number)
        previous = event["digest"]
    public = register.publics[-1]
    signed = signed_by(public, decoded(content["signature"]), _message(register.head))
    if content["format"] != FORMAT or not signed:
        raise ValueError(FORMAT)
    return register


def digest(event: Event) -> str:
    """The SHA-256 of an event, over its canonical JSON."""
    canonical = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _told(entry: Entry | None, event: Event, code: str) -> Entry | None:
    """An entry after one more event about it."""
    kind, at = event["event"], event["at"]
    if kind == "issue":
        told = _unlocked(code, event)
        fields = tuple((str(name), str(text)) for name, text in told["fields"])
        files = frozenset(event["files"])
        return Entry(code, fields, at, told["until"], event["unsigned"], files, since=at)
    if entry is None:
        return None
    if kind == "file":
        return replace(entry, files=entry.files | frozenset(event["files"]))
    told = _unlocked(code, event)
    status: Status = "revoked" if kind == "revoke" else "replaced"
    return replace(entry, status=status, since=at, reason=told["reason"], by=told.get("by", ""))


def _unlocked(code: str, event: Event) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = derived(code.encode(), _purpose(event["event"], event["n"]))
    told: dict[str, Any] = json.loads(AESGCM(key).decrypt(_NONCE, decoded(event["locked"]), None))
    return told


def _lock(code: str, purpose: bytes, told: dict[str, Any]) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    text = json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8")
    return encoded(AESGCM(derived(code.encode(), purpose)).encrypt(_NONCE, text, None))


def _purpose(kind: str, number: int) -> bytes:
    return f"palmares/{kind}/{number}".encode()


def _message(head: str) -> bytes:
    return f"{FORMAT}\n{head}".encode()

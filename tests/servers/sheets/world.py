"""All the server knows: people, tokens, files."""

from __future__ import annotations

import secrets
import string
import zlib
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from tests.servers.sheets.document import Document
from tests.servers.sheets.document import File
from tests.servers.sheets.edit import Edit
from tests.servers.sheets.errors import drive
from tests.servers.sheets.errors import forbidden
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.errors import not_found
from tests.servers.sheets.protection import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable

LETTERS = string.ascii_letters + string.digits + "-_"
READERS = WRITERS | {"commenter", "reader"}
OWNER = "owner"
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Person:
    """An account; ``project`` is the one its requests are counted for.

    Without ``room`` it can't own files: so it is with service accounts of today. As the one
    who asks, it may be ``narrow``: its token lets Drive show only files that its app made.
    """

    email: str
    name: str
    project: str = "123456789012"
    room: bool = True
    narrow: bool = False

    @property
    def id(self) -> str:
        """Its permission id, the same wherever it appears."""
        return f"{zlib.crc32(self.email.encode()):010d}0927516"


@dataclass(frozen=True, slots=True)
class Token:
    """An access token; ``scopes`` None means all, ``app`` "" the account's own project."""

    email: str
    expires: datetime | None = None
    scopes: frozenset[str] | None = None
    app: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person agreed to: for which client, which scopes, with which PKCE challenge."""

    client: str = ""
    scopes: str = ""
    challenge: str = ""


def now() -> datetime:
    """The time, to the millisecond as Drive shows it."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(slots=True)
class World:
    """State of the whole server; whoever touches it holds the server's lock."""

    clock: Callable[[], datetime] = now
    people: dict[str, Person] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)  # public keys of service accounts (PEM)
    refreshing: dict[str, str] = field(default_factory=dict)  # addresses by refresh token
    consents: dict[str, Consent] = field(default_factory=dict)  # by refresh token
    disabled: set[str] = field(default_factory=set)  # "sheets", "drive": not switched on
    documents: dict[str, Document] = field(default_factory=dict)
    lifetime: timedelta = timedelta(hours=1)
    sort_moves_tags: bool = False

    def person(self, email: str, name: str = "", project: str = "") -> Person:
        """The account of an address; a new one when there is none."""
        if email not in self.people:
            known = Person(email, name or email)
            self.people[email] = replace(known, project=project) if project else known
        return self.people[email]

    def token(
        self, email: str, token: str = "", scopes: frozenset[str] | None = None, app: str = ""
    ) -> str:
        """A token for an account: the one given (never expires), or a new one."""
        self.person(email)
        text = token or "ya29." + secrets.token_urlsafe(24)
        expires = None if token else self.clock() + self.lifetime
        self.tokens[text] = Token(email, expires, scopes, app)
        return text

    def expire(self, token: str) -> None:
        """Let a token be expired from now on."""
        found = self.tokens.get(token)
        if found:
            self.tokens[token] = replace(found, expires=self.clock() - timedelta(seconds=1))

    def new_file(self, email: str, given: dict[str, Any]) -> File:
        """A file of somebody, with what was given for it.

        Raises:
            ApiError: 403, the account has no room for files.
        """
        if not self.person(email).room:
            text = "The user's Drive storage quota has been exceeded."
            raise drive(403, text, "storageQuotaExceeded", domain="usageLimits")
        moment = self.clock()
        key = "1" + "".join(secrets.choice(LETTERS) for _ in range(43))
        mime = {"mime": given["mimeType"]} if given.get("mimeType") else {}
        parents = tuple(given.get("parents") or ["root"])
        owner = permission(self.person(email), OWNER)
        return File(
            key, email, moment, moment, email, parents=parents, permissions=(owner,), **mime
        )

    def full(self, email: str) -> None:
        """Give an account no room for files of its own."""
        self.people[email] = replace(self.person(email), room=False)

    def role(self, document: Document, email: str) -> str | None:
        """What somebody may do with a file: the highest role that any permission gives."""
        found = {one["role"] for one in document.file.permissions if meant(one, email)}
        order = ("owner", "organizer", "fileOrganizer", "writer", "commenter", "reader")
        return next((role for role in order if role in found), None)

    def readable(self, key: str, email: str) -> Document:
        """A spreadsheet that somebody may read.

        Raises:
            ApiError: 404, there is none; 403, it isn't shared; 400, it is no spreadsheet.
        """
        document = self.documents.get(key)
        if document is None:
            raise not_found()
        if self.role(document, email) is None:
            raise forbidden()
        if not document.sheets:
            raise invalid("This operation is not supported for this document")
        return document

    def change(self, key: str, email: str, act: Callable[[Edit], Answer]) -> Answer:
        """Change a spreadsheet: a draft replaces it when ``act`` ends without a refusal."""
        document = self.readable(key, email)
        if self.role(document, email) not in WRITERS:
            raise forbidden()
        draft = document.copy()
        project = self.person(email).project
        answer = act(Edit(draft, email, project, self.sort_moves_tags))
        draft.touched(email, self.clock())
        self.documents[key] = draft
        return answer


def permission(person: Person, role: str) -> dict[str, Any]:
    """A permission for an account."""
    return {
        "kind": "drive#permission",
        "id": person.id,
        "type": "user",
        "emailAddress": person.email,
        "role": role,
        "displayName": person.name,
        "deleted": False,
        "pendingOwner": False,
    }


def meant(one: dict[str, Any], email: str) -> bool:
    """Whether a permission is for somebody."""
    if one["type"] == "anyone":
        return True
    if one["type"] == "domain":
        return email.endswith(f"@{one.get('domain')}")
    return one.get("emailAddress") == email

"""The bytes of a workbook on a WebDAV server: GET, and PUT with a condition.

What keeps people's work safe is the condition: a PUT carries the ETag of the very bytes
that the plan was made on (``If-Match``), or ``If-None-Match: *`` where there was no file,
and the server refuses it (412) when somebody saved meanwhile. That needs a strong ETag,
which changes with every save; a server that gives none is read, never written. Some
servers make theirs from the time in seconds and the size: a file is not written within
two seconds of a save of somebody else there, because its ETag could hide a second save.
What stays possible: a server without ``Last-Modified``, or whose clock jumps, and whose
ETag repeats all the same; and a server that puts a file in place piece by piece, where a
reader may meet half of it (it then says that this is no workbook).
"""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.workbooks.errors import WorkbookBusy
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.errors import WorkbookError
from sheets_sync.workbooks.errors import WorkbookUncertain
from sheets_sync.workbooks.errors import WorkbookUnreachable
from sheets_sync.workbooks.errors import WorkbookUnwritable
from sheets_sync.workbooks.webdav.client import NO_ANSWER
from sheets_sync.workbooks.webdav.client import PASSING
from sheets_sync.workbooks.webdav.client import TROUBLE
from sheets_sync.workbooks.webdav.client import Lost
from sheets_sync.workbooks.webdav.errors import AccessRefused
from sheets_sync.workbooks.webdav.errors import FolderMissing
from sheets_sync.workbooks.webdav.errors import LoginRefused
from sheets_sync.workbooks.webdav.errors import NoPrecondition
from sheets_sync.workbooks.webdav.errors import PageInstead
from sheets_sync.workbooks.webdav.held import SETTLING
from sheets_sync.workbooks.webdav.held import Held
from sheets_sync.workbooks.webdav.held import age
from sheets_sync.workbooks.webdav.properties import BODY
from sheets_sync.workbooks.webdav.properties import CHANGE
from sheets_sync.workbooks.webdav.properties import CREATE
from sheets_sync.workbooks.webdav.properties import HEADERS
from sheets_sync.workbooks.webdav.properties import Properties
from sheets_sync.workbooks.webdav.properties import read_properties
from sheets_sync.workbooks.xlsx.storage import Storage
from sheets_sync.workbooks.xlsx.storage import digest

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.workbooks.webdav.client import Answer
    from sheets_sync.workbooks.webdav.client import Client
    from sheets_sync.workbooks.xlsx.storage import Clock

_LOOKS = 3
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FULL: dict[int, str] = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: N_("the server takes no file of that size"),
    HTTPStatus.INSUFFICIENT_STORAGE: N_("the space on the server is used up"),
}
SAVED = {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED, HTTPStatus.NO_CONTENT}
NO_FOLDER = {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}
SAVED_OVER = N_("no answer, and somebody saved it meanwhile")
NOT_SAVED = N_("the server says so, and does not give back what it was sent")


class RemoteStorage(Storage):
    """One workbook on a WebDAV server; ``aside`` is the suite's folder on this machine."""

    def __init__(self, client: Client, aside: Path, clock: Clock, patience: float = 0) -> None:
        """Name the file; nothing is asked yet. ``patience`` is for whoever must wait."""
        super().__init__(client.place, client.name, aside, None, clock)
        self._client = client
        self._patience = patience
        self._held = Held(None)

    def read(self) -> bytes | None:
        """The content; None when there is no file, in a folder that is there."""
        headers = {"If-None-Match": self._held.tag} if self._held.sure and self._held.tag else {}
        answer = self._client.ask("GET", headers)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self._held = self._received(answer)
        return self._held.data

    def unchanged(self, version: str) -> bytes | None:
        """The content, with an ETag that stands for it alone; may wait two seconds for that."""
        for _ in range(_LOOKS):
            if digest(self.read()) != version:
                raise WorkbookChanged(place=self.place)
            if self._held.sure:
                return self._held.data
            if not self._held.fresh:
                break
            time.sleep(SETTLING)
        raise NoPrecondition(place=self.place)

    def replace(self, temporary: Path, version: str) -> None:
        """Save a new file in the place of the bytes that :meth:`unchanged` gave."""
        if digest(self._held.data) != version:
            raise WorkbookChanged(place=self.place)
        with self._writable(temporary):
            data = temporary.read_bytes()
            kept = self._keep_old()
        try:
            self._save(data)
        except WorkbookError as error:
            if kept and not isinstance(error, WorkbookUncertain):
                kept.unlink(missing_ok=True)
            raise
        finally:
            self.discard(temporary)
        self._forget_versions()

    def _keep_old(self) -> Path | None:
        old = self._held.data
        return None if old is None else self._keep_version(lambda kept: kept.write_bytes(old))

    # -- saving -----------------------------------------------------------------------

    def _save(self, data: bytes) -> None:
        """PUT until the server has the bytes or says no; look what it has before trying again."""
        problem: dict[str, object] = {}
        doubt = False
        for _ in self._client.attempts():
            if doubt and self._arrived(data):
                return
            try:
                answer = self._client.once("PUT", self._headers(), data)
            except Lost as lost:
                problem, doubt = {"detail": lost.detail}, doubt or lost.sent
                continue
            if answer.status == HTTPStatus.PRECONDITION_FAILED:
                self._refused(data, doubt=doubt)
                return
            if answer.status not in PASSING - {HTTPStatus.LOCKED}:
                self._answered(answer, data)
                return
            problem, doubt = {"detail": TROUBLE, "status": answer.status}, True
        raise (WorkbookUncertain if doubt else WorkbookUnreachable)(place=self.place, **problem)

    def _headers(self) -> dict[str, str]:
        return {"Content-Type": _XLSX, **self._held.condition}

    def _answered(self, answer: Answer, data: bytes) -> None:
        """Read back what a server says that it saved; somebody may have saved it since."""
        if answer.status not in SAVED:
            raise self._problem(answer)
        before = self._held.data
        try:
            there = self.read()
        except WorkbookError:
            self._held = Held(b"")  # it said that it saved: that is all that is known
            return
        if there is None or there == before or _is_part(there, data):
            raise WorkbookUncertain(place=self.place, detail=NOT_SAVED)

    def _arrived(self, data: bytes) -> bool:
        """Whether the server has the bytes of a PUT without an answer; raises when nobody knows.

        It has not when the old bytes are there, or a part of ours.
        """
        before = self._held.data
        try:
            there = self.read()
        except WorkbookUnreachable as error:
            detail = error.values.get("detail", NO_ANSWER)
            raise WorkbookUncertain(**{**error.values, "detail": detail}) from None
        old = there == before and self._held.sure
        if there != data and not old and not _is_part(there, data):
            raise WorkbookUncertain(place=self.place, detail=SAVED_OVER)
        return there == data

    def _refused(self, data: bytes, *, doubt: bool) -> None:
        """The condition of a PUT did not hold: ours from before is there, or somebody's."""
        before = self._held
        if doubt and self._arrived(data):
            return
        if not doubt and self.read() == before.data and self._held.tag == before.tag:
            raise NoPrecondition(place=self.place)
        raise WorkbookChanged(place=self.place)

    # -- answers ----------------------------------------------------------------------

    def _received(self, answer: Answer) -> Held:
        if answer.status == HTTPStatus.NOT_FOUND:
            folder = self._client.ask("PROPFIND", HEADERS, BODY, self._client.folder)
            if folder.status in NO_FOLDER:
                raise FolderMissing(place=self.place)
            return Held(None)
        if answer.status != HTTPStatus.OK:
            raise self._problem(answer)
        if answer.headers.get("content-type", "").startswith("text/html"):
            raise PageInstead(place=self.place)
        return Held(answer.body, answer.headers.get("etag", ""), age(answer.headers))

    def _problem(self, answer: Answer) -> WorkbookError:
        """What an answer means to people."""
        status, place, user = answer.status, self.place, self._client.user
        if status == HTTPStatus.UNAUTHORIZED:
            return LoginRefused(place=place, user=user)
        if status in {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED}:
            return AccessRefused(place=place, user=user)
        if status in NO_FOLDER:
            return FolderMissing(place=place)
        if status == HTTPStatus.LOCKED:
            return WorkbookBusy(place=place, who=self._holder(), patience=self._patience)
        if status in _FULL:
            return WorkbookUnwritable(place=place, detail=_FULL[status])
        return WorkbookUnreachable(place=place, detail=TROUBLE, status=status)

    def _holder(self) -> str:
        try:
            return self.properties().holder or "?"
        except WorkbookUnreachable:
            return "?"

    def properties(self) -> Properties:
        """What the server says of the file, or of its folder while there is no file."""
        address = self._client.address if self._held.data is not None else self._client.folder
        answer = self._client.ask("PROPFIND", HEADERS, BODY, address)
        return (
            read_properties(answer.body)
            if answer.status == HTTPStatus.MULTI_STATUS
            else Properties()
        )

    def may_write(self) -> bool:
        """Whether the server says that the user may save the file; asks, and writes nothing."""
        permissions = self.properties().permissions
        if permissions is not None:
            return (CREATE if self._held.data is None else CHANGE) in permissions
        answer = self._client.ask("OPTIONS")
        allowed = {each.strip() for each in answer.headers.get("allow", "PUT").split(",")}
        return (
            answer.status not in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
            and "PUT" in allowed
        )

    @property
    def held(self) -> Held:
        """What was read last."""
        return self._held


def _is_part(there: bytes | None, data: bytes) -> bool:
    """Whether a server has only the beginning of what it was sent."""
    return bool(there) and there != data and data.startswith(there or b"")

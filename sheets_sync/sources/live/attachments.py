"""Downloading what candidates attached: from the platform alone, checked, never opened.

Nothing is fetched before somebody asks. The address that comes with a file is a
candidate's or a platform's word: only those that lead to the platform (or to a server that
form.toml names) are asked, and redirects are not followed. Archives stay archives.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.language import N_
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.live.http import Http
from sheets_sync.sources.live.http import Request
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Row
from sheets_sync.sources.live.names import distinct_names
from sheets_sync.sources.live.names import ending_of
from sheets_sync.sources.live.names import safe_name
from sheets_sync.sources.live.origin import is_safe
from sheets_sync.sources.live.origin import origin
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.model import Answer
    from sheets_sync.sources.live.model import Response
    from sheets_sync.sources.live.protocol import Tell

FOLDER = "files"
NOT_THERE = N_("HTTP {status}")
SUCCESS = 200


class Wanted(NamedTuple):
    """A file of a dossier, and where it goes."""

    dossier: str
    file: AttachedFile
    path: Path


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one file: a finding when it was not fetched."""

    wanted: Wanted
    finding: Finding | None = None


def attached(response: Response) -> tuple[AttachedFile, ...]:
    """All files of a dossier, those in rows too, in the order of the answers."""
    return tuple(file for answer in response.answers.values() for file in _files(answer))


def _files(answer: Answer) -> Iterator[AttachedFile]:
    for part in answer if isinstance(answer, tuple) else ():
        if isinstance(part, AttachedFile):
            yield part
        elif isinstance(part, Row):
            for each in part.answers.values():
                yield from _files(each)


def wanted(response: Response, folder: Path) -> tuple[Wanted, ...]:
    """Where each file of a dossier goes: ``folder``/files/<dossier>/<name>."""
    files = attached(response)
    home = folder / FOLDER / safe_name(response.id, "dossier")
    names = distinct_names(each.name for each in files)
    return tuple(
        Wanted(response.id, each, home / name) for each, name in zip(files, names, strict=True)
    )


def is_there(each: Wanted) -> bool:
    """Whether a file was fetched already, and is what the platform announces.

    Without a checksum the size decides; without either, a file that is there is taken for it.
    """
    try:
        if each.path.is_symlink() or not each.path.is_file():
            return False
        if each.file.checksum:
            return _checksum_of(each.path) == each.file.checksum
        return each.file.size in {None, each.path.stat().st_size}
    except OSError:
        return False


def _checksum_of(path: Path) -> str:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, _md5)
    return b64encode(digest.digest()).decode()


def _md5() -> hashlib._Hash:
    """MD5, which platforms give: it tells a broken download, not a forged one."""
    return hashlib.md5(usedforsecurity=False)


class Downloads:
    """Fetches files of one form. ``headers`` go to the platform's own server only."""

    def __init__(
        self,
        settings: FormSource,
        headers: Mapping[str, str] | None = None,
        tell: Tell = silent,
        patience: Patience | None = None,
    ) -> None:
        """Name the form; nothing is asked yet."""
        self._settings = settings
        self._headers = headers or {}
        self._tell = tell
        self._patience = patience
        self._clients: dict[object, Http] = {}

    def refusal(self, each: Wanted) -> Finding | None:
        """Why a file may not be fetched; None when it may."""
        rules, file = self._settings.files, each.file
        place = Place(file=FOLDER, row=each.dossier)
        values: dict[str, object] = {"name": each.path.name}
        if ending_of(file.name) not in rules.types:
            return Finding("form-file-type", place, values)
        if file.size is not None and file.size > rules.largest:
            return Finding("form-file-too-large", place, values | {"most": _mega(rules.largest)})
        if not self._is_ours(file.address):
            found = origin(file.address)
            return Finding(
                "form-file-elsewhere", place, values | {"host": found.host if found else "?"}
            )
        return None

    def fetch(self, each: Wanted) -> Fetched:
        """Fetch one file, unless it may not be; raises ``SourceError`` subclasses."""
        refused = self.refusal(each)
        if refused:
            return Fetched(each, refused)
        place = Place(file=FOLDER, row=each.dossier)
        values: dict[str, object] = {"name": each.path.name}
        part = _Part(each.path)
        try:
            request = Request("GET", each.file.address, most=self._settings.files.largest)
            status, _ = self._client(each.file.address).stream(request, part.begin)
            if status != SUCCESS:
                reason = f"HTTP {status}"
                return Fetched(each, Finding("form-file-lost", place, values | {"reason": reason}))
            if not part.matches(each.file):
                return Fetched(each, Finding("form-file-changed", place, values))
            part.keep()
        except SourceBroken:
            most = _mega(self._settings.files.largest)
            return Fetched(each, Finding("form-file-too-large", place, values | {"most": most}))
        finally:
            part.drop()
        return Fetched(each)

    def _is_ours(self, address: str) -> bool:
        """Whether an address leads to the platform, or to a host that form.toml names."""
        found, own = origin(address), origin(self._settings.address)
        if found is None or not is_safe(address):
            return False
        named = found.scheme == "https" and found.host in self._settings.files.hosts
        return found == own or named

    def _client(self, address: str) -> Http:
        found = origin(address)
        if found not in self._clients:
            ours = found == origin(self._settings.address)
            headers = self._headers if ours else {}
            self._clients[found] = Http(address, FOLDER, headers, self._tell, self._patience)
        return self._clients[found]


class _Part:
    """A download under way, beside its place, under a name of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._name = ""
        self._file: int | None = None
        self._size = 0
        self._digest = _md5()

    def begin(self) -> Callable[[bytes], object]:
        """Begin anew: an attempt before may have left something."""
        self.drop()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file, self._name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self._path.parent)
        self._size, self._digest = 0, _md5()
        return self._take

    def _take(self, piece: bytes) -> None:
        assert self._file is not None  # noqa: S101 - begin() came first
        self._size += len(piece)
        self._digest.update(piece)
        view = memoryview(piece)
        while view:
            view = view[os.write(self._file, view) :]

    def matches(self, file: AttachedFile) -> bool:
        """Whether what came is what was announced, as far as anything was."""
        checksum = b64encode(self._digest.digest()).decode()
        right = not file.checksum or checksum == file.checksum
        return right and (file.size is None or file.size == self._size)

    def keep(self) -> None:
        """Give it its name, once it is on the disk."""
        if self._file is not None:
            os.fsync(self._file)
            os.replace(self._name, self._path)  # noqa: PTH105 - the names are already strings
            self._name = ""

    def drop(self) -> None:
        """Leave nothing behind."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if self._name:
            with suppress(OSError):
                os.unlink(self._name)  # noqa: PTH108 - the name is already a string
            self._name = ""


def _mega(size: int) -> int:
    return size // 1_000_000

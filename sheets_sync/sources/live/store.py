"""The responses kept in the campaign folder, so that the next pull asks for changes only.

The file is written whole after a whole pull: beside its place, on the disk, then renamed. A
pull that is killed leaves the one before. What is not as it was written is not used: the
next pull then asks for everything.
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from reports.disk import refusal
from reports.errors import Reasoned
from reports.language import N_
from sheets_sync.sources.live import codec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.model import Deletion
    from sheets_sync.sources.live.model import Form
    from sheets_sync.sources.live.model import Response

FORMAT = 1
FOLDER = (".palmares", "forms")
_HEAD, _TAIL = b"head", b"sha256"


class StoreUnwritable(Reasoned):
    """The responses can't be kept; values: file, reason."""

    sentence = N_("{file} can't be written: {reason}.")
    remedy = N_("Check the free space and the rights of the folder, then run again.")


@dataclass(frozen=True, slots=True)
class Kept:
    """All responses of a form, as of the last pull.

    ``until`` is from when the next pull should ask; None: for everything.
    """

    form: Form
    responses: tuple[Response, ...]
    deletions: tuple[Deletion, ...] = ()
    until: datetime | None = None


class FormStore:
    """The file of one form in a campaign folder; it need not be there yet."""

    def __init__(self, folder: Path, source: FormSource) -> None:
        """Name the file; nothing is read yet."""
        name = re.sub(r"[^A-Za-z0-9_-]+", "-", source.form)[:80]
        self.path = folder.joinpath(*FOLDER) / f"{source.platform}-{name}.json"
        self._of = {"platform": source.platform, "address": source.address, "form": source.form}
        self._of |= source.keys

    @property
    def exists(self) -> bool:
        """Whether something was kept."""
        return self.path.exists()

    def load(self) -> Kept | None:
        """What was kept; None when there is none, or when it can't be relied on."""
        try:
            with self.path.open("rb") as file:
                return _read(file, self._of)
        except (OSError, ValueError):
            return None

    def save(self, kept: Kept) -> None:
        """Keep it in place of what was kept; raises :class:`StoreUnwritable`."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _replace(self.path, kept, self._of)
        except OSError as error:
            raise StoreUnwritable(file=self.path.name, reason=refusal(error)) from None


def _replace(path: Path, kept: Kept, of: dict[str, str]) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)  # for us alone
    try:
        with os.fdopen(handle, "wb") as file:
            digest = sha256()
            for line in _written(kept, of):
                digest.update(line)
                file.write(line)
            file.write(_tail(digest.hexdigest()))
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - the names are already strings
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - the name is already a string
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk too, where the system knows how."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _written(kept: Kept, of: dict[str, str]) -> Iterator[bytes]:
    head = {
        "format": FORMAT,
        "of": of,
        "until": codec.moment_data(kept.until),
        "form": codec.form_data(kept.form),
        "deletions": [codec.deletion_data(each) for each in kept.deletions],
    }
    yield b'{"head":' + codec.canonical(head).encode() + b',\n"responses":[\n'
    for at, response in enumerate(kept.responses):
        mark = b",\n" if at else b""
        yield mark + codec.canonical(codec.response_data(response)).encode()
    yield b"\n],\n"


def _tail(digest: str) -> bytes:
    return f'"sha256":"{digest}"}}\n'.encode()


def _read(file: BinaryIO, of: dict[str, str]) -> Kept:
    digest = sha256()
    lines = _digested(file, digest.update)
    head = codec.parsed(next(lines, b"").removeprefix(b'{"head":').removesuffix(b",\n").decode())
    if not isinstance(head, dict) or head.get("format") != FORMAT or head.get("of") != of:
        raise codec.NotOurs
    if next(lines, b"") != b'"responses":[\n':
        raise codec.NotOurs
    responses = []
    for line in lines:
        if line == b"],\n":
            break
        if line != b"\n":
            text = line.removesuffix(b"\n").removesuffix(b",").decode()
            responses.append(codec.read_response(codec.parsed(text)))
    if file.readline() != _tail(digest.hexdigest()) or file.read(1):
        raise codec.NotOurs
    return Kept(
        codec.read_form(head["form"]),
        tuple(responses),
        tuple(codec.read_deletion(each) for each in head["deletions"]),
        codec.read_moment(head["until"]),
    )


def _digested(file: BinaryIO, update: object) -> Iterator[bytes]:
    for line in iter(file.readline, b""):
        update(line)  # type: ignore[operator]
        yield line

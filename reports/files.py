"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import BinaryIO

from reports.disk import refusal
from reports.errors import FolderUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READABLE = 0o644
PRIVATE = 0o600
PRIVATE_FOLDER = 0o700
_BEGUN = ".palmares-"
_UNFINISHED = ".part"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under its name only once it is complete and on the disk.

    Raises:
        FolderUnwritable: the disk is full, or the folder may not be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise FolderUnwritable(file=str(path), reason=refusal(error)) from error


def write_private(path: Path, content: bytes) -> None:
    """The same for a secret: only its owner may read the file, or look into its folder."""
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        _replace(path, content, PRIVATE)
    except OSError as error:
        raise FolderUnwritable(file=str(path), reason=refusal(error)) from error


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """A stream into a file that appears under its name when the block ends well.

    Raises:
        FolderUnwritable: as :func:`write_whole`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _replacing(path, READABLE) as stream:
            yield stream
    except OSError as error:
        raise FolderUnwritable(file=str(path), reason=refusal(error)) from error


def sweep(folder: Path) -> None:
    """Remove what runs that were killed had begun to write into a folder.

    A file that somebody is still writing is held by them, and stays.
    """
    for each in folder.glob(f"{_BEGUN}*{_UNFINISHED}"):
        with suppress(OSError), each.open("rb") as stream:
            if _ours_alone(stream):
                each.unlink()


def _ours_alone(stream: BinaryIO) -> bool:
    """Hold a file for as long as it is open; false when another process holds it.

    Where files can't be held (not a POSIX system), nothing is, and nothing is swept.
    """
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _replace(path: Path, content: bytes, rights: int = READABLE) -> None:
    with _replacing(path, rights) as stream:
        stream.write(content)


@contextmanager
def _replacing(path: Path, rights: int) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=_BEGUN, suffix=_UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            _ours_alone(stream)
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
            os.fchmod(stream.fileno(), rights)
        os.replace(name, path)  # noqa: PTH105 - the names are already strings
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - the name is already a string
        raise

"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING

from reports.errors import FolderUnwritable

if TYPE_CHECKING:
    from pathlib import Path

READABLE = 0o644


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under its name only once it is complete and on the disk.

    Raises:
        FolderUnwritable: the disk is full, or the folder may not be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise FolderUnwritable(file=str(path), reason=error.strerror or str(error)) from error


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            os.fchmod(stream.fileno(), READABLE)
        os.replace(name, path)  # noqa: PTH105 - the names are already strings
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - the name is already a string
        raise

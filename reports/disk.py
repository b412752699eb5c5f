"""What the system refuses of files, in words; and the folder for temporary files."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager
from contextlib import suppress
from typing import TYPE_CHECKING

from reports.errors import Reasoned
from reports.errors import TemporaryUnwritable
from reports.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = N_("the disk is full")
FORBIDDEN = N_("the folder may not be written")
REFUSED = N_("the system refuses")

_REASONS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EROFS: FORBIDDEN,
}
_UNREAD = {
    errno.ENOENT: N_("it does not exist"),
    errno.ENOTDIR: N_("it does not exist"),
    errno.EISDIR: N_("it is a folder"),
    errno.EACCES: N_("you may not read it"),
    errno.EPERM: N_("you may not read it"),
}
_ENOUGH = 3 << 20
"""Room for the fonts of a document, or for an empty tab; bytes."""


def refusal(error: OSError) -> str:
    """Why the system refused to write a file, as a message identifier."""
    return _REASONS.get(error.errno or 0, REFUSED)


def unread(error: OSError) -> str:
    """Why the system did not give a file to read, as a message identifier; else as it says it."""
    return _UNREAD.get(error.errno or 0) or error.strerror or type(error).__name__


class Unread(Reasoned):
    """Why the system did not give a file to read; a value of the error or finding about it.

    Values: reason, a message identifier where the reason is a known one, else what the
    system says.
    """

    sentence = "{reason}"

    def __init__(self, error: OSError) -> None:
        """Take the reason from what the system raised."""
        super().__init__(reason=unread(error))


@contextmanager
def drafting() -> Iterator[None]:
    """Draw with a library that writes temporary files, where there may be no room for them.

    Libraries fail in their own ways then, or go on with half a file. What goes wrong for
    another reason is raised as it is.

    Raises:
        TemporaryUnwritable: the folder for temporary files is full, or may not be written.
    """
    try:
        yield
    except Exception as error:
        reason = _known(error) or no_room()
        if reason:
            raise TemporaryUnwritable(folder=temporary_folder(), reason=reason) from error
        raise


def check_room() -> None:
    """Raise ``TemporaryUnwritable`` before a library fails half-way for want of room."""
    reason = no_room()
    if reason:
        raise TemporaryUnwritable(folder=temporary_folder(), reason=reason)


def no_room() -> str:
    """Why temporary files can't be written now, as a message identifier; "" when they can."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(bytes(_ENOUGH))
    except OSError as error:
        return refusal(error)
    return ""


def temporary_folder() -> str:
    """Where temporary files go, or should."""
    with suppress(OSError):
        return tempfile.gettempdir()
    return os.environ.get("TMPDIR") or "/tmp"  # noqa: S108 - named, not written


def _known(error: Exception) -> str:
    """The reason that an error tells by itself: what was in the way may be gone already."""
    if isinstance(error, OSError) and error.errno in _REASONS:
        return refusal(error)
    return FULL if "IO_ENOSPC" in str(error) else ""

"""All certificates of an edition in one ZIP archive, to be handed on."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING

from reports.errors import FileInTheWay
from reports.files import writing_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MARK = b"palmares:"  # before the fingerprint, in the archive's comment
EARLIEST, LATEST = date(1980, 1, 1), date(2107, 12, 31)
"""The days that an archive can tell."""

_RIGHTS = 0o644 << 16
_UNIX = 3


def bundle_is(path: Path, fingerprint: str) -> bool:
    """Whether the archive holds exactly these files already.

    Raises:
        FileInTheWay: something else goes by that name.
    """
    if not path.exists():
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            comment = archive.comment
    except (OSError, zipfile.BadZipFile) as error:
        raise FileInTheWay(file=str(path)) from error
    if not comment.startswith(MARK):
        raise FileInTheWay(file=str(path))
    return comment == MARK + fingerprint.encode()


def write_bundle(path: Path, files: Sequence[Path], day: date, fingerprint: str) -> None:
    """Pack files under their own names; the same files, the same bytes.

    Raises:
        FolderUnwritable: the disk is full, or the folder may not be written to.
    """
    moment = min(max(day, EARLIEST), LATEST).timetuple()[:6]
    with writing_whole(path) as stream, zipfile.ZipFile(stream, "w") as archive:
        for file in files:
            # PDF files are deflated inside: packing them again would only take time.
            entry = zipfile.ZipInfo(file.name, moment)
            entry.external_attr = _RIGHTS
            entry.create_system = _UNIX
            archive.writestr(entry, file.read_bytes())
        archive.comment = MARK + fingerprint.encode()

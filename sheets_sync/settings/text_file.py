"""A settings file as text: missing, unreadable or badly encoded ones are findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.disk import Unread
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.settings.errors import BadSettings

if TYPE_CHECKING:
    from pathlib import Path

MARK = "\ufeff"


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, without its byte order mark; ``BadSettings`` if it is not one."""
    place = Place(file=path.name)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        missing = Finding("config-file-missing", place, {"folder": path.absolute().parent})
        raise BadSettings([missing]) from None
    except OSError as problem:
        unreadable = Finding("config-file-unreadable", place, {"reason": Unread(problem)})
        raise BadSettings([unreadable]) from None
    try:
        return data.decode("utf-8").removeprefix(MARK)
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise BadSettings([Finding("config-encoding", Place(path.name, line=line))]) from None

"""Who has a workbook open, as Excel and LibreOffice tell it by files beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Lock(NamedTuple):
    """A file that says that a workbook is open: who has it ("?" unnamed), what it is called."""

    who: str
    file: str


def lock_beside(path: Path) -> Lock | None:
    """The file beside a workbook that says who has it open; None when nobody has."""
    for lock, name in (
        (path.with_name(f"~${path.name}"), _excel_name),
        (path.with_name(f".~lock.{path.name}#"), _libreoffice_name),
    ):
        try:
            data = lock.read_bytes()
        except FileNotFoundError:
            continue
        except OSError:
            return Lock("?", lock.name)
        return Lock(name(data) or "?", lock.name)
    return None


_WIDE = 57
"""Where Excel's wide name starts; its length in characters stands two bytes before."""


def _excel_name(data: bytes) -> str:
    """The name stands twice: counted single bytes, then counted UTF-16."""
    wide = data[_WIDE : _WIDE + 2 * data[_WIDE - 2]] if len(data) > _WIDE else b""
    name = wide.decode("utf-16-le", errors="replace").strip("\0 ")
    if name:
        return name
    return data[1 : 1 + data[0]].decode("cp1252", errors="replace").strip("\0 ") if data else ""


def _libreoffice_name(data: bytes) -> str:
    """Fields separated by commas: name, system user, machine, date, profile."""
    fields = data.decode("utf-8", errors="replace").split(",")
    return next((field.strip() for field in fields[:3] if field.strip()), "")

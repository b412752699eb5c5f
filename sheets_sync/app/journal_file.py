"""The journal's file: one line per entry, added at the end and on the disk before use."""

from __future__ import annotations

import os
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.disk import refusal
from reports.errors import Reasoned
from reports.files import PRIVATE
from reports.files import PRIVATE_FOLDER
from reports.language import N_
from sheets_sync.journal_line import closing
from sheets_sync.journal_line import last_entry
from sheets_sync.workbooks.errors import WorkbookError
from sheets_sync.workbooks.errors import WorkbookLocked
from sheets_sync.workbooks.errors import WorkbookUncertain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from sheets_sync.journal import Entry

FOLDER = ".palmares"
NAME = "journal.jsonl"

_END = 1 << 16
_BLOCK = 1 << 20


class JournalUnwritable(Reasoned):
    """The file of the journal can't be read or written; values: place, reason."""

    sentence = N_("The journal {place} can't be written: {reason}.")
    remedy = N_("Free some space or ask for the right to write there; nothing was written.")


class Last(NamedTuple):
    """The last entry of the file, and whether a line that is cut short comes after it."""

    entry: Entry | None = None
    cut_short: bool = False


class JournalFile:
    """The file in a campaign folder; it need not be there yet."""

    def __init__(self, folder: Path) -> None:
        """Name the file; nothing is read yet."""
        self.path = folder / FOLDER / NAME

    @property
    def place(self) -> str:
        """What to call it in sentences."""
        return f"{FOLDER}/{NAME}"

    def last(self) -> Last:
        """The last entry, found without reading the whole file."""
        try:
            with self.path.open("rb") as file:
                whole = _whole_length(file)
                file.seek(max(0, whole - _END))
                entry = last_entry(file.read(min(whole, _END)))
                return Last(entry, file.seek(0, os.SEEK_END) > whole)
        except FileNotFoundError:
            return Last()
        except OSError as error:
            raise self._unwritable(error) from error

    def lines(self) -> Iterator[bytes]:
        """Every line, from the first on, with its line end; one that is cut short has none."""
        try:
            with self.path.open("rb") as file:
                yield from file
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._unwritable(error) from error

    @contextmanager
    def alone(self, workbook: str) -> Iterator[None]:
        """Keep other runs out of the journal and the workbook at once."""
        from filelock import FileLock
        from filelock import Timeout

        try:
            self.path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            lock = FileLock(self.path.with_suffix(".lock"))
            lock.acquire(timeout=0)
        except Timeout as error:
            raise WorkbookLocked(place=workbook) from error
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def appended(self, content: Iterable[bytes]) -> Iterator[str]:
        """Add an entry, which is on the disk once the block begins; gives its digest.

        It is taken away again when the block says that nothing was written; when nobody
        knows, it stays, and the tab will tell. A line that is cut short makes room: its plan
        never began to be applied.
        """
        length, digest = self._append(content)
        try:
            yield digest
        except WorkbookUncertain:
            raise
        except WorkbookError:
            self._shorten(length)
            raise

    def _append(self, content: Iterable[bytes]) -> tuple[int, str]:
        """Write a line; returns the length of the file before, and the line's digest."""
        length = None
        try:
            self._begin()
            with self.path.open("r+b") as file:
                length = _whole_length(file)
                file.truncate(length)
                file.seek(length)
                digest = _write(file, content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            if length is not None:
                self._shorten(length)
            raise self._unwritable(error) from error
        return length, digest

    def _begin(self) -> None:
        """Make the file, which holds every answer, for its owner alone; leave one there is."""
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, PRIVATE))

    def _shorten(self, length: int) -> None:
        try:
            os.truncate(self.path, length)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> JournalUnwritable:
        return JournalUnwritable(place=self.place, reason=refusal(error))


def _write(file: BinaryIO, content: Iterable[bytes]) -> str:
    sum_ = sha256()
    for piece in content:
        sum_.update(piece)
        file.write(piece)
    file.write(closing(sum_.hexdigest()))
    return sum_.hexdigest()


def _whole_length(file: BinaryIO) -> int:
    """The length of the file up to the end of its last whole line."""
    end = file.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - _BLOCK)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0

"""Where a workbook's bytes lie: read whole, replaced whole, with earlier versions kept aside."""

from __future__ import annotations

import os
from abc import ABC
from abc import abstractmethod
from contextlib import contextmanager
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from reports.disk import refusal
from reports.files import PRIVATE
from reports.files import PRIVATE_FOLDER
from reports.language import N_
from sheets_sync.workbooks.errors import WorkbookLocked
from sheets_sync.workbooks.errors import WorkbookUnwritable
from sheets_sync.workbooks.retention import outdated

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    Clock = Callable[[], datetime]

_STAMP = "%Y%m%d-%H%M%S-%f"
_TEMPORARY = ".part"


class Storage(ABC):
    """A workbook's bytes, wherever they lie, with a folder of the suite's on this machine.

    ``place`` names the workbook in sentences, ``name`` is its file name. ``aside`` holds the
    lock, unfinished files and ``versions``; ``clock`` dates versions. A version is told by
    the :func:`digest` of the content.
    """

    def __init__(
        self, place: str, name: str, aside: Path, versions: Path | None, clock: Clock
    ) -> None:
        """Name the workbook, which need not be there."""
        self.place = place
        self.name = name
        self.aside = aside
        self.versions = versions or aside / "versions"
        self._clock = clock
        self._stem, dot, suffix = name.rpartition(".")
        self._suffix = dot + suffix

    @abstractmethod
    def read(self) -> bytes | None:
        """The content; None when there is none. ``OSError`` when the disk refuses."""

    @abstractmethod
    def unchanged(self, version: str) -> bytes | None:
        """The content, which must still be that version.

        Raises ``WorkbookBusy`` when somebody has it open, ``WorkbookChanged`` when it is
        another version.
        """

    @abstractmethod
    def replace(self, temporary: Path, version: str) -> None:
        """Put a new file in the place of that version, of which a copy is kept.

        Raises as :meth:`unchanged` does; the new file is gone afterwards in any case.
        """

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other runs out, and clear what a killed one left behind."""
        from filelock import FileLock
        from filelock import Timeout

        with self._writable():
            self.aside.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            lock = FileLock(self.aside / f"{self.name}.lock")
            try:
                lock.acquire(timeout=0)
            except Timeout as error:
                raise WorkbookLocked(place=self.place) from error
        try:
            self._clear()
            yield
        finally:
            lock.release()

    def _clear(self) -> None:
        for left in (*self.aside.glob(f"*{_TEMPORARY}"), *self.versions.glob(f"*{_TEMPORARY}")):
            with suppress(OSError):
                left.unlink()

    def write(self, save: Callable[[BinaryIO], None]) -> Path:
        """A new file beside, whole and on the disk; it is removed when anything fails."""
        temporary = self.aside / f"{self.name}{_TEMPORARY}"
        with self._writable(temporary), temporary.open("wb") as file:
            save(file)
            file.flush()
            os.fsync(file.fileno())
        return temporary

    def discard(self, temporary: Path) -> None:
        """Remove a new file that is not wanted."""
        temporary.unlink(missing_ok=True)

    @contextmanager
    def _writable(self, temporary: Path | None = None) -> Iterator[None]:
        """Tell what the disk refuses in words; leave no unfinished file."""
        try:
            yield
        except BaseException as error:
            if temporary is not None:
                with suppress(OSError):
                    temporary.unlink()
            if isinstance(error, BadZipFile):
                detail: str = N_("it would grow beyond what a plain .xlsx file can hold")
            elif isinstance(error, OSError):
                detail = refusal(error)
            else:
                raise
            raise WorkbookUnwritable(place=self.place, detail=detail) from error

    def _keep_version(self, copy: Callable[[Path], object]) -> Path:
        """Keep what is about to be replaced, which ``copy`` writes to a path.

        The copy is for its owner alone, whatever the rights of the workbook.
        """
        self.versions.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        moment = self._clock().strftime(_STAMP)
        kept = self.versions / f"{self._stem}-{moment}{self._suffix}"
        unfinished = kept.with_name(kept.name + _TEMPORARY)
        try:
            copy(unfinished)
            unfinished.chmod(unfinished.stat().st_mode & PRIVATE)
            unfinished.replace(kept)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        return kept

    def _forget_versions(self) -> None:
        found = dict(self._dated_versions())
        for moment in outdated(found, self._clock()):
            with suppress(OSError):
                found[moment].unlink()

    def has_versions(self) -> bool:
        """Whether an earlier version is kept."""
        return any(self._dated_versions())

    def _dated_versions(self) -> Iterator[tuple[datetime, Path]]:
        start = f"{self._stem}-"
        for each in self.versions.glob(f"*{self._suffix}"):
            if each.stem.startswith(start):
                stamp = each.stem.removeprefix(start)
                with suppress(ValueError):
                    moment = datetime.fromisoformat(stamp.replace("-", "T", 1).replace("-", "."))
                    if moment.strftime(_STAMP) == stamp:
                        yield moment, each


def digest(data: bytes | None) -> str:
    """What tells a content from any other; "" when there is no file."""
    return "" if data is None else sha256(data).hexdigest()

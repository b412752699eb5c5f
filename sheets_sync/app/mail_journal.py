"""What became of each mail: a file in which a line is on the disk before anything goes on.

Before a mail is handed over, "sending" is written; after the server's answer, what it said.
A "sending" that nothing follows is a mail of which nobody knows whether it arrived.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import asdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.disk import refusal
from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.errors import Reasoned
from reports.files import PRIVATE
from reports.files import PRIVATE_FOLDER
from reports.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


FOLDER = ".palmares"
NAME = "mails.jsonl"
SENDING = "sending"
ACCEPTED = "accepted"
REFUSED = "refused"
STATES = frozenset({SENDING, ACCEPTED, REFUSED})


class MailJournalDamaged(PalmaresError):
    """The file is not as this program wrote it; values: file, line."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{file}, which tells what mails went out, is damaged at line {line}.")
    remedy = N_(
        "Put back its last copy, or correct that line: without it a mail could go out twice."
    )


class MailJournalUnwritable(Reasoned):
    """The file can't be read or written; values: file, reason (a message identifier)."""

    sentence = N_("{file}, which tells what mails went out, can't be written: {reason}.")
    remedy = N_("Free some space or ask for the right to write there, then run again.")


class MailsUnderWay(PalmaresError):
    """Another command is sending mails of this folder."""

    exit_code = ExitCode.REFUSED
    sentence = N_("Another command is sending mails of this campaign.")
    remedy = N_("Wait until it is done, then run again.")


@dataclass(frozen=True, slots=True)
class Line:
    """What happened to the mail about a dossier.

    ``state`` is one of :data:`STATES`; ``time`` an ISO time with its offset; ``message`` the
    Message-ID under which it went; ``digest`` the SHA-256 of its draft; ``said`` what the
    server answered, "by hand" when somebody settled it.
    """

    dossier: str
    state: str
    time: str
    message: str
    digest: str
    said: str = ""


class MailJournal:
    """The lines of a campaign folder, the last one of each dossier at hand."""

    def __init__(self, folder: Path) -> None:
        """Read what is there; the file need not be."""
        self.path = folder / FOLDER / NAME
        self.last: dict[str, Line] = {}
        self._whole = 0
        self._read()

    def note(self, line: Line) -> None:
        """Add a line, which is on the disk when this returns."""
        text = json.dumps(asdict(line), ensure_ascii=False).encode("utf-8", "replace")
        try:
            handle = os.open(self.path, os.O_CREAT | os.O_RDWR, PRIVATE)
            with os.fdopen(handle, "r+b") as file:
                # A line that was cut short makes room: what it would have told never began.
                file.truncate(self._whole)
                file.seek(self._whole)
                file.write(text + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._unwritable(error) from error
        self._whole += len(text) + 1
        self.last[line.dossier] = line

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other commands from sending meanwhile; reads anew what they did before."""
        from filelock import FileLock
        from filelock import Timeout

        try:
            self.path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            lock = FileLock(self.path.with_suffix(".lock"))
            lock.acquire(timeout=0)
        except Timeout as error:
            raise MailsUnderWay from error
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            self._read()
            yield
        finally:
            lock.release()

    def _read(self) -> None:
        """Every line that is whole; one that a sudden end cut short can only be the last."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            content = b""
        except OSError as error:
            raise self._unwritable(error) from error
        self._whole = content.rfind(b"\n") + 1
        for number, text in enumerate(content[: self._whole].splitlines(), start=1):
            line = _parsed(text)
            if line is None:
                raise MailJournalDamaged(file=self.path, line=number)
            self.last[line.dossier] = line

    def _unwritable(self, error: OSError) -> MailJournalUnwritable:
        return MailJournalUnwritable(file=self.path, reason=refusal(error))


def _parsed(text: bytes) -> Line | None:
    try:
        line = Line(**json.loads(text))
    except (ValueError, TypeError):
        return None
    return line if line.state in STATES else None

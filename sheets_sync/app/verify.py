"""palmares verify: is it one of our certificates, and does it still hold?"""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.app.places import AUTHORITY
from sheets_sync.app.places import PUBLIC
from sheets_sync.app.places import REGISTER
from sheets_sync.app.places import SECRETS
from sheets_sync.app.steps import Said

if TYPE_CHECKING:
    from reports.sealing.check import Sealed
    from reports.verification.verdict import Verdict


class NoRegister(PalmaresError):
    """The folder has no register; values: folder."""

    exit_code = ExitCode.FINDINGS
    sentence = N_("{folder} holds no register of certificates.")
    remedy = N_("Run “palmares certificates register” once the certificates are given out.")


class NoSuchFile(PalmaresError):
    """What was named is neither a file that can be read nor a code; values: file."""

    exit_code = ExitCode.USAGE
    sentence = N_("{file} is no file that can be read.")
    remedy = N_("Check its path, or type the code that stands on the certificate.")


def verify(folder: Path, what: str) -> tuple[Verdict, tuple[Said, ...]]:
    """The verdict on a file, a code or the text of a QR code; and what its seal says.

    Raises :class:`NoSuchFile` for what can only be meant as a file, and is none.
    """
    from reports.verification.register import load
    from reports.verification.verdict import judge_file
    from reports.verification.verdict import judge_text

    path = folder / PUBLIC / REGISTER
    if not path.exists():
        raise NoRegister(folder=folder.resolve())
    register, today = load(path), datetime.now(UTC).astimezone().date()
    if not _is_file(what):
        if _names_a_file(what):
            raise NoSuchFile(file=what)
        return judge_text(what, register, today), ()
    try:
        content = Path(what).read_bytes()
    except OSError as error:
        raise NoSuchFile(file=what) from error
    return judge_file(content, register, today), _seal(content, folder)


def _is_file(what: str) -> bool:
    try:
        return Path(what).is_file()
    except (OSError, ValueError):
        return False


def _names_a_file(what: str) -> bool:
    """Whether a text that is no file's path was meant as one: it has an ending, or a folder."""
    from reports.verification.claims import looks_like_link
    from reports.verification.codes import read_code

    if looks_like_link(what) or read_code(what):
        return False
    return bool(Path(what).suffix) or "/" in what or "\\" in what


def _seal(content: bytes, folder: Path) -> tuple[Said, ...]:
    from reports.errors import ExtraMissing
    from reports.sealing.check import bears_seal
    from reports.sealing.check import check_seal

    if not bears_seal(content):
        return ()
    authority = folder / SECRETS / AUTHORITY
    authorities = [authority.read_bytes()] if authority.is_file() else []
    try:
        sealed = check_seal(content, authorities)
    except ExtraMissing as error:
        return (Said(error.sentence, error.values), Said(error.remedy, error.values))
    return (_told(sealed),) if sealed else ()


def _told(sealed: Sealed) -> Said:
    if not sealed.intact:
        return Said(N_("Its electronic seal is broken: the file was changed after it was sealed."))
    if sealed.trusted:
        return Said(N_("Its electronic seal holds: {holder}."), {"holder": sealed.holder})
    return Said(
        N_("Its electronic seal holds, by an authority unknown here: {holder}."),
        {"holder": sealed.holder},
    )

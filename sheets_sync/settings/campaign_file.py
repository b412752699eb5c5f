"""``campaign.toml`` -> :class:`Campaign`: where the files of a campaign are."""

from __future__ import annotations

from pathlib import Path
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.settings.edition_shapes import Text
from sheets_sync.settings.errors import raise_if_blocking
from sheets_sync.settings.google import WARN
from sheets_sync.settings.google import Google
from sheets_sync.settings.google import check_google
from sheets_sync.settings.google import check_google_secrets
from sheets_sync.settings.google import read_google
from sheets_sync.settings.mail import Mail
from sheets_sync.settings.mail import MailShape
from sheets_sync.settings.mail import check_mail
from sheets_sync.settings.mail import check_mail_secrets
from sheets_sync.settings.mail import read_mail
from sheets_sync.settings.remote import Remote
from sheets_sync.settings.remote import check_address
from sheets_sync.settings.remote import check_secrets
from sheets_sync.settings.seal import SealShape
from sheets_sync.settings.seal import SealToken
from sheets_sync.settings.seal import check_seal
from sheets_sync.settings.seal import check_seal_secrets
from sheets_sync.settings.seal import read_seal
from sheets_sync.settings.separate import Separate
from sheets_sync.settings.separate import check_separate
from sheets_sync.settings.separate import read_separate
from sheets_sync.settings.shape import Shape
from sheets_sync.settings.shape import entry
from sheets_sync.settings.shape_findings import shown
from sheets_sync.settings.toml_file import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.findings import Place
    from sheets_sync.settings.toml_file import TomlFile

CAMPAIGN_FILE = "campaign.toml"
CONFIG = "config"
WORKBOOK = "campagne.xlsx"
SUFFIXES = (".xlsx", ".xlsm")
GOOGLE = "google"
KEYS_OF = {
    "webdav": ("url", "user", "insecure", "patience"),
    GOOGLE: ("spreadsheet", "key", "account", "editors"),
}
"""Keys that mean something for one backend only."""


class WorkbookShape(Shape):
    """``[workbook]``."""

    backend: Literal["xlsx", "webdav", "google"] = "xlsx"
    file: Text = WORKBOOK
    protect: Literal[True, False, "warn"] = True
    url: str = ""
    user: str = ""
    insecure: bool = False
    patience: int = entry(default=120, ge=0, le=86_400)
    spreadsheet: str = ""
    key: str = ""
    account: Literal["service", "person"] = "service"
    editors: list[str] = entry(default=[], examples=['["name@example.org"]'])


class FormShape(Shape):
    """``[form]``."""

    export: str = ""


class JuryShape(Shape):
    """``[jury]``."""

    separate: bool = False
    addresses: dict[str, str] = entry(default={})
    spreadsheets: dict[str, str] = entry(default={})


class CampaignShape(Shape):
    """The whole file; an empty one is right."""

    language: Literal["", "fr", "en"] = ""
    notice: str = ""
    workbook: WorkbookShape = entry(default={})
    form: FormShape = entry(default={})
    jury: JuryShape = entry(default={})
    mail: MailShape = entry(default={})
    seal: SealShape = entry(default={})


class Campaign(NamedTuple):
    """Where a campaign works.

    ``config`` is the edition's folder. ``export`` is the form export to read when none is
    named, None when there is none. ``language`` overrides the edition's; None does not.
    ``notice`` is shown with the edition's own, on every document: what is made up in this
    campaign. ``protect`` makes new tabs with the program's cells locked, without a password.
    ``remote`` is where the workbook is on a WebDAV server, ``google`` which spreadsheet it
    is; without both it is the file ``workbook``. ``separate`` tells that jurors have
    workbooks of their own, None that they share this one. ``mail`` is how mails are sent,
    ``seal`` the token that holds the organiser's key, None where it is in a file, or nowhere.
    """

    folder: Path
    config: Path
    backend: str
    workbook: Path
    export: Path | None = None
    language: str | None = None
    notice: str = ""
    protect: bool = True
    remote: Remote | None = None
    google: Google | None = None
    separate: Separate | None = None
    mail: Mail = Mail()
    seal: SealToken | None = None


def read_campaign(folder: Path) -> Campaign:
    """The campaign of a folder; ``BadSettings`` when ``campaign.toml`` is missing or wrong."""
    file = read_toml(folder / CAMPAIGN_FILE)
    secrets = (check_secrets, check_google_secrets, check_mail_secrets, check_seal_secrets)
    raise_if_blocking([finding for check in secrets for finding in check(file)])
    shape = file.shaped(CampaignShape)
    backend = shape.workbook.backend
    wrong = [*_check_backend(shape.workbook, file), *check_separate(file, shape.jury, backend)]
    wrong += [*check_mail(file, shape.mail), *check_seal(file, shape.seal, folder)]
    raise_if_blocking(wrong)
    return Campaign(
        folder=folder,
        config=folder / CONFIG,
        backend=shape.workbook.backend,
        workbook=folder / shape.workbook.file,
        export=folder / shape.form.export if shape.form.export else None,
        language=shape.language or None,
        notice=" ".join(shape.notice.split()),
        protect=bool(shape.workbook.protect),
        remote=_remote(shape.workbook),
        google=read_google(shape.workbook) if backend == GOOGLE else None,
        separate=read_separate(shape.jury),
        mail=read_mail(shape.mail),
        seal=read_seal(shape.seal),
    )


def _remote(shape: WorkbookShape) -> Remote | None:
    if shape.backend != "webdav":
        return None
    return Remote(shape.url, shape.user, shape.patience)


def _check_backend(shape: WorkbookShape, file: TomlFile) -> Iterator[Finding]:
    """The keys of the backend that was chosen are right, and those of another are not there."""
    yield from _check_idle(shape, file)
    if shape.backend == "google":
        yield from check_google(file, shape)
        return
    if shape.protect == WARN:
        values = {"key": "protect", "found": shown(WARN), "known": "true, false"}
        yield Finding("config-choice", file.place(("workbook", "protect")), values)
    if shape.backend == "webdav":
        yield from check_address(file, shape.url, shape.user, SUFFIXES, insecure=shape.insecure)
    else:
        yield from _check_workbook(shape.file, file.place(("workbook", "file")))


def _check_idle(shape: WorkbookShape, file: TomlFile) -> Iterator[Finding]:
    """Keys that say where the workbook is for another backend than the one chosen."""
    for owner, keys in KEYS_OF.items():
        for key in keys if owner != shape.backend else ():
            if key not in shape.given or not getattr(shape, key):
                continue
            place = file.place(("workbook", key))
            if (key, shape.backend) == ("url", "xlsx"):
                yield Finding("config-address-idle", place)
            else:
                values = {"key": key, "owner": owner, "backend": shape.backend}
                yield Finding("config-key-idle", place, values)


def _check_workbook(name: str, place: Place) -> Iterator[Finding]:
    """The workbook is written: it stays inside the folder, and is of a known kind."""
    path = PureWindowsPath(name)
    if path.anchor or ".." in path.parts:
        values = {"key": "file", "found": shown(name), "example": path.name or WORKBOOK}
        yield Finding("config-outside-folder", place, values)
    if path.suffix.lower() not in SUFFIXES:
        values = {"key": "file", "found": shown(name), "known": ", ".join(SUFFIXES)}
        yield Finding("config-not-workbook", place, values)

"""``campaign.toml`` -> :class:`Campaign`: where the files of a campaign are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING
from typing import Literal

from pydantic import Field

from sheets_sync.findings import Finding
from sheets_sync.settings.edition_shapes import Shape
from sheets_sync.settings.edition_shapes import Text
from sheets_sync.settings.errors import raise_if_blocking
from sheets_sync.settings.remote import Remote
from sheets_sync.settings.remote import check_address
from sheets_sync.settings.remote import check_secrets
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


class WorkbookShape(Shape):
    """``[workbook]``."""

    backend: Literal["xlsx", "webdav"] = "xlsx"
    file: Text = WORKBOOK
    protect: bool = True
    url: str = ""
    user: str = ""
    insecure: bool = False
    patience: int = Field(default=120, ge=0, le=86_400)


class FormShape(Shape):
    """``[form]``."""

    export: str = ""


class CampaignShape(Shape):
    """The whole file; an empty one is right."""

    language: Literal["", "fr", "en"] = ""
    notice: str = ""
    workbook: WorkbookShape = Field(default_factory=WorkbookShape)
    form: FormShape = Field(default_factory=FormShape)


@dataclass(frozen=True, slots=True)
class Campaign:
    """Where a campaign works.

    ``config`` is the edition's folder. ``export`` is the form export to read when none is
    named, None when there is none. ``language`` overrides the edition's; None does not.
    ``notice`` is shown with the edition's own, on every document: what is made up in this
    campaign. ``protect`` makes new tabs with the program's cells locked, without a password.
    ``remote`` is where the workbook is on a server, None when it is the file ``workbook``.
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


def read_campaign(folder: Path) -> Campaign:
    """The campaign of a folder; ``BadSettings`` when ``campaign.toml`` is missing or wrong."""
    file = read_toml(folder / CAMPAIGN_FILE)
    raise_if_blocking(check_secrets(file))
    shape = file.shaped(CampaignShape)
    raise_if_blocking(_check_backend(shape.workbook, file))
    return Campaign(
        folder=folder,
        config=folder / CONFIG,
        backend=shape.workbook.backend,
        workbook=folder / shape.workbook.file,
        export=folder / shape.form.export if shape.form.export else None,
        language=shape.language or None,
        notice=" ".join(shape.notice.split()),
        protect=shape.workbook.protect,
        remote=_remote(shape.workbook),
    )


def _remote(shape: WorkbookShape) -> Remote | None:
    if shape.backend != "webdav":
        return None
    return Remote(shape.url, shape.user, shape.patience)


def _check_backend(shape: WorkbookShape, file: TomlFile) -> Iterator[Finding]:
    """The keys of the backend that was chosen are right, and those of another are not there."""
    if shape.backend == "webdav":
        yield from check_address(file, shape.url, shape.user, SUFFIXES, insecure=shape.insecure)
        return
    yield from _check_workbook(shape.file, file.place(("workbook", "file")))
    if shape.url:
        yield Finding("config-address-idle", file.place(("workbook", "url")))


def _check_workbook(name: str, place: Place) -> Iterator[Finding]:
    """The workbook is written: it stays inside the folder, and is of a known kind."""
    path = PureWindowsPath(name)
    if path.anchor or ".." in path.parts:
        values = {"key": "file", "found": shown(name), "example": path.name or WORKBOOK}
        yield Finding("config-outside-folder", place, values)
    if path.suffix.lower() not in SUFFIXES:
        values = {"key": "file", "found": shown(name), "known": ", ".join(SUFFIXES)}
        yield Finding("config-not-workbook", place, values)

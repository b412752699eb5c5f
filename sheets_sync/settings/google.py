"""The Google spreadsheet of a campaign, as ``campaign.toml`` names it; no secret is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol
from urllib.parse import urlsplit

from sheets_sync.findings import Finding
from sheets_sync.settings.shape_findings import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.settings.toml_file import TomlFile

WARN = "warn"
SHEETS = "docs.google.com"
EXAMPLE = '"https://docs.google.com/spreadsheets/d/…/edit"'
SECRETS = ("private_key", "client_secret", "refresh_token", "token", "credentials")
"""Keys that people write into the file although they are secrets."""

_ID = r"[A-Za-z0-9_-]{20,100}"
_IN_ADDRESS = r"/(?:a/[^/]+/)?spreadsheets/(?:u/\d+/)?d/([A-Za-z0-9_-]{20,100})(?:/.*)?"
_FOLDER = r"/drive/(?:u/\d+/)?folders/.*"
_EMAIL = r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+"


class Google(NamedTuple):
    """Where the spreadsheet is and who asks for it.

    ``spreadsheet`` is its id. ``key`` is the path of the key file, None when the environment
    has it. ``person`` tells that a person's account is used, and not a service account.
    ``editors`` are the addresses that may write in the program's columns beside it; with
    ``warn``, everybody may, after a warning.
    """

    spreadsheet: str
    key: Path | None = None
    person: bool = False
    editors: tuple[str, ...] = ()
    warn: bool = False


class GoogleKeys(Protocol):
    """What ``[workbook]`` says of a Google spreadsheet."""

    @property
    def spreadsheet(self) -> str:
        """An id or an address."""

    @property
    def key(self) -> str:
        """The path of a key file."""

    @property
    def account(self) -> str:
        """``service`` or ``person``."""

    @property
    def editors(self) -> Sequence[str]:
        """Addresses."""

    @property
    def protect(self) -> bool | str:
        """Whether new tabs are protected; ``warn`` for protections that only warn."""


def spreadsheet_id(text: str) -> str:
    """The id in what a person copied: an id, or the address of a spreadsheet; "" else."""
    text = text.strip()
    if re.fullmatch(_ID, text):
        return text
    found = re.fullmatch(_IN_ADDRESS, _path(text))
    return found[1] if found else ""


def is_folder(text: str) -> bool:
    """Whether a text is the address of a folder on Drive."""
    return bool(re.fullmatch(_FOLDER, _path(text.strip())))


def is_email(text: str) -> bool:
    """Whether a text looks like one e-mail address."""
    return bool(re.fullmatch(_EMAIL, text))


def read_google(section: GoogleKeys) -> Google:
    """The spreadsheet of a section that was found right."""
    return Google(
        spreadsheet_id(section.spreadsheet),
        Path(section.key).expanduser() if section.key else None,
        section.account == "person",
        tuple(dict.fromkeys(section.editors)),
        section.protect == WARN,
    )


def check_google(file: TomlFile, section: GoogleKeys) -> Iterator[Finding]:
    """What is wrong with the keys of a Google spreadsheet."""
    yield from _check_spreadsheet(file, section.spreadsheet)
    for address in section.editors:
        if not is_email(address):
            place = file.place(("workbook", "editors"))
            yield Finding("config-not-email", place, {"key": "editors", "found": shown(address)})


def _check_spreadsheet(file: TomlFile, text: str) -> Iterator[Finding]:
    place = file.place(("workbook", "spreadsheet"))
    if not text.strip():
        yield Finding("config-key-missing", place, {"key": "spreadsheet", "example": EXAMPLE})
    elif is_folder(text):
        yield Finding("config-spreadsheet-folder", place, {"found": shown(text)})
    elif not spreadsheet_id(text):
        yield Finding("config-not-spreadsheet", place, {"found": shown(text), "example": EXAMPLE})


def check_google_secrets(file: TomlFile) -> Iterator[Finding]:
    """A key that was written into the file; what it is shows nowhere."""
    section = file.data.get("workbook")
    given: Mapping[str, object] = section if isinstance(section, dict) else {}
    for name, value in given.items():
        pasted = "PRIVATE KEY" in str(value) or (name == "key" and "{" in str(value))
        if name in SECRETS or pasted or isinstance(value, dict):
            yield Finding("config-key-written", file.place(("workbook", name)), {"key": name})


def _path(address: str) -> str:
    """The path of an address at Google; "" for anything else."""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return ""
    right = parts.scheme == "https" and parts.hostname in {SHEETS, "drive.google.com"}
    return parts.path if right else ""

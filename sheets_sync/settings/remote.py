"""The address of a workbook on a WebDAV server, checked; a password has no place in a file."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from typing import NamedTuple
from urllib.parse import SplitResult
from urllib.parse import unquote
from urllib.parse import urlsplit

from sheets_sync.findings import Finding
from sheets_sync.settings.shape_findings import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.settings.toml_file import TomlFile

PASSWORDS = ("password", "passwd", "pass", "mot_de_passe")
EXAMPLES = {
    "url": '"https://cloud.example.org/remote.php/dav/files/name/campagne.xlsx"',
    "user": '"name"',
}
NOTHING = urlsplit("")


class Remote(NamedTuple):
    """Where the workbook is on the server, and who asks for it.

    ``patience`` is how many seconds a command waits while somebody has it open.
    """

    url: str
    user: str
    patience: int


def check_secrets(file: TomlFile) -> Iterator[Finding]:
    """A password that was written in the file; what it is shows nowhere."""
    section = file.data.get("workbook")
    given: Mapping[str, object] = section if isinstance(section, dict) else {}
    inside = {
        "user": ":" in str(given.get("user", "")),
        "url": "@" in _host(str(given.get("url", ""))),
    }
    for key in given:
        if key in PASSWORDS or inside.get(key):
            yield Finding("config-password-written", file.place(("workbook", key)), {"key": key})


def check_address(
    file: TomlFile, url: str, user: str, suffixes: tuple[str, ...], *, insecure: bool
) -> Iterator[Finding]:
    """What is wrong with the address of a workbook on a server."""
    for key, value in (("url", url), ("user", user)):
        if not value:
            values = {"key": key, "example": EXAMPLES[key]}
            yield Finding("config-key-missing", file.place(("workbook", key)), values)
    if not url:
        return
    place, parts = file.place(("workbook", "url")), _parts(url)
    right = parts.scheme in {"http", "https"} and parts.hostname
    if not right or not unquote(parts.path).lower().endswith(suffixes) or {"#", "?"} & {*url}:
        values = {"found": shown(url), "example": EXAMPLES["url"]}
        yield Finding("config-not-address", place, values)
    elif parts.scheme == "http" and not (insecure or is_here(parts.hostname or "")):
        yield Finding("config-address-insecure", place, {"host": parts.hostname or ""})


def _host(url: str) -> str:
    """What stands where the host should, however wrong the address is."""
    return (url.partition("://")[2] or url).replace("\\", "/").partition("/")[0]


def _parts(url: str) -> SplitResult:
    """The parts of an address; none of one that is no address."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return NOTHING
    return parts


def is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

"""Checks of ``[source]`` in ``form.toml``: where a form is asked; a token has no place there."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sheets_sync.findings import Finding
from sheets_sync.settings.google import EXAMPLE
from sheets_sync.settings.shape_findings import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.settings.form_shape import SourceShape
    from sheets_sync.settings.toml_file import TomlFile

SECTION = "source"
SECRETS = (
    r"(?:.*_)?(?:token|password|passwd|pass|secret|jeton|mot_de_passe|api_?key|key|bearer)(?:_.*)?"
)
"""Names of keys under which people write what should stay secret."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "demarches-simplifiees": ("address",),
    "limesurvey": ("address", "user"),
    "google-forms": (),
    "grist": ("address", "table"),
    "nextcloud-forms": ("address", "user"),
}
"""Platform -> keys that it can't do without, besides "form"."""

OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "demarches-simplifiees": ("instructor",),
    "limesurvey": ("timezone",),
    "google-forms": ("address", "spreadsheet"),
    "grist": ("submitted", "updated"),
    "nextcloud-forms": (),
}

EXAMPLES = {
    "address": '"https://forms.example.org"',
    "user": '"name"',
    "table": '"Candidatures"',
}


def check_tokens(file: TomlFile) -> Iterator[Finding]:
    """A token that was written in the file; what it is shows nowhere."""
    section = file.data.get(SECTION)
    given: Mapping[str, object] = section if isinstance(section, dict) else {}
    for key, value in given.items():
        text = value if isinstance(value, str) else ""
        inside = key == "address" and ("@" in text or "?" in text)
        bearing = text.casefold().startswith("bearer ") or (key == "user" and ":" in text)
        if re.fullmatch(SECRETS, key.casefold()) or inside or bearing:
            yield Finding("config-token-written", file.place((SECTION, key)), {"key": key})


def check_source(source: SourceShape, file: TomlFile) -> Iterator[Finding]:
    """What is missing, what another platform would need, and an address that is none."""
    given = {**source.keys(), "address": source.address.strip()}
    for key in NEEDED[source.platform]:
        if not given.get(key):
            values = {"key": key, "example": EXAMPLES[key]}
            yield Finding("config-key-missing", file.place((SECTION, key)), values)
    known = {*NEEDED[source.platform], *OPTIONAL[source.platform]}
    for key, value in given.items():
        if value and key not in known:
            values = {"key": key, "platform": source.platform}
            yield Finding("config-source-key-idle", file.place((SECTION, key)), values)
    if given["address"]:
        yield from _check_address(given["address"], file)
    if source.spreadsheet.strip() and not given.get("spreadsheet"):
        values = {"found": shown(source.spreadsheet), "example": EXAMPLE}
        yield Finding("config-not-spreadsheet", file.place((SECTION, "spreadsheet")), values)


def _check_address(address: str, file: TomlFile) -> Iterator[Finding]:
    place = file.place((SECTION, "address"))
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it checks it
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if not host or parts.scheme not in {"http", "https"} or "\\" in address:
        values = {"found": shown(address), "example": EXAMPLES["address"]}
        yield Finding("config-source-address", place, values)
    elif parts.scheme == "http" and not _is_here(host):
        yield Finding("config-source-insecure", place, {"host": host})


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

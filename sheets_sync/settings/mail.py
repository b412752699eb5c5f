"""``[mail]`` of ``campaign.toml``: by which server mails go, and in whose name; no password."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from sheets_sync.findings import Finding
from sheets_sync.settings.remote import PASSWORDS
from sheets_sync.settings.remote import is_here
from sheets_sync.settings.shape import Shape
from sheets_sync.settings.shape import entry
from sheets_sync.settings.shape_findings import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.settings.toml_file import TomlFile

PORTS = {"starttls": 587, "tls": 465, "none": 25}
LONGEST_ADDRESS = 254

_HOST = r"(?!-)[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:]{2,45}"
_ADDRESS = (
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)


class MailShape(Shape):
    """``[mail]``."""

    server: str = entry(default="", examples=['"smtp.example.org"'])
    port: int = entry(default=0, ge=0, le=65_535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    sender: str = entry(default="", examples=['"label@example.org"'])
    reply_to: str = entry(default="", examples=['"label@example.org"'])
    pause: int = entry(default=1, ge=0, le=3_600)
    patience: int = entry(default=60, ge=1, le=3_600)


class Mail(NamedTuple):
    """How mails are sent.

    ``server`` is "" where none was said: mails can be drafted then, not sent. ``security`` is
    "starttls", "tls" (from the first byte on) or "none" (a server on this machine). ``user``
    is "" where the server asks for no password. ``pause`` are the seconds between two mails,
    ``patience`` those that an answer of the server may take.
    """

    server: str = ""
    port: int = PORTS["starttls"]
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    sender: str = ""
    reply_to: str = ""
    pause: int = 1
    patience: int = 60


def is_address(text: str) -> bool:
    """Whether a text is one e-mail address that any mail server takes (ASCII alone)."""
    return len(text) <= LONGEST_ADDRESS and bool(re.fullmatch(_ADDRESS, text))


def in_ascii(text: str) -> str:
    """An address as mail servers write it: its domain with accents in its "xn--" form.

    What is no address, or has no such form, is left as it is.
    """
    local, at, domain = text.rpartition("@")
    if not at or domain.isascii():
        return text
    import idna

    try:
        return f"{local}{at}{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        return text


def read_mail(shape: MailShape) -> Mail:
    """The section, found right."""
    return Mail(
        server=shape.server,
        port=shape.port or PORTS[shape.security],
        security=shape.security,
        user=shape.user,
        sender=in_ascii(shape.sender),
        reply_to=in_ascii(shape.reply_to),
        pause=shape.pause,
        patience=shape.patience,
    )


def check_mail_secrets(file: TomlFile) -> Iterator[Finding]:
    """A password that was written in the section; what it is shows nowhere."""
    section = file.data.get("mail")
    for key in section if isinstance(section, dict) else ():
        if key in PASSWORDS:
            yield Finding("config-mail-password", file.place(("mail", key)), {"key": key})


def check_mail(file: TomlFile, shape: MailShape) -> Iterator[Finding]:
    """What is wrong with the section."""
    for key in ("sender", "reply_to"):
        address = getattr(shape, key)
        if address and not is_address(in_ascii(address)):
            place = file.place(("mail", key))
            yield Finding("config-not-email", place, {"key": key, "found": shown(address)})
    if not shape.server:
        return
    place = file.place(("mail", "server"))
    if not re.fullmatch(_HOST, shape.server):
        yield Finding("config-mail-server", place, {"found": shown(shape.server)})
    elif shape.security == "none" and not is_here(shape.server):
        place = file.place(("mail", "security"))
        yield Finding("config-mail-unprotected", place, {"host": shape.server})
    if not shape.sender:
        values = {"key": "sender", "example": '"label@example.org"'}
        yield Finding("config-key-missing", file.place(("mail", "sender")), values)

"""A draft as it goes over the wire: dated, named, and without what is for mail programs alone."""

from __future__ import annotations

from email import message_from_bytes
from email import policy
from email.errors import MessageError
from email.utils import format_datetime
from typing import TYPE_CHECKING

from sheets_sync.app.mail_server import Outgoing
from sheets_sync.settings.mail import is_address

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import EmailMessage

TO = ("To", "Cc", "Bcc")
_WIRE = policy.SMTP.clone(cte_type="7bit")
"""Lines end as SMTP wants them; what is not ASCII in a draft typed by hand is encoded."""


def recipients(content: bytes) -> tuple[str, ...]:
    """All addresses that a draft goes to, each once; none when one of them is wrong."""
    try:
        message = _read(content)
        found = [
            address.addr_spec
            for name in TO
            for header in message.get_all(name, [])
            for address in header.addresses
        ]
    except (MessageError, ValueError, IndexError, AttributeError):  # odd headers break the parser
        return ()
    return tuple(dict.fromkeys(found)) if all(map(is_address, found)) else ()


def outgoing(content: bytes, message_id: str, moment: datetime, sender: str) -> Outgoing:
    """A draft that has recipients, ready to go: the same text under a date and an id.

    ``sender`` is the address that mails which can't be delivered come back to.
    """
    from reports.mails import DRAFT

    message = _read(content)
    for name in (DRAFT, "Bcc", "Date", "Message-ID"):
        del message[name]
    if message["From"] is None:
        message["From"] = sender
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = message_id
    return Outgoing(sender, recipients(content), message.as_bytes(policy=_WIRE))


def _read(content: bytes) -> EmailMessage:
    """A draft; headers that somebody typed with accents are read as UTF-8."""
    message: EmailMessage = message_from_bytes(content, policy=_WIRE)
    for name, value in list(message.raw_items()):
        raw = str(value)
        if not raw.isascii():
            text = raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            message.replace_header(name, " ".join(text.split()))
    return message

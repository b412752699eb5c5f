"""The mail that goes with each letter, as the bytes of a draft that a mail program opens.

Plain text alone: every program shows it, it is read out well, and nothing in it can be
fetched or hidden; what must look well is attached. What a candidate wrote can't become a
header: names are cleaned, the library folds and encodes them, and the result is read back.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from email import message_from_bytes
from email import policy
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.errors import TemplateWrong
from reports.language import reports_language
from reports.names import file_names
from reports.rendering.custom import OURS
from reports.typography import plain
from reports.typography import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from reports.edition import Edition
    from reports.letter_page import Letter
    from reports.rendering.custom import Custom

TEMPLATE = "mail.txt"
SUFFIX = ".eml"
LONGEST_SUBJECT = 180
LONGEST_NAME = 60
UNLIKE = "a header is not read back as it was written"
DRAFT = "X-Unsent"
"""Mail programs open what bears this header as a draft; it is taken out before sending."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT = frozenset("\n")


class Attached(NamedTuple):
    """A file of a mail; ``kind`` is "letter", "certificate", "badge" or "credential"."""

    kind: str
    name: str
    type: str
    content: bytes


class Addressed(NamedTuple):
    """To whom the mail about a dossier goes, and what goes with it."""

    to: tuple[str, ...]
    attached: tuple[Attached, ...] = ()


class Sender(NamedTuple):
    """In whose name mails go: addresses, "" where they are not known yet."""

    address: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """The draft about one dossier: the name of its file, to whom it goes, its bytes."""

    dossier: str
    name: str
    file: str
    to: tuple[str, ...]
    content: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of all of it; the same edition and files give the same."""
        return hashlib.sha256(self.content).hexdigest()


def mails(
    edition: Edition,
    letters: Sequence[Letter],
    addressed: Mapping[str, Addressed],
    sender: Sender,
    custom: Custom = OURS,
) -> list[Mail]:
    """A draft for each letter whose dossier is in ``addressed``, in their order.

    Raises:
        TemplateWrong: the organiser's own template does not work.
    """
    word = reports_language(edition.language).text("mail")
    parts = {
        each.dossier: (each.name, each.department or "")
        for each in edition.candidates
        if not each.held
    }
    files = file_names(f"{word}-{edition.year}", parts)
    return [
        _mail(
            each, f"{files[each.dossier]}{SUFFIX}", edition, addressed[each.dossier], sender, custom
        )
        for each in letters
        if each.dossier in addressed
    ]


def _mail(
    letter: Letter, file: str, edition: Edition, to: Addressed, sender: Sender, custom: Custom
) -> Mail:
    subject, text = _texts(letter, edition, to.attached, custom)
    try:
        headers = _headers(subject, (edition.organiser, letter.bearer), to, sender)
        content = composed(headers, text, to.attached)
    except ValueError:  # such as a name that is itself written in the encoding of headers
        bare = in_line(f"{letter.label} {letter.year}", LONGEST_SUBJECT)
        content = composed(_headers(bare, ("", ""), to, sender), text, to.attached)
    return Mail(letter.dossier, in_line(letter.name, LONGEST_NAME), file, to.to, content)


def _headers(
    subject: str, names: tuple[str, str], to: Addressed, sender: Sender
) -> dict[str, object]:
    """The headers of a draft; ``names`` are the sender's and the reader's, "" for none."""
    return {
        "Subject": subject,
        "From": _address(names[0], sender.address) if sender.address else None,
        "To": tuple(_address(names[1], each) for each in to.to),
        "Reply-To": sender.reply_to or None,
    }


def composed(headers: Mapping[str, object], text: str, attached: Sequence[Attached] = ()) -> bytes:
    """A draft as the bytes of an .eml file, without a date; the same parts, the same bytes.

    Headers that are None are left out. Raises ``ValueError`` when a header would not be read
    back as it was written.
    """
    message = EmailMessage(policy.SMTP)
    for name, value in headers.items():
        if value is not None:
            message[name] = value
    message[DRAFT] = "1"
    message.set_content(shown(text), cte="quoted-printable")
    for each in attached:
        main, sub = each.type.split("/")
        message.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
    if attached:
        message.set_boundary(_boundary(text, attached))
    content = message.as_bytes()
    _check(message, content)
    return content


def in_line(text: str, longest: int) -> str:
    """A text that people wrote, for a header: one line, no marks unseen, cut if it is long."""
    line = tidy(shown(tidy(text)))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def shown(text: str) -> str:
    """A text without what no reader sees: control characters, marks that turn writing round."""
    return "".join(c for c in text if c in _KEPT or not _hidden(c))


def _hidden(character: str) -> bool:
    return character in _TURNING or unicodedata.category(character) in {"Cc", "Cs"}


def _address(name: str, address: str) -> Address:
    """An address with a name before it; ``address`` is a right one."""
    return Address(in_line(name, LONGEST_NAME), addr_spec=address)


def _texts(
    letter: Letter, edition: Edition, attached: Sequence[Attached], custom: Custom
) -> tuple[str, str]:
    """Subject and text, as the template makes them: its first line, and what follows a gap."""
    from reports.rendering.templates import fill_text

    filled = fill_text(TEMPLATE, edition.language, custom, **_told(letter, edition, attached))
    first, _, rest = filled.strip("\n").partition("\n")
    gap, _, text = rest.partition("\n")
    if not first.strip() or gap.strip() or not text.strip():
        raise TemplateWrong(file=TEMPLATE, line=2, reason="subject, empty line, text")
    return in_line(first, LONGEST_SUBJECT), text.strip("\n") + "\n"


def _told(letter: Letter, edition: Edition, attached: Sequence[Attached]) -> dict[str, object]:
    """What a template may tell; each text on one line, as the language sets it."""
    texts = {
        "label": letter.label,
        "organiser": letter.organiser,
        "name": letter.name,
        "of_name": letter.of_name,
        "department": letter.department,
        "bearer": letter.bearer,
        "role": letter.role,
        "level": letter.title,
        "website": letter.website,
        "contact": letter.contact,
        "verification": edition.verification,
        "notice": letter.notice,
    }
    told = {name: shown(plain(text, letter.language)) for name, text in texts.items()}
    mentions = [shown(plain(each, letter.language)) for each in letter.mentions]
    kinds = {each.kind for each in attached}
    return {
        **told, "year": letter.year, "salutation": letter.salutation, "mentions": mentions,
        "attached": kinds,
    }  # fmt: skip


def _boundary(text: str, attached: Sequence[Attached]) -> str:
    total = hashlib.sha256(text.encode("utf-8", "replace"))
    for each in attached:
        total.update(hashlib.sha256(each.content).digest())
    return f"=={total.hexdigest()[:40]}=="


def _check(message: EmailMessage, content: bytes) -> None:
    """Raise ``ValueError`` unless the bytes say the same headers, and no more."""
    try:
        read = message_from_bytes(content, policy=policy.default)
        same = _said(read) == _said(message)
    except (HeaderParseError, IndexError, AttributeError) as error:  # odd names break the parser
        raise ValueError(UNLIKE) from error
    if not same or read.defects:
        raise ValueError(UNLIKE)


def _said(message: EmailMessage) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each header with its text, spaces aside (folding moves them), and its addresses."""
    return [
        (name, "".join(str(value).split()), tuple(each.addr_spec for each in _addresses(value)))
        for name, value in message.items()
    ]


def _addresses(value: object) -> tuple[Address, ...]:
    return tuple(getattr(value, "addresses", ()))

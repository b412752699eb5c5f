"""A mail server that takes mails: always encrypted, its certificate checked, one mail at a time.

What is not known is never taken for a yes or a no: a connection that ends after a mail was
handed over and before the server's answer raises :class:`AnswerLost`.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import NamedTuple

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.errors import Reasoned
from reports.language import N_
from reports.network import CUT
from reports.network import uncertified
from reports.network import unconnected

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from sheets_sync.settings.mail import Mail

GO_ON = 3
TAKEN = 2
TEMPORARY = 4
REFUSALS = (TEMPORARY, 5)
CLOSING = 421
LONGEST_WAIT = 600
"""Seconds that a server may take to accept a mail that it has (RFC 5321, 4.5.3.2.6)."""

LONGEST_ANSWER = 300
_DOT = re.compile(rb"(?m)^\.")


class ServerUnreachable(Reasoned):
    """The mail server can't be reached; values: host, port, reason."""

    sentence = N_("The mail server {host}, port {port}, can't be reached: {reason}.")
    remedy = N_("Check “server”, “port” and “security” under [mail] in campaign.toml.")


class CertificateWrong(Reasoned):
    """The server can't prove who it is; values: host, reason."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The mail server can't prove that it is {host}: {reason}. Nothing was sent.")
    remedy = N_(
        "Write its name under [mail] as its certificate has it. For an authority of your own, "
        "name its certificate (PEM) in the variable SSL_CERT_FILE."
    )


class EncryptionMissing(PalmaresError):
    """The server offers no STARTTLS; values: host."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The mail server {host} offers no encryption (STARTTLS). Nothing was sent.")
    remedy = N_("Try security = “tls” with port 465, or ask who runs the server.")


class SignInRefused(PalmaresError):
    """The server does not take user and password; values: user, said."""

    exit_code = ExitCode.REFUSED
    sentence = N_("The mail server does not let {user} in: {said}.")
    remedy = N_(
        "Check “user” in campaign.toml and the password; many providers want one made for this"
        " use alone."
    )


class ServerLeft(Reasoned):
    """The connection ended, and the mail was not handed over; values: reason."""

    sentence = N_("The mail server ended the connection: {reason}.")
    remedy = N_("Run the command again later: what went out is not sent again.")


class AnswerLost(Reasoned):
    """The connection ended after a mail was handed over; values: reason."""

    sentence = N_("The connection ended before the server said whether it took a mail: {reason}.")
    remedy = N_("“palmares mail send --dry-run” says which, and what to do.")


class NotTaken(PalmaresError):
    """The server refused a mail; values: code, said."""

    sentence = N_("{code} {said}")

    @property
    def temporary(self) -> bool:
        """Whether the server would have it tried again later."""
        return int(str(self.values["code"])) // 100 == TEMPORARY


class Outgoing(NamedTuple):
    """A mail for the server: from whom, to whom, its bytes."""

    sender: str
    to: Sequence[str]
    content: bytes


class MailServer:
    """A connection that is opened when it is needed, and opened again when it was closed."""

    def __init__(self, settings: Mail, password: Callable[[], str]) -> None:
        """Keep what to connect with; ``password`` is asked for once, and only with a user."""
        self._settings = settings
        self._password = password
        self._secret: str | None = None
        self._smtp: smtplib.SMTP | None = None

    def deliver(self, mail: Outgoing, handing_over: Callable[[], None]) -> str:
        """Hand a mail over; returns what the server said when it took it.

        ``handing_over`` is called right before the text goes out, when everything else was
        agreed on: until then the mail can't have arrived.

        Raises:
            NotTaken: the server refused it, or one of its addresses.
            AnswerLost: nobody knows.
            ServerLeft: the connection ended before.
            ServerUnreachable, CertificateWrong, EncryptionMissing, SignInRefused: there is no
                connection.
        """
        try:
            smtp = self._announced(mail)
        except OSError as error:  # smtplib's own are of this kind
            self._drop()
            raise ServerLeft(reason=_reason(error)) from None
        try:
            handing_over()
        except BaseException:
            self._drop()  # without the final dot the server takes nothing
            raise
        code, answer = self._handed_over(smtp, mail.content)
        if code // 100 in REFUSALS:
            raise NotTaken(code=code, said=in_words(answer))
        if code // 100 != TAKEN:
            self._drop()
            raise AnswerLost(reason=f"{code} {in_words(answer)}")
        return f"{code} {in_words(answer)}"

    def _handed_over(self, smtp: smtplib.SMTP, content: bytes) -> tuple[int, bytes]:
        """Send the text; what the server answers to it."""
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(max(LONGEST_WAIT, self._settings.patience))
            smtp.send(_dotted(content))
            found = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(self._settings.patience)
        except OSError as error:
            self._drop()
            raise AnswerLost(reason=_reason(error)) from None
        return found

    def close(self) -> None:
        """Take leave; a server that is gone already is no matter."""
        if self._smtp is not None:
            with suppress(OSError):
                self._smtp.quit()
            self._drop()

    def _announced(self, mail: Outgoing) -> smtplib.SMTP:
        """A connection on which a mail is announced; one that grew old is opened anew once."""
        if self._smtp is not None:
            try:
                return self._announce(self._smtp, mail)
            except OSError:
                self._drop()
        return self._announce(self._connected(), mail)

    def _announce(self, smtp: smtplib.SMTP, mail: Outgoing) -> smtplib.SMTP:
        self._ask(smtp, *smtp.mail(mail.sender))
        for address in mail.to:
            self._ask(smtp, *smtp.rcpt(address))
        self._ask(smtp, *smtp.docmd("DATA"), wanted=GO_ON)
        return smtp

    def _ask(self, smtp: smtplib.SMTP, code: int, answer: bytes, wanted: int = TAKEN) -> None:
        """Let the server go on; raises :class:`NotTaken` when it refuses."""
        if code // 100 == wanted:
            return
        if code == CLOSING:
            raise smtplib.SMTPServerDisconnected(f"{code} {in_words(answer)}")
        with suppress(OSError):
            smtp.rset()
        raise NotTaken(code=code, said=in_words(answer))

    def _connected(self) -> smtplib.SMTP:
        """A new connection, encrypted and signed in."""
        self._smtp = smtp = _opened(self._settings)
        try:
            smtp.ehlo_or_helo_if_needed()
            if self._settings.security == "starttls":
                _encrypt(smtp, self._settings.server)
            self._sign_in(smtp)
        except PalmaresError:
            self._drop()
            raise
        except OSError as error:
            self._drop()
            raise _unreachable(self._settings, error) from None
        return smtp

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        user = self._settings.user
        if not user:
            return
        if self._secret is None:
            self._secret = self._password()
        try:
            smtp.login(user, self._secret)
        except smtplib.SMTPAuthenticationError as error:
            said = f"{error.smtp_code} {in_words(error.smtp_error)}"
            raise SignInRefused(user=user, said=said) from None
        except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
            raise SignInRefused(user=user, said=type(error).__name__) from None

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None


def _opened(settings: Mail) -> smtplib.SMTP:
    host, port, patience = settings.server, settings.port, settings.patience
    # The domain that mails come from: the name of this machine is nobody's business.
    own = settings.sender.rpartition("@")[2] or "localhost"
    try:
        if settings.security == "tls":
            return smtplib.SMTP_SSL(host, port, own, timeout=patience, context=_context())
        return smtplib.SMTP(host, port, own, timeout=patience)
    except ssl.SSLCertVerificationError as error:
        raise CertificateWrong(host=host, reason=uncertified(error.verify_message)) from None
    except OSError as error:
        raise _unreachable(settings, error) from None


def _encrypt(smtp: smtplib.SMTP, host: str) -> None:
    if not smtp.has_extn("starttls"):
        raise EncryptionMissing(host=host)
    try:
        smtp.starttls(context=_context())
    except ssl.SSLCertVerificationError as error:
        raise CertificateWrong(host=host, reason=uncertified(error.verify_message)) from None
    except smtplib.SMTPResponseException:
        raise EncryptionMissing(host=host) from None
    smtp.ehlo()


def _context() -> ssl.SSLContext:
    """TLS 1.2 or later; certificate and name are checked."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _unreachable(settings: Mail, error: Exception) -> ServerUnreachable:
    return ServerUnreachable(host=settings.server, port=settings.port, reason=_reason(error))


def _reason(error: Exception) -> str:
    """What the system or the library says, in few words; it never holds a password."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {in_words(error.smtp_error)}"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        said, cause = _said(error), error.__context__
        if said[:1].isdecimal():
            return said
        return (unconnected(cause) if isinstance(cause, OSError) else "") or CUT
    known = unconnected(error)
    if known:
        return known
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return _said(error) or type(error).__name__


def _said(error: Exception) -> str:
    return in_words(str(error).encode("utf-8", "replace"))


def in_words(answer: bytes | str) -> str:
    """What a server answered, on one line, without signs that a terminal would obey."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line[:LONGEST_ANSWER]


def _dotted(content: bytes) -> bytes:
    """A text as it goes over the wire: dots doubled at the beginnings of lines, then the end."""
    return _DOT.sub(b"..", content.rstrip(b"\r\n")) + b"\r\n.\r\n"

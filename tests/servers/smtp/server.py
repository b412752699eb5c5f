"""The server: aiosmtpd on a free port, in a thread, keeping what it took."""

from __future__ import annotations

import asyncio
import ssl
import threading
from dataclasses import dataclass
from dataclasses import field
from email import message_from_bytes
from email import policy
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal
from typing import NamedTuple
from typing import Self
from typing import cast

from aiosmtpd.smtp import SMTP
from aiosmtpd.smtp import AuthResult
from aiosmtpd.smtp import LoginPassword

if TYPE_CHECKING:
    from email.message import EmailMessage
    from types import TracebackType

    from aiosmtpd.smtp import Envelope
    from aiosmtpd.smtp import Session

    from tests.servers.smtp.certificates import Identity

USER = "label"
PASSWORD = "correct horse"  # noqa: S105 - of a server that lives for one test
CUT = "cut"
CUT_AFTER = "cut after taking"
HOST = "127.0.0.1"


class Received(NamedTuple):
    """A mail that was taken: the envelope, and the bytes that came over the wire."""

    sender: str
    to: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """As a mail program reads it."""
        return message_from_bytes(self.content, policy=policy.default)


@dataclass
class Letterbox:
    """A server that takes mails; use it as a context manager.

    ``security`` is how it speaks TLS, "none" for not at all. ``at_mail``, ``at_address`` and
    ``at_data`` say by an address that a mail goes to (``at_mail``: by the number of the MAIL
    command, from 1) what to answer instead of yes: a line such as "451 later", :data:`CUT` to
    end the connection, :data:`CUT_AFTER` to keep the mail and then end it. ``slow`` seconds
    pass before a mail is taken. ``users`` are told apart by their passwords;
    ``arriving`` is set once a mail was handed over.
    """

    identity: Identity | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    users: dict[str, str] = field(default_factory=lambda: {USER: PASSWORD})
    at_mail: dict[int, str] = field(default_factory=dict)
    at_address: dict[str, str] = field(default_factory=dict)
    at_data: dict[str, str] = field(default_factory=dict)
    slow: float = 0
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    sign_ins: list[bool] = field(default_factory=list)
    mails: int = 0
    arriving: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    def __enter__(self) -> Self:
        """Listen."""
        self._loop = asyncio.new_event_loop()
        context = _context(self.identity) if self.identity and self.security != "none" else None
        self._inner = context if self.security == "starttls" else None
        outer = context if self.security == "tls" else None
        making = self._loop.create_server(self._session, HOST, 0, ssl=outer)
        self._server = self._loop.run_until_complete(making)
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, leaving nothing that waits."""
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _stop(self) -> None:
        self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0)

    def _session(self) -> SMTP:
        self.connections += 1
        return SMTP(
            self,
            hostname="localhost",
            tls_context=self._inner,
            require_starttls=self._inner is not None,
            authenticator=self._let_in,
            auth_require_tls=False,
            loop=self._loop,
        )

    def _let_in(self, *given: object) -> AuthResult:
        login = given[-1]
        right = (
            isinstance(login, LoginPassword)
            and self.users.get(login.login.decode()) == login.password.decode()
        )
        self.sign_ins.append(right)
        return AuthResult(success=right, handled=False)

    # -- the hooks that aiosmtpd calls ------------------------------------------------------

    async def handle_MAIL(  # noqa: N802 - theirs
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whether a mail may be announced."""
        del session
        self.mails += 1
        answer = self.at_mail.get(self.mails, "")
        if answer == CUT:
            _cut(server)
        if answer:
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - theirs
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whether it may go to an address."""
        del session, options
        answer = self.at_address.get(address, "")
        if answer == CUT:
            _cut(server)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Whether it is taken."""
        del session
        self.arriving.set()
        await asyncio.sleep(self.slow)
        answer = next((self.at_data[to] for to in envelope.rcpt_tos if to in self.at_data), "")
        if answer in {"", CUT_AFTER}:
            content = cast("bytes", envelope.original_content)
            to = tuple(envelope.rcpt_tos)
            self.received.append(Received(envelope.mail_from or "", to, content))
        if answer in {CUT, CUT_AFTER}:
            _cut(server)
        return answer or "250 OK, taken"


def _cut(server: SMTP) -> None:
    """End the connection without a word."""
    transport = cast("Any", server.transport)
    transport.abort()


def _context(identity: Identity) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(identity.server)
    return context

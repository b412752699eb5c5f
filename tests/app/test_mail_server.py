"""Handing a mail to a real server over TLS: what it says, and what it leaves unsaid."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from sheets_sync.app.mail_server import AnswerLost
from sheets_sync.app.mail_server import CertificateWrong
from sheets_sync.app.mail_server import EncryptionMissing
from sheets_sync.app.mail_server import MailServer
from sheets_sync.app.mail_server import NotTaken
from sheets_sync.app.mail_server import Outgoing
from sheets_sync.app.mail_server import ServerLeft
from sheets_sync.app.mail_server import ServerUnreachable
from sheets_sync.app.mail_server import SignInRefused
from sheets_sync.settings.mail import Mail
from tests.servers.smtp import PASSWORD
from tests.servers.smtp import USER
from tests.servers.smtp import Letterbox
from tests.servers.smtp import Received
from tests.servers.smtp import identity
from tests.servers.smtp.server import CUT
from tests.servers.smtp.server import CUT_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.servers.smtp import Identity

FROM, ONE, TWO = "label@exemple.invalid", "un@exemple.invalid", "deux@exemple.invalid"
TEXT = b"Subject: x\r\n\r\n.one dot\r\n..two\r\n"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    return identity(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def box(known: Identity, monkeypatch: pytest.MonkeyPatch) -> Iterator[Letterbox]:
    """A server with STARTTLS whose authority this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(known.authority))
    with Letterbox(known) as server:
        yield server


class Desk:
    """Somebody who sends by a server, and what was noted on the way."""

    def __init__(self, port: int, **settings: object) -> None:
        said = {"server": "localhost", "user": USER, "sender": FROM, "patience": 5, **settings}
        self.handed = 0
        self.asked = 0
        self.server = MailServer(Mail(port=port, **said), self._password)  # type: ignore[arg-type]

    def _password(self) -> str:
        self.asked += 1
        return PASSWORD

    def _handing_over(self) -> None:
        self.handed += 1

    def send(self, to: str = ONE) -> str:
        return self.server.deliver(Outgoing(FROM, (to,), TEXT), self._handing_over)


def test_mail_goes_out_over_starttls_after_signing_in(box: Letterbox) -> None:
    desk = Desk(box.port)
    assert desk.send() == "250 OK, taken"
    desk.server.close()
    assert box.received == [Received(FROM, (ONE,), TEXT)]
    assert (box.sign_ins, desk.asked, desk.handed) == ([True], 1, 1)


def test_mail_goes_out_over_tls_from_the_first_byte(
    known: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(known.authority))
    with Letterbox(known, security="tls") as box:
        desk = Desk(box.port, security="tls")
        desk.send()
        desk.server.close()
        assert [each.to for each in box.received] == [(ONE,)]


def test_several_mails_go_out_on_one_connection(box: Letterbox) -> None:
    desk = Desk(box.port)
    for to in (ONE, TWO):
        desk.send(to)
    desk.server.close()
    assert ([each.to for each in box.received], box.connections) == ([(ONE,), (TWO,)], 1)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_server_of_an_unknown_authority_gets_nothing(
    known: Identity, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with Letterbox(known, security=security) as box:  # type: ignore[arg-type]
        desk = Desk(box.port, security=security)
        with pytest.raises(CertificateWrong):
            desk.send()
        assert (box.mails, box.sign_ins, desk.asked) == (0, [], 0)


def test_server_with_another_name_gets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = identity(tmp_path, "smtp.exemple.invalid")
    monkeypatch.setenv("SSL_CERT_FILE", str(other.authority))
    with Letterbox(other) as box:
        desk = Desk(box.port)
        with pytest.raises(CertificateWrong) as caught:
            desk.send()
        assert str(caught.value) == (
            "The mail server can't prove that it is localhost:"
            " its certificate is made out to another name. Nothing was sent."
        )
        assert (box.mails, desk.asked) == (0, 0)


def test_server_without_encryption_gets_neither_password_nor_mail() -> None:
    with Letterbox(security="none") as box:
        desk = Desk(box.port)
        with pytest.raises(EncryptionMissing):
            desk.send()
        assert (box.mails, box.sign_ins, desk.asked) == (0, [], 0)


def test_server_on_this_machine_may_do_without_encryption() -> None:
    with Letterbox(security="none") as box:
        desk = Desk(box.port, security="none", user="")
        desk.send()
        desk.server.close()
        assert ([each.to for each in box.received], desk.asked) == ([(ONE,)], 0)


def test_wrong_password_is_told_without_the_password(box: Letterbox) -> None:
    box.users[USER] = "another"
    desk = Desk(box.port)
    with pytest.raises(SignInRefused) as caught:
        desk.send()
    assert str(caught.value).startswith("The mail server does not let label in: 535")
    assert PASSWORD not in repr(caught.value.__dict__) + str(caught.value)
    assert caught.value.__cause__ is None
    assert desk.handed == 0


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ServerUnreachable) as caught:
        Desk(port).send()
    assert str(caught.value) == (
        f"The mail server localhost, port {port}, can't be reached: the connection was refused."
    )


def test_server_that_says_nothing_is_left_after_a_while() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with pytest.raises(ServerUnreachable) as caught:
            Desk(silent.getsockname()[1], patience=1).send()
        assert "no answer came in time" in str(caught.value)


@pytest.mark.parametrize(("answer", "temporary"), [("450 4.2.1 full", True), ("550 no", False)])
def test_address_that_is_refused_was_not_written_to(
    box: Letterbox, answer: str, *, temporary: bool
) -> None:
    box.at_address[ONE] = answer
    desk = Desk(box.port)
    with pytest.raises(NotTaken) as caught:
        desk.send()
    assert (str(caught.value), caught.value.temporary) == (answer, temporary)
    desk.send(TWO)
    desk.server.close()
    assert ([each.to for each in box.received], desk.handed) == ([(TWO,)], 1)


@pytest.mark.parametrize("answer", ["451 later", "554 spam"])
def test_text_that_is_refused_did_not_arrive(box: Letterbox, answer: str) -> None:
    box.at_data[ONE] = answer
    desk = Desk(box.port)
    with pytest.raises(NotTaken) as caught:
        desk.send()
    assert (str(caught.value), box.received, desk.handed) == (answer, [], 1)
    desk.server.close()


@pytest.mark.parametrize(("fault", "taken"), [(CUT, 0), (CUT_AFTER, 1)])
def test_answer_that_is_lost_is_neither_yes_nor_no(box: Letterbox, fault: str, taken: int) -> None:
    box.at_data[ONE] = fault
    desk = Desk(box.port)
    with pytest.raises(AnswerLost):
        desk.send()
    assert (len(box.received), desk.handed) == (taken, 1)


def test_connection_that_ends_before_the_text_is_a_no(box: Letterbox) -> None:
    box.at_address[ONE] = CUT
    desk = Desk(box.port)
    with pytest.raises(ServerLeft):
        desk.send()
    assert (box.received, desk.handed) == ([], 0)


@pytest.mark.parametrize("answer", [CUT, "421 too old"])
def test_connection_that_grew_old_is_opened_anew(box: Letterbox, answer: str) -> None:
    box.at_mail[2] = answer
    desk = Desk(box.port)
    for to in (ONE, TWO):
        desk.send(to)
    desk.server.close()
    assert ([each.to for each in box.received], box.connections) == ([(ONE,), (TWO,)], 2)
    assert desk.asked == 1


def test_server_that_takes_its_time_is_waited_for(box: Letterbox) -> None:
    box.slow = 1.3
    desk = Desk(box.port, patience=1)
    assert desk.send() == "250 OK, taken"
    desk.server.close()


def test_text_is_not_finished_when_its_line_can_not_be_kept(box: Letterbox) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        Desk(box.port).server.deliver(Outgoing(FROM, (ONE,), TEXT), full)
    assert box.received == []

"""Mails from the shell: drafted, and sent to a real server, each once."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reports.edition_file import load
from reports.edition_file import save
from sheets_sync.app.mail_journal import MailJournal
from tests.app.mail_office import LABEL
from tests.app.mail_office import THIRD
from tests.app.mail_office import TWO
from tests.app.mail_office import by
from tests.app.mail_office import draft_file
from tests.app.mail_office import drafted
from tests.app.mail_office import frozen
from tests.app.mail_office import journal
from tests.app.mail_office import told
from tests.app.office import Office
from tests.app.shell import START
from tests.servers.smtp import PASSWORD
from tests.servers.smtp import Letterbox
from tests.servers.smtp import identity
from tests.servers.smtp.server import CUT
from tests.servers.smtp.server import CUT_AFTER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reports.edition import Edition
    from tests.servers.smtp import Identity

UNE, DEUX, MAIRIE, TROIS = (
    f"{name}@exemple.invalid" for name in ("une", "deux", "mairie", "trois")
)
SEND = ("mail", "send", "--yes")
ALL = [("D-01", "sending"), ("D-01", "accepted"), ("D-02", "sending"), ("D-02", "accepted"),
       ("D-03", "sending"), ("D-03", "accepted")]  # fmt: skip


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A campaign with everything made, and its mails drafted."""
    desk = frozen(tmp_path_factory.mktemp("mail") / "campagne")
    desk.up_to("certificates", "certificates register", "letters")
    by(desk, 1)
    desk.done("mail", "draft")
    return desk


@pytest.fixture
def desk(ready: Office, tmp_path: Path) -> Office:
    """A copy of it."""
    shutil.copytree(ready.folder, tmp_path / "campagne")
    return Office(tmp_path / "campagne")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    return identity(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def box(desk: Office, known: Identity, monkeypatch: pytest.MonkeyPatch) -> Iterator[Letterbox]:
    """The server that the campaign names, trusted; the password is in the environment."""
    monkeypatch.setenv("SSL_CERT_FILE", str(known.authority))
    monkeypatch.setenv("PALMARES_SMTP_PASSWORD", PASSWORD)
    with Letterbox(known) as server:
        by(desk, server.port)
        yield server


def went(box: Letterbox) -> list[tuple[str, ...]]:
    return [each.to for each in box.received]


def drafts(desk: Office) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (desk.folder / "courriels").iterdir()}


def change(desk: Office, edition: Edition) -> None:
    save(edition, desk.folder / "edition.json")


# -- drafting -----------------------------------------------------------------------------


def test_draft_is_addressed_never_dated_and_carries_what_was_made(desk: Office) -> None:
    message = drafted(desk, TWO)
    headers = {name: str(value) for name, value in message.items() if name != "Content-Type"}
    assert headers == {
        "Subject": headers["Subject"],
        "From": f"Association <{LABEL}>",
        "To": f"Porteuse INVENTÉE <{DEUX}>, Porteuse INVENTÉE <{MAIRIE}>",
        "X-Unsent": "1",
        "MIME-Version": "1.0",
    }
    assert headers["Subject"].startswith("Petit label 2023")
    attached = list(message.iter_attachments())
    assert [part.get_content_type() for part in attached] == [
        "application/pdf", "application/pdf", "application/jwt", "image/svg+xml", "image/svg+xml",
    ]  # fmt: skip
    made = [
        next((desk.folder / folder).glob(f"*2023_{TWO}.{ending}")).read_bytes()
        for folder, ending in (("lettres", "pdf"), ("certificats", "pdf"), ("badges", "jwt"))
    ]
    assert [part.get_content() for part in attached[:3]] == made


def test_candidate_without_a_level_gets_the_letter_alone(desk: Office) -> None:
    attached = [part.get_content_type() for part in drafted(desk, THIRD).iter_attachments()]
    assert attached == ["application/pdf"]


def test_addresses_are_in_nothing_that_is_published(desk: Office) -> None:
    private = {"campagne.xlsx", "export.csv", "courriels", ".palmares"}
    holding = {
        path.relative_to(desk.folder).parts[0]
        for path in desk.folder.rglob("*")
        if path.is_file() and UNE.encode() in path.read_bytes()
    }
    assert holding <= private
    assert "courriels" in holding


def test_drafts_are_for_their_owner_alone(desk: Office, ready: Office) -> None:
    assert (ready.folder / "courriels").stat().st_mode & 0o777 == 0o700
    assert draft_file(desk).stat().st_mode & 0o777 == 0o600


def test_drafting_again_writes_nothing_and_what_was_lost_comes_back_the_same(desk: Office) -> None:
    before = drafts(desk)
    assert desk.done("mail", "draft").endswith("Nothing had to be written.\n")
    draft_file(desk).unlink()
    desk.done("mail", "draft")
    assert drafts(desk) == before


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "mail-address-missing"),
        ("mairie", "mail-address-wrong"),
        ("a@b.fr\r\nBcc: x@y.fr", "mail-address-wrong"),
        ("élu@exemple.invalid", "mail-address-wrong"),
    ],
)
def test_candidate_that_can_not_be_written_to_is_told(desk: Office, typed: str, code: str) -> None:
    draft_file(desk).unlink()
    desk.fill("Réponses", "Courriel", D01=typed)
    output = desk.done("mail", "draft")
    assert f"[{code}]" in output
    assert len(list((desk.folder / "courriels").glob("*.eml"))) == 2


def test_corrected_address_is_drafted_anew(desk: Office) -> None:
    desk.fill("Réponses", "Courriel", D01="autre@exemple.invalid")
    desk.done("mail", "draft")
    assert str(drafted(desk)["To"]) == "Porteuse INVENTÉE <autre@exemple.invalid>"


def test_domain_with_accents_is_written_as_mail_servers_write_it(desk: Office) -> None:
    desk.fill("Réponses", "Courriel", D01="mairie@Échirolles.exemple")
    desk.done("mail", "draft")
    assert str(drafted(desk)["To"]) == "Porteuse INVENTÉE <mairie@xn--chirolles-93a.exemple>"


def test_certificate_that_is_not_the_registered_one_stays_here(desk: Office) -> None:
    path = next((desk.folder / "certificats").glob("*inventee-1*.pdf"))
    path.write_bytes(path.read_bytes() + b"\n")
    draft_file(desk).unlink()
    assert "[mail-certificate-unregistered]" in desk.done("mail", "draft")
    assert len(drafts(desk)) == 3


def test_revoked_certificate_is_not_sent_out(desk: Office) -> None:
    desk.done("certificates", "revoke", "D-01", "--reason", "An error")
    draft_file(desk).unlink()
    assert "[mail-certificate-revoked]" in desk.done("mail", "draft")
    assert len(drafts(desk)) == 3


def test_letter_that_is_held_back_goes_in_no_mail(desk: Office) -> None:
    edition = load(desk.folder / "edition.json")
    first, *others = edition.candidates
    change(desk, replace(edition, candidates=(replace(first, held=True), *others)))
    output = desk.done("mail", "draft")
    assert "[mail-held]" in output
    assert "[mail-draft-left]" in output


def test_letters_that_are_missing_are_counted(desk: Office) -> None:
    shutil.rmtree(desk.folder / "lettres")
    assert "Letters that are not made yet, or not as the edition says: 3." in desk.done(
        "mail", "draft"
    )
    assert list(drafted(desk, THIRD).iter_attachments()) == []


def test_draft_that_people_changed_is_kept(desk: Office) -> None:
    path = draft_file(desk)
    changed = path.read_bytes().replace(b"Petit label", b"Grand label")
    path.write_bytes(changed)
    assert "[mail-draft-edited]" in desk.done("mail", "draft")
    desk.fill("Réponses", "Courriel", D01="autre@exemple.invalid")
    assert "[mail-draft-in-the-way]" in desk.done("mail", "draft")
    assert path.read_bytes() == changed


def test_organisers_own_words_take_the_place_of_ours(desk: Office) -> None:
    own = desk.folder / "config" / "templates"
    own.mkdir()
    text = "Résultat pour {{ name }}\n\nBonjour {{ bearer }} & co.\n"
    (own / "mail.txt").write_text(text, encoding="utf-8")
    desk.done("mail", "draft")
    message = drafted(desk)
    body = message.get_body()
    assert body is not None
    assert str(message["Subject"]) == "Résultat pour Ville inventée 1"
    assert body.get_content().splitlines() == ["Bonjour Porteuse INVENTÉE & co."]


def test_template_that_does_not_work_is_told_with_its_line(desk: Office) -> None:
    own = desk.folder / "config" / "templates"
    own.mkdir()
    (own / "mail.txt").write_text("Objet\n\n{{ nom }}\n", encoding="utf-8")
    outcome = desk.run("mail", "draft")
    assert outcome.code == 1
    assert "Your own template mail.txt does not work, line 3:" in outcome.output


# -- sending ------------------------------------------------------------------------------


def test_each_mail_goes_out_once(desk: Office, box: Letterbox) -> None:
    assert "3 mails were taken by the server." in desk.done(*SEND)
    assert went(box) == [(UNE,), (DEUX, MAIRIE), (TROIS,)]
    assert told(desk) == ALL
    assert desk.done(*SEND) == "Nothing to send.\n"
    assert (len(box.received), told(desk)) == (3, ALL)


def test_what_goes_out_is_the_draft_under_a_date_and_an_id(desk: Office, box: Letterbox) -> None:
    desk.done(*SEND, "--only", "D-01")
    (received,) = box.received
    message, draft = received.message, drafted(desk)
    assert received.sender == LABEL
    assert str(message["Message-ID"]) == journal(desk)[0]["message"]
    assert str(message["Message-ID"]).endswith("@exemple.invalid>")
    assert message["Date"].datetime.utcoffset() is not None
    own = {"Date", "Message-ID", "X-Unsent"}
    assert [(k, str(v)) for k, v in message.items() if k not in own] == [
        (k, str(v)) for k, v in draft.items() if k not in own
    ]
    assert "X-Unsent" not in message
    parts = [part.get_content() for part in message.iter_attachments()]
    assert parts == [part.get_content() for part in draft.iter_attachments()]


def test_only_one_is_named_by_a_part_of_its_name(desk: Office, box: Letterbox) -> None:
    desk.done(*SEND, "--only", "inventée 2")
    assert went(box) == [(DEUX, MAIRIE)]


@pytest.mark.parametrize("name", ["inventée", "Nulle part", ""])
def test_name_that_fits_nobody_or_several_sends_nothing(
    desk: Office, box: Letterbox, name: str
) -> None:
    outcome = desk.run(*SEND, "--only", name)
    assert (outcome.code, box.connections) == (2, 0)
    assert f"No single mail is for “{name}”." in outcome.output


def test_again_needs_a_name_and_then_sends_once_more(desk: Office, box: Letterbox) -> None:
    desk.done(*SEND)
    assert (desk.run(*SEND, "--again").code, len(box.received)) == (2, 3)
    desk.done(*SEND, "--again", "--only", "D-01")
    assert went(box)[3:] == [(UNE,)]
    first, second = box.received[0].message, box.received[3].message
    assert first["Message-ID"] != second["Message-ID"]


def test_dry_run_shows_a_table_and_reaches_nobody(
    desk: Office, box: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.done(*SEND, "--only", "D-02")
    before = box.connections
    monkeypatch.delenv("PALMARES_SMTP_PASSWORD")
    rows = [line.split("\t") for line in desk.done("mail", "send", "--dry-run").splitlines()]
    assert [[row[0], row[2], row[4]] for row in rows] == [
        ["Dossier", "To", "Status"],
        ["D-01", UNE, "to send"],
        ["D-02", f"{DEUX}, {MAIRIE}", "sent"],
        ["D-03", TROIS, "to send"],
    ]
    assert box.connections == before


def test_nothing_goes_out_before_the_ceremony_unless_the_embargo_is_lifted(
    desk: Office, box: Letterbox
) -> None:
    edition = load(desk.folder / "edition.json")
    change(desk, replace(edition, ceremony=replace(edition.ceremony, date=date(2999, 1, 1))))
    desk.up_to("letters", "mail draft")
    outcome = desk.run(*SEND)
    assert (outcome.code, box.connections) == (1, 0)
    assert "embargo until" in outcome.output
    desk.done(*SEND, "--embargo-lifted")
    assert went(box) == [(TROIS,)]  # the certificates of the others say another day


def test_campaign_without_a_server_is_told(desk: Office) -> None:
    settings = desk.folder / "campaign.toml"
    settings.write_text(settings.read_text("utf-8").partition("\n[mail]")[0], encoding="utf-8")
    outcome = desk.run(*SEND)
    assert outcome.code == 2
    assert "This campaign does not say by which server mails go." in outcome.output


def test_mails_do_not_go_out_unasked(desk: Office, box: Letterbox) -> None:
    outcome = desk.run("mail", "send")
    assert (outcome.code, box.connections) == (2, 0)
    assert "nobody is there to be asked: 3 wait." in outcome.output


def test_password_is_asked_for_and_nowhere_kept(
    desk: Office, box: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PALMARES_DEBUG", "1")
    output = desk.done(*SEND)
    box.users.clear()
    refused = desk.run(*SEND, "--again", "--only", "D-01")
    assert (refused.code, PASSWORD in output + refused.output) == (4, False)
    files = (path for path in desk.folder.rglob("*") if path.is_file())
    assert [path.name for path in files if PASSWORD.encode() in path.read_bytes()] == []
    monkeypatch.delenv("PALMARES_SMTP_PASSWORD")
    missing = desk.run(*SEND, "--again", "--only", "D-01")
    assert missing.code == 2
    assert "The password of the mail server is missing." in missing.output


@pytest.mark.parametrize("answer", ["450 full", "550 no such user"])
def test_mail_that_is_refused_does_not_stop_the_others_and_may_go_later(
    desk: Office, box: Letterbox, answer: str
) -> None:
    box.at_address[UNE] = answer
    outcome = desk.run(*SEND)
    assert outcome.code == 1
    assert f"– Ville inventée 1: {answer}" in outcome.output.splitlines()
    assert went(box) == [(DEUX, MAIRIE), (TROIS,)]
    assert told(desk)[0] == ("D-01", "refused")
    box.at_address.clear()
    desk.done(*SEND)
    assert went(box)[2:] == [(UNE,)]


@pytest.mark.parametrize(("fault", "taken"), [(CUT, 0), (CUT_AFTER, 1)])
def test_mail_whose_answer_was_lost_is_told_and_never_sent_again_unasked(
    desk: Office, box: Letterbox, fault: str, taken: int
) -> None:
    box.at_data[UNE] = fault
    assert desk.run(*SEND).code == 3
    assert (len(box.received), told(desk)) == (taken, [("D-01", "sending")])
    box.at_data.clear()
    outcome = desk.run(*SEND)
    assert outcome.code == 1
    assert "Nobody knows whether the mail to Ville inventée 1 arrived" in outcome.output
    assert went(box)[taken:] == [(DEUX, MAIRIE), (TROIS,)]


def test_mail_of_which_nobody_knew_is_sent_again_under_the_same_id(
    desk: Office, box: Letterbox
) -> None:
    box.at_data[UNE] = CUT_AFTER
    desk.run(*SEND, "--only", "D-01")
    box.at_data.clear()
    desk.done(*SEND, "--again", "--only", "D-01")
    assert [each.message["Message-ID"] for each in box.received] == [
        journal(desk)[0]["message"]
    ] * 2


def test_mail_of_which_nobody_knew_can_be_noted_as_arrived(desk: Office, box: Letterbox) -> None:
    box.at_data[UNE] = CUT_AFTER
    desk.run(*SEND, "--only", "D-01")
    assert desk.done("mail", "arrived", "D-01") == "Noted: the mail to Ville inventée 1 arrived.\n"
    assert told(desk)[-1] == ("D-01", "accepted")
    desk.done(*SEND)
    assert went(box) == [(UNE,), (DEUX, MAIRIE), (TROIS,)]
    unclear = desk.done("mail", "arrived", "D-01")
    assert unclear == "Nothing is unclear about the mail to Ville inventée 1.\n"


@pytest.mark.slow
def test_command_that_is_killed_leaves_nothing_to_be_sent_twice(
    desk: Office, box: Letterbox
) -> None:
    box.slow = 600
    line = [sys.executable, "-c", START, "--lang", "en", "-C", str(desk.folder), *SEND]
    with subprocess.Popen(line, env=os.environ, stdout=subprocess.DEVNULL) as command:
        assert box.arriving.wait(60)
        command.send_signal(signal.SIGKILL)
    box.slow = 0
    assert told(desk) == [("D-01", "sending")]
    assert desk.run(*SEND).code == 1
    assert went(box) == [(DEUX, MAIRIE), (TROIS,)]


def test_two_commands_do_not_send_at_once(desk: Office, box: Letterbox) -> None:
    with MailJournal(desk.folder).alone():
        outcome = desk.run(*SEND)
    assert (outcome.code, box.connections) == (4, 0)
    assert "Another command is sending mails" in outcome.output


def test_draft_that_is_outdated_does_not_go_out(desk: Office, box: Letterbox) -> None:
    desk.fill("Réponses", "Courriel", D01="autre@exemple.invalid")
    output = desk.done(*SEND)
    assert "[mail-draft-missing]" in output
    assert went(box) == [(DEUX, MAIRIE), (TROIS,)]


def test_draft_that_people_changed_goes_out_as_they_wrote_it(desk: Office, box: Letterbox) -> None:
    path = draft_file(desk)
    content = path.read_bytes().replace(b"Subject: Petit", "Subject: Très grand".encode())
    content = content.replace(b"To: ", b"Bcc: cache@exemple.invalid\r\nTo: ")
    path.write_bytes(content)
    desk.done(*SEND, "--only", "D-01")
    (received,) = box.received
    assert received.to == (UNE, "cache@exemple.invalid")
    assert str(received.message["Subject"]).startswith("Très grand label")
    assert "Bcc" not in received.message
    assert received.content.isascii()


def test_draft_without_a_right_address_stays_here(desk: Office, box: Letterbox) -> None:
    path = draft_file(desk)
    path.write_bytes(path.read_bytes().replace(UNE.encode(), b"nobody at all"))
    assert "[mail-draft-unreadable]" in desk.done(*SEND)
    assert went(box) == [(DEUX, MAIRIE), (TROIS,)]


def test_draft_that_changed_after_it_went_out_is_told(desk: Office, box: Letterbox) -> None:
    desk.done(*SEND)
    desk.fill("Réponses", "Courriel", D01="autre@exemple.invalid")
    desk.done("mail", "draft")
    output = desk.done(*SEND)
    assert "[mail-changed-since]" in output
    assert re.search(r"went out on [A-Z][a-z]+ \d+, \d{4} at \d+:\d\d\s[AP]M; its draft", output)
    assert len(box.received) == 3

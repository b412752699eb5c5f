"""The drafts of mails: what they say, and that no name becomes a header."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email import policy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.errors import TemplateWrong
from reports.letters import letters
from reports.mails import Addressed
from reports.mails import Attached
from reports.mails import Mail
from reports.mails import Sender
from reports.mails import composed
from reports.mails import in_line
from reports.mails import mails
from reports.rendering.custom import Custom
from tests.reports.samples import edition_2023
from tests.reports.samples import edition_in_english

if TYPE_CHECKING:
    from email.message import EmailMessage

    from reports.edition import Edition

TO, FROM = "mairie@exemple.invalid", "label@exemple.invalid"
CERTIFICATE = Attached("certificate", "certificat.pdf", "application/pdf", b"%PDF-1.7")
NAMES = ("Content-Type", "From", "MIME-Version", "Reply-To", "Subject", "To", "X-Unsent")
HOSTILE = (
    "Ville\r\nBcc: autre@exemple.invalid",
    "Ville\nSubject: autre\n\ncorps",
    "Ville\x00\x1b[31m\x85Bcc: x@y.invalid",
    "Ville\u2028Bcc: autre@exemple.invalid",
    '"<autre@exemple.invalid>, Ville',
    "=?utf-8?q?Bcc=3A_autre=40exemple.invalid?=",
    "עיריית ירושלים",
    "\u202eelliV",
    "L’Haÿ-les-Roses, Nœux & Cie <b>",
    "é" * 300,
    "x" * 300,
    "😀" * 80,
    "\ud800 seul",
)


def one(edition: Edition, **change: object) -> Edition:
    """An edition with its first candidate alone, changed."""
    return replace(edition, candidates=(replace(edition.candidates[0], **change),))  # type: ignore[arg-type]


def drafted(edition: Edition, *attached: Attached, custom: Custom | None = None) -> Mail:
    """The one draft of an edition with one candidate."""
    own = custom or Custom()
    to = {each.dossier: Addressed((TO,), attached) for each in edition.candidates}
    (mail,) = mails(edition, letters(edition, own), to, Sender(FROM, FROM), own)
    return mail


def opened(content: bytes) -> EmailMessage:
    """A draft as a mail program reads it."""
    return message_from_bytes(content, policy=policy.default)


def text_of(mail: Mail) -> str:
    body = opened(mail.content).get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_laureate_is_told_the_level_and_what_is_attached() -> None:
    edition = replace(one(edition_in_english()), verification="https://label.example/2023/")
    text = text_of(drafted(edition, CERTIFICATE))
    level = letters(edition)[0].title
    assert f"is delighted to award it: {level}." in text
    assert "– your certificate, to print or to pass on" in text.splitlines()
    assert "– the letter of the jury, which says why" not in text
    assert "Anybody can check the certificate: https://label.example/2023/" in text.splitlines()


def test_names_stand_in_the_text_as_they_are_written() -> None:
    edition = replace(one(edition_in_english()), organiser="A & B <c>")
    assert "A & B <c>" in text_of(drafted(edition)).splitlines()


def test_candidate_without_a_level_is_told_so() -> None:
    text = text_of(drafted(one(edition_in_english(), level=None, mentions=())))
    assert "It has awarded no level this year." in text
    assert "delighted" not in text


def test_what_is_made_up_says_so() -> None:
    edition = replace(one(edition_in_english()), notice="All of it is made up.")
    assert text_of(drafted(edition)).endswith("\n-- \nAll of it is made up.\n")


def test_same_edition_gives_the_same_bytes() -> None:
    first, second = (drafted(one(edition_2023()), CERTIFICATE) for _ in range(2))
    assert (first.content, first.digest) == (second.content, second.digest)


def test_another_file_attached_gives_another_digest() -> None:
    edition = one(edition_2023())
    other = CERTIFICATE._replace(content=b"%PDF-1.8")
    assert drafted(edition, CERTIFICATE).digest != drafted(edition, other).digest


def test_who_has_no_address_gets_no_draft() -> None:
    edition = edition_2023()
    first = edition.candidates[0]
    found = mails(edition, letters(edition), {first.dossier: Addressed((TO,))}, Sender())
    assert [(each.dossier, each.to) for each in found] == [(first.dossier, (TO,))]
    assert opened(found[0].content)["From"] is None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_makes_no_header(name: str) -> None:
    edition = one(edition_2023(), name=name, bearer=name, role=name)
    message = opened(drafted(edition, CERTIFICATE).content)
    assert tuple(sorted(message.keys())) == NAMES
    (to,) = message["To"].addresses
    assert (to.addr_spec, message["From"].addresses[0].addr_spec) == (TO, FROM)
    assert message.defects == []
    assert len(list(message.iter_attachments())) == 1


def test_name_in_the_encoding_of_headers_is_left_out_of_them() -> None:
    edition = one(edition_2023(), bearer=HOSTILE[5])
    message = opened(drafted(edition).content)
    assert (str(message["To"]), str(message["Subject"])) == (
        TO,
        f"{edition.label} {edition.year}",
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_name_stays_on_its_line_of_the_text(name: str) -> None:
    ours = text_of(drafted(one(edition_2023(), name="Ville")))
    theirs = text_of(drafted(one(edition_2023(), name=name)))
    assert len(theirs.split("\n")) == len(ours.split("\n"))
    assert not {"\x1b", "\x00", "\u202e"} & set(theirs)


@given(st.text(max_size=400), st.text(max_size=400))
def test_no_name_at_all_makes_a_header(name: str, role: str) -> None:
    edition = one(edition_2023(), name=name, bearer=role or name, role=role)
    message = opened(drafted(edition, CERTIFICATE).content)
    assert tuple(sorted(message.keys())) == NAMES
    assert [each.addr_spec for each in message["To"].addresses] == [TO]


def test_long_name_is_cut_in_headers() -> None:
    assert in_line("x" * 300, 60) == "x" * 59 + "…"


def test_template_of_the_organiser_sees_names_on_one_line() -> None:
    own = Custom(
        (("mail.txt", "{{ name }}\n\n{{ bearer }} – {{ level }} – {{ attached | sort }}"),)
    )
    edition = one(edition_2023(), name="Ville\nBcc: x", bearer="A\tB\r\nC")
    mail = drafted(edition, CERTIFICATE, custom=own)
    assert str(opened(mail.content)["Subject"]) == "Ville Bcc\u202f: x"
    level = letters(edition)[0].title
    civility = edition.candidates[0].civility.replace(" ", "\u00a0")
    assert text_of(mail) == f"{civility}\u00a0A B C – {level} – ['certificate']\n"


@pytest.mark.parametrize(
    "text", ["", "Sujet", "Sujet\nsans ligne vide", "\n\nSujet\n\n", "{{ rien }}\n\ntexte", "{% if"]
)
def test_template_without_subject_or_text_is_refused(text: str) -> None:
    with pytest.raises(TemplateWrong):
        drafted(one(edition_2023()), custom=Custom((("mail.txt", text),)))


@pytest.mark.parametrize("text", ["{{ ''.__class__ }}", "{{ range(10**9) | list }}"])
def test_template_can_not_leave_its_sandbox(text: str) -> None:
    with pytest.raises(TemplateWrong):
        drafted(one(edition_2023()), custom=Custom((("mail.txt", f"Sujet\n\n{text}"),)))


def test_header_that_would_be_read_otherwise_is_refused() -> None:
    from email.headerregistry import Address

    name = "=?utf-8?q?Bcc=3A_autre=40exemple.invalid?="
    with pytest.raises(ValueError, match="not read back"):
        composed({"To": (Address(name, addr_spec=TO),)}, "x\n")


def test_header_on_two_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="linefeed"):
        composed({"Subject": "a\r\nBcc: x@y.invalid"}, "x\n")

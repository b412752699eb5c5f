"""[mail] of campaign.toml says by which server mails go."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

import pytest

from sheets_sync.settings.campaign_file import read_campaign
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.mail import Mail
from sheets_sync.settings.mail import in_ascii
from sheets_sync.settings.mail import is_address

if TYPE_CHECKING:
    from pathlib import Path

SERVER = ('server = "smtp.exemple.fr"', 'sender = "label@exemple.fr"')
SECRET = "s3cr3t"  # noqa: S105 - the word that must show nowhere


def mail(folder: Path, *lines: str) -> Mail:
    """How mails go, as the section says it."""
    text = "\n".join(["[mail]", *lines, ""])
    (folder / "campaign.toml").write_text(text, encoding="utf-8")
    return read_campaign(folder).mail


def refused(folder: Path, *lines: str) -> list[tuple[str, str]]:
    """Code and key of what is wrong with a section; the secret is never in it."""
    with pytest.raises(BadSettings) as caught:
        mail(folder, *lines)
    assert SECRET not in repr(caught.value.findings)
    return [(each.code, each.place.key) for each in caught.value.findings]


def test_nothing_said_is_no_server(tmp_path: Path) -> None:
    assert mail(tmp_path) == Mail()


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465)])
def test_port_follows_the_security(
    tmp_path: Path, security: Literal["starttls", "tls"], port: int
) -> None:
    found = mail(tmp_path, *SERVER, f'security = "{security}"', 'user = "u"', "pause = 5")
    assert found == Mail(
        "smtp.exemple.fr",
        port,
        security,
        "u",
        "label@exemple.fr",
        pause=5,
    )


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_no_encryption_on_this_machine_alone(tmp_path: Path, host: str) -> None:
    lines = (f'server = "{host}"', 'sender = "a@b.fr"', 'security = "none"')
    assert mail(tmp_path, *lines).port == 25


@pytest.mark.parametrize("host", ["smtp.exemple.fr", "localhost.exemple.fr", "10.0.0.1"])
def test_no_encryption_elsewhere_is_refused(tmp_path: Path, host: str) -> None:
    lines = (f'server = "{host}"', 'sender = "a@b.fr"', 'security = "none"')
    assert refused(tmp_path, *lines) == [("config-mail-unprotected", "mail.security")]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a@échirolles.fr", "a@xn--chirolles-93a.fr"),
        ("a@exemple.fr", "a@exemple.fr"),
        ("a@-é.fr", "a@-é.fr"),
        ("échirolles", "échirolles"),
    ],
)
def test_domain_with_accents_has_a_form_that_servers_take(typed: str, written: str) -> None:
    assert in_ascii(typed) == written


def test_sender_may_have_a_domain_with_accents(tmp_path: Path) -> None:
    found = mail(tmp_path, SERVER[0], 'sender = "label@échirolles.fr"')
    assert found.sender == in_ascii("label@échirolles.fr")


@pytest.mark.parametrize("key", ["password", "mot_de_passe"])
def test_password_has_no_place_here(tmp_path: Path, key: str) -> None:
    found = refused(tmp_path, *SERVER, f'{key} = "{SECRET}"')
    assert found == [("config-mail-password", f"mail.{key}")]


@pytest.mark.parametrize("name", ["smtp.exemple.fr:587", "smtp://x.fr", "a b", "-x.fr"])
def test_server_is_a_name_alone(tmp_path: Path, name: str) -> None:
    found = refused(tmp_path, f'server = "{name}"', 'sender = "a@b.fr"')
    assert found == [("config-mail-server", "mail.server")]


def test_server_needs_a_sender(tmp_path: Path) -> None:
    assert refused(tmp_path, SERVER[0]) == [("config-key-missing", "mail.sender")]


@pytest.mark.parametrize("key", ["sender", "reply_to"])
def test_sender_is_an_address(tmp_path: Path, key: str) -> None:
    found = refused(tmp_path, f'{key} = "Le label"')
    assert found == [("config-not-email", f"mail.{key}")]


@pytest.mark.parametrize(
    "text",
    ["a@b.fr", "prénom.nom@b.fr".replace("é", "e"), "a+b@xn--exmple-cva.fr", "a_b@c-d.e.org"],
)
def test_address_that_can_be_written_to(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a@b", "é@b.fr", "a@é.fr", "a b@c.fr", "a@b.fr\n", "a@b.fr>", "<a@b.fr>", "a@b..fr",
     ".a@b.fr", "a@-b.fr", '"a"@b.fr', "a@b.fr, c@d.fr", "a" * 250 + "@b.fr"],
)  # fmt: skip
def test_address_that_can_not(text: str) -> None:
    assert not is_address(text)

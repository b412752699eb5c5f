"""palmares seal: the organiser's keys, and a test authority for rehearsals."""

from __future__ import annotations

import os
import sys
from datetime import UTC
from datetime import datetime
from getpass import getpass
from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_
from sheets_sync.app.places import AUTHORITY
from sheets_sync.app.places import KEY
from sheets_sync.app.places import SEAL
from sheets_sync.app.places import SECRETS
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step

if TYPE_CHECKING:
    from pathlib import Path

    from reports.language import Language
    from reports.sealing.seal import Seal
    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Advance
    from sheets_sync.settings.seal import SealToken

PASSPHRASE = "PALMARES_SEAL_PASSPHRASE"  # noqa: S105 - its name, not the passphrase
PIN = "PALMARES_SEAL_PIN"


class PassphraseMissing(PalmaresError):
    """Nobody gave the passphrase; values: variable."""

    exit_code = ExitCode.USAGE
    sentence = N_("The passphrase of the seal is missing.")
    remedy = N_("Give it in the environment, as {variable}, or run the command in a terminal.")


class PinMissing(PalmaresError):
    """Nobody gave the PIN of the token; values: variable."""

    exit_code = ExitCode.USAGE
    sentence = N_("The PIN of the seal’s token is missing.")
    remedy = N_("Give it in the environment, as {variable}, or run the command in a terminal.")


class TwoSeals(PalmaresError):
    """There is a seal in a file and another on a token; values: file."""

    exit_code = ExitCode.USAGE
    sentence = N_("There are two seals: {file}, and the token under [seal] in campaign.toml.")
    remedy = N_("Move the file elsewhere, or take [seal] out.")


class SecretThere(PalmaresError):
    """There is a secret already; values: file."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{file} is there already, and stays: what was signed rests on it.")
    remedy = N_("To begin anew (after a theft, say), move it to a safe place first.")


def new_key(folder: Path) -> Step:
    """Plan a key pair for codes and register; one that is there is never written over."""
    path = folder / SECRETS / KEY
    if path.exists():
        raise SecretThere(file=path)

    def write(_: Advance) -> tuple[Said, ...]:
        from reports.verification.keys import Keys

        keys = Keys.new()
        keys.save(path)
        public = Said(N_("Public key: {public}"), {"public": keys.public})
        return (Said(N_("Keep {path} safe, and a copy elsewhere."), {"path": path}), public)

    return Step("seal", files=(path,), write=write)


def new_test_authority(session: Session) -> Step:
    """Plan a seal for rehearsals; one that is there is never written over."""
    secrets = session.folder / SECRETS
    files = (secrets / SEAL, secrets / AUTHORITY)
    for path in files:
        if path.exists():
            raise SecretThere(file=path)

    def write(_: Advance) -> tuple[Said, ...]:
        from reports.files import write_private
        from reports.sealing.authority import new_test_authority as made

        secret = passphrase(session.language)
        authority = made(session.scheme.organiser, secret, datetime.now(UTC))
        write_private(files[1], authority.authority)
        write_private(files[0], authority.seal)
        return (
            Said(N_("Test seal made in {path}: certificates say that it has no value."),
                 {"path": files[0]}),
        )  # fmt: skip

    return Step("seal", files=files, write=write)


def organisers_seal(folder: Path, language: Language) -> Seal | None:
    """The seal of a campaign folder, opened: on a token or in a file; None without any.

    Raises what opening raises, and :class:`TwoSeals`.
    """
    path, where = folder / SECRETS / SEAL, token_of(folder)
    if where is None:
        if not path.exists():
            return None
        from reports.sealing.seal import Seal as Opened

        return Opened.open(path, passphrase(language))
    if path.exists():
        raise TwoSeals(file=path)
    from reports.sealing.token import Token
    from reports.sealing.token import TokenSeal

    token = Token(where.module, where.token, where.key, where.certificate)
    return TokenSeal.of(token, pin(language))


def token_of(folder: Path) -> SealToken | None:
    """The token that ``campaign.toml`` names; None where it names none, or is not there."""
    from sheets_sync.settings.campaign_file import CAMPAIGN_FILE
    from sheets_sync.settings.campaign_file import read_campaign

    return read_campaign(folder).seal if (folder / CAMPAIGN_FILE).exists() else None


def passphrase(language: Language) -> str:
    """The passphrase, from the environment or whoever is at the terminal.

    Raises :class:`PassphraseMissing` when there is neither.
    """
    given = _secret(PASSPHRASE, language.text("Passphrase of the seal: "))
    if not given:
        raise PassphraseMissing(variable=PASSPHRASE)
    return given


def pin(language: Language) -> str:
    """The PIN of the token, likewise; raises :class:`PinMissing`."""
    given = _secret(PIN, language.text("PIN of the seal’s token: "))
    if not given:
        raise PinMissing(variable=PIN)
    return given


def _secret(variable: str, question: str) -> str:
    given = os.environ.get(variable, "")
    return getpass(question) if not given and sys.stdin.isatty() else given

"""Reminders as drafts."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email import policy
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from sheets_sync.app.reminders import drafted
from sheets_sync.jury.progress import Progress
from sheets_sync.jury.reminder import reminder
from sheets_sync.language import language_for
from sheets_sync.scheme import Deliberation
from tests.builders import scheme

if TYPE_CHECKING:
    from email.message import EmailMessage

ENGLISH = language_for("en")
DUE = datetime(2031, 2, 20, 18, tzinfo=ZoneInfo("Europe/Paris"))
SCHEME = scheme(language="en")._replace(
    contact="label@exemple.invalid", deliberation=Deliberation(due=DUE)
)
JUROR = SCHEME.jury[0]._replace(email="juree@exemple.invalid")


def opened(*waiting: str) -> EmailMessage:
    """A draft as a mail program reads it."""
    told = reminder(JUROR, waiting, "campagne.xlsx", SCHEME, ENGLISH)
    return message_from_bytes(drafted(told), policy=policy.default)


def test_draft_is_addressed_and_never_dated() -> None:
    message = opened("Ville inventée (D-1)")
    assert {key: str(value) for key, value in message.items() if "Content" not in key} == {
        "Subject": "Label d’essai 2031: dossiers that wait for your mark",
        "To": "juree@exemple.invalid",
        "Reply-To": "label@exemple.invalid",
        "X-Unsent": "1",
        "MIME-Version": "1.0",
    }


def test_draft_names_what_waits_and_until_when() -> None:
    lines = opened("Ville inventée (D-1)", "Échirolles (D-2)").get_content().splitlines()
    assert lines[0] == "Hello Mme Jurée INVENTÉE,"
    assert lines[2:5] == [
        "2 dossiers still wait for your mark:",
        "– Ville inventée (D-1)",
        "– Échirolles (D-2)",
    ]
    assert "campagne.xlsx" in lines[6]
    assert lines[7] == f"Please mark them by February 20, 2031, {ENGLISH.hour(DUE.time())}."


def test_name_of_a_candidate_stays_on_its_line() -> None:
    lines = opened("Ville\r\nBcc: autre@exemple.invalid").get_content().splitlines()
    assert lines[3] == "– Ville Bcc: autre@exemple.invalid"


def test_juror_without_an_address_gets_a_draft_without_one() -> None:
    draft = drafted(reminder(SCHEME.jury[0], ["Ville (D-1)"], "ici", SCHEME, ENGLISH))
    assert message_from_bytes(draft, policy=policy.default)["To"] is None


@pytest.mark.parametrize(
    ("line", "state"),
    [
        (Progress("un", 1, 3, has_tab=True), (False, False)),
        (Progress("un", 1, 3, has_tab=True, past=True), (False, True)),
        (Progress("un", 3, 3, has_tab=True, past=True), (True, False)),
        (Progress("un", 1, 3, has_tab=True, declared=True, past=True), (True, False)),
        (Progress("un", 1, 3, has_tab=False, declared=True, past=True), (False, True)),
        (Progress("un", 0, 0, has_tab=True, recused=3), (True, False)),
        (Progress("un", 0, 0, has_tab=True), (False, False)),
    ],
)
def test_juror_has_finished_or_is_late(line: Progress, state: tuple[bool, bool]) -> None:
    assert (line.finished, line.late) == state

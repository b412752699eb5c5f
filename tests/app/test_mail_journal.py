"""The journal of the mails: on the disk before anything goes on, and read with care."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sheets_sync.app.mail_journal import Line
from sheets_sync.app.mail_journal import MailJournal
from sheets_sync.app.mail_journal import MailJournalDamaged
from sheets_sync.app.mail_journal import MailJournalUnwritable
from sheets_sync.app.mail_journal import MailsUnderWay

if TYPE_CHECKING:
    from pathlib import Path

SENDING = Line("D-1", "sending", "2031-02-20T18:00:00+01:00", "<a@b.invalid>", "0" * 64)
ACCEPTED = replace(SENDING, state="accepted", said="250 é")
OTHER = replace(SENDING, dossier="D-2")


def journal(folder: Path, *lines: Line) -> MailJournal:
    """A journal with some lines."""
    made = MailJournal(folder)
    with made.alone():
        for line in lines:
            made.note(line)
    return made


def file(folder: Path) -> Path:
    return folder / ".palmares" / "mails.jsonl"


def test_last_line_of_each_dossier_counts(tmp_path: Path) -> None:
    journal(tmp_path, SENDING, OTHER, ACCEPTED)
    assert MailJournal(tmp_path).last == {"D-1": ACCEPTED, "D-2": OTHER}


def test_journal_is_for_its_owner_alone(tmp_path: Path) -> None:
    journal(tmp_path, SENDING)
    assert file(tmp_path).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kept", [1, 40, -1])
def test_line_that_was_cut_short_tells_nothing_and_makes_room(tmp_path: Path, kept: int) -> None:
    journal(tmp_path, SENDING)
    whole = file(tmp_path).read_bytes()
    journal(tmp_path, ACCEPTED)
    cut = file(tmp_path).read_bytes()[len(whole) :][:kept]
    file(tmp_path).write_bytes(whole + cut)
    assert MailJournal(tmp_path).last == {"D-1": SENDING}
    journal(tmp_path, OTHER)
    assert MailJournal(tmp_path).last == {"D-1": SENDING, "D-2": OTHER}
    assert len(file(tmp_path).read_bytes().splitlines()) == 2


@pytest.mark.parametrize("line", [b"{}", b"", b"[]", b'{"dossier": "D-1"', b"\xff"])
def test_damaged_line_stops_everything(tmp_path: Path, line: bytes) -> None:
    journal(tmp_path, SENDING)
    path = file(tmp_path)
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(MailJournalDamaged) as caught:
        MailJournal(tmp_path)
    assert caught.value.values["line"] == 2


def test_unknown_state_is_damage(tmp_path: Path) -> None:
    journal(tmp_path, replace(SENDING, state="perhaps"))
    with pytest.raises(MailJournalDamaged):
        MailJournal(tmp_path)


def test_two_do_not_write_at_once(tmp_path: Path) -> None:
    first, second = MailJournal(tmp_path), MailJournal(tmp_path)
    with first.alone(), pytest.raises(MailsUnderWay), second.alone():
        pass


def test_what_another_wrote_meanwhile_is_seen(tmp_path: Path) -> None:
    early = MailJournal(tmp_path)
    journal(tmp_path, SENDING)
    with early.alone():
        early.note(OTHER)
    assert MailJournal(tmp_path).last == {"D-1": SENDING, "D-2": OTHER}


def test_journal_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    file(tmp_path).mkdir(parents=True)
    with pytest.raises(MailJournalUnwritable):
        MailJournal(tmp_path)

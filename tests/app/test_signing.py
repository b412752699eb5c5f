"""The chair's sign-off: nothing is frozen without it, and no decision changes under it."""

from __future__ import annotations

import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reports import edition_file
from reports.edition import Deliberation
from reports.edition import SignOff
from tests.app.office import Office
from tests.app.office import office
from tests.settings import small

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

MEETING, TABLE = "Séance", "Délibération"


@pytest.fixture(scope="module")
def decided_once(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A campaign whose decisions are recorded, and not signed."""
    desk = office(tmp_path_factory.mktemp("decided") / "campagne", signs=True)
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    desk.fill("Jury J. Deux", "Mon niveau", D01="Niveau 2", D03="Non labellisé")
    desk.fill("Jury J. Deux", "Je me déporte", D02="Autre lien")
    desk.up_to("jury collect")
    desk.fill(TABLE, "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    desk.up_to("decide")
    return desk


@pytest.fixture
def decided(decided_once: Office, tmp_path: Path) -> Office:
    """The same, in a folder of the test's own."""
    folder = tmp_path / "campagne"
    shutil.copytree(decided_once.folder, folder)
    return Office(folder)


def lines(desk: Office) -> list[str]:
    """The keys of the tab, in order."""
    return list(desk.table(MEETING))


def write(desk: Office, tab: str, line: int, **values: str | date) -> None:
    """Let somebody type in a line (from 1) of a tab: words for headings, ``_`` for a space."""

    def act(sheet: Worksheet) -> None:
        headings = [cell.value for cell in sheet[2]]
        for heading, value in values.items():
            sheet.cell(2 + line, headings.index(heading.replace("_", " ")) + 1, value)

    desk.people(tab, act)


def sign(desk: Office, line: int = 2, day: str | date = "05/12/2023") -> None:
    write(desk, MEETING, line, Présidence="Jurée Un", Jour=day)


def codes(text: str) -> list[str]:
    """The codes of the findings on the meeting and its sign-off, in what a command printed."""
    return re.findall(r"\[((?:meeting|signoff)-[a-z-]+)\]", text)


def test_decide_makes_the_line_to_sign_and_says_so(decided: Office) -> None:
    meeting, current = lines(decided)
    assert meeting == "M"
    said = decided.done("decide")
    assert f"The chair signs in the tab “Séance”, on the line {current}" in said
    assert lines(decided) == [meeting, current]


def test_freeze_without_the_sign_off_is_refused(decided: Office) -> None:
    outcome = decided.run("freeze")
    assert outcome.code == 1
    assert "signoff-missing" in codes(outcome.output)
    assert not (decided.folder / "edition.json").exists()


@pytest.mark.parametrize("day", ["05/12/2023", "2023-12-05", date(2023, 12, 5)])
def test_signed_decisions_are_frozen_with_who_and_when(decided: Office, day: str | date) -> None:
    sign(decided, day=day)
    current = lines(decided)[1]
    decided.done("freeze")
    edition = edition_file.load(decided.folder / "edition.json")
    assert edition.signoff == SignOff("Jurée Un", date(2023, 12, 5), current)


def test_name_without_a_day_signs_nothing(decided: Office) -> None:
    write(decided, MEETING, 2, Présidence="Jurée Un")
    assert "signoff-missing" in codes(decided.run("freeze").output)


def test_day_that_cannot_be_read_is_told(decided: Office) -> None:
    sign(decided, day="hier soir")
    outcome = decided.run("freeze")
    assert outcome.code == 1
    assert "“hier soir” can't be read as the day of a sign-off." in outcome.output


def test_decision_changed_after_the_sign_off_makes_it_void(decided: Office) -> None:
    sign(decided)
    decided.fill(TABLE, "Décision", D03="Niveau 1")
    decided.fill(TABLE, "Motif", D03="Relu.")
    decided.done("decide")
    outcome = decided.run("freeze")
    assert outcome.code == 1
    assert "signoff-void" in codes(outcome.output)
    meeting, signed, current = lines(decided)
    void = "Caduque\u202f: des décisions ont changé depuis."
    follow = decided.column(MEETING, "Suivi")
    assert follow == {meeting: None, signed: void, current: None}
    assert decided.column(MEETING, "Présidence")[signed] == "Jurée Un"
    sign(decided, line=3)
    decided.done("freeze")


def test_decision_put_back_makes_the_sign_off_count_again(decided: Office) -> None:
    sign(decided)
    decided.fill(TABLE, "Mentions spéciales", D01="Coup de cœur")
    decided.done("decide")
    decided.people(TABLE, lambda sheet: _empty(sheet, "Mentions spéciales"))
    decided.up_to("decide", "freeze")
    assert [*decided.column(MEETING, "Suivi").values()][1] is None


def _empty(sheet: Worksheet, heading: str) -> None:
    column = [cell.value for cell in sheet[2]].index(heading) + 1
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, column).value = None


def test_what_is_odd_about_the_meeting_is_told_and_stops_nothing(decided: Office) -> None:
    write(decided, MEETING, 1, Présidence="Un Jurée", Jour="demain")
    write(decided, "Jury", 1, À_la_réunion="Présent")
    sign(decided)
    found = codes(decided.done("freeze"))
    assert sorted(found) == ["meeting-day-unreadable", "meeting-presence-missing", "signoff-early"]


@pytest.mark.parametrize(
    ("chair", "day", "code"),
    [("Jurée Deux", "2023-12-05", "signoff-not-chair"), ("", "2999-01-01", "signoff-future")],
)
def test_sign_off_of_another_or_of_a_day_to_come_is_refused(
    decided: Office, chair: str, day: str, code: str
) -> None:
    write(decided, MEETING, 1, Présidence=chair)
    sign(decided, day=day)
    outcome = decided.run("freeze")
    assert (outcome.code, code in codes(outcome.output)) == (1, True)
    assert not (decided.folder / "edition.json").exists()


def test_days_of_sign_offs_are_told_in_words(decided: Office) -> None:
    sign(decided, day="01/12/2023")
    said = " ".join(decided.done("freeze").split())
    assert "The sign-off is of December 1, 2023, before" in said


def test_chair_who_was_away_is_told(decided: Office) -> None:
    write(decided, MEETING, 1, Présidence="Jurée Un", Jour="2023-12-01")
    write(decided, "Jury", 1, À_la_réunion="Absent")
    sign(decided)
    assert "meeting-chair-away" in codes(decided.done("freeze"))


def test_frozen_meeting_is_what_the_workbook_says(decided: Office) -> None:
    write(decided, MEETING, 1, Présidence="Jurée Un", Jour="01/12/2023", Lieu="Ici")
    write(decided, "Jury", 1, À_la_réunion="Présent")
    write(decided, "Jury", 2, À_la_réunion="Présent à distance")
    sign(decided)
    decided.done("freeze")
    edition = edition_file.load(decided.folder / "edition.json")
    assert edition.meeting is not None
    told = edition.meeting
    assert (told.date, told.place, told.chair) == (date(2023, 12, 1), "Ici", "Jurée Un")
    assert told.presence == {"un": "present", "deux": "remote"}
    assert told.quorum == 2
    assert [each.id for each in edition.jury] == ["un", "deux"]
    by_dossier = {each.dossier: each.deliberation for each in edition.candidates}
    assert by_dossier["D-01"] == Deliberation(
        "2", ("2",), spread=0, marks=2, quorum=True, reason="", place=1
    )
    second = by_dossier["D-02"]
    assert second is not None
    assert (second.marks, second.quorum, second.spread) == (1, False, None)
    assert [(each.juror, each.reason) for each in second.recusals] == [("deux", "Autre lien")]


def test_marks_that_moved_since_they_were_collected_are_told(decided: Office) -> None:
    sign(decided)
    decided.fill("Jury J. Un", "Mon niveau", D01="Niveau 1")
    said = decided.done("freeze")
    assert "the minutes give those of now: D-01." in said


def test_run_stops_where_the_chair_must_sign_and_goes_on_from_there(decided: Office) -> None:
    said = decided.done("run", "--yes")
    assert said.rstrip().splitlines()[-1].startswith("The chair signs in the tab “Séance”")
    assert not (decided.folder / "edition.json").exists()
    sign(decided)
    decided.done("run", "--yes")
    assert (decided.folder / "proces-verbal.pdf").read_bytes().startswith(b"%PDF")
    assert (decided.folder / "resultats.pdf").exists()


def test_run_before_the_ceremony_makes_proofs_and_says_until_when(decided: Office) -> None:
    config = decided.folder / "config" / "edition.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(small.changed(text, "2023-12-06", "2098-12-03"), encoding="utf-8")
    sign(decided)
    said = decided.done("run", "--yes").rstrip().splitlines()[-1]
    until = "mercredi 3 décembre 2098 à 17\xa0h"
    assert said == f"The results are public from {until} on; then run again."
    assert (decided.folder / "epreuves" / "resultats.pdf").exists()
    assert not (decided.folder / "resultats.pdf").exists()


def test_jury_that_signs_nothing_has_no_line_to_sign(decided: Office) -> None:
    config = decided.folder / "config" / "edition.toml"
    text = small.changed(
        config.read_text(encoding="utf-8"),
        "[[mentions]]",
        "[deliberation]\nsignoff = false\n\n[[mentions]]",
    )
    config.write_text(text, encoding="utf-8")
    decided.fill(TABLE, "Mentions spéciales", D01="Coup de cœur")
    assert "The chair signs" not in decided.done("decide")
    assert len(lines(decided)) == 2
    decided.done("freeze")
    assert edition_file.load(decided.folder / "edition.json").signoff is None

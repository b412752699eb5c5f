"""Which command says that something can't be right, and how it is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.office import STRONG
from tests.app.office import Office
from tests.app.office import dossier
from tests.app.office import office

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

DECLARED = """
[[contradictions]]
sentence = "Une part des postes, et aucun nombre."
answers = { d-part = ["answered"], d-count = ["answered"] }

[announced]
candidates = 5
laureates = 4
"""
CODES = (
    *("candidate-without-bearer", "answer-proof-missing", "answer-over-hundred"),
    *("answer-contradiction", "count-announced-candidates", "count-announced-laureates"),
    *("count-without-proposal", "jury-no-marks", "decision-mention-nobody"),
)


def told(output: str) -> list[str]:
    """The codes of these checks that an output tells of, in its order."""
    found = [line.rpartition("[")[2].rstrip("]") for line in output.splitlines() if "[" in line]
    return [each for each in found if each in CODES]


@pytest.fixture
def doubtful(desk: Office) -> Office:
    """A dossier without bearer or proof, with a share that is none; the edition's own checks."""
    odd = list(dossier(1, ("Oui, écrit", "", *STRONG[2:4], "85 %", "12")))
    odd[5] = ""
    desk.export([tuple(odd), dossier(2, ("Non, rien", "", "Non", "Une", "120", "2"))])
    edition = desk.folder / "config" / "edition.toml"
    edition.write_text(edition.read_text(encoding="utf-8") + DECLARED, encoding="utf-8")
    desk.up_to("sync --yes")
    return desk


WRONG = [
    *("candidate-without-bearer", "answer-proof-missing", "answer-over-hundred"),
    *("answer-contradiction", "count-announced-candidates"),
]


@pytest.mark.parametrize("command", ["check", "propose --yes"])
def test_answers_are_told_of_before_the_jury(doubtful: Office, command: str) -> None:
    assert told(doubtful.done(*command.split())) == WRONG


def test_what_is_set_aside_with_a_reason_is_not_told_again(doubtful: Office) -> None:
    doubtful.up_to("propose --yes")

    def settle(sheet: Worksheet) -> None:
        headings = [cell.value for cell in sheet[2]]
        for row in range(3, sheet.max_row + 1):
            sheet.cell(row, headings.index("Écarté parce que") + 1, "le candidat a répondu")

    doubtful.people("Signalements", settle)
    assert told(doubtful.done("propose", "--yes")) == ["count-announced-candidates"]


def test_jury_commands_keep_the_signals_as_they_are(doubtful: Office) -> None:
    doubtful.up_to("propose --yes", "jury open --yes", "jury collect --yes")
    before = doubtful.workbook.read_bytes()
    doubtful.up_to("propose --yes", "jury open --yes", "jury collect --yes")
    assert doubtful.workbook.read_bytes() == before


def test_dossier_that_came_since_the_proposals(desk: Office) -> None:
    desk.up_to("sync --yes", "propose --yes", "jury open --yes")
    desk.export([dossier(number, STRONG) for number in (1, 2, 3, 4)])
    desk.up_to("sync --yes")
    assert told(desk.done("jury", "collect", "--yes")) == ["count-without-proposal"]


@pytest.fixture
def decided(tmp_path: Path) -> Office:
    """Two jurors, of whom one marked nothing; everything decided."""
    desk = office(tmp_path / "campagne", jurors=2)
    edition = desk.folder / "config" / "edition.toml"
    text = edition.read_text(encoding="utf-8") + "\n[announced]\nlaureates = 3\n"
    edition.write_text(text, encoding="utf-8")
    desk.up_to("sync --yes", "propose --yes", "jury open --yes")
    desk.fill("Jury J. Un", "Mon niveau", D01="Niveau 2", D02="Niveau 1", D03="Niveau 1")
    desk.up_to("jury collect --yes")
    level = desk.column("Délibération", "Niveau proposé")
    taken = {key.replace("-", ""): str(value) for key, value in level.items()}
    desk.fill("Délibération", "Décision", **taken)
    desk.fill("Délibération", "Motif", **dict.fromkeys(taken, "vu en séance"))
    return desk


def test_decide_tells_of_silence_mentions_and_counts(decided: Office) -> None:
    expected = ["jury-no-marks", "count-announced-laureates", "decision-mention-nobody"]
    assert told(decided.done("decide", "--yes")) == expected
    assert told(decided.done("freeze", "--yes")) == expected[1:]


def test_juror_who_is_excused_is_not_told_to_be_silent(decided: Office) -> None:
    def excuse(sheet: Worksheet) -> None:
        headings = [cell.value for cell in sheet[2]]
        sheet.cell(4, headings.index("À la réunion") + 1, "Excusé")

    decided.people("Jury", excuse)
    assert "jury-no-marks" not in told(decided.done("decide", "--yes"))


def test_mentions_are_not_missed_before_everything_is_decided(decided: Office) -> None:
    decided.fill("Délibération", "Décision", D02="")
    assert told(decided.done("decide", "--yes")) == ["jury-no-marks"]

"""Whatever a file holds, reading it ends with answers or with findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from sheets_sync.findings import blocking
from tests.exports import writers
from tests.sources.small import CLAIX
from tests.sources.small import TOP
from tests.sources.small import read

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "\n".join([TOP, CLAIX, CLAIX.replace("1;Claix", "2;Boé"), CLAIX.replace("1;C", "3;C")])
CELL = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@SAME_FOLDER
@given(data=st.binary(max_size=300))
def test_any_bytes_end_with_answers_or_findings(tmp_path: Path, data: bytes) -> None:
    responses = read(tmp_path / "export.csv", data)
    assert bool(blocking(responses.findings)) == (len(responses.table) == 0)


@SAME_FOLDER
@given(at=st.integers(0, len(GOOD)), typed=st.text(alphabet='";\n\r\t,\x00=é ', max_size=4))
def test_any_slip_in_a_good_file_ends_with_answers_or_findings(
    tmp_path: Path, at: int, typed: str
) -> None:
    responses = read(tmp_path / "export.csv", GOOD[:at] + typed + GOOD[at:])
    assert responses.findings
    if blocking(responses.findings):
        assert len(responses.table) == 0


@SAME_FOLDER
@given(cut=st.floats(0, 0.999))
def test_workbook_cut_anywhere_ends_with_a_finding(tmp_path: Path, cut: float) -> None:
    records: writers.Records = [[*TOP.split(";")], [*CLAIX.split(";")]]
    whole = writers.write_xlsx(records, tmp_path / "whole.xlsx").read_bytes()
    responses = read(tmp_path / "cut.xlsx", whole[: int(len(whole) * cut)])
    assert len(blocking(responses.findings)) == 1


@SAME_FOLDER
@given(answers=st.lists(CELL, min_size=1, max_size=5))
def test_free_text_survives_a_csv_file_sign_for_sign(tmp_path: Path, answers: list[str]) -> None:
    records: writers.Records = [[*TOP.split(";")]]
    for number, answer in enumerate(answers):
        records.append([str(number), f"Ville {number}", "38", "2023-10-01", "Oui", "5", "", answer])
    path = writers.write_csv(records, tmp_path / "whole.csv", separator=";")
    read_back = read(tmp_path / "export.csv", path.read_bytes()).table["mot"]
    assert [_kept(answer) for answer in answers] == read_back


def _kept(answer: str) -> str | None:
    from sheets_sync.sources.tables import visible

    text = visible(answer.replace("\r\n", "\n").replace("\r", "\n"))
    return text if text.strip() else None

"""Exports that are not what they should be: a clear finding, and nothing read by half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from reports.language import Language
from sheets_sync.findings import Place
from sheets_sync.findings import Severity
from sheets_sync.sources.exports import read_export
from tests.exports import writers
from tests.sources.small import CLAIX
from tests.sources.small import FORM_MAP
from tests.sources.small import GRID
from tests.sources.small import HEADINGS
from tests.sources.small import QUESTIONS
from tests.sources.small import SCHEME
from tests.sources.small import TOP
from tests.sources.small import codes
from tests.sources.small import lines
from tests.sources.small import read

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.findings import Finding
    from sheets_sync.responses import Responses

ENGLISH = Language("en")


def only(responses: Responses, code: str) -> Finding:
    """The one finding of a code."""
    found = [each for each in responses.findings if each.code == code]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "export-empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "export-empty"),
        (TOP.encode(), "export-no-answers"),
        (b"%PDF-1.7 ...", "export-not-a-table"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "export-not-a-table"),
        (b"\x89PNG\r\n\x1a\n", "export-not-a-table"),
        (b"only one column\nand no separator\n", "export-not-a-table"),
        (b"PK\x03\x04 cut short", "export-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut short", "export-damaged"),
    ],
)
def test_file_that_holds_no_answers_blocks(tmp_path: Path, data: bytes, code: str) -> None:
    responses = read(tmp_path / "export.csv", data)
    assert [f.code for f in responses.findings] == [code]
    assert responses.findings[0].place.file == "export.csv"
    assert responses.findings[0].severity is Severity.BLOCKING
    assert len(responses.table) == 0


def test_missing_file_is_a_finding(tmp_path: Path) -> None:
    responses = read_export(tmp_path / "absent.csv", FORM_MAP, GRID, SCHEME)
    assert [f.code for f in responses.findings] == ["export-file"]


def test_truncated_workbook_is_a_finding(tmp_path: Path) -> None:
    whole = writers.write_xlsx([["a", "b"], ["1", "2"]], tmp_path / "whole.xlsx").read_bytes()
    responses = read(tmp_path / "cut.xlsx", whole[: len(whole) // 2])
    assert codes(responses) == ["export-damaged"]


def test_workbook_that_unpacks_to_gigabytes_is_not_read(tmp_path: Path) -> None:
    """What it says to hold is told from the archive's list of files."""
    data = bytearray(writers.write_xlsx([["a"], ["1"]], tmp_path / "small.xlsx").read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (3 << 30).to_bytes(4, "little")  # its unpacked size
    assert codes(read(tmp_path / "bomb.xlsx", bytes(data))) == ["export-too-large"]


def test_cell_at_the_far_corner_of_a_sheet_is_named(tmp_path: Path) -> None:
    """A stray character there would make a library take all the memory there is."""
    path = writers.write_xlsx([[*TOP.split(";")], [*CLAIX.split(";")]], tmp_path / "far.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["XFD1048576"] = "x"
    workbook.save(path)
    (found,) = read_export(path, FORM_MAP, GRID, SCHEME).findings
    assert (found.code, found.place) == (
        "export-far-cell",
        Place(file="far.xlsx", cell="XFD1048576"),
    )


def test_workbook_with_another_name_is_still_one(tmp_path: Path) -> None:
    records: writers.Records = [[*TOP.split(";")], [*CLAIX.split(";")]]
    data = writers.write_xlsx(records, tmp_path / "whole.xlsx").read_bytes()
    assert read(tmp_path / "export.csv", data).table["name"] == ["Claix"]


def test_renamed_column_is_suggested_and_never_guessed(tmp_path: Path) -> None:
    text = lines(CLAIX).replace("Avez-vous un plan ?", "Avez-vous un plan écrit ?")
    responses = read(tmp_path / "export.csv", text)
    found = only(responses, "export-column-renamed")
    assert found.place == Place(file="export.csv", column="Avez-vous un plan ?")
    assert found.values["found"] == "Avez-vous un plan écrit ?"
    assert found.severity is Severity.BLOCKING
    assert len(responses.table) == 0


def test_renamed_column_is_read_once_form_toml_says_so(tmp_path: Path) -> None:
    from sheets_sync.form import ColumnRef

    text = lines(CLAIX).replace("Avez-vous un plan ?", "Avez-vous un plan écrit ?")
    columns = {**FORM_MAP.columns, "plan": ColumnRef(("Avez-vous un plan écrit ?",))}
    assert read(tmp_path / "export.csv", text, columns=columns).table["plan"] == ["Oui"]


def test_missing_column_blocks_and_is_named(tmp_path: Path) -> None:
    text = f"{HEADINGS};Avez-vous un plan ?;Quels formats ?;Un mot de plus\n1;Claix;38;;Oui;HTML;"
    found = only(read(tmp_path / "export.csv", text), "export-column-missing")
    assert found.place == Place(file="export.csv", column="Quelle part de logiciels libres ?")
    assert found.severity is Severity.BLOCKING


def test_question_that_the_form_does_not_ask_has_no_column(tmp_path: Path) -> None:
    text = f"{HEADINGS};Avez-vous un plan ?;Quels formats ?;Un mot de plus\n1;Claix;38;;Oui;HTML;"
    responses = read(tmp_path / "export.csv", text, not_asked=frozenset({"part"}))
    assert codes(responses) == []
    assert "part" not in responses.table


def test_doubled_column_blocks_with_both_places(tmp_path: Path) -> None:
    text = f"{TOP};avez-vous  un plan ?\n{CLAIX};Non"
    found = only(read(tmp_path / "export.csv", text), "export-column-doubled")
    assert found.values["columns"] == "E, I"
    assert found.severity is Severity.BLOCKING


def test_unknown_column_is_a_note_unless_it_is_ignored(tmp_path: Path) -> None:
    text = f"{TOP};Avis du maire\n{CLAIX};Bof"
    responses = read(tmp_path / "export.csv", text)
    assert only(responses, "export-column-unknown").place.column == "Avis du maire"
    assert len(responses.table) == 1
    assert codes(read(tmp_path / "export.csv", text, ignored=("avis du maire",))) == []


def test_texts_without_a_heading_are_reported(tmp_path: Path) -> None:
    responses = read(tmp_path / "export.csv", f"{TOP};\n{CLAIX};perdu ?")
    assert only(responses, "export-column-unnamed").values["letters"] == "I"


def test_other_form_gives_one_finding_and_not_one_per_question(tmp_path: Path) -> None:
    responses = read(tmp_path / "export.csv", "a;b\n1;2\n")
    assert codes(responses) == ["export-no-known-column"]


def test_stated_platform_that_does_not_fit_blocks(tmp_path: Path) -> None:
    responses = read(tmp_path / "export.csv", lines(CLAIX), platform="limesurvey")
    assert codes(responses) == ["export-other-platform"]


def test_two_candidates_with_one_id_block_and_name_their_lines(tmp_path: Path) -> None:
    other = CLAIX.replace("Claix", "Échirolles")
    found = only(read(tmp_path / "export.csv", lines(CLAIX, other)), "export-id-doubled")
    assert found.values == {"key": "1", "names": "Claix, Échirolles", "lines": "2, 3"}
    assert found.severity is Severity.BLOCKING


def test_line_with_too_many_cells_blocks(tmp_path: Path) -> None:
    responses = read(tmp_path / "export.csv", lines(CLAIX, CLAIX + ";de trop"))
    assert only(responses, "export-line-too-long").place.line == 3
    assert len(responses.table) == 0


def test_short_line_has_no_answer_where_it_stops(tmp_path: Path) -> None:
    responses = read(tmp_path / "export.csv", lines("1;Claix;38;2023-10-01 10:00;Oui"))
    assert [*responses.table.rows(["plan", "part", "mot"])] == [("Oui", None, None)]


def test_quotation_mark_that_never_closes_blocks(tmp_path: Path) -> None:
    text = lines(CLAIX.replace("Rien", '"Rien'), CLAIX.replace("Claix", "Boé"))
    assert codes(read(tmp_path / "export.csv", text)) == ["export-open-quote"]


def test_lone_quotation_mark_inside_an_answer_is_text(tmp_path: Path) -> None:
    text = lines(CLAIX.replace("Rien", 'Un écran de 27" neuf'))
    assert read(tmp_path / "export.csv", text).table["mot"] == ['Un écran de 27" neuf']


def test_control_characters_become_visible_and_are_reported(tmp_path: Path) -> None:
    responses = read(tmp_path / "export.csv", lines(CLAIX.replace("Rien", "a\x00b\x1bc\x7fd")))
    assert responses.table["mot"] == ["a␀b␛c␡d"]
    found = only(responses, "export-control-characters")
    assert (found.place.line, found.values["number"]) == (2, 8)


@pytest.mark.parametrize(
    "answer", ["=1+1", "+33", "-5", "@x", "<script>alert(1)</script>", "é" * 32_000]
)
def test_hostile_answer_is_kept_as_text(tmp_path: Path, answer: str) -> None:
    responses = read(tmp_path / "export.csv", lines(CLAIX.replace("Rien", answer)))
    assert responses.table["mot"] == [answer]
    assert codes(responses) == []


def test_answer_longer_than_a_cell_is_kept_whole_and_reported(tmp_path: Path) -> None:
    responses = read(tmp_path / "export.csv", lines(CLAIX.replace("Rien", "a" * 40_000)))
    assert responses.table["mot"] == ["a" * 40_000]
    assert only(responses, "answer-too-long").values["length"] == 40_000


def test_it_is_known_how_long_the_texts_of_each_column_are(tmp_path: Path) -> None:
    long = CLAIX.replace("Rien", "a" * 40_000).replace("Claix", "C" * 50_000)
    responses = read(tmp_path / "export.csv", lines(long))
    table = responses.table
    lengths = {each: max(len(text or "") for text in table[each]) for each in table.columns}
    within = {each: responses.keeps_within(each, length) for each, length in lengths.items()}
    assert within == dict.fromkeys(table.columns, True)
    assert not responses.keeps_within("mot", 39_999)
    assert not responses.keeps_within("name", 49_999)
    assert not responses.keeps_within("unknown", 50_000)


def test_unreadable_answer_says_file_line_column_and_dossier(tmp_path: Path) -> None:
    text = lines(CLAIX, CLAIX.replace("1;Claix", "2;Boé").replace(";50;", ";env. 50;"))
    responses = read(tmp_path / "export.csv", text)
    found = only(responses, "answer-not-number")
    expected = Place("export.csv", line=3, column="Quelle part de logiciels libres ?", row="2")
    assert found.place == expected
    assert responses.table["part"] == ["50\u202f%", "env. 50"]


def test_unreadable_answer_of_a_workbook_says_its_cell(tmp_path: Path) -> None:
    records: writers.Records = [
        [*TOP.split(";")],
        [],
        [*CLAIX.replace("50", "la moitié").split(";")],
    ]
    path = writers.write_xlsx(records, tmp_path / "export.xlsx")
    found = only(read_export(path, FORM_MAP, GRID, SCHEME), "answer-not-number")
    expected = Place("export.xlsx", "Dossiers", 3, "Quelle part de logiciels libres ?", "F3", "1")
    assert found.place == expected


def test_line_without_a_name_is_left_out_and_listed(tmp_path: Path) -> None:
    responses = read(tmp_path / "export.csv", lines(CLAIX, CLAIX.replace("1;Claix", "2;")))
    assert responses.superseded is not None
    assert responses.superseded["why"] == ["export-name-missing"]
    assert only(responses, "export-name-missing").place.line == 3


def test_line_numbers_count_line_feeds_inside_answers(tmp_path: Path) -> None:
    first = CLAIX.replace("Rien", '"un\ndeux\ntrois"')
    text = lines(first, CLAIX.replace("1;Claix", "2;Boé"))
    assert read(tmp_path / "export.csv", text).lines == (2, 5)


def test_findings_say_their_values_in_words(tmp_path: Path) -> None:
    """Each sentence and remedy finds all the values that it names."""
    text = f"{HEADINGS};{QUESTIONS};x\n{CLAIX};\n2;;;;;;;\n3;B;zz;hier;peut-être;2;Z;;\n"
    responses = read(tmp_path / "export.csv", text)
    said = [(f.sentence(ENGLISH), f.remedy(ENGLISH)) for f in responses.findings]
    assert [pair for pair in said if "{" in "".join(pair)] == []
    assert len(said) == 7

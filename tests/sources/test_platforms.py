"""What each platform does in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.grid import AnswerType
from sheets_sync.sources.exports import ExportFile
from sheets_sync.sources.exports import read_export
from tests.exports import writers
from tests.sources.small import CLAIX
from tests.sources.small import FORM_MAP
from tests.sources.small import GRID
from tests.sources.small import QUESTIONS
from tests.sources.small import SCHEME
from tests.sources.small import TOP
from tests.sources.small import codes
from tests.sources.small import lines
from tests.sources.small import read

if TYPE_CHECKING:
    from pathlib import Path

LIME = "id;submitdate;lastpage;name;department;plan;part"
BOXES = "formats[odt];formats[SQ2];formats[other]"
ALIASES = {"formats": {"html": ("SQ2",)}}


def test_unfinished_response_of_limesurvey_is_left_out_and_listed(tmp_path: Path) -> None:
    text = f"{LIME};{BOXES};mot\n1;2023-10-01 10:00:00;3;Boé;47;Y;50;Y;;;a\n2;;1;Claix;38;;;;;;\n"
    responses = read(tmp_path / "export.csv", text, options=ALIASES)
    assert responses.table["name"] == ["Boé"]
    assert codes(responses) == ["export-unfinished"]


def test_boxes_of_limesurvey_become_lines_with_the_text_of_other(tmp_path: Path) -> None:
    text = f"{LIME};{BOXES};mot\n1;2023-10-01 10:00:00;3;Boé;47;Y;50;Y;Y;EPUB, DjVu;a\n"
    responses = read(tmp_path / "export.csv", text, options=ALIASES)
    expected = "Textes, tableaux (ODT, ODS)\nHTML\nAutre : EPUB, DjVu"
    assert responses.table["formats"] == [expected]
    assert responses.places["formats"] == "formats"


def test_own_columns_of_limesurvey_may_be_headed_by_code_and_text(tmp_path: Path) -> None:
    own = "id. ID de la réponse;submitdate. Date de soumission;lastpage. Dernière page"
    head = LIME.replace("id;submitdate;lastpage", own)
    text = f"{head};{BOXES};mot\n7;2023-10-01 10:00:00;3;Boé;47;Y;50;Y;;;a\n"
    responses = read(tmp_path / "export.csv", text, options=ALIASES)
    assert responses.table["dossier"] == ["7"]
    assert responses.table["submitted"] == ["2023-10-01T10:00:00"]
    assert codes(responses) == []


def test_year_1980_of_limesurvey_is_no_date(tmp_path: Path) -> None:
    text = f"{LIME};{BOXES};mot\n1;1980-01-01 00:00:00;3;Boé;47;Y;50;;;;a\n"
    responses = read(tmp_path / "export.csv", text, options=ALIASES)
    assert responses.table["submitted"] == [None]
    assert responses.table["name"] == ["Boé"]


def test_box_without_a_column_blocks(tmp_path: Path) -> None:
    text = f"{LIME};{BOXES};mot\n1;2023-10-01 10:00:00;3;Boé;47;Y;50;Y;Y;;a\n"
    responses = read(tmp_path / "export.csv", text)
    assert codes(responses) == ["export-option-missing", "export-column-unknown"]
    assert len(responses.table) == 0


def test_dossiers_closed_on_the_platform_are_left_out(tmp_path: Path) -> None:
    top = f"ID;Email;État du dossier;Déposé le;Collectivité;Département;{QUESTIONS}"
    text = "\n".join(  # noqa: FLY002 - one line of the export each
        [
            top,
            "1;a@b.invalid;En instruction;2023-10-01;Boé;47;Oui;50;HTML;a",
            "2;a@b.invalid;Classé sans suite;2023-10-01;Claix;38;Oui;50;HTML;a",
            "3;a@b.invalid;Brouillon;;Nancy;54;Oui;50;HTML;a",
        ]
    )
    responses = read(tmp_path / "export.csv", text)
    assert responses.source == "demarches-simplifiees"
    assert responses.table["state"] == ["instructed"]
    assert codes(responses) == ["export-set-aside", "export-unfinished"]


def test_percent_format_of_a_workbook_is_seen(tmp_path: Path) -> None:
    """A cell that shows 12.5 % holds 0.125; one that shows 100 % holds 1."""
    import xlsxwriter

    path = tmp_path / "export.xlsx"
    workbook = xlsxwriter.Workbook(str(path))
    sheet = workbook.add_worksheet("Réponses")
    percent = workbook.add_format({"num_format": "0.00%"})
    sheet.write_row(0, 0, TOP.split(";"))
    for line, share in enumerate((0.125, 1, 0.07), 1):
        sheet.write_row(line, 0, [line, f"Ville {line}", 38, "2023-10-01", "Oui"])
        sheet.write_number(line, 5, share, percent)
    workbook.close()
    responses = read_export(path, FORM_MAP, GRID, SCHEME)
    assert responses.table["part"] == ["12,5\u202f%", "100\u202f%", "7\u202f%"]
    assert responses.table["department"] == ["38", "38", "38"]


def test_percent_format_of_an_open_document_is_seen(tmp_path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table
    from odf.table import TableCell
    from odf.table import TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name="Réponses")
    for record in (TOP.split(";"), ["1", "Boé", "47", "2023-10-01", "Oui", 0.125, "HTML", "a"]):
        row = TableRow()
        for value in record:
            share = isinstance(value, float)
            cell = (
                TableCell(valuetype="percentage", value=value)
                if share
                else TableCell(valuetype="string")
            )
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(tmp_path / "export.ods")
    responses = read_export(tmp_path / "export.ods", FORM_MAP, GRID, SCHEME)
    assert responses.table["part"] == ["12,5\u202f%"]


def test_number_without_percent_format_below_one_is_ambiguous(tmp_path: Path) -> None:
    assert codes(read(tmp_path / "export.csv", lines(CLAIX.replace(";50;", ";0.5;")))) == [
        "answer-ambiguous"
    ]


def test_number_of_a_workbook_with_three_decimals_is_no_thousand(tmp_path: Path) -> None:
    records: writers.Records = [[*TOP.split(";")], [*CLAIX.split(";")]]
    records[1][5] = 12.125
    grid = GRID._replace(
        questions=tuple(
            q._replace(type=AnswerType.NUMBER) if q.id == "part" else q for q in GRID.questions
        ),
    )
    path = writers.write_xlsx(records, tmp_path / "export.xlsx")
    responses = read_export(path, FORM_MAP, grid, SCHEME)
    assert (codes(responses), responses.table["part"]) == ([], ["12,125"])


def test_month_first_dates_when_form_toml_says_so(tmp_path: Path) -> None:
    from sheets_sync.form import DateOrder

    text = lines(CLAIX.replace("2023-10-01 10:00", "10/5/2023 5:05:12 PM"))
    responses = read(tmp_path / "export.csv", text, date_order=DateOrder.MONTH_FIRST)
    assert responses.table["submitted"] == ["2023-10-05T17:05:12"]


def test_separator_line_of_excel_is_obeyed(tmp_path: Path) -> None:
    text = "sep=|\r\n" + lines(CLAIX).replace(";", "|")
    responses = read(tmp_path / "export.csv", text)
    assert responses.table["name"] == ["Claix"]
    assert responses.lines == (3,)


def test_facts_joined_and_constant(tmp_path: Path) -> None:
    from sheets_sync.form import ColumnRef

    text = f"{TOP};Prénom;Nom\n{CLAIX};Camille;ESSAI"
    columns = {**FORM_MAP.columns, "bearer": ColumnRef(join=("Prénom", "Nom"))}
    responses = read(tmp_path / "export.csv", text, columns=columns, constants={"type": "Commune"})
    [row] = responses.table.records()
    assert (row["bearer"], row["type"], row["track"]) == ("Camille ESSAI", "commune", "label")
    assert codes(responses) == []


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac-roman", "utf-16", "latin-1"])
def test_french_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    word = "Où l’été naît : çà et là, à Nîmes – Évian"
    text = lines(
        CLAIX.replace(
            "Rien", word if encoding != "latin-1" else word.replace("’", "'").replace("–", "-")
        )
    )
    responses = read(tmp_path / "export.csv", text.encode(encoding))
    assert responses.table["mot"] == [text.split(";")[-1]]


def test_description_lists_questions_without_the_platforms_own(tmp_path: Path) -> None:
    path = writers.write_csv(
        [["Horodateur", "Question ?"], ["01/02/2023", "x"]], tmp_path / "e.csv"
    )
    assert [each.heading for each in ExportFile(path).describe()] == ["Question ?"]


def test_establishment_of_the_platform_is_who_applies(tmp_path: Path) -> None:
    own = "ID;Email;État du dossier;Déposé le;Établissement SIRET;Établissement code INSEE localité"
    text = "\n".join(
        [
            f"{own};Collectivité;Département;{QUESTIONS}",
            "1;a@b.example;Accepté;2023-10-01;217 500 016 00019;75056;Lieu;75;Oui;50;HTML;a",
            "2;a@b.example;Accepté;2023-10-01;217 500 016 00018;99;Autre;38;Oui;50;HTML;a",
        ]
    )
    responses = read(tmp_path / "export.csv", text)
    columns = ("siret", "siren", "insee")
    assert [*responses.table.rows(columns)] == [
        ("21750001600019", "217500016", "75056"),
        ("217 500 016 00018", None, "99"),
    ]
    assert codes(responses) == ["export-number-wrong"] * 2

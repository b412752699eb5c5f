"""A workbook that people have been living in, with everything that programs tend to lose.

The tab "Réponses" is a managed one, written by hand with XlsxWriter; its surroundings are
as rich as XlsxWriter makes them, and some parts that it can't make are added to the zip.
All names and values are made up.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

import xlsxwriter
from PIL import Image

from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from tests.workbooks.richer import more

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TAB = Tab(
    id="answers",
    title="Réponses",
    key="dossier",
    columns=(
        Column("dossier", "Dossier", kind=Kind.KEY),
        Column("name", "Collectivité"),
        Column("score", "Total", kind=Kind.POINTS),
        Column("level", "Niveau", kind=Kind.LEVEL),
        Column("opinion", "Avis", Owner.PEOPLE),
    ),
)
KEYS = tuple(str(number) for number in range(1001, 1011))
LINES = tuple(range(3, 13))

MACROS = bytes(range(256)) * 40
"""No macros really: what is kept byte for byte need not be understood."""


def write_rich(path: Path) -> None:
    """Write the workbook, with macros where its name ends with ".xlsm"."""
    made = path.with_name(f"made{path.suffix}")
    workbook = xlsxwriter.Workbook(made)
    if path.suffix == ".xlsm":
        workbook.add_vba_project(BytesIO(MACROS), is_stream=True)
    sheet = workbook.add_worksheet(TAB.title)
    other = workbook.add_worksheet("Bilan")
    _records(workbook, sheet)
    _things_of_people(workbook, sheet)
    _other_tab(workbook, other)
    workbook.add_chartsheet("Graphique").set_chart(_chart(workbook))
    workbook.define_name("Scores", "='Réponses'!$C$3:$C$12")
    workbook.set_custom_property("Campagne", "2099 (inventée)")
    workbook.close()
    _add_parts(made, path)
    made.unlink()


def _records(workbook: Workbook, sheet: Worksheet) -> None:
    bold = workbook.add_format({"bold": True, "bg_color": "#FFEEAA"})
    fixed = workbook.add_format({"num_format": "0.000", "italic": True})
    for column, each in enumerate(TAB.columns):
        sheet.write_string(0, column, TAB.identity(each.id))
        sheet.write_string(1, column, each.heading, bold)
    for line, key in enumerate(KEYS, start=2):
        sheet.write_string(line, 0, key)
        sheet.write_string(line, 1, f"Commune inventée n° {key}", bold if line % 3 == 0 else None)
        sheet.write_number(line, 2, line * 1.5, fixed)
        sheet.write_string(line, 3, "Argent")
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(4, 44)
    sheet.set_column(6, 6, 30)
    sheet.write(1, 6, "Colonne à nous")
    sheet.write_formula("G3", "=C3*2", None, 6)
    sheet.write_formula("G4", '=IF(C4>3,"oui","non")', None, "oui")
    sheet.write_dynamic_array_formula("H3", "=UNIQUE(D3:D12)", None, "Argent")
    sheet.write_rich_string("G5", "du ", bold, "gras", " ici")
    sheet.insert_checkbox("I3", boolean=True)


def _things_of_people(workbook: Workbook, sheet: Worksheet) -> None:
    sheet.write_comment("B4", "Une note", {"author": "Une personne"})
    sheet.insert_image("K3", "dessin.png", {"image_data": _picture()})
    sheet.embed_image("J3", "dessin.png", {"image_data": _picture()})
    sheet.insert_textbox("K14", "Un encadré")
    sheet.insert_button("K20", {"macro": "", "caption": "Un bouton"})
    sheet.insert_chart("M3", _chart(workbook))
    sheet.add_sparkline("J5", {"range": "Réponses!C3:C12"})
    sheet.conditional_format("C3:C12", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format(
        "D3:D12",
        {
            "type": "text",
            "criteria": "containing",
            "value": "Or",
            "format": workbook.add_format({"bg_color": "#E0B83A"}),
        },
    )
    sheet.data_validation("E3:E12", {"validate": "list", "source": "=Bilan!$A$2:$A$4"})
    sheet.ignore_errors({"number_stored_as_text": "A3:A12"})
    sheet.autofilter("A2:G12")
    sheet.filter_column("D", "x == Argent")
    sheet.set_column("L:L", 12, None, {"hidden": True})
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.set_header("&L&G&R&D", {"image_left": "logo.png", "image_data_left": _picture()})
    sheet.repeat_rows(0, 1)
    sheet.print_area("A1:G12")
    sheet.protect("secret", {"sort": True})
    sheet.unprotect_range("E3:E12", "Avis")
    sheet.set_tab_color("#3B6EA5")
    sheet.outline_settings()


def _other_tab(workbook: Workbook, sheet: Worksheet) -> None:
    sheet.write_column("A2", ["Oui", "Non", "À revoir"])
    sheet.add_table("C2:D5", {"data": [["a", 1], ["b", 2], ["c", 3]]})
    sheet.write_formula("F1", "=SUM(Réponses!C3:C12)", None, 97.5)
    sheet.merge_range("F3:G4", "fusionnées", workbook.add_format({"border": 1}))
    sheet.write_url("F6", "https://exemple.invalid/", string="un lien")
    sheet.write_formula("F8", "=[1]Feuil1!$A$1", None, 5)


def _chart(workbook: Workbook) -> Chart:
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"values": "='Réponses'!$C$3:$C$12"})
    return chart


def _picture() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (24, 16), "#3b6ea5").save(file, "PNG")
    file.seek(0)
    return file


def _add_parts(made: Path, path: Path) -> None:
    contents = more(parts(made))
    # Spreadsheets do not ask for it themselves.
    book = contents["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    with ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name, content in {**contents, "xl/workbook.xml": book}.items():
            target.writestr(name, content)


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a workbook, in their order."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}

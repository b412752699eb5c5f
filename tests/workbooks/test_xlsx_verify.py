"""What was written is read back before it takes the place of the old file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_STORED
from zipfile import BadZipFile
from zipfile import ZipFile

import pytest

from sheets_sync.workbooks.errors import NotAWorkbook
from sheets_sync.workbooks.errors import WorkbookDamaged
from sheets_sync.workbooks.xlsx.edit import Outcome
from sheets_sync.workbooks.xlsx.verify import verify
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from sheets_sync.workbooks.xlsx.zipped import Package
from tests.contracts.workbook_contract import TAB
from tests.workbooks.small import SHEET
from tests.workbooks.small import rewrite
from tests.workbooks.small import write_small

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sheets_sync.tabs.model import CellValue

WRITTEN: dict[int, dict[int, CellValue]] = {
    3: {2: "Nom 0", 3: 0},
    4: {1: "102", 2: "Nom 1", 3: 1, 4: None},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small workbook."""
    target = tmp_path / "petit.xlsx"
    write_small(target)
    return target


def check(path: Path, cells: Mapping[int, Mapping[int, CellValue]]) -> None:
    """Verify the file against what its cells should be."""
    with ZipFile(path) as package:
        names = package.namelist()
    added: list[Mapping[int, CellValue]] = [{1: "103", 2: "Nom 2", 3: 2}]
    outcome = Outcome(TAB.title, SHEET, cells, 5, added)
    verify(path, path.name, names, set(names), [outcome], {})


def test_right_file_passes(path: Path) -> None:
    check(path, WRITTEN)


@pytest.mark.parametrize("value", ["Nom 1", "nom 0", None, 0, True])
def test_other_value_is_told(path: Path, value: CellValue) -> None:
    with pytest.raises(WorkbookDamaged) as caught:
        check(path, {3: {2: value}})
    assert "cell B3 of the tab “Réponses”" in str(caught.value)


def test_missing_row_is_told(path: Path) -> None:
    with pytest.raises(WorkbookDamaged):
        check(path, {2: {1: "Dossier"}, 4: {1: "103"}})


def test_missing_part_is_told(path: Path) -> None:
    with pytest.raises(WorkbookDamaged) as caught:
        verify(path, path.name, ["xl/workbook.xml"], [], [], {})
    assert "parts are missing" in str(caught.value)


def test_part_that_is_not_well_formed_is_told(path: Path) -> None:
    rewrite(path, lambda name, data: data[:-9] if name == "xl/styles.xml" else data)
    with pytest.raises(WorkbookDamaged):
        check(path, WRITTEN)


def test_wrong_sum_is_told(path: Path) -> None:
    with ZipFile(path) as package:
        contents = {name: package.read(name) for name in package.namelist()}
    with ZipFile(path, "w", ZIP_STORED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"<pageMargins", b"<pageMarginz", 1))
    assert path.read_bytes() != data
    with pytest.raises(WorkbookDamaged):
        check(path, WRITTEN)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_part_is_no_workbook(path: Path) -> None:
    with ZipFile(path, "a") as package:
        package.writestr("XL/workbook.xml", b"<other/>")
    with pytest.raises(BadZipFile):
        Package(path.read_bytes())
    with pytest.raises(NotAWorkbook):
        XlsxWorkbook(path).read([TAB])

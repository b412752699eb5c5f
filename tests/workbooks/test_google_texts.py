"""What stands in a cell is what was written, and what people type is read as they mean it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from sheets_sync.plan import AddRow
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.workbooks.errors import WorkbookUnsafe
from sheets_sync.workbooks.google.bodies import entered
from sheets_sync.workbooks.text import LONGEST
from sheets_sync.workbooks.text import clean
from tests.workbooks.google_office import Office
from tests.workbooks.google_office import office
from tests.workbooks.google_tabs import TAB
from tests.workbooks.google_tabs import TABS
from tests.workbooks.google_tabs import made
from tests.workbooks.google_tabs import renamed
from tests.workbooks.google_tabs import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.tabs.model import CellValue

TEXTS = (
    "007",
    "1,5",
    "1.5",
    "1e3",
    "=1+1",
    '=HYPERLINK("https://example.org";"x")',
    "+1",
    "-1",
    "@x",
    "'007",
    "''",
    "2026-01-02",
    "02/01/2026",
    "12:30",
    "50 %",
    "1 €",
    "TRUE",
    "VRAI",
    "#REF!",
    "#N/A",
    "   ",
    "a\nb\n",
    "a\tb",
    "\u00a0",
    "🏛️ 𠮷",
    "e\u0301",
    "\u202e",
    "http://example.org",
    "1/2",
    "1E400",
    "∞",
    '"',
    "\\",
    "{{x}}",
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path) as found:
        made(found.workbook())
        yield found


def test_appended_texts_stay_texts(place: Office) -> None:
    workbook = place.workbook()
    rows = tuple(AddRow(TAB, f"t{at}", {"name": text}) for at, text in enumerate(TEXTS))
    workbook.apply(Plan(rows=rows), workbook.read(TABS))
    found = table(workbook)
    assert [found[row.key]["name"] for row in rows] == list(TEXTS)
    assert workbook.read(TABS).tabs[TAB.id].formulas == {}


def test_written_texts_stay_texts_and_are_no_change_the_next_time(place: Office) -> None:
    """What was read is what a plan may name as the value before."""
    workbook = place.workbook()
    before: CellValue = "Commune 101"
    for text in TEXTS[:12]:
        workbook.apply(Plan(cells=(renamed("101", before, text),)), workbook.read(TABS))
        before = text
    assert table(workbook)["101"]["name"] == TEXTS[11]


def test_keys_that_look_like_something_else(place: Office) -> None:
    workbook = place.workbook()
    keys = ["007", "=1+1", "1,5", "2026-01-02", "+1"]
    workbook.apply(Plan(rows=tuple(AddRow(TAB, key, {}) for key in keys)), workbook.read(TABS))
    cells = tuple(renamed(key, None, f"nom de {key}") for key in keys)
    workbook.apply(Plan(cells=cells), workbook.read(TABS))
    found = table(workbook)
    assert [found[key]["name"] for key in keys] == [f"nom de {key}" for key in keys]


@pytest.mark.parametrize("sign", ["x", "é", "𠮷"])
def test_longest_text(place: Office, sign: str) -> None:
    workbook = place.workbook()
    text = sign * (LONGEST // len(sign.encode("utf-16-le")) * 2)
    workbook.apply(Plan(cells=(renamed("101", "Commune 101", text),)), workbook.read(TABS))
    assert table(workbook)["101"]["name"] == text


def test_text_that_is_too_long_is_refused_before_anything_is_sent(place: Office) -> None:
    workbook = place.workbook()
    snapshot = workbook.read(TABS)
    text = "x" * (LONGEST + 1)
    with place.noted() as asked, pytest.raises(WorkbookUnsafe):
        workbook.apply(Plan(cells=(renamed("101", "Commune 101", text),)), snapshot)
    assert asked == []


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_number_that_is_none_is_refused(place: Office, value: float) -> None:
    workbook = place.workbook()
    with pytest.raises(WorkbookUnsafe):
        workbook.apply(Plan(cells=(renamed("101", "Commune 101", value),)), workbook.read(TABS))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.text(max_size=20), min_size=1, max_size=40))
def test_any_texts_read_back(place: Office, texts: list[str]) -> None:
    workbook = place.workbook()
    snapshot = workbook.read(TABS)
    taken = set(snapshot.tabs[TAB.id].keys)
    keys = [f"k{len(taken)}-{at}" for at in range(len(texts))]
    pairs = zip(keys, texts, strict=True)
    rows = tuple(AddRow(TAB, key, {"name": text}) for key, text in pairs)
    workbook.apply(Plan(rows=rows), snapshot)
    found = table(workbook)
    assert [found[key]["name"] for key in keys] == [clean(text) or None for text in texts]


# -- what people type --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12/05/2026", "2026-12-05"),
        ("2026-05-12", "2026-05-12"),
        ("2026-05-12 14:30", "2026-05-12T14:30:00"),
        ("12:30", "12:30:00"),
        ("75", 75),
        ("7.5", 7.5),
        ("46000", 46000),
        ("TRUE", True),
        ("bien", "bien"),
    ],
)
def test_what_people_type_into_a_cell_without_a_format(
    place: Office, typed: str, read: CellValue
) -> None:
    """Dates are dates, as in a file; a number is a number however big."""
    automatic(place)
    place.person().type_in(TAB.title, 3, 4, typed)
    assert table(place.workbook())["101"]["opinion"] == read


def automatic(place: Office) -> None:
    """Take the format of one cell away."""
    sheet = place.book.worksheet(TAB.title)
    where = {"sheetId": sheet.id, "startRowIndex": 2, "endRowIndex": 3}
    where |= {"startColumnIndex": 3, "endColumnIndex": 4}
    request = {"range": where, "cell": {}, "fields": "userEnteredFormat"}
    place.book.batch_update({"requests": [{"repeatCell": request}]})


@pytest.mark.parametrize("typed", ["12/05", "007", "1,5", "75"])
def test_what_people_type_into_a_column_of_texts_stays_text(place: Office, typed: str) -> None:
    place.person().type_in(TAB.title, 3, 2, typed)
    assert table(place.workbook())["101"]["name"] == typed


@pytest.mark.parametrize(
    ("formula", "shown"),
    [("=1+1", 2), ('="a"&"b"', "ab"), ("=1/0", "#DIV/0!"), ("=B3", "Commune 101")],
)
def test_formula_shows_its_value(place: Office, formula: str, shown: CellValue) -> None:
    place.person().type_in(TAB.title, 3, 4, formula)
    state = place.workbook().read(TABS).tabs[TAB.id]
    assert state.formulas == {"opinion": {"101": formula}}
    assert state.values["opinion"][0] == shown


def test_formula_as_a_key_is_what_it_shows(place: Office) -> None:
    place.person().type_in(TAB.title, 3, 1, '="10"&"1"')
    workbook = place.workbook()
    assert list(table(workbook)) == ["101", "102", "103"]
    workbook.apply(Plan(cells=(renamed("101", "Commune 101", "Arles"),)), workbook.read(TABS))
    assert table(workbook)["101"]["name"] == "Arles"


# -- requests ------------------------------------------------------------------------------------


def test_cells_side_by_side_travel_together() -> None:
    cells: dict[tuple[int, int], CellValue] = {
        (5, 2): "a", (5, 3): 1, (6, 2): None, (6, 3): True, (8, 2): "b", (5, 7): "c",
    }  # fmt: skip
    kinds = [next(iter(each)) for each in entered(7, cells)]
    blocks = [
        (each["updateCells"]["start"]["rowIndex"], each["updateCells"]["start"]["columnIndex"])
        for each in entered(7, cells)
    ]
    assert (kinds, blocks) == (["updateCells"] * 3, [(7, 1), (4, 1), (4, 6)])


def test_cells_that_are_emptied_travel_as_a_range() -> None:
    cells: dict[tuple[int, int], CellValue] = {
        (line, place): None for line in range(3, 1000) for place in (2, 3)
    }
    assert list(entered(7, cells)) == [
        {
            "repeatCell": {
                "range": {
                    "sheetId": 7,
                    "startRowIndex": 2,
                    "endRowIndex": 999,
                    "startColumnIndex": 1,
                    "endColumnIndex": 3,
                },
                "cell": {},
                "fields": "userEnteredValue",
            }
        }
    ]


def test_merged_cell_is_refused(place: Office) -> None:
    place.book.worksheet(TAB.title).merge_cells("A3:B4")
    workbook = place.workbook()
    with pytest.raises(WorkbookUnsafe) as caught:
        workbook.apply(
            Plan(cells=(SetCell(TAB, "101", "name", None, "Arles"),)), workbook.read(TABS)
        )
    assert caught.value.values["cell"] == "B3"

"""Long sheets are read by the shape of their rows: that changes nothing but the effort."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.workbooks.xlsx.plaintext import NotPlain
from sheets_sync.workbooks.xlsx.shape import Likely
from sheets_sync.workbooks.xlsx.shape import Shape
from sheets_sync.workbooks.xlsx.shape import SharedShape
from tests.workbooks.test_xlsx_plain import CELLS
from tests.workbooks.test_xlsx_plain import filled
from tests.workbooks.test_xlsx_plain import package
from tests.workbooks.test_xlsx_plain import plain
from tests.workbooks.test_xlsx_plain import sheet
from tests.workbooks.test_xlsx_plain import values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheets_sync.tabs.model import CellValue

LONG = 100
"""Lines that are read one cell at a time, before there is a shape."""

KEY, NAME, CITY = "key", "name", "city"
PLACES = {KEY: (1,), NAME: (2,), CITY: (4,)}
EVERYWHERE = {str(column): column for column in range(1, 7)}
ANSWERS = st.sampled_from(["Oui", "R&D <1>", "_x000D_", "a\nb", "  deux", "Œuvre 🌱", ""])


def within(text: str) -> str:
    """A text within its cell, as the suite writes it."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("_x0", "_x005F_x0")
    return f't="inlineStr"><is><t xml:space="preserve">{escaped}</t></is>' if text else ""


def row(line: int, name: str = "Oui", city: str = "Claix") -> dict[int, str]:
    """A record with a key of its own."""
    return {1: within(f"D-{line}"), 2: within(name), 4: within(city)}


BEFORE = {line: row(line) for line in range(1, LONG + 1)}
SHARING = {line: dict.fromkeys((1, 2, 4), 't="s"><v>0</v>') for line in BEFORE}


@pytest.mark.parametrize("before", [BEFORE, SHARING], ids=["within", "shared"])
@given(
    rows=st.dictionaries(
        st.integers(LONG + 1, LONG + 9), st.dictionaries(st.integers(1, 6), CELLS, max_size=5)
    )
)
def test_lines_behind_many_alike_are_read_as_the_library_reads_them(
    before: dict[int, dict[int, str]], rows: dict[int, dict[int, str]]
) -> None:
    data = package(sheet({**before, **rows}))
    found, expected = plain(data), values(data)
    read = {int(name): cells for name, cells in found.columns(EVERYWHERE).items()}
    known = {int(name): cells for name, cells in expected.columns(EVERYWHERE).items()}
    assert filled(read) == filled(known)


@given(
    st.lists(st.tuples(ANSWERS, ANSWERS), min_size=1, max_size=6),
    st.lists(st.tuples(ANSWERS, ANSWERS), min_size=6, max_size=6),
    st.sets(st.sampled_from([KEY, NAME, CITY])),
)
def test_what_is_likely_changes_nothing_that_is_read(
    rows: list[tuple[str, str]], wanted: list[tuple[str, str]], columns: set[str]
) -> None:
    lines = range(LONG + 1, LONG + 7)
    data = package(sheet({**BEFORE, **{n: row(n, *x) for n, x in zip(lines, rows, strict=False)}}))
    names, cities = zip(*wanted, strict=True)
    known = {KEY: [f"D-{n}" for n in lines], NAME: names, CITY: [each or None for each in cities]}
    told, alone = plain(data), plain(data)
    likely = Likely(KEY, {name: cells for name, cells in known.items() if name in columns})
    told.expect(likely, PLACES)
    assert told.columns(EVERYWHERE) == alone.columns(EVERYWHERE)


@pytest.mark.parametrize("name", ["Une réponse que personne d’autre ne donne", "R&D"])
def test_texts_that_were_likely_are_in_memory_once(name: str) -> None:
    line = LONG + 1
    texts: Mapping[str, list[CellValue]] = {KEY: [f"D-{line}"], NAME: [name], CITY: ["Échirolles"]}
    found = plain(package(sheet({**BEFORE, line: row(line, name, "Échirolles")})))
    found.expect(Likely(KEY, texts), PLACES)
    read = found.columns({each: places[0] for each, places in PLACES.items()})
    assert [read[each][-1] is texts[each][0] for each in PLACES] == [True, True, True]


def test_texts_beside_one_that_changed_are_in_memory_once() -> None:
    line = LONG + 1
    texts: Mapping[str, list[CellValue]] = {
        KEY: [f"D-{line}"],
        NAME: ["Une réponse d’avant"],
        CITY: ["Une ville où l’on reste"],
    }
    found = plain(package(sheet({**BEFORE, line: row(line, "Corrigé", "Une ville où l’on reste")})))
    found.expect(Likely(KEY, texts), PLACES)
    read = found.columns({each: places[0] for each, places in PLACES.items()})
    assert [read[NAME][-1], read[CITY][-1] is texts[CITY][0]] == ["Corrigé", True]


def test_columns_of_which_the_first_line_has_only_the_last_keep_their_places() -> None:
    rows = {**BEFORE, 1: {4: within("Claix")}, LONG + 1: row(LONG + 1, "Non", "Claix")}
    found = plain(package(sheet(rows))).columns(EVERYWHERE)
    assert [cells[-1] for cells in found.values()] == [
        f"D-{LONG + 1}",
        "Non",
        None,
        "Claix",
        None,
        None,
    ]


ALIKE = ' r="7" ht="30"><c r="A7" t="inlineStr"><is><t>un</t></is></c><c r="C7" s="2"/></row>\n'


@pytest.mark.parametrize(
    ("bytes_of_row", "cells"),
    [
        pytest.param(ALIKE, ("un", None, None), id="of its shape"),
        pytest.param(' r="7"></row>', (None, None, None), id="without cells"),
        pytest.param(
            ALIKE.replace(' s="2"/>', ' s="2"></c>'), ("un", None, None), id="an empty cell in full"
        ),
        pytest.param(ALIKE.replace("un<", "&#201;n&#233;<"), ("Éné", None, None), id="referred to"),
        pytest.param(ALIKE.replace("un<", "un ;<"), ("un ;", None, None), id="a semicolon"),
        pytest.param(ALIKE.replace('"C7"', '"D7"'), None, id="a column more"),
        pytest.param(ALIKE.replace('"C7"', '"AA7"'), None, id="letters that begin alike"),
        pytest.param(ALIKE.replace(' s="2"/>', "><v>3</v></c>"), None, id="a number"),
        pytest.param(ALIKE.replace(' s="2"/>', "><f>A7</f></c>"), None, id="a formula"),
        pytest.param(ALIKE.replace("<t>un", "<t> un"), None, id="a space that is not kept"),
        pytest.param(ALIKE.replace("un<", "un&#032;<"), None, id="a space in disguise"),
        pytest.param(ALIKE.replace("un<", "&#10;un<"), None, id="a line end in disguise"),
        pytest.param(ALIKE.replace("</row>", "<x/></row>"), None, id="something else"),
    ],
)
def test_row_is_read_by_the_shape_it_has(
    bytes_of_row: str, cells: tuple[CellValue, ...] | None
) -> None:
    found = Shape(["A", "B", "C"], Likely("", {})).cells(bytes_of_row.encode())
    assert (found and tuple(found)) == cells


def test_space_at_an_edge_that_is_likely_too_is_taken_as_it_stands() -> None:
    shape = Shape(["A", "B"], Likely("A", {"A": ["D-7"], "B": [" un"]}))
    row = ' r="7"><c r="A7"><is><t>D-7</t></is></c><c r="B7"><is><t> un</t></is></c></row>'
    assert shape.cells(row.encode()) == ("D-7", " un")


SHARED = ' r="7"><c r="A7" s="1" t="s"><v>0</v></c><c r="C7" t="s"><v>12</v></c></row>'


@pytest.mark.parametrize(
    ("bytes_of_row", "cells"),
    [
        pytest.param(SHARED, ("un", None, "douze"), id="of its shape"),
        pytest.param(SHARED.replace(' s="1" t="s"', ' t="s" s="1"'), None, id="in another order"),
        pytest.param(SHARED.replace('s="1" t="s"', 's="1"'), None, id="a number"),
        pytest.param(SHARED.replace("<v>0", "<f>A1</f><v>0"), None, id="a formula"),
        pytest.param(ALIKE, None, id="a text within its cell"),
    ],
)
def test_row_of_shared_texts_is_read_by_the_shape_it_has(
    bytes_of_row: str, cells: tuple[CellValue, ...] | None
) -> None:
    shape = SharedShape(["A", "B", "C"], Likely("", {}), {"0": "un", "12": "douze"})
    found = shape.cells(bytes_of_row.encode())
    assert (found and tuple(found)) == cells


def test_shared_text_keeps_a_space_at_its_edge() -> None:
    shape = SharedShape(["A", "B", "C"], Likely("", {}), {"0": " un", "12": "douze\n"})
    assert shape.cells(SHARED.encode()) == (" un", None, "douze\n")


def test_row_of_a_shared_text_that_is_not_there_is_not_plain() -> None:
    found = plain(package(sheet({**SHARING, LONG + 1: {1: 't="s"><v>99</v>'}})))
    with pytest.raises(NotPlain):
        found.finish()


def test_shared_texts_that_were_likely_are_in_memory_once() -> None:
    key, line = "D-1", LONG + 1
    texts: Mapping[str, list[CellValue]] = {KEY: [key], NAME: ["Une réponse"], CITY: [None]}
    shared = "".join(f"<si><t>{each}</t></si>" for each in ("un", key, "Une réponse"))
    last = {1: 't="s"><v>1</v>', 2: 't="s"><v>2</v>'}
    found = plain(package(sheet({**SHARING, line: last}), shared))
    found.expect(Likely(KEY, texts), PLACES)
    read = found.columns({each: places[0] for each, places in PLACES.items()})
    assert [read[each][-1] is texts[each][0] for each in PLACES] == [True, True, True]

"""What the program last wrote, kept in a hidden tab."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.memory import BASE_TAB
from sheets_sync.memory import NOTHING
from sheets_sync.memory import WHY
from sheets_sync.memory import Line
from sheets_sync.memory import TabMemory
from sheets_sync.memory import plan_memory
from sheets_sync.memory import read_memory
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.values import digest
from tests.in_memory import EMPTY
from tests.in_memory import applied

A, B = digest("a"), digest("b")
KNOWN = {"t": TabMemory(("x", "y"), {"D/1": f"s:{A}{B}"})}


def test_line_is_found_again() -> None:
    line = Line({"x": A, "z": B}, seal="seal")
    memory = TabMemory(("x", "y", "z"), {"k": line.encode(("x", "y", "z"))})
    assert memory.line("k") == line


def test_line_of_cells_never_written_is_short() -> None:
    assert Line({"x": A}).encode(("x", "y", "z")) == f":{A}"


def test_line_unknown() -> None:
    assert TabMemory(("x",)).line("k") == NOTHING


def test_line_left_out_has_no_seal() -> None:
    line = Line({"x": A}, seal="seal", left_out=True)
    memory = TabMemory(("x",), {"k": line.encode(("x",))})
    assert (memory.line("k"), memory.seal("k") == "seal") == (line, False)


def test_line_survives_a_new_column() -> None:
    memory = TabMemory(("x",), {"k": f":{A}"})
    wider = TabMemory(memory.widened(("y", "x")), memory.rows)
    assert (wider.columns, wider.line("k")) == (("x", "y"), Line({"x": A}))


@given(st.text())
def test_line_of_any_text_is_read(written: str) -> None:
    assert isinstance(TabMemory(("x", "y"), {"k": written}).line("k"), Line)


def test_memory_that_people_damaged_is_read_in_one_spelling() -> None:
    damaged = {"t": TabMemory(("x\x01", "y"), {"k": f"s:{A}\r\n{B}\x01"})}
    memory = read_memory(applied(plan_memory(damaged, None), EMPTY).tabs["base"])["t"]
    assert memory.columns == ("x\ufffd", "y")
    assert memory.written("k") == f"s:{A}\n{B}\ufffd"
    assert memory.line("k").digests == {"x\ufffd": A, "y": f"\n{B[:7]}"}


def test_plan_memory_of_a_new_workbook() -> None:
    header = {"line": "t", "written": "x\ny"}
    row = {"line": "t/D/1", "written": f"s:{A}{B}"}
    assert plan_memory(KNOWN, None) == Plan(
        create=(CreateTab(BASE_TAB),),
        rows=(AddRow(BASE_TAB, "t", header, WHY), AddRow(BASE_TAB, "t/D/1", row, WHY)),
    )


def test_plan_memory_of_a_row_that_moved() -> None:
    snapshot = applied(plan_memory(KNOWN, None), EMPTY)
    after = {"t": TabMemory(("x", "y"), {"D/1": f":{B}{B}"})}
    cell = SetCell(BASE_TAB, "t/D/1", "written", f"s:{A}{B}", f":{B}{B}", WHY)
    assert plan_memory(after, snapshot.tabs["base"]) == Plan(cells=(cell,))


def test_read_memory_of_what_was_planned() -> None:
    snapshot = applied(plan_memory(KNOWN, None), EMPTY)
    assert read_memory(snapshot.tabs["base"]) == KNOWN


def test_read_memory_without_a_tab() -> None:
    assert read_memory(None) == {}


def test_plan_memory_without_anything_to_remember() -> None:
    assert plan_memory({}, None) == Plan()

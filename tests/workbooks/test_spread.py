"""Several workbooks that are one to the suite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.findings import Finding
from sheets_sync.language import language_for
from sheets_sync.plan import AddRow
from sheets_sync.plan import CreateTab
from sheets_sync.plan import Plan
from sheets_sync.plan import SetCell
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Tab
from sheets_sync.workbooks.errors import WorkbookBusy
from sheets_sync.workbooks.errors import WorkbookChanged
from sheets_sync.workbooks.spread import PartOfMany
from sheets_sync.workbooks.spread import SpreadWorkbook
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from tests.contracts.people import OpenpyxlPerson
from tests.contracts.workbook_contract import MEMORY
from tests.contracts.workbook_contract import TAB as CONTRACT_TAB
from tests.contracts.workbook_contract import WorkbookContract

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.workbooks.base import Workbook
    from tests.contracts.people import Person


class TestTabWithAWorkbookOfItsOwn(WorkbookContract):
    """Whatever holds for a tab in the main workbook."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """Where the tab's own workbook will be."""
        return tmp_path / "jury" / "un.xlsx"

    @pytest.fixture
    def workbook(self, path: Path, tmp_path: Path) -> Workbook:
        """No file yet."""
        main = XlsxWorkbook(tmp_path / "campagne.xlsx")
        path.parent.mkdir()
        return SpreadWorkbook(main, {CONTRACT_TAB.id: XlsxWorkbook(path)})

    @pytest.fixture
    def person(self, path: Path) -> Person:
        """Somebody with openpyxl."""

        def save(data: bytes) -> None:
            path.write_bytes(data)

        return OpenpyxlPerson(path.read_bytes, save)

    # What other tabs do to this one in the same workbook they do not do here.

    def test_tab_whose_title_is_taken_is_refused(self, made: Workbook, person: Person) -> None:
        person.add_tab("notes")
        self.other_tab_goes_elsewhere(made, person, "Notes", [CONTRACT_TAB.title, "notes"])

    def test_tab_that_is_made_comes_in_front_of_the_last_ones(
        self, made: Workbook, person: Person
    ) -> None:
        self.other_tab_goes_elsewhere(made, person, "Nouveau", [CONTRACT_TAB.title])

    def test_tab_that_is_made_comes_behind_what_people_put_last(
        self, made: Workbook, person: Person
    ) -> None:
        person.add_tab("À nous")
        self.other_tab_goes_elsewhere(made, person, "Nouveau", [CONTRACT_TAB.title, "À nous"])

    def test_tab_of_somebody_with_a_title_of_ours(self, made: Workbook, person: Person) -> None:
        person.add_tab(MEMORY.title)
        assert made.read([CONTRACT_TAB, MEMORY]).problems == ()

    def other_tab_goes_elsewhere(
        self, made: Workbook, person: Person, title: str, here: list[str]
    ) -> None:
        """A tab is made in the main workbook; the titles ``here`` stay what they are."""
        tab = MEMORY._replace(title=title, hidden=False)
        made.apply(Plan(create=(CreateTab(tab),)), made.read([CONTRACT_TAB]))
        assert made.read([tab]).tabs[tab.id].title == title
        assert person.titles() == here


class TestMainWorkbook(WorkbookContract):
    """All that holds for a workbook, when another has one tab of its own."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """Where the main workbook will be."""
        return tmp_path / "campagne.xlsx"

    @pytest.fixture
    def workbook(self, path: Path, tmp_path: Path) -> Workbook:
        """No file yet."""
        return SpreadWorkbook(XlsxWorkbook(path), {ONE.id: XlsxWorkbook(tmp_path / "one.xlsx")})

    @pytest.fixture
    def person(self, path: Path) -> Person:
        """Somebody with openpyxl."""

        def save(data: bytes) -> None:
            path.write_bytes(data)

        return OpenpyxlPerson(path.read_bytes, save)


def tab(name: str) -> Tab:
    """A tab of two columns."""
    return Tab(name, name.title(), "key", (Column("key", "Clé", kind=Kind.KEY), Column("a", "A")))


MAIN, ONE, TWO = tab("main"), tab("one"), tab("two")
TABS = [ONE, MAIN, TWO]


@pytest.fixture
def spread(tmp_path: Path) -> SpreadWorkbook:
    """A main workbook and two others."""
    others = {each.id: XlsxWorkbook(tmp_path / f"{each.id}.xlsx") for each in (ONE, TWO)}
    problem = Finding("google-juror-unshared", values={"juror": "X"})
    return SpreadWorkbook(XlsxWorkbook(tmp_path / "main.xlsx"), others, [problem])


def made(tabs: list[Tab]) -> Plan:
    """A plan that makes tabs with a row each."""
    rows = tuple(AddRow(each, "1", {"a": each.id}) for each in tabs)
    return Plan("x", tuple(CreateTab(each) for each in tabs), rows=rows)


def test_each_tab_lies_in_its_workbook(spread: SpreadWorkbook, tmp_path: Path) -> None:
    spread.apply(made(TABS), spread.read(TABS))
    for each in TABS:
        found = XlsxWorkbook(tmp_path / f"{each.id}.xlsx").read(TABS)
        assert {name: state.values["a"] for name, state in found.tabs.items()} == {
            each.id: [each.id]
        }


def test_all_are_read_as_one(spread: SpreadWorkbook) -> None:
    before = spread.read(TABS)
    assert (before.tabs, before.exists) == ({}, False)
    spread.apply(made(TABS), before)
    after = spread.read(TABS)
    assert {name: state.values["a"] for name, state in after.tabs.items()} == {
        each.id: [each.id] for each in TABS
    }
    assert ([each.code for each in after.problems], after.exists) == (
        ["google-juror-unshared"],
        True,
    )
    assert after.version not in {before.version, ""}
    assert spread.read(TABS).version == after.version


def test_only_what_changes_is_written(spread: SpreadWorkbook, tmp_path: Path) -> None:
    spread.apply(made(TABS), spread.read(TABS))
    before = {each.name: each.read_bytes() for each in tmp_path.glob("*.xlsx")}
    plan = Plan(cells=(SetCell(TWO, "1", "a", "two", "new"),))
    spread.apply(plan, spread.read(TABS))
    after = {each.name: each.read_bytes() for each in tmp_path.glob("*.xlsx")}
    assert [name for name in after if after[name] != before[name]] == ["two.xlsx"]


def test_somebody_changed_one_of_them(spread: SpreadWorkbook, tmp_path: Path) -> None:
    """Nothing of the main workbook is written: the command starts over."""
    spread.apply(made(TABS), spread.read(TABS))
    snapshot = spread.read(TABS)
    other = XlsxWorkbook(tmp_path / "two.xlsx")
    other.apply(Plan(cells=(SetCell(TWO, "1", "a", "two", "theirs"),)), other.read([TWO]))
    plan = Plan(cells=tuple(SetCell(each, "1", "a", each.id, "ours") for each in TABS))
    with pytest.raises(WorkbookChanged):
        spread.apply(plan, snapshot)
    values = {name: each.values["a"] for name, each in spread.read(TABS).tabs.items()}
    assert values == {"one": ["ours"], "main": ["main"], "two": ["theirs"]}


@pytest.mark.parametrize(
    ("name", "kind"), [("one", WorkbookBusy), ("two", PartOfMany), ("main", PartOfMany)]
)
def test_somebody_has_one_of_them_open(
    spread: SpreadWorkbook, tmp_path: Path, name: str, kind: type[Exception]
) -> None:
    """Whichever it is, the next run goes on from there."""
    lock = tmp_path / f".~lock.{name}.xlsx#"
    spread.apply(made(TABS), spread.read(TABS))
    lock.write_text(",Nina,poste,22.11.2026 10:00,file:///x;", encoding="utf-8")
    plan = Plan(cells=tuple(SetCell(each, "1", "a", each.id, "ours") for each in TABS))
    with pytest.raises(kind) as caught:
        spread.apply(plan, spread.read(TABS))
    if isinstance(caught.value, PartOfMany):
        sentence, remedy = caught.value.explain(language_for("en"))
        done = {"two": 1, "main": 2}[name]
        assert sentence.endswith(f" {done} of 3 workbooks were written before.")
        assert remedy.startswith("Run the command again then: it is safe")
    lock.unlink()
    now = spread.read(TABS)
    left = tuple(
        SetCell(each, "1", "a", each.id, "ours")
        for each in TABS
        if now.tabs[each.id].values["a"] != ["ours"]
    )
    spread.apply(Plan(cells=left), now)
    values = {name: each.values["a"] for name, each in spread.read(TABS).tabs.items()}
    assert values == {"one": ["ours"], "main": ["ours"], "two": ["ours"]}


def test_snapshot_of_another_workbook_is_refused(spread: SpreadWorkbook, tmp_path: Path) -> None:
    other = XlsxWorkbook(tmp_path / "main.xlsx").read([MAIN])
    with pytest.raises(ValueError, match="several"):
        spread.apply(made([MAIN]), other)

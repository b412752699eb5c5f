"""A plan carried out on a package that lies in memory; the disk is not touched here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.tabs.model import HEADING_ROW
from sheets_sync.tabs.model import IDENTITY_ROW
from sheets_sync.workbooks.base import TabState
from sheets_sync.workbooks.errors import SAVE_AGAIN
from sheets_sync.workbooks.errors import WorkbookUnfit
from sheets_sync.workbooks.errors import WorkbookUnsafe
from sheets_sync.workbooks.xlsx.book import Sheet
from sheets_sync.workbooks.xlsx.book import links
from sheets_sync.workbooks.xlsx.book import open_book
from sheets_sync.workbooks.xlsx.bookpart import BookPart
from sheets_sync.workbooks.xlsx.bookpart import Names
from sheets_sync.workbooks.xlsx.bookpart import ask_recalculation
from sheets_sync.workbooks.xlsx.bookpart import empty_package
from sheets_sync.workbooks.xlsx.bookpart import move_filter_name
from sheets_sync.workbooks.xlsx.drawing import draw
from sheets_sync.workbooks.xlsx.edit import SheetEdit
from sheets_sync.workbooks.xlsx.memory import TITLE
from sheets_sync.workbooks.xlsx.newtab import sheet_part
from sheets_sync.workbooks.xlsx.order import HIDDEN
from sheets_sync.workbooks.xlsx.order import position
from sheets_sync.workbooks.xlsx.order import rank
from sheets_sync.workbooks.xlsx.records import Layout
from sheets_sync.workbooks.xlsx.refs import LAST_COLUMN
from sheets_sync.workbooks.xlsx.refs import letters
from sheets_sync.workbooks.xlsx.registry import forget
from sheets_sync.workbooks.xlsx.restored import Restorer
from sheets_sync.workbooks.xlsx.styles import Styles
from sheets_sync.workbooks.xlsx.surroundings import filtered
from sheets_sync.workbooks.xlsx.tables import grow_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.plan import Plan
    from sheets_sync.tabs.model import Column
    from sheets_sync.tabs.model import Tab
    from sheets_sync.workbooks.base import Snapshot
    from sheets_sync.workbooks.xlsx.edit import Outcome
    from sheets_sync.workbooks.xlsx.reading import Details
    from sheets_sync.workbooks.xlsx.zipped import Package


class Composer:
    """Carries out one plan; raises ``WorkbookUnsafe`` rather than break something."""

    def __init__(
        self, data: bytes | None, snapshot: Snapshot, details: Details, place: str
    ) -> None:
        """Open the package, or make an empty one when there is no data."""
        self._place = place
        self._new = data is None
        self._book = open_book(data or empty_package(), place, "")
        self._package = self._book.package
        self._check_whole()
        self._part = BookPart(self._package, self._book.part)
        self._formulas = details.formulas
        self._styles_part = self._find_styles()
        self._styles = Styles(self._package.read(self._styles_part))
        self._snapshot = snapshot
        self._layouts = dict(details.layouts)
        self._ranks = {**details.ranks, TITLE: HIDDEN}
        self._remembered = details.memory
        self._memory = details.memory.copy()
        self._edits: dict[str, SheetEdit] = {}

    def _check_whole(self) -> None:
        """Refuse a workbook in which nothing at all may be changed."""
        if self._book.strict:
            detail: str = N_("it is saved as “Strict Open XML”")
            cure = N_("In Excel, save it as “Excel Workbook (.xlsx)”, then try again.")
            raise WorkbookUnfit(place=self._place, detail=detail, cure=cure)
        if any(link.kind == "origin" for link in links(self._package, "")):
            detail = N_("it has a digital signature, which any change would break")
            cure = N_("Remove the signature (in Excel: File, Info), then try again.")
            raise WorkbookUnfit(place=self._place, detail=detail, cure=cure)

    def _find_styles(self) -> str:
        for link in links(self._package, self._book.part):
            if link.kind == "styles":
                return link.part
        detail = N_("it has no part for styles")
        raise WorkbookUnfit(place=self._place, detail=detail, cure=SAVE_AGAIN)

    def carry_out(self, plan: Plan) -> Package:
        """The package as the plan wants it; ``outcomes`` tells where things are then."""
        self._create([each.tab for each in plan.create])
        for each in plan.columns:
            self._add_column(each.tab, each.column)
        for row in plan.rows:
            self._edit(row.tab).add(row)
        for change in plan.cells:
            self._edit(change.tab).set(change)
        for made in plan.create:
            draw(made.tab, self._edits[made.tab.id], self._package)
        self._finish()
        return self._package

    def outcomes(self) -> list[Outcome]:
        """What the sheets that were changed should hold."""
        return [edit.outcome() for edit in self._edits.values()]

    # -- new tabs -------------------------------------------------------------------

    def _create(self, tabs: Sequence[Tab]) -> None:
        taken = [title.casefold() for title in self._book.titles]
        for tab in tabs:
            if tab.title.casefold() in taken:
                detail = N_("a tab “{tab}” is there already")
                raise WorkbookUnsafe(place=self._place, detail=detail, tab=tab.title)
            taken.append(tab.title.casefold())
            self._create_one(tab)
        if self._new and tabs:
            self._part.show_first()

    def _create_one(self, tab: Tab) -> None:
        from sheets_sync.workbooks.xlsx.blank import blank  # openpyxl takes its time

        made = blank(tab, self._memory.choices)
        self._memory.remember(tab.id, tab.ids())
        last = letters(len(tab.columns))
        names = Names(
            f"$A${HEADING_ROW}:${last}${HEADING_ROW}" if tab.filtered and not tab.hidden else "",
            () if tab.hidden else _repeated(tab),
        )
        data = sheet_part(made, self._styles, drawn=bool(tab.charts))
        sheet = self._add_sheet(tab.title, data, names, rank(tab))
        columns = {each: place for place, each in enumerate(tab.ids(), start=1)}
        headings = {column.id: column.heading for column in tab.columns}
        state = TabState(tab.title, (), (), columns, headings, dict.fromkeys(columns, ()))
        layout = Layout(sheet, IDENTITY_ROW, HEADING_ROW, len(columns))
        self._layouts[tab.id] = layout
        edit = SheetEdit(tab, layout, state, self._package, self._place)
        for place, column in enumerate(tab.columns, start=1):
            edit.put(IDENTITY_ROW, place, tab.identity(column.id), "")
            edit.put(HEADING_ROW, place, column.heading, "")
        self._edits[tab.id] = edit

    def _add_sheet(self, title: str, data: bytes, names: Names, own: int) -> Sheet:
        if self._part.protected:
            detail = N_("its structure is protected, so no tab can be added")
            cure = N_("Lift that protection (Review, Protect Workbook), then try again.")
            raise WorkbookUnfit(place=self._place, detail=detail, cure=cure)
        at = position(own, self._part.titles, self._ranks)
        self._ranks[title] = own
        return self._part.add_sheet(title, data, at, hidden=own == HIDDEN, names=names)

    # -- what is there --------------------------------------------------------------

    def _edit(self, tab: Tab) -> SheetEdit:
        if tab.id not in self._edits:
            layout = self._layouts[tab.id]
            self._edits[tab.id] = SheetEdit(
                tab, layout, self._snapshot.tabs[tab.id], self._package, self._place
            )
        return self._edits[tab.id]

    def _add_column(self, tab: Tab, column: Column) -> None:
        from sheets_sync.workbooks.xlsx.newcolumn import add_column

        edit, layout = self._edit(tab), self._layouts[tab.id]
        if edit.width >= LAST_COLUMN:
            detail = N_("the tab “{tab}” is full")
            raise WorkbookUnsafe(place=self._place, detail=detail, tab=tab.title)
        lines = layout.identity_line, layout.heading_line
        add_column(edit, tab, column, lines, self._styles, self._memory)
        self._memory.remember(tab.id, [column.id])

    # -- the rest of the package ----------------------------------------------------

    def _finish(self) -> None:
        restorer = Restorer(self._book, self._styles)
        for edit in self._edits.values():
            edit.prepare(restorer)
            self._package.put(edit.part, edit.content, edit.run)
            if edit.grows:
                columns = edit.columns.values()
                grow_tables(self._package, edit.part, columns, edit.first, edit.last)
        if self._styles.changed:
            self._package.put(self._styles_part, self._styles.content())
        if self._memory != self._remembered:
            self._write_memory()
        if any(edit.replaces_formula for edit in self._edits.values()):
            forget(self._package, self._book.part, {"calcChain"})
        self._finish_book()

    def _write_memory(self) -> None:
        for sheet in self._book.sheets:
            if sheet.title == TITLE:
                self._package.put(sheet.part, self._memory.sheet())
                return
        self._add_sheet(TITLE, self._memory.sheet(), Names(), HIDDEN)

    def _finish_book(self) -> None:
        old = self._package.read(self._book.part)
        new = self._part.content() if self._part.changed else old
        titles = self._part.titles
        for edit in self._edits.values():
            area = filtered(edit.tail)
            if area and area != filtered(edit.sheet.tail):
                new = move_filter_name(new, titles.index(edit.title), area)
        if self._formulas:
            new = ask_recalculation(new)
        if new != old:
            self._package.put(self._book.part, new)


def _repeated(tab: Tab) -> tuple[str, ...]:
    """What every printed page repeats: the columns and the rows that stay in view."""
    columns = (f"$A:${letters(tab.frozen)}",) if tab.frozen else ()
    return (*columns, f"${IDENTITY_ROW}:${HEADING_ROW}")

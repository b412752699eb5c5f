"""A sheet of a workbook seen in the quickest way that tells everything about it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.workbooks.xlsx.oddities import FORMULA
from sheets_sync.workbooks.xlsx.oddities import NONE
from sheets_sync.workbooks.xlsx.oddities import marked
from sheets_sync.workbooks.xlsx.oddities import oddities
from sheets_sync.workbooks.xlsx.plain import PlainSheet
from sheets_sync.workbooks.xlsx.plaintext import NotPlain
from sheets_sync.workbooks.xlsx.plaintext import PlainStyles
from sheets_sync.workbooks.xlsx.plaintext import SharedTexts
from sheets_sync.workbooks.xlsx.runs import Runs

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from python_calamine import CalamineWorkbook

    from sheets_sync.workbooks.recognise import Identities
    from sheets_sync.workbooks.xlsx.book import Book
    from sheets_sync.workbooks.xlsx.book import Sheet
    from sheets_sync.workbooks.xlsx.oddities import Oddities
    from sheets_sync.workbooks.xlsx.shape import Likely
    from sheets_sync.workbooks.xlsx.sheetdata import Cut
    from sheets_sync.workbooks.xlsx.values import Values

    Find = Callable[[PlainSheet | Values], Identities | None]


class Seen(NamedTuple):
    """A sheet: ``formulas`` whether it may hold one, ``cut`` how it lies, if that is known.

    Where there are no identities, nothing is said of the values of a sheet.
    """

    values: PlainSheet | Values
    identities: Identities | None
    odd: Oddities
    formulas: bool
    cut: Cut | None = None


class Sight:
    """Sees the sheets of a workbook, whose file's content is ``data``.

    ``likely`` is what the records of tabs may well hold, by the tab's id.
    """

    def __init__(self, book: Book, data: bytes, likely: Mapping[str, Likely]) -> None:
        """Open nothing yet."""
        self._likely = likely
        self._book = book
        self._data = data
        self._shared = SharedTexts(book)
        self._styles = PlainStyles(book)
        self._reader: CalamineWorkbook | None = None

    def see(self, sheet: Sheet, find: Find, *, whole: bool = False) -> Seen:
        """A sheet, ``whole`` even where ``find`` knows no identities in its values.

        Raises what damaged packages raise.
        """
        try:
            return self._plainly(sheet, find, whole=whole)
        except NotPlain:
            return self._by_library(sheet, find)

    def _plainly(self, sheet: Sheet, find: Find, *, whole: bool) -> Seen:
        stored = self._book.package.stored(sheet.part)
        if stored is None:
            raise NotPlain
        runs = Runs()
        values = PlainSheet(runs.read(stored), self._shared, self._styles)
        identities = find(values)
        if identities is None and not whole:
            formulas = marked(self._book.package, sheet.part).formulas
            return Seen(values, None, NONE, formulas)
        if identities and identities.tab in self._likely:
            values.expect(self._likely[identities.tab], identities.columns)
        values.finish()
        cutter = values.cutter
        formulas = FORMULA in cutter.head or FORMULA in cutter.tail
        cut = cutter.cut(runs.table if runs.complete else None)
        return Seen(values, identities, NONE, formulas, cut)

    def _by_library(self, sheet: Sheet, find: Find) -> Seen:
        from python_calamine import CalamineError

        package, part = self._book.package, sheet.part
        with ThreadPoolExecutor(1) as beside:  # both work outside of Python's lock
            looking = beside.submit(marked, package, part)
            try:
                values = self._values(sheet.title)
            except CalamineError as error:
                raise ValueError(str(error)) from error
        marks = looking.result()
        identities = find(values)
        formatted = self._shared.formatted() if identities else {}
        unusual = identities and (any(marks) or formatted)
        odd = oddities(package.read(part), formatted) if unusual else NONE
        return Seen(values, identities, odd, marks.formulas)

    def _values(self, title: str) -> Values:
        from python_calamine import load_workbook

        from sheets_sync.workbooks.xlsx.values import Values

        self._reader = self._reader or load_workbook(BytesIO(self._data))
        return Values(self._reader, title)

"""Drives a form of Google whose answers stand in a tab of a spreadsheet, for the contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from sheets_sync.form import FormSource
from tests.contracts.source_contract import TOKEN
from tests.servers.google_forms.api import GoogleForms
from tests.servers.google_forms.form import Form
from tests.servers.google_forms.form import texts
from tests.servers.sheets.client import client
from tests.servers.sheets.server import SheetsServer
from tests.servers.sheets.service import Incoming
from tests.sources.live.drivers import GoogleFormsDriver

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    import gspread

    from tests.servers.common.asked import Asked
    from tests.servers.common.asked import Given
    from tests.servers.common.journal import Entry
    from tests.servers.common.serving import Call
    from tests.servers.sheets.replies import Reply

READER = "reader@example.org"
TAB = "Réponses au formulaire 1"
PARIS = ZoneInfo("Europe/Paris")


class Google(GoogleForms):
    """Both services behind one address: the Forms API, and the spreadsheets of a server."""

    sheets: SheetsServer

    def answer(self, call: Call, entry: Entry) -> Reply:
        """Answer a request about the form, a spreadsheet, or for a token."""
        if not call.path.startswith("/v4/"):
            return super().answer(call, entry)
        entry.note = "spreadsheet"
        bearer = call.headers.get("authorization", "").removeprefix("Bearer ")
        asked = Incoming(call.method, call.path, urlencode(call.query), call.body, bearer)
        return self.sheets.service.answer(asked)


@dataclass
class LinkedForm(Form):
    """A form that writes each response into a row, and rewrites it when it is edited."""

    book: gspread.Spreadsheet | None = None

    def submit(
        self, answers: Mapping[str, Given], email: str = "", at: datetime | None = None
    ) -> str:
        """A row more."""
        number = super().submit(answers, email, at)
        self.given[number] = dict(answers)
        self.write()
        return number

    def change(
        self, response: str, answers: Mapping[str, Given], at: datetime | None = None
    ) -> None:
        """The row says otherwise, and since when."""
        super().change(response, answers, at)
        self.given[response] |= answers
        self.write()

    def delete(self, response: str) -> None:
        """The row goes."""
        super().delete(response)
        self.write()

    def rename(self, code: str, label: str) -> None:
        """The heading follows."""
        super().rename(code, label)
        self.write()

    def ask(self, asked: Asked) -> None:
        """A column more."""
        super().ask(asked)
        self.write()

    def __post_init__(self) -> None:
        """Nobody answered."""
        self.given: dict[str, dict[str, Given]] = {}

    def rows(self) -> list[list[str]]:
        """The tab as people would type it: headings, then a row per response."""
        rows = [["Horodateur", *(each.label for each in self.questions.values())]]
        for number, response in self.responses.items():
            sent = datetime.fromisoformat(str(response["lastSubmittedTime"])).astimezone(PARIS)
            cells = [f"{sent:%d/%m/%Y %H:%M:%S}"]
            for code, asked in self.questions.items():
                given = self.given[number].get(code)
                text = ", ".join(texts(asked, given)) if given else ""
                cells.append(f"'{text}" if text else "")
            rows.append(cells)
        return rows

    def write(self) -> None:
        """Bring the tab up to date."""
        if self.book is not None:
            sheet = self.book.worksheet(TAB)
            sheet.clear()
            sheet.update(self.rows(), value_input_option="USER_ENTERED")  # type: ignore[arg-type]


class LinkedTabDriver(GoogleFormsDriver):
    """The Sheets API for the answers, the Forms API for their ids."""

    page = 3

    def __init__(self) -> None:
        """A new form, a new spreadsheet beside another tab."""
        self.sheets = SheetsServer().__enter__()
        self.book = client(self.sheets, READER).create("Candidatures")
        self.book.update_locale("fr_FR")
        self.book.update_timezone("Europe/Paris")
        self.book.add_worksheet(TAB, 60, 12)
        self.form = self.linked = LinkedForm(book=self.book)
        service = Google(
            self.form, world=self.sheets.service.world, accounts={READER}, page=self.page
        )
        service.sheets = self.sheets
        service.world.token(READER, TOKEN)
        super(GoogleFormsDriver, self).__init__(self.form, service)
        keys = {"spreadsheet": self.book.id}
        self.settings = FormSource("google-forms", self.local.address, self.form.id, keys=keys)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop both servers."""
        super().__exit__(kind, error, trace)
        self.sheets.__exit__(kind, error, trace)

    def expire_token(self) -> None:
        """The reader's token is no longer good; that of who writes the tab is."""
        del self.platform.world.tokens[TOKEN]

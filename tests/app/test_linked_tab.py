"""palmares sync from the tab that Google Forms writes, with the workbook's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gspread.utils import ValueInputOption

from tests.app.gestures import codes
from tests.app.google_desk import google_desk
from tests.app.office import HEADINGS
from tests.app.office import STRONG
from tests.servers.sheets.client import client
from tests.workbooks.google_account import OWNER
from tests.workbooks.google_account import ROBOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.app.google_desk import Desk

ASKED = HEADINGS[1:7] + HEADINGS[8:]
SENT = ("05/10/2023 10:00:00", "Ville inventée", "38", "Commune", "5000", "Une Porteuse", "Maire")
FORM = """
[source]
platform = "google-forms"
address = "{address}"
form = "1FAIpQLSd-essai"
spreadsheet = "{spreadsheet}"
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A campaign on a Google spreadsheet, whose form writes into another one."""
    with google_desk(tmp_path, monkeypatch) as made:
        book = client(made.server, OWNER).create("Candidatures")
        book.update_locale("fr_FR")
        rows = [["Horodateur", *ASKED], [*SENT, *STRONG]]
        book.sheet1.update(rows, value_input_option=ValueInputOption.user_entered)
        book.share(ROBOT, perm_type="user", role="reader", notify=False)
        text = FORM.format(address=made.server.address, spreadsheet=book.url)
        form = made.folder / "config" / "form.toml"
        before = form.read_text(encoding="utf-8") if form.exists() else ""
        form.write_text(before + text, encoding="utf-8")
        yield made


def test_answers_come_from_the_linked_tab(desk: Desk) -> None:
    output = desk.done("sync", "--yes")
    assert "1 dossier read from Google Sheets" in output
    assert "form-ids-unknown" in codes(output)
    ((key, row),) = desk.rows("Réponses")
    assert (key, row["responses.name"]) == ("inventee-38", "Ville inventée")
    assert "Nothing had to be written." in desk.done("sync", "--yes")


def test_spreadsheet_that_was_not_shared_is_told(desk: Desk) -> None:
    book = client(desk.server, OWNER).open("Candidatures")
    book.remove_permissions(ROBOT, role="any")
    outcome = desk.run("sync", "--yes")
    assert outcome.code == 3
    assert "Google Sheets" in outcome.output


def test_form_is_described_from_its_tab(desk: Desk) -> None:
    desk.done("form", "describe", "--yes")
    (grid,) = (desk.folder / "config").glob("grid*described.csv")
    assert ";Une délibération ?;" in grid.read_text(encoding="utf-8")


def test_spreadsheet_that_is_none_is_a_finding(desk: Desk) -> None:
    form = desk.folder / "config" / "form.toml"
    text = form.read_text(encoding="utf-8")
    form.write_text(text.partition("spreadsheet =")[0] + 'spreadsheet = "https://x.example/"\n')
    outcome = desk.run("sync", "--yes")
    assert (outcome.code, codes(outcome.output)) == (1, ["config-not-spreadsheet"])

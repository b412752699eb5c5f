"""The tab that Google Forms writes, with the Forms API beside it and without."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from sheets_sync.findings import Severity
from sheets_sync.form import ColumnRef
from sheets_sync.sources.exports import responses_of
from sheets_sync.sources.live.codec import read_response
from sheets_sync.sources.live.codec import response_data
from sheets_sync.sources.live.google_forms.tab import SHEETS
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.table import form_table
from tests.contracts.source_contract import HTML
from tests.contracts.source_contract import LABELS
from tests.contracts.source_contract import ODT
from tests.contracts.source_contract import Desk
from tests.contracts.source_contract import candidate
from tests.contracts.source_contract import cells
from tests.contracts.source_contract import codes
from tests.contracts.source_contract import shown
from tests.exports import writers
from tests.servers.common.asked import Asked
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind
from tests.sources.everyone import BARE_OTHER
from tests.sources.everyone import COUNT
from tests.sources.everyone import differences
from tests.sources.everyone import everyone
from tests.sources.everyone import rows_by_name
from tests.sources.everyone import wanted_of
from tests.sources.live.linked import TAB
from tests.sources.live.linked import LinkedTabDriver

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.sources.live.model import Pull
    from tests.exports.writers import Value

MORNING = datetime(2023, 10, 29, 0, 30, tzinfo=UTC)
"""Half an hour before the clock goes back in Paris."""


@pytest.fixture
def form() -> Iterator[LinkedTabDriver]:
    with LinkedTabDriver() as driver:
        yield driver


def alone(form: LinkedTabDriver) -> LinkedTabDriver:
    """The same, the form itself shared with nobody."""
    form.platform.accounts.clear()
    return form


def typed(form: LinkedTabDriver, *rows: list[object]) -> None:
    """Write rows into the tab in place of what is there."""
    sheet = form.book.worksheet(TAB)
    sheet.clear()
    sheet.update([*rows], value_input_option="USER_ENTERED")  # type: ignore[arg-type]


def pulled(form: LinkedTabDriver) -> Pull:
    return form.source().pull()


def test_answers_are_the_same_cell_by_cell(form: LinkedTabDriver) -> None:
    def entered(value: Value) -> object:
        if isinstance(value, datetime):
            return f"{value:%d/%m/%Y %H:%M:%S}"
        return f"'{value}" if isinstance(value, str) and value else value

    people = everyone()
    records = writers.google_workbook(people.form, people.responses)
    form.book.worksheet(TAB).resize(COUNT + 2, len(records[0]) + 1)
    typed(alone(form), *[[entered(cell) for cell in record] for record in records])
    form.book.sheet1.update([["Notes", "de l’équipe"], ["rien", "à lire"]])
    pull = pulled(form)
    table = form_table(form.source().place, pull.form, pull.responses)
    responses = responses_of(table, people.form.form_map, people.form.grid, people.form.scheme)
    told = {f.code for f in responses.findings if f.severity is not Severity.NOTE}
    assert told == {"answer-option-unknown"}
    wanted = wanted_of(people, (BARE_OTHER,))
    assert differences(rows_by_name(responses), wanted, ("dossier", "updated")) == []
    assert len(responses.table) == COUNT


def test_candidate_is_known_by_name_where_the_form_can_t_be_read(
    form: LinkedTabDriver, tmp_path: Path
) -> None:
    desk = Desk(form, tmp_path)
    columns = {key: ColumnRef((LABELS[key],)) for key in desk.form_map.columns}
    desk.form_map = desk.form_map._replace(columns=columns)
    form.submit(candidate(1))
    alone(form)
    responses = desk.sync()
    assert shown(responses) == {"inventee-1-38": cells(candidate(1))}
    assert codes(responses) == ["form-ids-unknown"]
    assert shown(desk.sync()) == shown(responses)


def test_row_that_staff_deleted_is_withdrawn_though_the_form_has_it(form: LinkedTabDriver) -> None:
    form.submit(candidate(1))
    stays = form.submit(candidate(2))
    form.book.worksheet(TAB).delete_rows(2)
    assert [each.id for each in pulled(form).responses] == [stays]


def test_cell_that_staff_corrected_is_the_answer(form: LinkedTabDriver) -> None:
    number = form.submit(candidate(1, mot="avant", formats=(ODT, HTML)))
    headings = form.linked.rows()[0]
    sheet = form.book.worksheet(TAB)
    sheet.update_cell(2, headings.index(LABELS["mot"]) + 1, "après")
    sheet.update_cell(2, headings.index(LABELS["formats"]) + 1, f"{HTML}, Autre chose")
    (response,) = pulled(form).responses
    ids = form.codes()
    assert response.id == number
    assert response.answers[ids["mot"]] == "après"
    assert response.answers[ids["formats"]] == (HTML, "Autre chose")


def test_responses_of_one_second_are_told_apart_by_their_answers(form: LinkedTabDriver) -> None:
    sent = candidate(1).sent
    first, second = (form.submit(replace(candidate(n), sent=sent)) for n in (1, 2))
    form.book.worksheet(TAB).sort((2, "des"), range="A2:G3")
    name = form.codes()["name"]
    found = {each.id: each.answers[name] for each in pulled(form).responses}
    assert found == {first: "Ville inventée 1", second: "Ville inventée 2"}


def test_hour_that_the_clock_shows_twice_is_found(form: LinkedTabDriver) -> None:
    moments = [MORNING, MORNING + timedelta(hours=1)]
    sent = [form.submit(replace(candidate(n), sent=at)) for n, at in enumerate(moments)]
    found = {each.id: each.submitted for each in pulled(form).responses}
    part = timedelta(milliseconds=482)
    assert found == {number: at + part for number, at in zip(sent, moments, strict=True)}


def test_files_are_those_that_the_form_tells_of(form: LinkedTabDriver) -> None:
    form.form.ask(Asked("acte", "L’acte", Kind.FILES))
    form.form.submit({"name": Given("Lieu"), "acte": Given(files=("acte.pdf",))})
    sheet = form.book.worksheet(TAB)
    at = form.linked.rows()[0].index("L’acte") + 1
    sheet.update_cell(2, at, "https://drive.google.com/open?id=1x0")
    (response,) = pulled(form).responses
    file = AttachedFile("acte.pdf", "https://drive.google.com/open?id=1x0", type="application/pdf")
    assert response.answers[form.form.ids["acte"]] == (file,)
    (response,) = pulled(alone(form)).responses
    assert response.answers["L’acte"] == "https://drive.google.com/open?id=1x0"


def test_address_of_the_candidate_is_a_fact(form: LinkedTabDriver) -> None:
    typed(form, ["Horodateur", "Adresse e-mail", "Score", "Nom"], ["", " a@b.example ", 3, "Lieu"])
    (response,) = pulled(alone(form)).responses
    assert (response.facts, response.answers) == ({"email": "a@b.example"}, {"Nom": "Lieu"})
    assert (response.id, response.named, response.submitted) == ("2", False, None)


def test_response_without_an_id_is_kept_as_one(form: LinkedTabDriver) -> None:
    form.submit(candidate(1))
    (response,) = pulled(alone(form)).responses
    assert not response.named
    assert read_response(response_data(response)) == response


def test_hostile_cells_are_text(form: LinkedTabDriver) -> None:
    formula = '=IMPORTDATA("http://127.0.0.1/")'
    bad = [f"'{formula}", "file:///etc/passwd", "<b>x</b>", "'" + "é" * 9_000]
    typed(form, ["Horodateur", "A", "B", "C", "D"], ["02/10/2023 10:00:00", *bad])
    (response,) = pulled(alone(form)).responses
    assert [*response.answers.values()] == [each.removeprefix("'") for each in bad]


def test_spreadsheet_without_such_a_tab_is_told(form: LinkedTabDriver) -> None:
    form.book.worksheet(TAB).clear()
    with pytest.raises(SourceBroken, match="no tab of the spreadsheet"):
        pulled(form)


def test_spreadsheet_that_is_not_there_is_told(form: LinkedTabDriver) -> None:
    form.settings = form.settings._replace(keys={"spreadsheet": "1" * 44})
    with pytest.raises(SourceRefused, match="there is no spreadsheet"):
        pulled(form)


def test_service_is_googles_when_no_address_is_given() -> None:
    assert SHEETS == "https://sheets.googleapis.com"

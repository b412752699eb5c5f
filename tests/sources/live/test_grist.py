"""What Grist does in its own way."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

import pytest

from sheets_sync.form import FormSource
from sheets_sync.sources.live import grist
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceRefused
from tests.contracts.source_contract import QUICK
from tests.servers.common.asked import Asked
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind
from tests.servers.common.serving import Local
from tests.servers.grist.api import KEY
from tests.servers.grist.api import Grist
from tests.servers.grist.document import CHANGED
from tests.servers.grist.document import SENT
from tests.servers.grist.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.sources.live.model import Answer
    from sheets_sync.sources.live.protocol import LiveSource

WORD = Asked("word", "Un mot", Kind.LONG)


class Site:
    """A site with a document, on this machine."""

    def __init__(self) -> None:
        self.document = Document()
        self.platform = Grist(self.document)
        self.local = Local(self.platform)

    def source(self, key: str = KEY, table: str = "Candidatures", **keys: str) -> LiveSource:
        """A source that asks it."""
        settings = FormSource(
            "grist", self.local.address, self.document.id, keys={"table": table, **keys}
        )
        return grist.open_source(settings, lambda: key, patience=QUICK)

    def column(self, kind: str, value: Any, **more: Any) -> Answer:  # noqa: ANN401 - a cell
        """What is read of a cell of a type."""
        self.document.ask(WORD)
        column = self.document.table.columns[-1]
        column.type = kind
        for name, given in more.items():
            setattr(column, name, given)
        self.document.table.add({column.ref: value})
        (response,) = self.source().pull().responses
        return response.answers[str(column.ref)]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    with made.local:
        yield made


@pytest.mark.parametrize(
    ("kind", "value", "answer"),
    [
        ("Text", "Un texte\r\nsur deux lignes", "Un texte\nsur deux lignes"),
        ("Text", "", None),
        ("Text", None, None),
        ("Numeric", 12.5, "12.5"),
        ("Numeric", 1200.0, "1200"),
        ("Numeric", 0, "0"),
        ("Numeric", 1e-7, "0.0000001"),
        ("Numeric", 100 / 3, "33.3333333333333"),
        ("Int", 38, "38"),
        ("Date", 1_698_796_800, "2023-11-01"),
        ("DateTime:Europe/Paris", 1_690_880_400, "2023-08-01T11:00:00+02:00"),
        ("ChoiceList", ["L", "a, b", "c"], ("a, b", "c")),
        ("ChoiceList", ["L"], None),
        ("ChoiceList", None, None),
        ("Choice", "Oui", "Oui"),
        ("Any", ["d", 1_698_796_800], "2023-11-01"),
        ("Any", ["D", 1_690_880_400, "UTC"], "2023-08-01T09:00:00+00:00"),
        ("Any", ["L", 1, "deux"], "1\ndeux"),
        ("Numeric", "pas un nombre", "pas un nombre"),
    ],
)
def test_cell_of_a_type_is_read(site: Site, kind: str, value: Any, answer: Answer) -> None:  # noqa: ANN401
    assert site.column(kind, value) == answer


def test_columns_are_told_with_the_numbers_that_stay(site: Site) -> None:
    site.document.ask(Asked("one", "Quel niveau ?", Kind.ONE, (("a", "Bas"), ("b", "Haut"))))
    before = site.source().describe().questions[-1]
    site.document.rename("one", "À quel niveau ?")
    after = site.source().describe().questions[-1]
    assert (before.label, after.label) == ("Quel niveau ?", "À quel niveau ?")
    assert (after.id, after.shape) == (before.id, Shape.ONE)
    assert after.options == (Option("Bas"), Option("Haut"))


def test_moments_come_from_the_columns_that_are_named(site: Site) -> None:
    site.document.ask(WORD)
    number = site.document.submit({}, at=datetime(2023, 7, 1, 10, tzinfo=UTC))
    site.document.change(number, {}, at=datetime(2023, 7, 2, 10, tzinfo=UTC))
    (bare,) = site.source().pull().responses
    pull = site.source(submitted=SENT, updated=CHANGED).pull()
    (dated,) = pull.responses
    assert (bare.submitted, bare.updated) == (None, None)
    assert dated.submitted == datetime(2023, 7, 1, 10, tzinfo=UTC)
    assert dated.updated == datetime(2023, 7, 2, 10, tzinfo=UTC)
    assert [each.label for each in pull.form.questions if not each.private] == ["Un mot"]


def test_reference_is_the_name_that_people_see(site: Site) -> None:
    site.document.refer("town", "Commune", "Communes", ["Claix", "Boé"])
    ref = site.document.codes["town"]
    for value in (2, 0, 7):
        site.document.table.add({ref: value})
    site.document.table.columns[-1].type = "Ref:Communes"
    read = [each.answers[str(ref)] for each in site.source().pull().responses]
    assert read == ["Boé", None, "7"]
    site.document.table.columns[-1].type = "RefList:Communes"
    site.document.table.rows[1][ref] = ["L", 1, 2]
    assert site.source().pull().responses[0].answers[str(ref)] == ("Claix", "Boé")


def test_attachments_are_told_and_not_fetched(site: Site) -> None:
    site.document.ask(Asked("acte", "L’acte", Kind.FILES))
    site.document.submit({"acte": Given(files=("acte.pdf",))})
    (response,) = site.source().pull().responses
    address = f"{site.local.address}/api/docs/{site.document.id}/attachments/1/download"
    file = AttachedFile("acte.pdf", address, size=len("fichier d’essai acte.pdf".encode()))
    assert [*response.answers.values()][-1] == (file,)
    assert "download" not in site.local.journal.notes()


def test_toggle_says_that_silence_is_a_no(site: Site) -> None:
    assert site.column("Bool", value=True) == "yes"
    pull = site.source().pull()
    assert [(each.code, each.place.column) for each in pull.findings] == [("form-toggle", "Un mot")]


def test_cell_with_an_error_is_no_answer_and_is_told(site: Site) -> None:
    assert site.column("Any", ["E", "ZeroDivisionError"]) is None
    (finding,) = site.source().pull().findings
    assert (finding.code, finding.place.row, finding.place.column) == (
        "form-cell-error",
        "1",
        "Un mot",
    )


def test_column_that_a_formula_computes_is_no_question(site: Site) -> None:
    site.document.ask(WORD)
    site.document.table.columns[-1].computed = True
    site.document.table.columns[-1].formula = "len($Mot)"
    site.document.table.add({})
    pull = site.source().pull()
    assert [each.private for each in pull.form.questions][-1]
    assert str(site.document.table.columns[-1].ref) not in pull.responses[0].answers


def test_label_that_changes_while_it_is_read_is_read_again(site: Site) -> None:
    site.document.ask(WORD)
    site.document.submit({"word": Given("Bonjour")})
    site.local.before = lambda n: site.document.rename("word", "Le mot") if n == 3 else None
    pull = site.source().pull()
    assert [each.label for each in pull.form.questions][-1] == "Le mot"
    assert [*pull.responses[0].answers.values()][-1] == "Bonjour"


def test_label_that_changes_again_and_again_is_told(site: Site) -> None:
    site.document.ask(WORD)
    site.document.submit({"word": Given("Bonjour")})
    site.local.before = lambda n: site.document.rename("word", f"Mot {n}")
    with pytest.raises(SourceBroken, match="changed again and again"):
        site.source().pull()


def test_key_that_is_none_is_told(site: Site) -> None:
    for key in ("inconnue", "avec\nfin de ligne", ""):
        with pytest.raises(SourceRefused):
            site.source(key).pull()


def test_document_that_may_not_be_read_is_told(site: Site) -> None:
    site.platform.allowed = False
    with pytest.raises(SourceRefused, match=r"has not the right \(HTTP 403\)"):
        site.source().pull()


def test_table_that_is_not_there_is_told(site: Site) -> None:
    with pytest.raises(SourceRefused, match="it has no form"):
        site.source(table="Autre/../table").pull()

"""Responses of a live form as the columns and rows of an export."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.findings import Place
from sheets_sync.grid import Option as GridOption
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Response
from sheets_sync.sources.live.model import Row
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.table import cell_text
from sheets_sync.sources.live.table import form_table
from sheets_sync.spelling import fold
from sheets_sync.ticked import choices
from sheets_sync.ticked import read_ticked
from tests.sources import small

MOMENT = datetime(2023, 10, 1, 8, tzinfo=UTC)
MANY = Question("f", "Formats", Shape.MANY, tuple(map(Option, ("ODT, ODS", "HTML", "A; B"))))
OPEN = Question("f", "Formats", Shape.MANY, (Option("HTML"),), other=True)
ROWS = Question(
    "r", "Logiciels", Shape.ROWS, questions=(Question("n", "Nom"), Question("p", "Postes"))
)


def response(key: str = "1", **answers: object) -> Response:
    """A response sent and changed at one moment."""
    return Response(key, MOMENT, MOMENT, "submitted", answers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "answer", "cell"),
    [
        (MANY, ("ODT, ODS", "HTML"), "ODT， ODS\nHTML"),  # noqa: RUF001
        (MANY, ("A; B",), "A； B"),  # noqa: RUF001
        (MANY, (), None),
        (MANY, None, None),
        (OPEN, ("HTML", "Markdown, RST"), "HTML\nAutre : Markdown, RST"),
        (OPEN, ("Markdown, HTML",), "Autre : Markdown， HTML"),  # noqa: RUF001
        (
            ROWS,
            (Row({"n": "Firefox", "p": "12"}), Row({"n": "VLC"})),
            "Nom: Firefox · Postes: 12\nNom: VLC",
        ),
        (ROWS, (Row({"n": None}),), None),
        (Question("n", "N", Shape.NUMBER), "1.234", "1.2340"),
        (Question("n", "N", Shape.NUMBER), "1.5", "1.5"),
        (Question("n", "N", Shape.NUMBER), "1234", "1234"),
        (Question("n", "N", Shape.YES_NO), "no", "no"),
        (Question("t", "T"), "  \n", None),
        (Question("t", "T"), "a, b", "a, b"),
        (
            Question("p", "P", Shape.FILES),
            (AttachedFile("a\nb.pdf", "https://x.invalid/1"), AttachedFile("")),
            "a b.pdf\n?",
        ),
    ],
)
def test_answer_as_one_cell(question: Question, answer: object, cell: str | None) -> None:
    assert cell_text(question, answer) == cell  # type: ignore[arg-type]


LABELS = st.lists(
    st.text(st.sampled_from("ab,;| éA"), min_size=1, max_size=8).filter(fold),
    min_size=2,
    max_size=6,
    unique_by=fold,
)


@given(LABELS, st.data())
def test_ticked_options_are_read_as_they_were_ticked(
    labels: list[str], data: st.DataObject
) -> None:
    """Whatever commas the labels hold; options that the grid does not know are unknown."""
    ticked = data.draw(st.sets(st.sampled_from(labels)))
    known = labels[: len(labels) // 2]
    question = Question("q", "Q", Shape.MANY, tuple(map(Option, labels)))
    cell = cell_text(question, tuple(sorted(ticked)))
    options = tuple(GridOption(f"o{at}", each, small.ONE) for at, each in enumerate(known))
    read = read_ticked(cell or "", choices(options, {}))
    assert read.ids == {f"o{at}" for at, each in enumerate(known) if each in ticked}
    assert len(read.unknown) == len([e for e in ticked - set(known) if any(s.isalnum() for s in e)])


def test_table_has_own_columns_then_questions() -> None:
    form = Form("p", "1", "F", (Question("q", "Q"), Question("n", "Note", private=True)))
    sent = Response("7", MOMENT, None, "submitted", {"q": "a"}, {"siret": "123", "email": "e"})
    table = form_table("lieu", form, [sent])
    assert [each.heading for each in table.columns] == [
        *("dossier", "submitted", "updated", "state", "email", "siret", "Q"),
    ]
    assert table.rows == (("7", "2023-10-01T08:00:00+00:00", None, "submitted", "e", "123", "a"),)
    assert table.columns[-1].code == "q"
    assert table.place(0, 6) == Place(file="lieu", column="Q", row="7")


def test_control_characters_become_visible_and_are_told() -> None:
    form = Form("p", "1", "F", (Question("q", "Q"),))
    table = form_table("lieu", form, [response(q="a\x00b\x1b")])
    assert table.rows[0][-1] == "a␀b␛"
    assert [(f.code, f.place.row) for f in table.findings] == [("form-control-characters", "1")]

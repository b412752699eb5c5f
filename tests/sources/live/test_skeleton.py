"""A first form.toml and grid.csv out of a form, whatever its labels are."""

from __future__ import annotations

import csv
import tomllib
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.form import FormSource
from sheets_sync.grid import AnswerType
from sheets_sync.language import language_for
from sheets_sync.settings.grid_file import load_grid
from sheets_sync.sources.described import describe_export
from sheets_sync.sources.live.drift import drift
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.skeleton import skeleton
from sheets_sync.spelling import fold
from tests.sources.small import FORM_MAP
from tests.sources.small import GRID

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

FRENCH, ENGLISH = language_for("fr"), language_for("en")
SOURCE = FormSource("grist", "https://grist.invalid", "doc", {"table": "T"})
QUESTIONS = (
    Question("c1", "Nom de la collectivité"),
    Question("c2", "Un plan ?", Shape.YES_NO, section="Stratégie › Détails"),  # noqa: RUF001
    Question("c3", "Quels formats ?", Shape.MANY, (Option("ODT, ODS"), Option("HTML")), other=True),
    Question("c4", "Quel pourcentage ?", Shape.NUMBER),
    Question("c5", "Lien vers la charte"),
    Question("c6", "Pièce", Shape.FILES),
    Question("c7", "Lequel ?", Shape.ONE),
    Question("c8", "Note interne", private=True),
)
LABELS = st.text(st.characters(codec=None, categories=None), min_size=1, max_size=90)


def loaded(folder: Path, grid: str) -> dict[str, tuple[str, AnswerType, tuple[str, ...]]]:
    """The questions of a skeleton as palmares reads them: id -> text, type, labels."""
    (folder / "grid.csv").write_text(grid, encoding="utf-8")
    found = load_grid(folder, None)
    assert found.sound, found.findings
    return {
        each.id: (each.text, each.type, tuple(option.label for option in each.options))
        for each in found.grid.questions
    }


def test_grid_holds_the_questions_with_their_types_and_options(tmp_path: Path) -> None:
    grid = skeleton(Form("grist", "doc", "Candidature", QUESTIONS), SOURCE, FRENCH)[1]
    assert loaded(tmp_path, grid) == {
        "details-un-plan": ("Un plan ?", AnswerType.YES_NO, ()),
        "quels-formats": ("Quels formats ?", AnswerType.MULTIPLE, ("ODT, ODS", "HTML", "Autre")),
        "quel-pourcentage": ("Quel pourcentage ?", AnswerType.PERCENTAGE, ()),
        "lien-vers-la-charte": ("Lien vers la charte", AnswerType.URL, ()),
        "piece": ("Pièce", AnswerType.FILE, ()),
        "lequel": ("Lequel ?", AnswerType.TEXT, ()),
    }


def test_form_map_names_the_codes_and_where_the_form_is() -> None:
    text = skeleton(Form("grist", "doc", "Candidature", QUESTIONS), SOURCE, ENGLISH)[0]
    assert tomllib.loads(text) == {
        "source": {
            "platform": "grist",
            "address": "https://grist.invalid",
            "form": "doc",
            "table": "T",
        },
        "facts": {"name": ["Nom de la collectivité"]},
        "codes": {
            "name": "c1",
            "details-un-plan": "c2",
            "quels-formats": "c3",
            "quel-pourcentage": "c4",
            "lien-vers-la-charte": "c5",
            "piece": "c6",
            "lequel": "c7",
        },
    }


def test_notices_are_in_the_language_asked_for() -> None:
    form = Form("grist", "doc", "Candidature", QUESTIONS)
    first = [skeleton(form, SOURCE, each)[1].splitlines()[0] for each in (ENGLISH, FRENCH)]
    french = "# Squelette tiré du formulaire «_Candidature_»_: les points restent à décider."
    assert first == [
        "# Skeleton made from the form “Candidature”: the points are to decide.",
        french.replace("_", "\N{NARROW NO-BREAK SPACE}"),
    ]


def test_numbers_of_who_applies_are_proposed_as_facts() -> None:
    asked = tuple(Question(f"c{n}", each) for n, each in enumerate(("N° SIRET", "Code INSEE")))
    text = skeleton(Form("grist", "doc", "Candidature", asked), SOURCE, ENGLISH)[0]
    assert tomllib.loads(text)["facts"] == {"siret": ["N° SIRET"], "insee": ["Code INSEE"]}


@given(st.lists(LABELS, min_size=1, max_size=5, unique_by=fold), LABELS)
def test_hostile_labels_make_files_that_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, labels: list[str], title: str
) -> None:
    labels = [each for each in labels if fold(each)]
    questions = tuple(
        Question(f"c{at}", each, Shape.ONE, (Option(each), Option(f"x{each}")), section=title)
        for at, each in enumerate(labels)
    )
    toml, grid = skeleton(Form("grist", "doc", title, questions), SOURCE, FRENCH)
    codes = tomllib.loads(toml).get("codes", {})
    assert len(codes) == len(questions)
    written = grid.encode("utf-8", "replace").decode()
    folder = tmp_path_factory.mktemp("config")
    (folder / "grid.csv").write_text(written, encoding="utf-8")
    found = load_grid(folder, None)
    assert {each.id for each in found.grid.questions} <= set(codes)
    lines = csv.reader(written.splitlines()[2:], delimiter=";")
    assert not any(cell[:1] in "=+-@" for line in lines for cell in line if cell)


def test_questions_of_an_export_are_told_by_headings_boxes_and_answers(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "Response ID;Date submitted;Un plan ?;Combien ?;Formats [ODT];Formats [Other];Un mot\n"
        "1;2023-10-01 10:00:00;Oui;12;Yes;;a\n2;2023-10-02 10:00:00;Non;1 200;No;RST;b\n",
        encoding="utf-8",
    )
    assert describe_export(path).questions == (
        Question("", "Un plan ?", Shape.YES_NO),
        Question("", "Combien ?", Shape.NUMBER),
        Question("", "Formats", Shape.MANY, (Option("ODT"),), other=True),
        Question("", "Un mot"),
    )


# -- drift --------------------------------------------------------------------------------

ASKED = (
    Question("n", "Collectivité"),
    Question("d", "Département"),
    Question("a", "Avez-vous un plan ?", Shape.YES_NO),
    Question("b", "Quelle part de logiciels libres ?", Shape.NUMBER),
    Question(
        "c",
        "Quels formats ?",
        Shape.MANY,
        tuple(map(Option, ("Textes, tableaux (ODT, ODS)", "HTML", "Autre"))),
    ),
    Question("e", "Un mot de plus"),
)


def drifted(*questions: Question) -> list[tuple[str, str]]:
    """(code, column) of what form and grid do not share."""
    form = Form("p", "1", "F", questions)
    return [(each.code, each.place.column) for each in drift("lieu", form, FORM_MAP, GRID)]


def test_form_and_grid_that_agree_have_not_drifted() -> None:
    assert drifted(*ASKED) == []


def test_question_that_only_one_side_knows_is_drift() -> None:
    new = Question("z", "Question nouvelle")
    note = Question("y", "Note interne", private=True)
    assert drifted(*ASKED[:-1], new, note) == [
        ("export-column-missing", "Un mot de plus"),
        ("export-column-unknown", "Question nouvelle"),
    ]


def test_option_that_only_one_side_knows_is_drift() -> None:
    options = (Option("HTML"), Option("Textes, tableaux (ODT, ODS)"), Option("PDF"))
    changed = Question("c", "Quels formats ?", Shape.MANY, options)
    assert drifted(*ASKED[:4], changed, ASKED[5]) == [
        ("form-option-without-points", "Quels formats ?"),
        ("form-option-gone", "Quels formats ?"),
    ]


def test_free_text_stands_for_the_option_other() -> None:
    options = (Option("HTML"), Option("Textes, tableaux (ODT, ODS)"))
    changed = Question("c", "Quels formats ?", Shape.MANY, options, other=True)
    assert drifted(*ASKED[:4], changed, ASKED[5]) == []

"""``form.toml``: what it says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.findings import Place
from sheets_sync.form import ColumnRef
from sheets_sync.form import DateOrder
from sheets_sync.form import FormMap
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.form_file import read_form
from tests.sources.small import GRID
from tests.sources.small import SCHEME

CONFIG = Path(__file__).parents[2] / "config"
WHOLE = """\
platform = "limesurvey"
dates = "month-first"
not_asked = ["part"]
ignored = ["RGPD"]
[facts]
name = ["Collectivité"]
[joined]
bearer = ["Prénom", "Nom"]
[constants]
type = "Commune"
[questions]
plan = ["Un plan ?"]
[codes]
plan = "Q1"
name = "NOM"
[options.formats]
html = ["SQ2", "Pages HTML"]
[options.plan]
yes = ["Tout à fait"]
[values.state]
submitted = ["Envoyé"]
"""


def findings(folder: Path, text: str) -> list[tuple[str, int | None, str]]:
    """(code, line, key) of what is wrong with a form.toml."""
    (folder / "form.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        read_form(folder, SCHEME, GRID)
    return [(f.code, f.place.line, f.place.key) for f in caught.value.findings]


def test_everything_that_the_file_can_say(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(WHOLE, encoding="utf-8")
    assert read_form(tmp_path, SCHEME, GRID) == FormMap(
        platform="limesurvey",
        columns={
            "name": ColumnRef(("Collectivité",), "NOM"),
            "plan": ColumnRef(("Un plan ?",), "Q1"),
            "bearer": ColumnRef(join=("Prénom", "Nom")),
        },
        options={"formats": {"html": ("SQ2", "Pages HTML")}, "plan": {"yes": ("Tout à fait",)}},
        values={
            "type": {},
            "track": {},
            "state": {"submitted": ("Envoyé",)},
            "department": {},
        },
        constants={"type": "Commune"},
        date_order=DateOrder.MONTH_FIRST,
        not_asked=frozenset({"part"}),
        ignored=("RGPD",),
    )


def test_without_the_file_the_rule_holds(tmp_path: Path) -> None:
    form_map = read_form(tmp_path, SCHEME, GRID)
    assert form_map == FormMap()
    expected = ColumnRef(("Avez-vous un plan ?",), "plan")
    assert form_map.question_column(GRID.questions[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('plateform = "table"', ("config-key-misspelt", 1, "plateform")),
        ('platform = "typeform"', ("config-choice", 1, "platform")),
        ('dates = "french"', ("config-choice", 1, "dates")),
        ('[facts]\nname = "Nom"', ("config-not-list", 2, "facts.name")),
        ('[facts]\nnom = ["Nom"]', ("config-fact-unknown", 2, "facts.nom")),
        ('[questions]\nplans = ["Q"]', ("config-question-unknown", 2, "questions.plans")),
        ('not_asked = ["plans"]', ("config-question-unknown", 1, "not_asked")),
        ('[codes]\nplans = "Q"', ("config-question-unknown", 2, "codes.plans")),
        ('[options.plans]\na = ["b"]', ("config-question-unknown", 1, "options.plans")),
        ('[options.formats]\nodp = ["b"]', ("config-option-unknown", 2, "options.formats.odp")),
        ('[options.plan]\noui = ["b"]', ("config-option-unknown", 2, "options.plan.oui")),
        ('[values.type]\nville = ["b"]', ("config-type-unknown", 2, "values.type.ville")),
        ('[values.track]\nor = ["b"]', ("config-track-unknown", 2, "values.track.or")),
        ('[values.state]\nfini = ["b"]', ("config-state-unknown", 2, "values.state.fini")),
        (
            '[values.type]\ncommune = ["Ville"]\nepci = ["ville "]',
            ("config-spelling-doubled", 3, "values.type.epci"),
        ),
        (
            '[facts]\nrole = ["Rôle"]\n[constants]\nrole = "Maire"',
            ("config-fact-twice", 4, "constants.role"),
        ),
    ],
)
def test_mistake_is_found_with_its_line_and_key(
    tmp_path: Path, text: str, expected: tuple[str, int, str]
) -> None:
    assert findings(tmp_path, text) == [expected]


def test_unknown_id_comes_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text('[questions]\nplans = ["Q"]', encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        read_form(tmp_path, SCHEME, GRID)
    found = caught.value.findings[0]
    assert found.place == Place("form.toml", line=2, key="questions.plans")
    assert str(found.values["nearest"]).split(", ")[0] == "plan"


@pytest.mark.parametrize("edition", ["2023", "2025"])
def test_model_editions_have_a_form_map(edition: str) -> None:
    from sheets_sync.settings.edition import read_edition

    read = read_edition(CONFIG / edition)
    form_map = read_form(CONFIG / edition, read.scheme, read.grid)
    assert form_map.columns["name"].headings[0] == "Nom de la collectivité"

"""The model editions are right, and hold the facts that they claim."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sheets_sync.grid import AnswerType
from sheets_sync.grid import Life
from sheets_sync.settings.edition import Edition
from sheets_sync.settings.edition import read_edition
from sheets_sync.settings.editions import model_editions

if TYPE_CHECKING:
    from sheets_sync.grid import Question


@pytest.fixture(scope="module", params=["2023", "2025"])
def edition(request: pytest.FixtureRequest) -> Edition:
    """Each model edition."""
    return read_edition(model_editions()[request.param])


@pytest.fixture(scope="module")
def year_2023() -> Edition:
    """The real edition."""
    return read_edition(model_editions()["2023"])


@pytest.fixture(scope="module")
def year_2025() -> Edition:
    """The newer scheme."""
    return read_edition(model_editions()["2025"])


def asked(edition: Edition, track: str) -> list[Question]:
    """Questions of a track, without those that collect proofs."""
    return [q for q in edition.grid.questions if q.asked_in(track) and not q.proof_of]


def test_model_editions_are_found() -> None:
    """By their ids, in order."""
    assert list(model_editions()) == ["2023", "2025"]


def test_nothing_to_say(edition: Edition) -> None:
    """Not even a warning."""
    assert edition.warnings == ()


def test_illustration_says_so(edition: Edition) -> None:
    """The real points are not public: scheme and grid both say it."""
    assert "inventé" in edition.scheme.notice
    assert "BARÈME D’ILLUSTRATION" in edition.grid.notice


def test_five_domains(edition: Edition) -> None:
    """As in every edition since 2018."""
    assert len(edition.scheme.domains) == 5


def test_dates_of_2023(year_2023: Edition) -> None:
    """As published."""
    scheme = year_2023.scheme
    days = (scheme.opens, scheme.closes.date(), scheme.ceremony.date, scheme.published)
    assert days == (
        date(2023, 6, 12),
        date(2023, 11, 10),
        date(2023, 12, 6),
        date(2023, 12, 11),
    )


def test_jury_of_2023(year_2023: Edition) -> None:
    """The eight of the published page, in its order."""
    assert [juror.name for juror in year_2023.scheme.jury] == [
        "M. Pascal KUCZYNSKI",
        "Mme Véronique FRITIÈRE",
        "M. Etienne GONNU",
        "M. Loïc DAYOT",
        "M. Stéphane VANGHELUWE",
        "M. Florent MANENS",
        "M. Jean-Christophe ELINEAU",
        "M. Pierre-Yves GIBELLO",
    ]


def test_levels_of_2023(year_2023: Edition) -> None:
    """One to five signs; floors on the last two, and on every domain for the last."""
    levels = year_2023.scheme.track("label").levels
    assert [(level.id, level.count) for level in levels] == [(str(n), n) for n in range(1, 6)]
    assert [len(level.floors) for level in levels] == [0, 0, 0, 3, 5]


def test_questions_of_2023(year_2023: Edition) -> None:
    """Every type of answer, every life, at least nine questions a domain."""
    questions = year_2023.grid.questions
    assert {question.type for question in questions} == set(AnswerType)
    assert {question.life for question in questions} == set(Life)
    counts = Counter(question.domain for question in asked(year_2023, "label"))
    assert sum(counts.values()) >= 48
    assert min(counts.values()) >= 9


def test_palmares_of_2023(year_2023: Edition) -> None:
    """22 laureates, of types, levels and mentions that the edition has."""
    text = (model_editions()["2023"] / "palmares.json").read_text(encoding="utf-8")
    laureates = json.loads(text)["laureates"]
    assert Counter(each["level"] for each in laureates) == {"2": 2, "3": 8, "4": 8, "5": 4}
    assert {each["type"] for each in laureates} <= {t.id for t in year_2023.scheme.types}
    given = [mention for each in laureates for mention in each["mentions"]]
    assert sorted(given) == sorted(mention.id for mention in year_2023.scheme.mentions)


def test_tracks_of_2025(year_2025: Edition) -> None:
    """A badge, then bronze, silver and gold."""
    levels = [(track.id, [each.id for each in track.levels]) for track in year_2025.scheme.tracks]
    assert levels == [("badge", ["badge"]), ("label", ["bronze", "argent", "or"])]


def test_badge_has_ten_questions(year_2025: Edition) -> None:
    """As announced; the label asks more."""
    assert len(asked(year_2025, "badge")) == 10
    assert len(asked(year_2025, "label")) >= 25


def test_jury_of_2025_is_plainly_invented(year_2025: Edition) -> None:
    """Nobody can take these jurors for people."""
    assert {juror.role for juror in year_2025.scheme.jury} == {"Personne inventée pour l’exemple"}
    assert "jury est inventé" in year_2025.scheme.notice

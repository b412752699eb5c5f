"""Earlier editions kept whole: what they tell in the deliberation, the letters, the checks."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from reports import edition_file
from tests.app.office import UNSIGNED
from tests.app.office import office
from tests.settings import small

if TYPE_CHECKING:
    from pathlib import Path

    from reports import edition as frozen
    from tests.app.office import Office

ENGLISH = UNSIGNED.replace('language = "fr"', 'language = "en"').replace("Mercredi", "Wednesday")
TABLE, LAST, SINCE = "Deliberation", "Last level held", "Since then"


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """A campaign in English whose decisions are frozen: two laureates, one without a level."""
    made = office(tmp_path / "campagne")
    small.write(made.folder / "config", ENGLISH)
    made.up_to("sync", "propose", "jury open", "jury collect")
    made.fill(TABLE, "Decision", D01="Niveau 2", D02="Niveau 1", D03="No level")
    made.up_to("decide", "freeze")
    return made


def keep(desk: Office, **points: dict[str, str | None]) -> None:
    """Keep the frozen edition as that of 2021, its first domain under another id.

    ``points`` are those of then by dossier (``D01``); a dossier without any had those of now.
    D-01 had level 1 then, and D-02 level 2.
    """
    now = edition_file.load(desk.folder / "edition.json")
    levels = {"D-01": "1", "D-02": "2"}

    def then(each: frozen.Candidate) -> frozen.Candidate:
        given = points.get(each.dossier.replace("-", ""), dict(each.domains))
        had = {"old": given.get("plans"), "data": given.get("data")}
        return replace(each, level=levels.get(each.dossier), domains=had, mentions=(), advice=None)

    first, *others = now.domains
    kept = replace(
        now,
        id="before",
        year=2021,
        domains=(replace(first, id="old", name="Old plans"), *others),
        candidates=tuple(map(then, now.candidates)),
    )
    edition_file.save(kept, desk.folder / "editions" / "2021.json")


def maps(desk: Office, text: str = '[domains]\nold = "plans"\n') -> None:
    """Let the staff say which domain is which."""
    (desk.folder / "config" / "history.toml").write_text(text, encoding="utf-8")


def less(desk: Office, dossier: str, **fewer: int) -> dict[str, str | None]:
    """The points of a dossier, so many fewer in some domains."""
    now = edition_file.load(desk.folder / "edition.json")
    points = next(each.domains for each in now.candidates if each.dossier == dossier)
    exact = {domain: Fraction(text or 0) for domain, text in points.items()}
    return {domain: str(each - fewer.get(domain, 0)) for domain, each in exact.items()}


def test_deliberation_says_what_moved_since_the_kept_edition(desk: Office) -> None:
    keep(desk, D01=less(desk, "D-01", plans=12, data=8), D02=less(desk, "D-02", plans=-9))
    maps(desk)
    desk.done("jury", "collect")
    rows = desk.table(TABLE)
    assert {key: (row[LAST], row[SINCE]) for key, row in rows.items()} == {
        "D-01": (
            "Niveau 1 (2021)",
            "+1 level, thanks to Plans (+12 points) and Données (+8 points)",
        ),
        "D-02": ("Niveau 2 (2021)", "−1 level: Plans (−9 points)"),
        "D-03": ("applied in 2021, without a level", "same level"),
    }


def test_domain_without_a_counterpart_is_said_and_not_compared(desk: Office) -> None:
    keep(desk, D01=less(desk, "D-01", plans=12, data=8))
    said = (
        "Not compared with 2021 (editions/2021.json), where no domain has that id and name: Plans."
    )
    assert said in desk.done("propose")
    assert said in desk.done("check")
    desk.done("jury", "collect")
    assert desk.column(TABLE, SINCE)["D-01"] == "+1 level, thanks to Données (+8 points)"
    maps(desk)
    assert "Not compared" not in desk.done("propose")


def test_list_of_levels_alone_gives_levels_alone(desk: Office) -> None:
    line = '{ name = "Ville inventée 1", level = "1" }'
    maps(desk, f"[[editions]]\nyear = 2021\nresults = [ {line} ]\n")
    desk.done("jury", "collect")
    assert desk.column(TABLE, SINCE) == {"D-01": "+1 level", "D-02": None, "D-03": None}


def test_domain_that_the_edition_has_not_stops_with_its_place(desk: Office) -> None:
    maps(desk, '[domains]\nold = "plan"\n')
    outcome = desk.run("propose")
    assert outcome.code == 1
    assert "history.toml, line 2" in outcome.output
    assert "edition.toml has no domain “plan”." in outcome.output


@pytest.mark.parametrize(
    ("released", "told"),
    [
        ("history = true", "+1 level, thanks to Plans (+12 points)"),
        ("history = true\npoints = false", ""),
        ("history = false", ""),
    ],
)
def test_letters_tell_it_where_history_and_points_are_released(
    desk: Office, released: str, told: str
) -> None:
    keep(desk, D01=less(desk, "D-01", plans=12))
    maps(desk)
    path = desk.folder / "config" / "edition.toml"
    path.write_text(f"{path.read_text('utf-8')}\n[letters]\n{released}\n", encoding="utf-8")
    desk.done("freeze")
    frozen = edition_file.load(desk.folder / "edition.json")
    advice = {each.dossier: each.advice for each in frozen.candidates}["D-01"]
    assert advice is not None
    assert advice.progress == told


def test_who_applied_in_vain_has_no_award_of_it_and_is_no_first_applicant(desk: Office) -> None:
    keep(desk)
    maps(desk)
    desk.fill(TABLE, "Decision", D03="Niveau 1")
    desk.fill(TABLE, "Reason", D03="A beginning.")
    assert "First applications" not in desk.done("decide")
    desk.done("freeze")
    frozen = edition_file.load(desk.folder / "edition.json")
    history = {each.dossier: [award.level for award in each.history] for each in frozen.candidates}
    assert history == {"D-01": ["Niveau 1"], "D-02": ["Niveau 2"], "D-03": []}

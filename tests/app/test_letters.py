"""Letters from the shell: what the staff release is frozen, made, held back, shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reports import edition_file
from sheets_sync.app.places import LETTERS
from sheets_sync.app.places import PUBLIC
from sheets_sync.language import language_for
from tests.app.office import Office
from tests.app.office import office

if TYPE_CHECKING:
    from reports.edition import Candidate

FRENCH = language_for("fr")
LETTER = FRENCH.text("Letter")
VALIDATED, REVIEW = FRENCH.text("validated"), FRENCH.text("to review")
WORD = FRENCH.text("letter")
FIRST, SECOND, THIRD = (f"{WORD}-2023_ville-inventee-{n}_38.pdf" for n in (1, 2, 3))


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """A campaign whose decisions are recorded: two laureates, and one without a level."""
    made = office(tmp_path / "campagne")
    made.up_to("sync", "propose", "jury open", "jury collect")
    made.fill("Délibération", "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    made.done("decide")
    return made


def released(desk: Office, settings: str) -> None:
    """Let the staff say what letters tell."""
    path = desk.folder / "config" / "edition.toml"
    path.write_text(f"{path.read_text('utf-8')}\n[letters]\n{settings}\n", encoding="utf-8")


def candidates(desk: Office) -> dict[str, Candidate]:
    frozen = edition_file.load(desk.folder / "edition.json")
    return {each.dossier: each for each in frozen.candidates}


def made(desk: Office) -> list[str]:
    return sorted(path.name for path in (desk.folder / LETTERS).glob("*.pdf"))


def test_every_candidate_gets_a_letter_and_a_second_run_keeps_them(desk: Office) -> None:
    desk.up_to("freeze")
    output = desk.done("letters", "--yes")
    assert output.splitlines()[-1] == (
        f"3 letters made in {desk.folder / LETTERS}, 0 already right."
    )
    assert made(desk) == [FIRST, SECOND, THIRD]
    assert desk.done("letters", "--yes") == "Nothing had to be written.\n"


def test_letters_lie_in_a_folder_of_their_own(desk: Office) -> None:
    """None of the folders that are published holds one, or is above theirs."""
    assert PUBLIC not in Path(LETTERS).parts
    desk.up_to("freeze")
    desk.up_to("certificates --yes", "letters --yes")
    found = {path.relative_to(desk.folder).parent for path in desk.folder.rglob(f"{WORD}-*.pdf")}
    assert found == {Path(LETTERS)}


def test_only_one_letter_is_made_on_demand(desk: Office) -> None:
    desk.up_to("freeze")
    desk.done("letters", "--only", "inventée 2", "--yes")
    assert made(desk) == [SECOND]
    desk.done("letters", "--only", "D-03", "--yes")
    assert made(desk) == [SECOND, THIRD]


def test_name_that_fits_several_is_refused_with_the_names(desk: Office) -> None:
    desk.up_to("freeze")
    outcome = desk.run("letters", "--only", "ville")
    assert outcome.code == 2
    assert outcome.output == (
        "No single letter is for “ville”.\n→ Choose one of: Ville inventée 1; Ville inventée 2; "
        "Ville inventée 3. A letter that is held back is in no list.\n"
    )


def test_preview_lies_apart(desk: Office) -> None:
    desk.up_to("freeze")
    path = Path(desk.done("letters", "--preview", "D-01").strip())
    assert path == desk.folder / ".palmares" / "preview" / FIRST
    assert path.read_bytes()[:5] == b"%PDF-"
    assert made(desk) == []


def test_letter_to_review_is_held_back(desk: Office) -> None:
    desk.fill("Décisions", LETTER, D01=REVIEW, D02=VALIDATED)
    desk.up_to("freeze")
    output = desk.done("letters", "--yes")
    assert made(desk) == [SECOND, THIRD]
    assert output.splitlines()[-1] == (
        "1 letter held back: it is not validated in the tab of the decisions."
    )
    assert {key: each.held for key, each in candidates(desk).items()} == {
        "D-01": True,
        "D-02": False,
        "D-03": False,
    }
    assert candidates(desk)["D-01"].advice is None


def test_only_validated_letters_are_made_where_the_staff_ask_for_it(desk: Office) -> None:
    released(desk, "validated = true")
    desk.fill("Décisions", LETTER, D02=VALIDATED)
    desk.up_to("freeze")
    desk.done("letters", "--yes")
    assert made(desk) == [SECOND]


def test_letter_validated_in_a_cell_stays_when_decisions_are_recorded_again(desk: Office) -> None:
    desk.fill("Décisions", LETTER, D02=VALIDATED)
    desk.up_to("decide")
    assert desk.column("Décisions", LETTER) == {"D-01": None, "D-02": VALIDATED, "D-03": None}


def test_what_is_not_released_is_not_in_the_frozen_edition(desk: Office) -> None:
    desk.up_to("freeze")
    advice = candidates(desk)["D-03"].advice
    assert advice is not None
    assert (advice.next, bool(advice.missing)) == ("1", True)
    assert (advice.changes, advice.strengths, advice.strong) == ((), (), ())


def test_smallest_set_of_changes_is_frozen_when_it_is_released(desk: Office) -> None:
    released(desk, "changes = true\nstrengths = true\nmissing = false")
    desk.up_to("freeze")
    found = {key: each.advice for key, each in candidates(desk).items()}
    third = found["D-03"]
    assert third is not None
    assert third.missing == ()
    assert len(third.changes) >= 1
    first = found["D-01"]
    assert first is not None
    assert first.strengths != ()
    assert [each.question for each in first.strengths][:1] != [third.changes[0].question]


def test_search_for_changes_says_how_far_it_is_and_nothing_else_does(desk: Office) -> None:
    told = "Frozen edition 1/3"
    assert told not in desk.done("freeze", "--dry-run")
    released(desk, "changes = true")
    assert told in desk.done("freeze", "--dry-run")


def kept(desk: Office, **changes: object) -> None:
    """Keep the frozen edition as that of two years before, with something changed."""
    frozen = edition_file.load(desk.folder / "edition.json")
    last = replace(frozen, year=frozen.year - 2, id="before", **changes)  # type: ignore[arg-type]
    edition_file.save(last, desk.folder / "editions" / "before.json")


def test_points_of_a_kept_edition_are_told_where_domains_are_the_same(desk: Office) -> None:
    desk.up_to("freeze")
    frozen = edition_file.load(desk.folder / "edition.json")
    first, *others = frozen.domains
    kept(desk, domains=(replace(first, name="Other"), *others))
    released(desk, "history = true")
    desk.up_to("freeze")
    advice = candidates(desk)["D-01"].advice
    assert advice is not None
    assert advice.since == frozen.year - 2
    points = candidates(desk)["D-01"].domains
    assert advice.earlier == {each.id: points[each.id] for each in others if points[each.id]}
    assert advice.earlier != {}


def test_points_of_a_kept_edition_are_not_told_of_who_was_not_there(desk: Office) -> None:
    desk.up_to("freeze")
    frozen = edition_file.load(desk.folder / "edition.json")
    kept(desk, candidates=frozen.candidates[1:])
    released(desk, "history = true")
    desk.up_to("freeze")
    found = {key: each.advice for key, each in candidates(desk).items()}
    assert [key for key, each in found.items() if each and each.earlier] == ["D-02", "D-03"]


def test_kept_edition_that_was_touched_stops_the_freezing(desk: Office) -> None:
    desk.up_to("freeze")
    kept(desk)
    path = desk.folder / "editions" / "before.json"
    path.write_text(path.read_text("utf-8").replace("inventée 1", "inventée 9"), "utf-8")
    released(desk, "history = true")
    assert desk.run("freeze").code != 0


def test_letters_without_a_frozen_edition_are_refused(desk: Office) -> None:
    outcome = desk.run("letters")
    assert outcome.code == 1
    assert outcome.output.startswith(f"{desk.folder.resolve()} holds no edition.json yet")


def test_letter_that_cannot_be_drawn_is_told_and_the_others_are_made(desk: Office) -> None:
    desk.fill("Délibération", "Avis du jury", D01="Bravo 🙂")
    desk.up_to("decide", "freeze")
    outcome = desk.run("letters", "--yes")
    assert outcome.code == 1
    assert "Letters that could not be made: 1; the others were." in outcome.output
    assert made(desk) == [SECOND, THIRD]

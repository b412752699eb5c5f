"""What letters say, what they must not say, and that they are the same every time."""

from __future__ import annotations

import pickle
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from reports.edition import Advice
from reports.edition import Award
from reports.errors import CharacterUnprintable
from reports.errors import TextTooLong
from reports.letter_page import page
from reports.letters import letters
from reports.manifest import Manifest
from reports.medians import medians
from reports.outcomes import Failed
from reports.outcomes import Kept
from reports.outcomes import Made
from reports.outcomes import Stale
from reports.press import Press
from reports.press import render
from reports.release import Letters
from reports.rendering.custom import Custom
from tests.reports.letter_samples import ADVICE
from tests.reports.letter_samples import EVERYTHING
from tests.reports.letter_samples import OPINION
from tests.reports.letter_samples import edition
from tests.reports.letter_samples import letter
from tests.reports.letter_samples import york
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import with_candidates
from tests.reports.texts import text_lines

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Candidate

FILE = "letter-2023_city-of-york.pdf"


def said(candidate: Candidate | None = None, released: Letters = EVERYTHING) -> list[str]:
    """The lines of a letter."""
    return text_lines(letter(candidate, released).drawn().content)


def part(lines: list[str], first: str, last: str) -> list[str]:
    """From one line to the one before another."""
    return lines[lines.index(first) : lines.index(last)]


@pytest.mark.parametrize("repeated", [3, 5, 6])  # where the end alone no longer fits
def test_closing_never_stands_alone_on_a_page(repeated: int) -> None:
    told = replace(ADVICE, changes=(), missing=ADVICE.missing * repeated)
    content = letter(york(advice=told, history=())).drawn().content
    with PdfReader(BytesIO(content)) as made:
        assert made.pages[-1].extract_text().startswith("This criterion has to be met in full")


# -- what they say -------------------------------------------------------------


def test_letter_gives_the_decision_and_the_opinion_word_for_word() -> None:
    assert part(said(), "City of York", "Open Territory Label") == [
        "City of York",
        "For the attention of Mr John DOE, Mayor",
        "March 4, 2024",
        "Result of the application of City of York",
        "Dear Sir,",
        "The jury of the Open Territory label has examined your application with care. We are "
        "delighted to tell you",
        "what it decided:",
        "Level 1",
        "Special mention “Best newcomer”",
        "Congratulations to the elected members, to the staff and to all who carry this work "
        "with you.",
        "Opinion of the jury",
        "A solid policy, carried by the council.",
        "Open data are the next step.",
    ]


def test_letter_gives_the_figures_and_the_way_ahead() -> None:
    assert part(said(), "Your points by domain", "Strategy")[2:-2] == [
        "The same in figures: points out of 100, rounded down",
        "Domain Your points Median In 2022",
        "Strategy and pooling 61.2 40.0 35.0",
        "Open standards 48.0 40.0 –",
        "Free software 73.0 40.0 75.5",
        "Open data 40.0 40.0 –",
        "Total, each domain with its weight 53.3 – –",
        "Your strengths",
        "Above the median of the edition in this domain: “Free software”.",
        "Criteria that you meet in full, those that the fewest applications meet first",
        "Share of free desktops? Your answer: 100 %",
        "What is missing for the next level: Level 2",
        "In all, 60 points are needed.",
        "This criterion has to be met in full: “Charter?”",
        "The shortest way: 2 answers to improve",
        "Criterion Your answer What it would take On the total",
        "Is there a charter? No Yes +3.5",
        "Which licence? No answer An open one +3.2",
    ]


def test_letter_tells_the_past_and_closes() -> None:
    lines = said()
    assert lines[lines.index("Since the last edition") :][:7] == [
        "Since the last edition",
        "In 2022 you held a higher level. Questions and scale change with each edition.",
        "2022: Level 2 – Best effort",
        "For any question, write to us: label@label.example.",
        "With our congratulations and our kind regards,",
        "Ada MILL",
        "Chair",
    ]


def test_letter_to_who_has_no_level_is_kind_and_helpful() -> None:
    advice = Advice(next="1", missing=ADVICE.missing)
    lines = said(york(level=None, mentions=(), history=(), advice=advice), Letters(points=False))
    assert part(lines, "Dear Sir,", "Open Territory Label") == [
        "Dear Sir,",
        "The jury of the Open Territory label has examined your application with care. Thank you "
        "for the time that you",
        "gave to it. This is what the jury decided:",
        "No level awarded this year",
        "This takes nothing away from what you have begun, and closes no door: each edition is "
        "open to you anew,",
        "and what you answered this time makes a good starting point.",
        "Opinion of the jury",
        "A solid policy, carried by the council.",
        "Open data are the next step.",
        "What is missing for the next level: Level 1",
        "In all, 60 points are needed.",
        "This criterion has to be met in full: “Charter?”",
        "For any question, write to us: label@label.example.",
        "With our encouragement and our kind regards,",
        "Ada MILL",
        "Chair",
    ]


def test_notice_about_made_up_data_is_on_every_page() -> None:
    content = letter(york(opinion=OPINION * 60)).drawn().content
    notice = edition().notice
    assert text_lines(content).count(notice) == len(PdfReader(BytesIO(content)).pages) > 2


@pytest.mark.parametrize(
    ("civility", "bearer", "greeting"),
    [
        ("Mme", "Ada DOE", "madam"),
        ("M.", "John DOE", "sir"),
        ("", "Ada DOE", ""),
        ("Mme", "", ""),
        ("Dr", "Ada DOE", ""),
    ],
)
def test_bearer_is_greeted_as_the_form_says(civility: str, bearer: str, greeting: str) -> None:
    assert letter(york(civility=civility, bearer=bearer)).salutation == greeting


@pytest.mark.parametrize(
    ("awards", "gained", "since"),
    [
        ((Award("2021", 2021, "Level 1", 1), Award("2022", 2022, "level 2", 2)), -1, 2022),
        ((Award("2022", 2022, "Level 1", 1),), 0, 2022),
        ((Award("2022", 2022, "Gold", 1),), None, 2022),  # other names, other levels
        ((Award("2021", 2021, "Level 1", 1), Award("2022", 2022)), None, 2022),
    ],
)
def test_levels_of_two_editions_are_compared_where_they_are_the_same_levels(
    awards: tuple[Award, ...], gained: int | None, since: int
) -> None:
    past = letter(york(history=awards)).past
    assert past is not None
    assert (past.gained, past.since) == (gained, since)
    assert past.awards == awards[::-1]


@pytest.mark.parametrize("points", [True, False])
def test_what_moved_since_a_kept_edition_is_told_with_the_points_alone(*, points: bool) -> None:
    moved = "+1 level, thanks to Software (+12 points)"
    asked = york(advice=replace(ADVICE, since=2022, progress=moved))
    lines = said(asked, replace(EVERYTHING, points=points))
    told = f"Since 2022: {moved}. Questions and scale change with each edition."
    assert (told in " ".join(lines)) is points


def test_candidate_without_a_past_is_told_nothing_about_it() -> None:
    assert letter(york(history=())).past is None


def test_level_that_the_answers_reach_already_is_said_to_be() -> None:
    html = page(letter(york(advice=Advice(next="2", met=True))))
    assert html.count("its opinion above says what it looked at") == 1
    silent = page(letter(york(advice=Advice(next="2", met=True), opinion="")))
    assert silent.count("The jury also judges the whole.</p>") == 1


def test_level_out_of_reach_says_why() -> None:
    lines = said(york(advice=Advice(next="2", beyond=("Charter?",))))
    start = lines.index("What is missing for the next level: Level 2")
    assert lines[start + 1 : start + 3] == [
        "With the questions that apply to you, no answers would reach this level in this edition:",
        "Charter?",
    ]


def test_edition_frozen_before_there_was_advice_has_letters() -> None:
    made = letters(with_candidates(claix(opinion="Bravo.")))
    assert [(each.opinion, each.ahead, each.strengths) for each in made] == [
        (("Bravo.",), None, ())
    ]


def test_french_letter_is_set_as_french_is_printed() -> None:
    named = {"A": "Ville d'Échirolles", "B": "La Tronche", "C": "Les Écrins", "D": "SITIV"}
    made = letters(with_candidates(*(claix(dossier=d, name=name) for d, name in named.items())))
    assert {each.dossier: each.of_name for each in made} == {
        "A": "de la Ville d'Échirolles",  # the apostrophe is mended when it is set
        "B": "de La Tronche",
        "C": "des Écrins",
        "D": "du SITIV",
    }
    lot = claix(name="Lot-et-Garonne", type="departement")
    assert letters(with_candidates(lot))[0].of_name == "du Lot-et-Garonne"
    assert "Ville d’Échirolles" in page(made[[each.dossier for each in made].index("A")])


# -- what they must not say ----------------------------------------------------

SECRETS = {
    "opinion": ["A solid policy"],
    "points": ["61.2", "53.3", "48.0", "+3.5", "35.0"],
    "median": ["median 4", ">Median<", "dashed"],
    "strengths": ["Share of free desktops", "Above the median"],
    "missing": ["In all, 60 points"],
    "changes": ["Is there a charter", "shortest way"],
    "history": ["Best effort", "higher level", "35.0"],
}


@pytest.mark.parametrize("kept_back", SECRETS)
def test_what_is_not_released_is_nowhere_in_the_letter(kept_back: str) -> None:
    """Neither on its pages nor in the value that is handed to another process."""
    whole, partial = letter(), replace(EVERYTHING, **{kept_back: False})  # type: ignore[arg-type]
    found = letter(released=partial)
    assert [secret for secret in SECRETS[kept_back] if secret not in page(whole)] == []
    assert [secret for secret in SECRETS[kept_back] if secret in page(found)] == []
    others = [key for key in SECRETS if key not in {kept_back, "history"}]
    gone = [key for key in others if SECRETS[key][0] not in page(found)]
    assert gone == (["median"] if kept_back == "points" else [])  # it stands beside the points


def test_letter_holds_nothing_of_what_is_kept_back() -> None:
    nothing = Letters(opinion=False, points=False, missing=False)
    held = str(pickle.loads(pickle.dumps(letter(york(), nothing))))  # noqa: S301 - our own
    secrets = ["61", "245/4", "solid", "charter", "Charter", "desktops", "2022", "median"]
    assert [secret for secret in secrets if secret in held] == []


def test_letter_says_nothing_of_the_other_candidates() -> None:
    html = page(letter())
    assert [f"Town {number}" for number in range(4) if f"Town {number}" in html] == []


def test_letter_that_is_held_back_is_not_made() -> None:
    made = letters(edition(york(), york(dossier="H", name="City of Hull", held=True)))
    assert [each.name for each in made] == ["City of York", *(f"Town {n}" for n in range(4))]


def test_median_of_few_candidates_is_not_told() -> None:
    """With four, who knows their own points could work out those of another."""
    five = edition(york())
    four = replace(five, candidates=five.candidates[:4])
    assert medians(five)["label"]["software"] == 40
    assert medians(four) == {"label": {}}
    figures = letters(four)[0].figures
    assert figures is not None
    assert figures.has_median is False


# -- what goes wrong -----------------------------------------------------------


def test_what_a_candidate_wrote_is_never_markup() -> None:
    hostile = "<script>alert(1)</script><img src=file:///etc/passwd>"
    html = page(letter(york(name=hostile, opinion=hostile, role=hostile)))
    assert "<script" not in html
    assert "<img" not in html
    letter(york(name=hostile, opinion=hostile)).drawn()


def test_character_that_no_font_has_is_an_error_that_names_it() -> None:
    with pytest.raises(CharacterUnprintable):
        letter(york(opinion="Bravo 🙂")).drawn()


def test_opinion_that_nobody_means_to_send_is_refused() -> None:
    with pytest.raises(TextTooLong):
        letter(york(opinion="x" * 200_000)).drawn()


def test_organiser_s_own_letter_takes_the_place_of_ours() -> None:
    own = Custom((("letter.html", "<p>{{ letter.name }}: {{ letter.title }}</p>"),))
    (first, *_) = letters(edition(york()), own)
    assert page(first) == "<p>City of York: Level 1</p>"
    assert first.digest != letter().digest


# -- the folder ----------------------------------------------------------------


def test_letters_are_the_same_every_time_and_follow_what_they_say() -> None:
    first, again = letter().drawn().content, letter().drawn().content
    assert first == again
    assert letter().digest == letter().digest
    assert letter(york(opinion="Other.")).digest != letter().digest


def test_folder_of_letters_is_made_once_and_one_bad_row_stops_no_other(tmp_path: Path) -> None:
    good, bad = york(), york(dossier="B", name="City of Bath", opinion="🙂")
    made = [each for each in letters(edition(good, bad)) if each.dossier in {"E1", "B"}]
    manifest = Manifest.open(tmp_path, "letters")
    outcomes = render(made, manifest, Press())
    assert [type(each) for each in outcomes] == [Failed, Made]
    kept = render(made[1:], Manifest.open(tmp_path, "letters"), Press())
    assert kept == [Kept("E1", tmp_path / FILE)]


def test_letter_of_who_gets_none_any_more_is_reported(tmp_path: Path) -> None:
    made = [each for each in letters(edition(york())) if each.dossier == "E1"]
    render(made, Manifest.open(tmp_path, "letters"), Press())
    left = render([], Manifest.open(tmp_path, "letters"), Press())
    assert left == [Stale("E1", tmp_path / FILE)]
    assert (tmp_path / FILE).exists()


def test_file_names_never_tell_the_level() -> None:
    named = [
        {each.file for each in letters(with_candidates(claix(level=level)))}
        for level in ("1", "5", None)
    ]
    assert named[0] == named[1] == named[2]
    assert len(letters(edition_2023())) == 22

"""Earlier editions: what they prove, and what they don't."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sheets_sync.history import Past
from sheets_sync.history import PastEdition
from sheets_sync.history import PastIndex
from sheets_sync.history import PastResult
from sheets_sync.history import Progress
from sheets_sync.history import past_of
from sheets_sync.history import progressions
from sheets_sync.settings.editions import model_editions
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.history_file import read_history
from tests.test_identities import who

if TYPE_CHECKING:
    from pathlib import Path

OLD = PastResult(2020, "Ville de Lieu", level="2")
NEW = PastResult(2021, "Lieu", level="3")
EDITIONS = (
    PastEdition(2020, complete=True, results=(OLD,)),
    PastEdition(2021, complete=True, results=(NEW, PastResult(2021, "Ailleurs"))),
)


def test_past_is_found_under_other_names_the_latest_first() -> None:
    found = past_of("Commune de Lieu", "", EDITIONS, 2022)
    assert found == Past((NEW, OLD), (), first=False, unsure=())
    assert found.last == NEW


def test_past_looks_at_earlier_editions_only() -> None:
    assert past_of("Lieu", "", EDITIONS, 2021) == Past((OLD,), (), first=False, unsure=())


def test_last_is_the_latest_whose_level_is_known() -> None:
    later = PastEdition(2022, complete=True, results=(PastResult(2022, "Lieu"),))
    assert past_of("Lieu", "", (*EDITIONS, later), 2023).last == NEW


def test_who_is_in_no_complete_list_applies_for_the_first_time() -> None:
    assert past_of("Neuville", "", EDITIONS, 2022).first is True


def test_incomplete_list_proves_no_first_application() -> None:
    gap = PastEdition(2019, complete=False, results=())
    found = past_of("Neuville", "", (*EDITIONS, gap), 2022)
    assert (found.first, found.unsure) == (None, (2019,))


def test_no_list_at_all_proves_nothing() -> None:
    assert past_of("Neuville", "", (), 2022).first is None


def test_perhaps_the_same_is_neither_first_nor_held() -> None:
    edition = PastEdition(2021, complete=True, results=(PastResult(2021, "Lieu Métropole"),))
    found = past_of("Lieu", "", (edition,), 2022)
    assert (found.first, found.held, len(found.perhaps)) == (None, (), 1)


def test_progressions_are_best_first_without_those_not_known() -> None:
    lieu = past_of("Lieu", "", EDITIONS, 2022)
    unknown = past_of("Ailleurs", "", EDITIONS, 2022)
    ranked = [("D-1", 2, lieu), ("D-2", 5, unknown), ("D-3", 5, lieu)]
    assert progressions(ranked, ["1", "2", "3", "4", "5"]) == [
        Progress("D-3", 2, NEW),
        Progress("D-1", -1, NEW),
    ]


def test_level_of_another_scale_is_not_compared() -> None:
    assert progressions([("D-1", 2, past_of("Lieu", "", EDITIONS, 2022))], ["bronze"]) == []


# -- the published palmarès --------------------------------------------------------------


KNOWN = read_history(model_editions()["2025"])
LAUREATES = next(each for each in KNOWN if each.year == 2023).results


def known(name: str) -> Past:
    """What the lists before 2023 say of a laureate of 2023."""
    return past_of(name, "", KNOWN, 2023)


def test_laureates_of_2023_that_the_known_lists_name() -> None:
    named = {each.name: known(each.name).last for each in LAUREATES if known(each.name).held}
    assert {name: (last.year, last.level) if last else None for name, last in named.items()} == {
        "Ville de Lettret": (2021, "2"),
        "Alès Agglomération": (2021, "2"),
        "Dracénie Provence Verdon Agglomération": (2021, "3"),
        "Ville d’Angoulême": (2021, "3"),
        "Ville de Marseille": None,
        "Ville de Boé": (2022, "4"),
        "Ville d’Abbeville": (2022, "5"),
        "Ville d’Échirolles": (2022, "5"),
    }


def test_no_first_application_of_2023_can_be_proved_from_incomplete_lists() -> None:
    """Caluire-et-Cuire got the mention: no list names it before, and none is complete."""
    assert {known(each.name).first for each in LAUREATES} == {False, None}
    found = known("Ville de Caluire-et-Cuire")
    assert (found.first, found.unsure) == (None, (2022, 2021, 2019, 2018, 2017))


def test_progressions_of_2023_that_the_known_lists_support() -> None:
    ranked = [(each.name, int(each.level or 0), known(each.name)) for each in LAUREATES]
    gained = {p.dossier: p.gained for p in progressions(ranked, list("12345"))}
    assert gained == {
        "Alès Agglomération": 1,
        "Ville de Boé": 1,
        "Dracénie Provence Verdon Agglomération": 0,
        "Ville d’Abbeville": 0,
        "Ville d’Angoulême": 0,
        "Ville d’Échirolles": 0,
        "Ville de Lettret": 0,
    }


def test_history_may_be_left_out(tmp_path: Path) -> None:
    assert read_history(tmp_path) == ()


def test_history_that_is_wrong_is_told_with_its_place(tmp_path: Path) -> None:
    text = '[[editions]]\nyear = "2021"\nresults = [ { nom = "Lieu" } ]\n'
    (tmp_path / "history.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        read_history(tmp_path)
    found = [(each.code, each.place.file, each.place.key) for each in caught.value.findings]
    assert ("config-not-whole", "history.toml", "editions.year") in found


# -- numbers, and what people say ---------------------------------------------------------------

SIREN, OTHER_SIREN = "217500016", "213502388"
NUMBERED = (
    PastEdition(
        2021, complete=True, results=(PastResult(2021, "Vieux nom", siren=SIREN, insee="38111"),)
    ),
)
UNSURE = (PastEdition(2021, complete=True, results=(PastResult(2021, "Lieu Métropole"),)),)


def test_same_siren_is_the_same_under_any_name() -> None:
    found = past_of("Nom nouveau", "", NUMBERED, 2023, siren=SIREN)
    assert (found.held, found.first) == (NUMBERED[0].results, False)


def test_one_name_with_two_sirens_is_for_a_person_to_tell() -> None:
    found = past_of("Vieux nom", "", NUMBERED, 2023, siren=OTHER_SIREN)
    assert (found.held, found.perhaps) == ((), NUMBERED[0].results)


def test_code_of_another_commune_parts_one_name() -> None:
    assert past_of("Vieux nom", "", NUMBERED, 2023, insee="16101").first is True
    assert past_of("Vieux nom", "", NUMBERED, 2023, insee="38111").held == NUMBERED[0].results


@pytest.mark.parametrize(("said", "first"), [(True, False), (False, True), (None, None)])
def test_answer_settles_what_only_might_be(*, said: bool | None, first: bool | None) -> None:
    assert past_of("Lieu", "", UNSURE, 2023, answer=lambda _: said).first is first


@pytest.mark.parametrize("name", ["Lieu", "LIEU (38)", "Ailleurs", "Personne", ""])
@pytest.mark.parametrize("siren", ["", SIREN])
def test_index_finds_what_the_lines_one_by_one_give(name: str, siren: str) -> None:
    editions = (*EDITIONS, *NUMBERED, *UNSURE)
    candidate = replace(who(name), siren=siren)
    assert PastIndex(editions).past_of(candidate, 2023) == past_of(
        name, "", editions, 2023, siren=siren
    )


def test_wrong_number_of_an_earlier_edition_stops_with_its_place(tmp_path: Path) -> None:
    text = '[[editions]]\nyear = 2021\nresults = [\n  { name = "Lieu", siren = "123" },\n]\n'
    (tmp_path / "history.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        read_history(tmp_path)
    ((code, line),) = [(each.code, each.place.line) for each in caught.value.findings]
    assert (code, line) == ("config-number-wrong", 3)


def test_commune_is_never_the_agglomeration_of_its_name() -> None:
    assert past_of("Lieu", "", UNSURE, 2023, kind="commune").first is True
    assert past_of("Lieu", "", UNSURE, 2023, kind="agglomeration").perhaps == UNSURE[0].results


def test_line_without_a_department_may_be_of_any_of_its_homonyms() -> None:
    one = PastResult(2019, "Ville de Saint-Denis", level="1")
    other = PastResult(2019, "Saint-Denis (93)", level="2")
    placed = PastResult(2019, "Saint-Denis", "974", level="3")
    editions = (PastEdition(2019, complete=True, results=(one, other, placed)),)
    found = past_of("Saint-Denis", "974", editions, 2023, shared=True)
    assert (found.held, found.perhaps, found.first) == ((placed,), (one,), False)
    alone = past_of("Saint-Denis", "974", editions, 2023)
    assert (alone.held, alone.perhaps) == ((one, placed), ())


@pytest.mark.parametrize("department", ["38", "Isère", "38 - Isère", "Isère (38)"])
def test_department_is_the_same_however_it_is_written(department: str) -> None:
    line = PastResult(2019, "Claix", "38", level="1")
    editions = (PastEdition(2019, complete=True, results=(line,)),)
    assert past_of("Claix", department, editions, 2023).held == (line,)
    assert past_of("Claix", "Charente", editions, 2023).held == ()


def test_line_without_a_department_may_be_of_a_homonym_that_other_lines_tell_of() -> None:
    nowhere = PastResult(2019, "Saint-Denis", level="1")
    there = PastResult(2021, "Ville de Saint-Denis (93)", level="2")
    here = PastResult(2022, "Saint-Denis", "La Réunion", level="3")
    index = PastIndex(
        PastEdition(each.year, complete=True, results=(each,)) for each in (nowhere, there, here)
    )
    found = index.past_of(who("Saint-Denis", "974"), 2023)
    assert (found.held, found.perhaps) == ((here,), (nowhere,))


def test_line_without_a_department_is_of_a_name_that_stands_in_one_alone() -> None:
    nowhere = PastResult(2019, "Saint-Denis", level="1")
    here = PastResult(2022, "Saint-Denis", "974", level="3")
    index = PastIndex(
        PastEdition(each.year, complete=True, results=(each,)) for each in (nowhere, here)
    )
    found = index.past_of(who("Saint-Denis", "974"), 2023)
    assert (found.held, found.perhaps) == ((here, nowhere), ())


def test_number_tells_more_than_a_shared_name() -> None:
    one = PastResult(2019, "Saint-Denis", level="1", insee="93066")
    editions = (PastEdition(2019, complete=True, results=(one,)),)
    found = past_of("Saint-Denis", "93", editions, 2023, insee="93066", shared=True)
    assert found.held == (one,)

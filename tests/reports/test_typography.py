"""Spaces, ordinals, elisions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.typography import of
from reports.typography import plain
from reports.typography import tidy
from reports.typography import typeset


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Échirolles", "d’Échirolles"),
        ("Angoulême", "d’Angoulême"),
        ("Œting", "d’Œting"),
        ("Hyères", "d’Hyères"),
        ("Honfleur", "de Honfleur"),
        ("Ham", "de Ham"),
        ("Yvetot", "d’Yvetot"),
        ("Claix", "de Claix"),
        ("La Tronche", "de La Tronche"),
        ("Le Havre", "du Havre"),
        ("Les Sables-d’Olonne", "des Sables-d’Olonne"),
        ("Les Écrins", "des Écrins"),
        ("L’Haÿ-les-Roses", "de L’Haÿ-les-Roses"),
        ("Ville d’Échirolles", "de la Ville d’Échirolles"),
        ("Syndicat Morbihan Énergies", "du Syndicat Morbihan Énergies"),
        ("Association ADICO", "de l’Association ADICO"),
        ("Ville", "de Ville"),
        ("42", "de 42"),
        ("", "de "),
        ("SITIV", "du SITIV"),
        ("SMEACC", "du SMEACC"),
        ("CDG 38", "du CDG 38"),
        ("SOLURIS", "de SOLURIS"),
        ("Sisteron", "de Sisteron"),
        ("SISTERON", "de SISTERON"),
        ("LES ABYMES", "des ABYMES"),
        ("LE HAVRE", "du HAVRE"),
        ("L'ISLE-ADAM", "de L'ISLE-ADAM"),
        ("Hénin-Beaumont", "d’Hénin-Beaumont"),
        ("Hœnheim", "de Hœnheim"),
        ("CC du Pays de l’Or", "de la CC du Pays de l’Or"),
        ("Université de Lille", "de l’Université de Lille"),
        ("EPT Grand Paris", "de l’EPT Grand Paris"),
    ],
)
def test_of_elides_and_contracts(name: str, phrase: str) -> None:
    assert of(name) == phrase


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Bravo !", "Bravo\u202f!"),
        ("Bravo!", "Bravo\u202f!"),
        ("note : bien ; merci ?", "note\u202f: bien\u202f; merci\u202f?"),
        ("« oui »", "«\u202foui\u202f»"),
        ("«oui»", "«\u202foui\u202f»"),
        ("l'élu d'Angoulême", "l’élu d’Angoulême"),
        ("https://exemple.fr/", "https://exemple.fr/"),
        ("à 17:30", "à 17:30"),
        ("M. Le NAY", "M.\xa0Le NAY"),
        ("95 %", "95\u202f%"),
        ("2ème Adjointe", "2e\xa0Adjointe"),
        ("8 ème adjointe", "8e\xa0adjointe"),
        ("1er Adjoint", "1er\xa0Adjoint"),
        ("1ère Vice-Présidente", "1re\xa0Vice-Présidente"),
        ("11e", "11e"),
        ("au XIXème siècle", "au XIXe\xa0siècle"),
        ("Ce soir", "Ce soir"),
        ("1 234 567 habitants", "1\u202f234\u202f567 habitants"),
        ("en 2023 250 communes", "en 2023 250 communes"),
        ("à 17 h, n° 5, ici", "à 17\xa0h, n°\xa05, ici"),
        ("Numérique Libre 2023", "Numérique Libre\xa02023"),
    ],
)
def test_french_text_is_set_as_french_is_printed(typed: str, printed: str) -> None:
    assert plain(typed, "fr") == printed


def test_endings_of_ordinals_are_raised() -> None:
    assert typeset("8 ème adjointe, 1er Adjoint", "fr") == (
        "8<sup>e</sup>\xa0adjointe, 1<sup>er</sup>\xa0Adjoint"
    )


def test_english_text_is_left_alone() -> None:
    assert plain("Really? It's 2e, isn't it!", "en") == "Really? It's 2e, isn't it!"


def test_markup_in_a_text_stays_text() -> None:
    assert typeset('<img src="file:///etc/passwd">', "fr") == (
        "&lt;img src=&#34;file:///etc/passwd&#34;&gt;"
    )


def test_marks_that_do_not_show_are_dropped() -> None:
    assert tidy("\ufeffVille\u200b de\u00ad\nClaix\t ") == "Ville de Claix"


def test_hyphens_that_keep_lines_from_ending_become_plain_ones() -> None:
    assert tidy("Saint\u2011Rémy\u2010sur\u2011Avre") == "Saint-Rémy-sur-Avre"


def test_letters_are_composed() -> None:
    assert tidy("E\u0301chirolles") == "Échirolles"


def test_marks_that_turn_the_writing_round_are_kept_to_be_refused() -> None:
    assert tidy("a\u202eb") == "a\u202eb"


@given(st.text(), st.sampled_from(["fr", "en"]))
def test_setting_twice_changes_nothing_more(text: str, code: str) -> None:
    once = plain(text, code)
    assert plain(once, code) == once


@given(st.text(alphabet="<>&\"'abc 1e«»:;"))
def test_no_text_opens_a_tag_but_the_raised_endings(text: str) -> None:
    made = str(typeset(text, "fr")).replace("<sup>", "").replace("</sup>", "")
    assert "<" not in made
    assert ">" not in made

"""The slides: everybody is called once, from the lowest level up; nothing private."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from reports.edition import Juror
from reports.errors import CharacterUnprintable
from reports.palmares import Line
from reports.palmares import palmares
from reports.slides import ALONE
from reports.slides import TOGETHER
from reports.slides import calls
from reports.slides import places
from reports.slides import slides_pdf
from tests import system
from tests.reports.samples import NOTICE
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import edition_2025
from tests.reports.samples import edition_in_english
from tests.reports.samples import with_candidates
from tests.reports.texts import text_lines
from tests.verapdf import failures

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition

REAL = (
    *("Ville de Lettret", "Ville de La Tronche"),
    *("Alès Agglomération", "Dracénie Provence Verdon Agglomération", "SMEACC"),
    *("Ville d’Angoulême", "Ville de Meylan", "Ville de Saint-Égrève", "Ville de Saint-Loubès"),
    *("Ville de Vizille", "SOLURIS", "Syndicat Intercommunal SITPI", "Ville de Caluire-et-Cuire"),
    *("Ville de Claix", "Ville de Fontaine", "Ville de Marseille", "Ville de Vandœuvre-lès-Nancy"),
    *("Ville de Villejuif", "Syndicat Morbihan Énergies", "Ville d’Abbeville", "Ville de Boé"),
    "Ville d’Échirolles",
)


def pages(content: bytes) -> list[str]:
    """The text of each slide, on one line."""
    program = system.require(system.PDFTOTEXT)
    read = subprocess.run(
        [program, "-raw", "-enc", "UTF-8", "-", "-"], input=content, capture_output=True, check=True
    )
    return [" ".join(page.split()) for page in read.stdout.decode().split("\f")[:-1]]


@pytest.fixture(scope="module")
def real() -> bytes:
    return slides_pdf(edition_2023())


def test_roll_call_goes_from_the_lowest_level_up(real: bytes) -> None:
    called = [text.split("Photo ")[1] for text in pages(real) if "Photo " in text]
    joined = [text.replace("lès- Nancy", "lès-Nancy") for text in called]  # set on two lines
    named = [next((name for name in REAL if f" {name} " in text), text) for text in joined]
    assert named == list(REAL)


def test_slides_are_as_many_as_are_meant(real: bytes) -> None:
    cover_jury, openings, after = 2, 4, 4
    assert len(pages(real)) == cover_jury + openings + len(REAL) + after


def test_nothing_tells_the_end_before_the_last_is_called(real: bytes) -> None:
    texts = pages(real)
    last = max(n for n, text in enumerate(texts) if "Photo " in text)
    assert [n > last for n, text in enumerate(texts) if "Mentions spéciales" in text] == [True]
    assert [n > last for n, text in enumerate(texts) if "Les niveaux en chiffres" in text] == [True]


def test_page_is_sixteen_to_nine(real: bytes) -> None:
    boxes = {tuple(map(float, page.mediabox[2:])) for page in PdfReader(BytesIO(real)).pages}
    assert {round(width / height, 2) for width, height in boxes} == {1.78}


def test_notice_is_on_every_slide_but_the_last(real: bytes) -> None:
    assert [NOTICE in text for text in pages(real)] == [True] * (len(pages(real)) - 1) + [False]


def test_same_edition_gives_the_same_bytes(real: bytes) -> None:
    assert slides_pdf(edition_2023()) == real


@given(st.integers(0, 200))
def test_everybody_is_called_once_however_many(count: int) -> None:
    block = palmares(edition_2023()).blocks[0]
    lines = tuple(Line(f"Ville {n}", "", "", "", ()) for n in range(count))
    made = calls(replace(block, lines=lines))
    assert tuple(line for call in made for line in call.lines) == lines
    if count <= ALONE:
        assert [len(call.lines) for call in made] == [1] * count
    else:
        assert {1 < len(call.lines) <= TOGETHER for call in made} == {True}


def test_place_counts_laureates_alone() -> None:
    edition = with_candidates(
        claix(),
        claix(dossier="2"),
        claix(dossier="3", department="974"),
        claix(dossier="4", department="05", level=None),
        claix(dossier="5", department=None),
        claix(dossier="6", department="ailleurs"),
    )
    assert [*places(edition)] == [("Isère", 2), ("La Réunion", 1)]


def test_places_are_in_the_order_of_the_alphabet_whatever_their_accents() -> None:
    numbers = ("23", "21", "19", "22")
    edition = with_candidates(*(claix(dossier=each, department=each) for each in numbers))
    assert [each.name for each in places(edition)] == [
        "Corrèze", "Côte-d’Or", "Côtes-d’Armor", "Creuse",
    ]  # fmt: skip


def test_all_departments_of_a_usual_edition_stand_beside_the_map() -> None:
    numbers = [f"{number:02}" for number in range(1, 27) if number != 20]
    edition = with_candidates(*(claix(dossier=each, department=each) for each in numbers))
    found = pages(slides_pdf(edition))[-2]
    told = ("Drôme", "Hautes-Alpes", "et 1 autre département")
    assert [found.count(each) for each in told] == [1, 0, 1]


def test_nobody_is_congratulated_where_nobody_was_labelled() -> None:
    edition = edition_in_english()
    nobody = replace(edition, candidates=(replace(edition.candidates[0], level=None),))
    assert pages(slides_pdf(nobody))[-1].startswith("Thank you to all candidates")


def test_private_parts_are_on_no_slide() -> None:
    private = {
        "total": "73.125",
        "domains": {"strategie": "91.0625"},
        "opinion": "OPINION SECRÈTE",
    }
    unlabelled = claix(dossier="2", name="Recaléville", level=None, mentions=(), **private)
    text = " ".join(pages(slides_pdf(with_candidates(claix(**private), unlabelled))))
    secrets = ("73.1", "73,1", "91.0", "91,0", "SECRÈTE", "Recaléville")
    assert [each for each in secrets if each in text] == []


def test_english_edition_has_no_french_left() -> None:
    assert text_lines(slides_pdf(edition_in_english()))[:6] == [
        "Open Territory Label",
        "Award ceremony of the",
        "2023 edition",
        "Friday, March 1, 2024, from 5:00 PM to 6:30 PM",
        "Town Hall, York – The Fair",
        "The Organiser",
    ]


def long_names() -> Edition:
    """Names, roles and mentions as long as the form lets them be."""
    longest = "Syndicat mixte pour le développement du numérique " * 6
    every = ("premiere", "progression", "coeur")
    role = "Vice-présidente déléguée à la transition numérique et à l’inclusion " * 3
    return with_candidates(
        claix(name=longest[:300], mentions=every, role=role),
        *(claix(dossier=f"d{n}", level="2", name=f"{longest[:300]}{n}") for n in range(20)),
    )


def test_longest_names_stay_on_their_slide() -> None:
    texts = pages(slides_pdf(long_names()))
    alone = [text for text in texts if "Photo" in text]
    assert len(alone) == 1
    assert alone[0].count("Syndicat mixte") == 6
    assert alone[0].count("Coup de cœur du jury") == 1
    assert [text.count("Syndicat mixte") for text in texts].count(6 * 10) == 2


def test_figures_of_few_levels_stay_on_one_slide() -> None:
    texts = pages(slides_pdf(edition_in_english()))
    assert ["The levels in figures" in text for text in texts if "Total" in text] == [True]


def test_jurors_whose_roles_take_two_lines_are_fewer_on_a_slide() -> None:
    role = "Représentante de l’association nationale des directions des systèmes d’information"
    jury = [Juror("Mme", "Jurée", f"INVENTÉE {number}", role, str(number)) for number in range(10)]
    texts = pages(slides_pdf(replace(edition_2023(), jury=tuple(jury), candidates=())))
    found = [("Le jury" in text, text.count("INVENTÉE")) for text in texts]
    assert [each for each in found if each[1]] == [(True, 6), (True, 4)]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=http://x.invalid>'])
def test_hostile_name_is_text(text: str) -> None:
    texts = pages(slides_pdf(with_candidates(claix(name=text))))
    shown = [each.split()[0] for each in texts if "".join(text.split()) in "".join(each.split())]
    assert shown == ["Photo", "Mentions"]


def test_glyph_that_is_missing_is_told() -> None:
    with pytest.raises(CharacterUnprintable):
        slides_pdf(with_candidates(claix(name="Ville \U0001f600")))


@pytest.mark.slow
@pytest.mark.system
def test_slides_are_archival_and_accessible(tmp_path: Path, real: bytes) -> None:
    (tmp_path / "real.pdf").write_bytes(real)
    (tmp_path / "other.pdf").write_bytes(slides_pdf(edition_2025()))
    (tmp_path / "long.pdf").write_bytes(slides_pdf(long_names()))
    files = sorted(tmp_path.glob("*.pdf"))
    assert failures(files) == {}

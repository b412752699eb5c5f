"""What certificates say, that it fits, and that they are the same every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

import reports
from reports.certificates import certificates
from reports.certificates import draw
from reports.edition import Candidate
from reports.edition import Ceremony
from reports.edition import Edition
from reports.edition import Signatory
from reports.errors import CharacterUnprintable
from reports.errors import TextTooLong
from reports.verification.keys import Keys
from reports.verification.proof import Proving
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import edition_2025
from tests.reports.samples import edition_in_english
from tests.reports.samples import with_candidates
from tests.reports.texts import text_lines

LONG = (
    "Syndicat intercommunal pour la mutualisation des moyens numériques des communes de"
    " Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson, Beaujeu-Saint-Vallier et environs"
)


def lines(edition: Edition) -> list[str]:
    """The lines of the only page of the first certificate, spaces made plain."""
    content = draw(certificates(edition)[0])
    assert len(PdfReader(BytesIO(content)).pages) == 1
    return text_lines(content)


def first(candidate: Candidate) -> list[str]:
    return lines(with_candidates(candidate))


def test_certificate_says_all_that_it_should() -> None:
    assert first(claix()) == [
        "Label Territoire Numérique Libre",
        "Édition 2023",
        "Niveau 4",
        "est décerné à",
        "Ville de Claix",
        "Isère (38)",
        "Dossier porté par M. Christophe REVIL, Maire",
        "Mention spéciale «Meilleure progression»",
        "Remis le",
        "mercredi 6 décembre 2023",
        "Palais des Congrès, Paris – Open Source Experience",
        "Pascal KUCZYNSKI",
        "Délégué général de l’ADULLACT",
        "Données de démonstration : les points de ce fichier sont inventés.",
    ]


def test_certificate_of_an_agency_without_department_bearer_or_mention() -> None:
    found = first(claix(name="AMUE", department=None, bearer="", role="", mentions=()))
    assert found[4:6] == ["AMUE", "Remis le"]


def test_bearer_without_a_role() -> None:
    assert "Dossier porté par M. Christophe REVIL" in first(claix(role=""))


def test_ordinal_of_a_role_reads_as_one_word() -> None:
    assert "Dossier porté par M. Christophe REVIL, 8e adjoint" in first(claix(role="8 ème adjoint"))


def test_several_mentions_agree() -> None:
    found = first(claix(mentions=("progression", "coeur")))
    assert "Mentions spéciales «Meilleure progression» et «Coup de cœur du jury»" in found


def test_edition_without_notice_signatory_or_place() -> None:
    bare = replace(
        edition_2023(), notice="", signatories=(), ceremony=Ceremony(edition_2023().ceremony.date)
    )
    assert lines(replace(bare, candidates=(claix(),)))[-2:] == [
        "Remis le",
        "mercredi 6 décembre 2023",
    ]


def test_several_signatories_stand_side_by_side() -> None:
    three = tuple(Signatory(f"Prénom NOM {n}", "Présidente de l’association") for n in "ABC")
    found = lines(replace(with_candidates(claix()), signatories=three))
    assert [line for line in found if line.startswith("Prénom")] == [s.name for s in three]


def test_weekday_follows_the_date() -> None:
    edition = edition_2023()
    moved = replace(edition.ceremony, date=edition.ceremony.date.replace(year=2024))
    assert "vendredi 6 décembre 2024" in lines(replace(with_candidates(claix()), ceremony=moved))


def test_levels_of_another_scheme_are_named_with_their_track() -> None:
    titles = {each.name: each.title for each in certificates(edition_2025())}
    assert titles == {
        "Commune d’Exempleville": "Badge",
        "Parc national Imaginaire": "Label Or",
        "Syndicat mixte des Inventions": "Label Bronze",
    }


def test_certificate_in_english_has_no_french() -> None:
    assert lines(edition_in_english()) == [
        "Open Territory Label",
        "2023 edition",
        "Level 2",
        "is awarded to",
        "City of York",
        "Application led by Mr John DOE, Mayor",
        "Special mention “Best newcomer”",
        "Awarded on",
        "Friday, March 1, 2024",
        "Town Hall, York – The Fair",
        "Ada MILL",
        "Chair",
        "Sample data: everything in this file is made up.",
    ]


@pytest.mark.parametrize("times", [1, 4])
def test_notice_of_any_length_is_whole(times: int) -> None:
    notice = " ".join(
        ["Données de démonstration, inventées pour cet essai et rien d’autre."] * times
    )
    found = " ".join(lines(replace(with_candidates(claix()), notice=notice)))
    assert found.endswith(notice)


@pytest.mark.parametrize("name", [LONG, LONG * 2, "W" * 300, "Saint-" * 50, "x " * 150])
def test_long_name_is_whole_and_on_one_page(name: str) -> None:
    found = "".join(first(claix(name=name, mentions=("premiere", "progression", "coeur"))))
    assert name.replace(" ", "") in found.replace(" ", "")


def test_text_that_cannot_fit_is_an_error_that_names_the_candidate() -> None:
    with pytest.raises(TextTooLong) as caught:
        first(claix(role="délégué à " * 400))
    assert caught.value.values == {"where": "Ville de Claix"}


@pytest.mark.parametrize("name", ["Ville 🙂", "עיר", "a\u202eb", "a\x00b"])
def test_character_that_no_font_has_is_an_error_before_drawing(name: str) -> None:
    with pytest.raises(CharacterUnprintable):
        first(claix(name=name))


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        '<img src="file:///etc/passwd" alt="x">',
        "</h2><link rel=attachment href=http://127.0.0.1:9/>",
        "{{ 7 * 7 }} {% raw %}",
        "=HYPERLINK('http://x')",
    ],
)
def test_hostile_name_is_printed_as_text(name: str) -> None:
    found = "".join(first(claix(name=name))).replace(" ", "")
    assert name.replace(" ", "") in found


def test_file_names_do_not_tell_the_level() -> None:
    level_2 = certificates(with_candidates(claix(level="2")))[0].file
    level_5 = certificates(with_candidates(claix(level="5")))[0].file
    assert level_2 == level_5 == "certificat-2023_ville-de-claix_38.pdf"


def test_there_is_one_certificate_for_each_laureate() -> None:
    made = certificates(edition_2023())
    assert len({each.file for each in made}) == 22
    assert certificates(with_candidates(claix(level=None))) == []


def test_nothing_private_is_in_a_certificate() -> None:
    secret = claix(total="73.125", domains={"strategie": "91.0625"}, opinion="AVIS SECRET")
    content = str(certificates(with_candidates(secret)))
    assert [word for word in ("73.125", "91.0625", "SECRET") if word in content] == []


def test_freezing_again_changes_no_certificate() -> None:
    edition = edition_2023()
    again = replace(edition, frozen_at=edition.frozen_at.replace(hour=18), sources={"x": "y"})
    assert certificates(again) == certificates(edition)


def test_digest_follows_what_is_printed() -> None:
    assert len({
        certificates(with_candidates(claix(**change)))[0].digest
        for change in ({}, {"name": "Ville de Claix-le-Haut"}, {"level": "5"}, {"role": "Maire."})
    }) == 4  # fmt: skip


PROGRAM = """
import hashlib
from reports.certificates import certificates, draw
from reports.results import results_html, results_pdf
from reports.verification.keys import Keys
from reports.verification.proof import Proving
from tests.reports.samples import edition_2023
edition = edition_2023()
drawn = draw(certificates(edition)[3])
proven = draw(certificates(edition, Proving(Keys(bytes(32)), "https://label.example/"))[3])
for content in (drawn, proven, results_pdf(edition), results_html(edition).encode()):
    print(hashlib.sha256(content).hexdigest())
"""


@pytest.mark.slow
def test_other_process_without_fonts_of_its_own_gives_the_same_bytes(tmp_path: Path) -> None:
    from reports.results import results_html
    from reports.results import results_pdf

    nothing = tmp_path / "fonts.conf"
    nothing.write_text('<?xml version="1.0"?><fontconfig></fontconfig>', "utf-8")
    surroundings = {
        "FONTCONFIG_FILE": str(nothing), "PYTHONHASHSEED": "4", "TZ": "Asia/Tokyo", "LC_ALL": "C",
    }  # fmt: skip
    other = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env={
            **os.environ,
            **surroundings,
            "PYTHONPATH": str(Path(reports.__file__).parents[1]),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    edition = edition_2023()
    here = (
        draw(certificates(edition)[3]),
        draw(certificates(edition, Proving(Keys(bytes(32)), "https://label.example/"))[3]),
        results_pdf(edition),
        results_html(edition).encode(),
    )
    assert other.stdout.split() == [hashlib.sha256(each).hexdigest() for each in here]
    assert other.stderr == ""

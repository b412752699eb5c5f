"""Ties that names and addresses let suspect; every name here is invented or a public fact."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.history import PastResult
from sheets_sync.jury.ballot import Ballot
from sheets_sync.jury.ties import same_person
from sheets_sync.jury.ties import suspected
from sheets_sync.jury.ties import tie_findings
from sheets_sync.scheme import Juror
from tests.builders import candidate

JUROR = Juror("un", "Mme", "Jeanne", "INVENTÉE", "Présidente", "Asso Libre", "Ville de Fictive")
TOWN = replace(candidate("D-1"), name="Ville de Lieu", department="38", bearer="Paul PERSONNE")


def codes(juror: Juror, *candidates: object, past: tuple[PastResult, ...] = ()) -> list[str]:
    """The codes of the ties found."""
    found = suspected([juror], candidates, past)  # type: ignore[arg-type]
    return [f"{tie.candidate.dossier} {tie.code}" for tie in found]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"bearer": "INVENTÉE Jeanne"}, ["D-1 jury-tie-person"]),
        ({"bearer": "Mme Jeanne Inventee"}, ["D-1 jury-tie-person"]),
        ({"name": "Fictive"}, ["D-1 jury-tie-territory"]),
        ({"name": "Fictive Métropole"}, []),
        ({"name": "ASSO LIBRE"}, ["D-1 jury-tie-organisation"]),
        ({"email": "mairie@fictive.example"}, ["D-1 jury-tie-mail"]),
        ({"email": "mairie@autre.example"}, []),
        ({"email": ""}, []),
        ({"bearer": "Jeanne AUTRE"}, []),
    ],
)
def test_tie_is_suspected_from_what_they_share(changes: dict[str, str], code: list[str]) -> None:
    juror = JUROR._replace(email="jeanne@fictive.example")
    assert codes(juror, replace(TOWN, **changes)) == code  # type: ignore[arg-type]


@pytest.mark.parametrize("domain", ["gmail.com", "orange.fr", "Laposte.net"])
def test_public_mail_ties_nobody(domain: str) -> None:
    juror = JUROR._replace(email=f"jeanne@{domain}")
    assert codes(juror, replace(TOWN, email=f"mairie@{domain}")) == []


def test_tie_is_told_once_by_its_plainest_sign() -> None:
    town = replace(TOWN, name="Ville de Fictive", bearer="Jeanne INVENTÉE")
    assert codes(JUROR, town) == ["D-1 jury-tie-person"]


def test_other_dossier_of_a_bearer_is_told_too() -> None:
    fictive = replace(TOWN, name="Fictive")
    other = replace(TOWN, dossier="D-2", name="Syndicat du Lieu")
    far = replace(TOWN, dossier="D-3", name="Loin", bearer="Anne AUTRE")
    assert codes(JUROR, other, fictive, far) == ["D-1 jury-tie-territory", "D-2 jury-tie-bearer"]


ELIE = Juror("elie", "M.", "François", "ÉLIE", "Président de l’ADULLACT", "ADULLACT")
ANGOULEME = replace(
    candidate("D-9"), name="Ville d’Angoulême", department="16", bearer="Nouvelle PORTEUSE"
)
BORNE = PastResult(2023, "Ville d’Angoulême", "16", "3", "M. François ELIE")


def test_juror_of_2024_who_bore_angouleme_in_2023_is_told() -> None:
    """Facts of the published palmarès of 2023 and of the jury of 2024."""
    (tie,) = suspected([ELIE], [ANGOULEME, TOWN], [BORNE])
    assert (tie.code, tie.candidate.dossier, tie.sign) == (
        "jury-tie-past",
        "D-9",
        "Ville d’Angoulême (2023)",
    )


def test_dossier_borne_before_for_another_town_ties_nobody() -> None:
    assert codes(ELIE, replace(ANGOULEME, name="Ville de Cognac"), past=(BORNE,)) == []


def test_one_name_alone_is_no_person() -> None:
    assert not same_person("Jeanne", "Jeanne")


def test_finding_names_both_and_goes_once_the_juror_stands_back() -> None:
    ties = suspected([ELIE], [ANGOULEME], [BORNE])
    titles = {"elie": "Jury F. ÉLIE"}
    expected = Finding(
        "jury-tie-past",
        Place(tab="Jury F. ÉLIE", row="D-9"),
        {"juror": ELIE.name, "name": ANGOULEME.name, "sign": "Ville d’Angoulême (2023)"},
    )
    silent = {"elie": Ballot("elie")}
    assert tie_findings(ties, silent, titles.__getitem__) == [expected]
    back = {"elie": Ballot("elie", recusals={"D-9": "Ancien porteur"})}
    assert tie_findings(ties, back, titles.__getitem__) == []

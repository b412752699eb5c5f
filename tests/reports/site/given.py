"""Editions for the public site: the real palmarès of 2023 with a past, and hostile ones."""

from __future__ import annotations

from dataclasses import replace

from reports.edition import Award
from reports.edition import Candidate
from reports.edition import Edition
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import with_candidates

OPINION = "Une stratégie claire, portée par les élus.\nDes données à ouvrir davantage."
TYPES = {
    "commune": "Commune",
    "agglomeration": "Intercommunalité",
    "syndicat": "Syndicat",
    "etablissement": "Établissement public",
}
PAST = (
    Award("2019", 2019),
    Award("2021", 2021, "Niveau 2", 2, ("Open Data",)),
    Award("2022", 2022, "3", 3),
)
HOSTILE = (
    '<img src=x onerror=alert(1)> & "Co"',
    '=HYPERLINK("http://exemple.invalid")',
    "+33 1 23",
    "-Ville-",
    "@Ville",
    "Ville\tde\nPlusieurs  lignes",
    "ＶＩＬＬＥ 市 مدينة 🏛",  # noqa: RUF001 - what is tried
    "W" * 300,
)


def published() -> Edition:
    """The palmarès of 2023; Claix has a past, codes and an opinion, all made up."""
    known = {"history": PAST, "siren": "213801111", "insee": "38111", "opinion": OPINION}
    candidates = [
        replace(each, **known) if each.name == "Ville de Claix" else each  # type: ignore[arg-type]
        for each in edition_2023().candidates
    ]
    candidates += [
        claix(dossier="x-1", name="Ville de Saint-Denis", department="974", level="1", mentions=()),
        claix(dossier="x-2", name="Province Sud", department="988", level="3", mentions=()),
        claix(dossier="x-3", name="Agence inventée", department=None, level="3", mentions=()),
    ]
    return replace(edition_2023(), candidates=tuple(candidates), types=TYPES)


def hostile() -> Edition:
    """An edition whose laureates have the worst names."""
    return with_candidates(
        *(claix(dossier=f"h-{n}", name=name, opinion=name) for n, name in enumerate(HOSTILE))
    )


SECRETS = ("12.345", "67.891", "avis-secret", "dossier-secret", "Perdue-la-Ville", "porteuse-x")


def with_secrets() -> Edition:
    """A laureate whose every private field is a word to look for, and one not labelled."""
    points = {"strategie": "67.891"}
    winner = claix(
        dossier="dossier-secret-1", total="12.345", domains=points, opinion="", role="Maire"
    )
    held = claix(
        dossier="dossier-secret-2", name="Ville de Réserve", opinion="avis-secret", held=True
    )
    loser: Candidate = claix(
        dossier="dossier-secret-3", name="Perdue-la-Ville", level=None, mentions=(),
        opinion="avis-secret", bearer="porteuse-x", total="12.345",
    )  # fmt: skip
    return with_candidates(winner, held, loser)

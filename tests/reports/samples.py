"""Editions to try: the real palmarès of 2023, and made-up ones of other shapes.

The laureates, their levels, bearers, mentions and the jury of 2023 are those of the
published page; totals and points by domain are made up, and say so in the notice.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from io import StringIO
from pathlib import Path

from reports.edition import Campaign
from reports.edition import Candidate
from reports.edition import Ceremony
from reports.edition import Domain
from reports.edition import Edition
from reports.edition import Juror
from reports.edition import Level
from reports.edition import Mention
from reports.edition import Signatory
from reports.edition import Track

DATA = Path(__file__).parent / "data"
COLOURS = ("5B6B7F", "1F7A6D", "1F5FA8", "6B3FA0", "9C6B0E")
NOTICE = "Données de démonstration : les points de ce fichier sont inventés."

JURY = (
    Juror("M.", "Pascal", "KUCZYNSKI", "Délégué général de l’ADULLACT"),
    Juror("Mme", "Véronique", "FRITIÈRE", "Présidente de l’AFUL"),
    Juror("M.", "Etienne", "GONNU", "Chargé de mission affaires publiques à l’April"),
    Juror("M.", "Loïc", "DAYOT", "Membre du conseil d’administration de l’April"),
    Juror("M.", "Stéphane", "VANGHELUWE", "Représentant de l’association Déclic"),
    Juror("M.", "Florent", "MANENS", "Membre du Conseil national du logiciel libre"),
    Juror("M.", "Jean-Christophe", "ELINEAU", "Directeur du Cluster NAOS"),
    Juror("M.", "Pierre-Yves", "GIBELLO", "CEO de OW2"),
)
DOMAINS = (
    Domain("strategie", "Stratégie et mutualisation", "Stratégie"),
    Domain("interoperabilite", "Interopérabilité et accessibilité", "Interopérabilité"),
    Domain("logiciels", "Logiciels et systèmes libres", "Logiciels"),
    Domain("communication", "Communication et écosystème", "Communication"),
    Domain("donnees", "Ouverture des données publiques", "Données"),
)
MENTIONS = (
    Mention("premiere", "Meilleure première candidature"),
    Mention("progression", "Meilleure progression"),
    Mention("coeur", "Coup de cœur du jury"),
)
LABEL = Track(
    "label",
    "Label",
    tuple(Level(str(n), f"Niveau {n}", n, "copyleft", n, COLOURS[n - 1]) for n in range(1, 6)),
)


def real_candidates() -> tuple[Candidate, ...]:
    """The 22 laureates of 2023, in the order of the file."""
    rows = csv.DictReader(StringIO((DATA / "palmares-2023.csv").read_text("utf-8")))
    return tuple(
        Candidate(
            dossier=row["dossier"],
            name=row["name"],
            department=row["department"] or None,
            type=row["type"],
            track="label",
            level=row["level"],
            civility=row["civility"],
            bearer=row["bearer"],
            role=row["role"],
            mentions=tuple(filter(None, row["mentions"].split("|"))),
            total="61.25",
            domains={domain.id: "59.5" for domain in DOMAINS},
        )
        for row in rows
    )


def edition_2023() -> Edition:
    """The edition of 2023 as it would be frozen."""
    return Edition(
        id="2023",
        year=2023,
        label="Territoire Numérique Libre",
        language="fr",
        organiser="ADULLACT",
        website="https://territoire-numerique-libre.org/",
        contact="label@territoire-numerique-libre.org",
        notice=NOTICE,
        introduction="",
        campaign=Campaign(date(2023, 6, 12), date(2023, 11, 10)),
        ceremony=Ceremony(
            date(2023, 12, 6),
            "Open Source Experience",
            "Palais des Congrès, Paris",
            time(17),
            time(18),
        ),
        published=date(2023, 12, 11),
        domains=DOMAINS,
        tracks=(LABEL,),
        jury=JURY,
        mentions=MENTIONS,
        signatories=(Signatory("Pascal KUCZYNSKI", "Délégué général de l’ADULLACT"),),
        candidates=real_candidates(),
        sources={"decisions": "0" * 64},
        frozen_at=datetime(2023, 12, 5, 16, 30, tzinfo=UTC),
    )


def with_candidates(*candidates: Candidate) -> Edition:
    """The edition of 2023 with other candidates."""
    return replace(edition_2023(), candidates=candidates)


def claix(**changes: object) -> Candidate:
    """One real laureate (level 4, a mention), with some fields changed."""
    real = next(each for each in real_candidates() if each.name == "Ville de Claix")
    return replace(real, **changes)  # type: ignore[arg-type]


def edition_2025() -> Edition:
    """Another scheme, with made-up candidates: a badge, and bronze, silver, gold."""
    badge = Track("badge", "Badge", (Level("badge", "Badge", 1, "badge", 1, "1F7A6D"),))
    medals = (
        ("bronze", "Bronze", "A0622D"),
        ("argent", "Argent", "75808C"),
        ("or", "Or", "B8860B"),
    )
    label = Track(
        "label",
        "Label",
        tuple(Level(i, n, rank, "medal", 1, c) for rank, (i, n, c) in enumerate(medals, 1)),
    )
    rows = (
        ("A1", "Commune d’Exempleville", "38", "badge", "badge"),
        ("A2", "Syndicat mixte des Inventions", None, "label", "bronze"),
        ("A3", "Parc national Imaginaire", "05", "label", "or"),
        ("A4", "Association Fictive", "60", "label", None),
    )
    candidates = tuple(
        Candidate(d, name, department, "autre", track, level, "Mme", "Ada EXEMPLE", "Présidente")
        for d, name, department, track, level in rows
    )
    return replace(
        edition_2023(), id="2025", year=2025, tracks=(badge, label), candidates=candidates
    )


def edition_in_english() -> Edition:
    """A small edition whose every word is English."""
    return replace(
        edition_2023(),
        label="Open Territory",
        language="en",
        organiser="The Organiser",
        website="https://label.example/",
        contact="label@label.example",
        notice="Sample data: everything in this file is made up.",
        ceremony=Ceremony(date(2024, 3, 1), "The Fair", "Town Hall, York", time(17), time(18, 30)),
        campaign=Campaign(date(2023, 9, 1), date(2023, 12, 31)),
        published=date(2024, 3, 4),
        domains=(Domain("strategy", "Strategy"), Domain("data", "Open data")),
        tracks=(
            Track(
                "label",
                "Label",
                (
                    Level("1", "Level 1", 1, "copyleft", 1, "5B6B7F"),
                    Level("2", "Level 2", 2, "copyleft", 2, "1F7A6D"),
                ),
            ),
        ),
        jury=(Juror("Ms", "Ada", "MILL", "Chair"),),
        mentions=(Mention("first", "Best newcomer"), Mention("leap", "Best progress")),
        signatories=(Signatory("Ada MILL", "Chair"),),
        candidates=(
            Candidate(
                "E1",
                "City of York",
                None,
                "city",
                "label",
                "2",
                "Mr",
                "John DOE",
                "Mayor",
                ("first",),
            ),
        ),
        sources={},
    )

"""A made-up jury of ten over forty dossiers: recusals, absences, ties, overrides, opinions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reports.edition import Candidate
from reports.edition import Deliberation
from reports.edition import Edition
from reports.edition import Juror
from reports.edition import Meeting
from reports.edition import Recusal
from reports.edition import SignOff
from tests.reports.samples import edition_2023

JURY = tuple(
    Juror("Mme", "Jurée", f"INVENTÉE {letter}", f"Membre de l’association {letter}", letter.lower())
    for letter in "ABCDEFGHIJ"
)
PRESENCE = {
    **dict.fromkeys("abcdef", "present"),
    "g": "remote",
    "h": "excused",
    "i": "Présente jusqu’à 16 h",
}
"""Nothing is said of the tenth."""

OPINION = "Une politique du libre bien ancrée.\nÀ poursuivre du côté des données ouvertes."
REASON = "Le jury a tenu compte de l’effort de formation, très visible sur place."
LONG = " ".join([REASON] * 14)


def made_up(count: int = 40) -> Edition:
    """That edition; the first dossiers have all that can be told of one."""
    return replace(
        edition_2023(),
        timezone="Europe/Paris",
        jury=JURY,
        candidates=tuple(_candidate(number) for number in range(count)),
        meeting=Meeting(
            date=date(2023, 12, 1),
            place="Maison des inventions",
            chair="Mme Jurée INVENTÉE A",
            note="Séance ouverte à 14 h.\nLevée à 17 h.",
            presence=PRESENCE,
            dissent={"b": "Le dossier 3 méritait mieux."},
            quorum=3,
            ties="total, puis nom, puis numéro de dossier",
            agreement=("Alpha de Krippendorff (ordinal) : 0,71, entre 0,55 et 0,82.",),
        ),
        signoff=SignOff("Mme Jurée INVENTÉE A", date(2023, 12, 4), "D-0123-4567-89AB"),
    )


def _candidate(number: int) -> Candidate:
    level = str(5 - number // 10) if number < 38 else None
    how = Deliberation(
        proposal=level,
        median=(level,),
        spread=number % 3,
        marks=9,
        quorum=True,
        place=number + 1,
    )
    made = Candidate(
        f"I-{number + 1:02}", f"Ville inventée {number + 1:02}", "38", "commune", "label", level
    )
    return _with_more(number, replace(made, deliberation=how), how)


def _with_more(number: int, made: Candidate, how: Deliberation) -> Candidate:
    """What is told of some dossiers besides."""
    recused = (Recusal("c", "Élue ou agente là-bas"), Recusal("j", "Autre lien"))
    match number:
        case 0:
            told = replace(how, proposal="4", median=("4", "5"), reason=REASON)
            return replace(made, deliberation=told, opinion=OPINION, mentions=("coeur",))
        case 1:
            tie = "Ex æquo avec Ville inventée 01 sur « total » ; départage par « nom »."
            return replace(made, deliberation=replace(how, tie=tie))
        case 2:
            return replace(made, deliberation=replace(how, recusals=recused, marks=8))
        case 3:
            told = replace(how, marks=2, quorum=False, spread=None, reason=LONG)
            return replace(made, deliberation=told, mentions=("coeur", "progression"))
        case 39:
            told = replace(how, proposal="1", median=(), marks=0, quorum=False)
            return replace(made, deliberation=told)
    return made

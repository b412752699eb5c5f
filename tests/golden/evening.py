"""The evening itself: people type in the workbook, the commands run between.

What every juror and the chair type about each dossier stands in ``dossiers.csv``, one line
a dossier. A mark is a level; ``2>3``: 2 before the meeting, 3 after it; ``2+``: typed after
the marks were collected a first time; ``!2``: the juror stands back, and had typed 2.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from tests.app.office import PLAIN
from tests.app.office import Office
from tests.app.office import column_of
from tests.golden import campaign
from tests.settings import small

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

DOSSIERS = Path(__file__).with_name("dossiers.csv")
MARK, AFTER, BACK = "Mon niveau", "Mon niveau après la réunion", "Je me déporte"
TABLE, JURY, ACTS = "Délibération", "Jury", "Séance"
LEVELS = ("Non labellisé", "Niveau 1", "Niveau 2", "Niveau 3", "Niveau 4")
LATEST = ("D-37", "huit")
"""The mark that is typed last of all, once the chair has decided."""

REASONS = {
    ("D-05", "un"): "Élu ou agent de cette collectivité",
    ("D-12", "deux"): "Lien familial ou amical",
    ("D-12", "trois"): "A porté ce dossier ou aidé à l’écrire",
}
COMMENTS = (
    ("D-14", "un", "Stratégie\u202f: mon commentaire", "Un plan clair (commentaire inventé)"),
    ("D-14", "deux", "Stratégie\u202f: mon commentaire", "Un plan suivi d’effets, c’est rare."),
    ("D-14", "dix", "Données\u202f: mon commentaire", "Treize jeux, tous à jour."),
    ("D-30", "six", "Mon commentaire", "Deux niveaux de mieux en deux ans\u202f!"),
    ("D-12", "trois", "Mon commentaire", "Ce que dit le juré qui se déporte ne paraît nulle part."),
    ("D-12", "deux", "Stratégie\u202f: mon commentaire", "Ceci non plus."),
    ("D-12", "six", "Mon commentaire", "=2+2 n’est pas une formule."),
)
CONFIDENCE = (("D-14", "un", "Sûr"), ("D-14", "deux", "Plutôt sûr"), ("D-12", "deux", "Pas sûr"))
OPINIONS = {
    "D-12": "Le jury encourage la collectivité à commencer par un plan (avis inventé).",
    "D-14": "Un dossier exemplaire,  deux espaces compris.\n– Le jury l’a lu avec joie.",
    "D-30": "Une belle progression (avis inventé).",
}
PRESENCES = {
    "un": "Présent",
    "deux": "Présent",
    "trois": "Présent à distance",
    "quatre": "Présent",
    "cinq": "Absent",
    "six": "Présent",
    "sept": "Présent jusqu’à seize heures",
    "huit": "Présent",
    "neuf": "Excusé",
    "dix": "Présent",
}
DISSENT = "Je n’aurais pas relevé Groseille d’un niveau (désaccord inventé)."


@dataclass(frozen=True)
class Mark:
    """What a juror types about one dossier."""

    before: str = ""
    after: str = ""
    late: bool = False
    back: bool = False

    @classmethod
    def of(cls, text: str) -> Mark:
        """A mark as it stands in ``dossiers.csv``."""
        before, _, after = text.strip("!+").partition(">")
        return cls(before, after, text.endswith("+"), text.startswith("!"))

    def early(self, reason: str) -> dict[str, str]:
        """What is typed before the marks are collected, by heading."""
        return {MARK: "" if self.late else self.before, BACK: reason if self.back else ""}

    def later(self) -> dict[str, str]:
        """What is typed once they were collected."""
        return {MARK: self.before if self.late else "", AFTER: self.after}


Typed = tuple[str, str, str, str]
"""Tab, key of the line, heading, text."""


def dossiers() -> list[dict[str, str]]:
    """The forty lines."""
    with DOSSIERS.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file, delimiter=";")]


def office(folder: Path) -> Office:
    """The campaign folder, with its form's export; nothing run yet."""
    config = small.write(_made(folder) / "config", campaign.edition(), campaign.GRID)
    (config / "history.toml").write_text(campaign.HISTORY, encoding="utf-8")
    (folder / "campaign.toml").write_text(PLAIN, encoding="utf-8")
    desk = Office(folder, "fr")
    facts = ("dossier", "name", "department", "type", "population", "bearer", "role", "submitted")
    desk.export(map(_exported, dossiers()), (*facts, *campaign.QUESTIONS.values()))
    return desk


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _exported(line: Mapping[str, str]) -> tuple[str, ...]:
    sort = {"commune": "Commune", "syndicat": "Syndicat"}[line["type"]]
    bearer = f"Porteuse {line['dossier'].replace('-', '')} INVENTÉE"
    facts = (line["dossier"], line["nom"], "38", sort, "5000", bearer, "Maire", "2023-11-01 10:00")
    return (*facts, *(line[each] for each in campaign.QUESTIONS))


# -- people ------------------------------------------------------------------------------


def tab_of(juror: str) -> str:
    """The title of a juror's tab."""
    return f"Jury J. {juror.capitalize()}"


def type_in(desk: Office, typed: Iterable[Typed]) -> None:
    """Let people type, and save the file once with another program."""
    book = openpyxl.load_workbook(desk.workbook)
    for tab, key, heading, text in typed:
        sheet = book[tab]
        cell = sheet.cell(_row(sheet, key), column_of(sheet, heading), text)
        cell.data_type = "s"  # a text, even if it begins with "="
    book.save(desk.workbook)


def _row(sheet: Worksheet, key: str) -> int:
    """The row of a dossier, a juror or an act: keys stand in the first column."""
    return [cell.value for cell in sheet["A"]].index(key) + 1


def marks(*, late: bool) -> list[Typed]:
    """What all jurors type, before the marks are collected or later."""
    found = []
    for line in dossiers():
        for juror in campaign.JURORS:
            mark, reason = Mark.of(line[juror]), REASONS.get((line["dossier"], juror), "")
            told = mark.later() if late else mark.early(reason)
            if (line["dossier"], juror) == LATEST:
                told = {}
            for heading, text in told.items():
                if text:
                    named = LEVELS[int(text)] if heading in (MARK, AFTER) else text
                    found.append((tab_of(juror), line["dossier"], heading, named))
    return found


def said() -> list[Typed]:
    """Comments, how sure jurors are, who has finished."""
    comments = [(tab_of(who), key, heading, text) for key, who, heading, text in COMMENTS]
    sure = [(tab_of(who), key, "Mon degré de certitude", text) for key, who, text in CONFIDENCE]
    finished = [(JURY, who, "J’ai terminé", "Oui") for who in ("un", "deux", "dix")]
    return [*comments, *sure, *finished]


def chaired() -> list[Typed]:
    """What the chair types: decisions, reasons, mentions, opinions, who was there."""
    found: list[Typed] = []
    for line in dossiers():
        key = line["dossier"]
        told = {
            "Décision": LEVELS[int(line["décision"])],
            "Motif": line["motif"],
            "Mentions spéciales": line["mentions"].replace(" | ", "\n"),
        }
        found += [(TABLE, key, heading, text) for heading, text in told.items() if text]
    found += [("Avis", key, "Avis du jury, texte arrêté", text) for key, text in OPINIONS.items()]
    found += [(JURY, who, "À la réunion", text) for who, text in PRESENCES.items()]
    found.append((JURY, "six", "Opinion divergente, pour le procès-verbal", DISSENT))
    meeting = {"Présidence": "Juré Un", "Jour": "2023-12-01", "Lieu": "Salle inventée"}
    note = {"Pour le procès-verbal": "La séance s’ouvre à quatorze heures (inventé)."}
    found += [(ACTS, "M", heading, text) for heading, text in {**meeting, **note}.items()]
    return found


def signature(desk: Office) -> list[Typed]:
    """The chair signs what was recorded last, on the day on which it was recorded."""
    sheet = openpyxl.load_workbook(desk.workbook)[ACTS]
    row = max(cell.row for cell in sheet["A"] if cell.value)
    key, since = (str(sheet.cell(row, at).value) for at in (1, column_of(sheet, "Enregistré le")))
    return [(ACTS, key, "Présidence", "Juré Un"), (ACTS, key, "Jour", since[:10])]


def dismissal(desk: Office) -> list[Typed]:
    """Somebody says why the suspected tie of the fourth juror is none."""
    sheet = openpyxl.load_workbook(desk.workbook)["Signalements"]
    about = column_of(sheet, "Dossier")
    row = next(row for row in range(3, sheet.max_row + 1) if sheet.cell(row, about).value == "D-09")
    key = str(sheet.cell(row, 1).value)
    return [("Signalements", key, "Écarté parce que", "Homonyme (inventé)")]


# -- the evening -------------------------------------------------------------------------


def held(desk: Office) -> list[str]:
    """Run the whole evening; what the commands printed, each after its line."""
    told: list[str] = []

    def run(*commands: str) -> None:
        for command in commands:
            outcome = desk.run(*command.split())
            told.append(f"$ palmares {command}\n{outcome.output}({outcome.code})\n")

    run("sync", "propose", "jury open")
    type_in(desk, [*marks(late=False), *said(), *dismissal(desk)])
    run("jury collect", "jury status")
    type_in(desk, marks(late=True))
    run("jury collect", "jury agreement --by-juror")
    type_in(desk, chaired())
    run("decide")
    key, who = LATEST
    text = next(line[who] for line in dossiers() if line["dossier"] == key)
    type_in(desk, [(tab_of(who), key, MARK, LEVELS[int(text.strip("+"))])])
    run("freeze")  # refused: nobody has signed, and a mark came after the collect
    run("jury collect", "decide")
    type_in(desk, signature(desk))
    run("freeze", "minutes")
    return told

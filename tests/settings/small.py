"""A small edition that is right, and one change at a time that makes it wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

import pytest

from reports.language import Language
from sheets_sync.settings.edition import read_edition
from sheets_sync.settings.errors import BadSettings

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.findings import Finding

EDITION = """\
id = "small"
year = 2023
label = "Petit label"
language = "fr"
organiser = "Association"
timezone = "Europe/Paris"
opens = 2023-06-12
closes = 2023-11-10

[ceremony]
date = 2023-12-06
starts = 17:00:00
ends = 18:00:00
event = "Fête"
place = "Paris"

[weekdays]
ceremony = "Mercredi"

[[domains]]
id = "plans"
name = "Plans"
short = "Plans"

[[domains]]
id = "data"
name = "Données"
short = "Données"
weight = 2.5

[[types]]
id = "commune"
name = "Commune"

[[types]]
id = "syndicat"
name = "Syndicat"

[[classes]]
id = "petite"
name = "Petite"
at_least = 0

[[classes]]
id = "grande"
name = "Grande"
at_least = 20000

[[tracks]]
id = "label"
name = "Label"

[[tracks.levels]]
id = "1"
name = "Niveau 1"
sign = "copyleft"
colour = "aabbcc"
threshold = 20

[[tracks.levels]]
id = "2"
name = "Niveau 2"
sign = "copyleft"
count = 2
colour = "112233"
threshold = 60
floors = { plans = 50 }
mandatory = ["p-yes"]

[[variants]]
name = "Petites"
types = ["commune"]
classes = ["petite"]
weights = { d-part = 0.5 }
points = { p-one = { b = 9 }, d-part = { "" = 8 } }
domain_weights = { data = 1 }
thresholds = { 2 = 55 }
floors = { 2 = { plans = 40 } }

[[jury]]
id = "un"
first_name = "Jurée"
last_name = "Un"
role = "Présidente"

[[mentions]]
id = "coeur"
name = "Coup de cœur"
"""

GRID = """\
# Barème d’illustration.
question;option;domain;life;type;text;points;weight;steps;not_applicable;proof;proof_of;tracks;help
p-one;;plans;active;single;Un plan ?;10;2;;;asked;;;
p-one;a;;;;Non, rien;0;;;;;;;
p-one;b;;;;Oui, écrit;10;;;;;;;
p-one-link;;plans;active;url;Son adresse;0;1;;;;p-one;;
p-yes;;plans;active;yes_no;Une délibération ?;10;1;;type:syndicat;;;;
p-more;;plans;active;multiple;Des actions ?;8;;;declared;;;;
p-more;x;;;;Une;5;;;;;;;
p-more;y;;;;Deux;4,5;;;;;;;
d-part;;data;active;percentage;Quelle part ?;10;1;25:2 50:5 80:10;class:grande;none;;label;
d-count;;data;active;number;Combien ?;10;1;1:5 10:10;;;;;
d-later;;data;future;text;Et demain ?;5;1;;;;;;
"""


class Said(NamedTuple):
    """A finding as people see it, in English."""

    code: str
    where: str
    sentence: str
    remedy: str


def write(folder: Path, edition: str = EDITION, grid: str = GRID) -> Path:
    """An edition's folder."""
    folder.mkdir(exist_ok=True)
    (folder / "edition.toml").write_text(edition, encoding="utf-8")
    (folder / "grid.csv").write_text(grid, encoding="utf-8")
    return folder


def changed(text: str, before: str, after: str) -> str:
    """The text with its one ``before`` replaced."""
    assert text.count(before) == 1, f"{text.count(before)} times: {before!r}"
    return text.replace(before, after)


def said(finding: Finding) -> Said:
    """A finding in English."""
    english = Language("en")
    place = finding.place.describe(english)
    return Said(finding.code, place, finding.sentence(english), finding.remedy(english))


def refused(folder: Path) -> list[Said]:
    """What is said of an edition that is wrong."""
    with pytest.raises(BadSettings) as caught:
        read_edition(folder)
    return [said(finding) for finding in caught.value.findings]

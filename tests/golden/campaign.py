"""The made-up campaign: its edition, its questions, who sits in the jury, what is known."""

from __future__ import annotations

EDITION = """\
id = "inventee"
year = 2023
label = "Label inventé"
language = "fr"
organiser = "Association inventée"
timezone = "Europe/Paris"
opens = 2023-06-12
closes = 2023-11-10
published = 2023-12-11
notice = "Tout est inventé : les candidats, les réponses, le jury et ses notes."

[ceremony]
date = 2023-12-06
event = "Fête inventée"
place = "Ville inventée"

[[domains]]
id = "plans"
name = "Stratégie"
short = "Stratégie"

[[domains]]
id = "libre"
name = "Logiciels libres"
short = "Logiciels"

[[domains]]
id = "data"
name = "Données ouvertes"
short = "Données"

[[types]]
id = "commune"
name = "Commune"

[[types]]
id = "syndicat"
name = "Syndicat"

[[tracks]]
id = "label"
name = "Label"

[[tracks.levels]]
id = "1"
name = "Niveau 1"
sign = "copyleft"
colour = "B7C9D6"
threshold = 20

[[tracks.levels]]
id = "2"
name = "Niveau 2"
sign = "copyleft"
count = 2
colour = "8DB4CC"
threshold = 40

[[tracks.levels]]
id = "3"
name = "Niveau 3"
sign = "copyleft"
count = 3
colour = "5A9BB8"
threshold = 60
floors = { libre = 25 }

[[tracks.levels]]
id = "4"
name = "Niveau 4"
sign = "copyleft"
count = 4
colour = "2F7F86"
threshold = 80
floors = { plans = 50, libre = 50, data = 50 }
mandatory = ["delib"]

[deliberation]
quorum = 6
ties = ["total", "median", "name"]
due = 2023-11-24T18:00:00

[[mentions]]
id = "premiere"
name = "Meilleure première candidature"

[[mentions]]
id = "progression"
name = "Meilleure progression"

[[mentions]]
id = "coeur"
name = "Coup de cœur du jury"

[[mentions]]
id = "ouverture"
name = "Ouverture"

[[signatories]]
name = "Pour le jury inventé"
role = "Jury inventé"
"""

GRID = """\
question;option;domain;life;type;text;points;weight;steps;not_applicable;proof;proof_of;tracks;help
plan;;plans;active;single;Un plan ?;10;1;;;;;;
plan;a;;;;Non;0;;;;;;;
plan;b;;;;En cours;5;;;;;;;
plan;c;;;;Oui;10;;;;;;;
delib;;plans;active;yes_no;Une délibération ?;10;1;;type:syndicat;;;;
part;;libre;active;percentage;Quelle part du parc ?;10;1;25:2 50:5 80:10;;;;;
postes;;libre;active;yes_no;Des postes libres ?;10;1;;;;;;
jeux;;data;active;number;Combien de jeux de données ?;10;1;1:5 10:10;;;;;
licence;;data;active;yes_no;Une licence ouverte ?;10;1;;;;;;
"""

QUESTIONS = {
    "plan": "Un plan ?",
    "délibération": "Une délibération ?",
    "part": "Quelle part du parc ?",
    "postes": "Des postes libres ?",
    "jeux": "Combien de jeux de données ?",
    "licence": "Une licence ouverte ?",
}
"""Column of dossiers.csv -> column of the form's export."""

JURORS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
TERRITORIES = {"un": "Ville inventée Estragon", "quatre": "Ville inventée Igname"}

HISTORY = """\
[[editions]]
year = 2019
complete = false
source = "liste inventée"
results = [
  { name = "Ville inventée Romarin", level = "4" },
]

[[editions]]
year = 2021
complete = true
source = "liste inventée"
results = [
  { name = "Ville inventée Absinthe", level = "2" },
  { name = "Ville inventée Kiwi", level = "1" },
  { name = "Ville inventée Laurier", level = "1", bearer = "Juré Trois" },
  { name = "Syndicat inventé Quetsche" },
]
"""


def edition() -> str:
    """``edition.toml``, its ten jurors included."""
    return EDITION + "".join(map(_juror, JURORS))


def _juror(who: str) -> str:
    lines = [
        "\n[[jury]]",
        f'id = "{who}"',
        'first_name = "Juré"',
        f'last_name = "{who.capitalize()}"',
        f'role = "Membre inventé {who}"',
    ]
    if who in TERRITORIES:
        lines.append(f'territory = "{TERRITORIES[who]}"')
    return "\n".join(lines) + "\n"

"""French departments and the overseas collectivities that are numbered like them."""

from __future__ import annotations

# One line per preposition, then number and name: "of" a department is irregular.
_TABLE = {
    "de l’": "01 Ain|02 Aisne|03 Allier|07 Ardèche|09 Ariège|10 Aube|11 Aude|12 Aveyron|27 Eure|"
    "34 Hérault|36 Indre|38 Isère|60 Oise|61 Orne|89 Yonne|91 Essonne",
    "de la ": "16 Charente|17 Charente-Maritime|19 Corrèze|23 Creuse|24 Dordogne|26 Drôme|"
    "21 Côte-d’Or|33 Gironde|2A Corse-du-Sud|2B Haute-Corse|31 Haute-Garonne|42 Loire|"
    "43 Haute-Loire|44 Loire-Atlantique|48 Lozère|50 Manche|51 Marne|52 Haute-Marne|53 Mayenne|"
    "55 Meuse|57 Moselle|58 Nièvre|70 Haute-Saône|72 Sarthe|73 Savoie|74 Haute-Savoie|"
    "76 Seine-Maritime|80 Somme|85 Vendée|86 Vienne|87 Haute-Vienne|93 Seine-Saint-Denis|"
    "971 Guadeloupe|972 Martinique|973 Guyane|974 La Réunion|987 Polynésie française|"
    "988 Nouvelle-Calédonie",
    "du ": "14 Calvados|15 Cantal|18 Cher|25 Doubs|29 Finistère|30 Gard|32 Gers|39 Jura|"
    "41 Loir-et-Cher|45 Loiret|46 Lot|47 Lot-et-Garonne|49 Maine-et-Loire|56 Morbihan|59 Nord|"
    "62 Pas-de-Calais|63 Puy-de-Dôme|67 Bas-Rhin|68 Haut-Rhin|69 Rhône|81 Tarn|"
    "82 Tarn-et-Garonne|83 Var|84 Vaucluse|90 Territoire de Belfort|94 Val-de-Marne|95 Val-d’Oise",
    "des ": "04 Alpes-de-Haute-Provence|05 Hautes-Alpes|06 Alpes-Maritimes|08 Ardennes|"
    "13 Bouches-du-Rhône|22 Côtes-d’Armor|40 Landes|64 Pyrénées-Atlantiques|65 Hautes-Pyrénées|"
    "66 Pyrénées-Orientales|78 Yvelines|79 Deux-Sèvres|88 Vosges|92 Hauts-de-Seine|"
    "986 Wallis-et-Futuna",
    "d’": "28 Eure-et-Loir|35 Ille-et-Vilaine|37 Indre-et-Loire",
    "de ": "54 Meurthe-et-Moselle|71 Saône-et-Loire|75 Paris|77 Seine-et-Marne|976 Mayotte|"
    "975 Saint-Pierre-et-Miquelon|977 Saint-Barthélemy|978 Saint-Martin",
}
_BY_NUMBER = {
    number: (name, preposition)
    for preposition, line in _TABLE.items()
    for number, _, name in (entry.partition(" ") for entry in line.split("|"))
}
NUMBERS = tuple(sorted(_BY_NUMBER))


def department_name(number: str) -> str | None:
    """The name of a department from its number ("05", "2A", "974"); None if unknown."""
    found = _BY_NUMBER.get(usual_number(number))
    return found[0] if found else None


def of_department(number: str) -> str | None:
    """The word "of" and a department, in French: "du Lot-et-Garonne", "de l’Isère"."""
    found = _BY_NUMBER.get(usual_number(number))
    return found[1] + found[0].removeprefix("La ") if found else None


def of_department_named(name: str) -> str | None:
    """The same from a name ("Lot-et-Garonne"); None if it is no department's."""
    wanted = _folded(name)
    for number, (known, _) in _BY_NUMBER.items():
        if _folded(known) == wanted:
            return of_department(number)
    return None


def _folded(name: str) -> str:
    return name.strip().casefold().replace("'", "’").removeprefix("la ")


def usual_number(number: str) -> str:
    """A department's number as INSEE writes it: "5" is "05", "2a" is "2A"."""
    return number.strip().upper().rjust(2, "0")

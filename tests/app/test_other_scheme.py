"""The 2025 scheme is data alone; the 2023 edition runs from end to end with its laureates."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from sheets_sync.app.session import open_session
from sheets_sync.candidates import Candidate
from sheets_sync.language import language_for
from sheets_sync.responses import Responses
from sheets_sync.sandbox.answers import answers_for
from sheets_sync.sources.generic import write_export
from sheets_sync.table import Table
from tests.app.demonstration import demonstration as demonstrated
from tests.app.office import Office
from tests.verapdf import failures

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.app.session import Session


def text_of(path: Path) -> str:
    """The text of a PDF file, with plain spaces."""
    pages = [page.extract_text() for page in PdfReader(path).pages]
    return re.sub(r"[^\S\n]+", " ", "\n".join(pages))


def files(folder: Path) -> dict[str, bytes]:
    """What people find in a campaign folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".palmares" not in path.parts
    }


# -- 2025 -----------------------------------------------------------------------------

CANDIDATES = {
    "D-01": ("Ville inventée du Haut", "badge", 1),
    "D-02": ("Ville inventée du Bas", "badge", 0),
    "D-03": ("Ville inventée de l’Est", "label", 1),
    "D-04": ("Ville inventée de l’Ouest", "label", 2),
    "D-05": ("Ville inventée du Nord", "label", 3),
    "D-06": ("Ville inventée du Sud", "label", 0),
}
"""Invented candidates: name, track, rank that their made-up answers lead to."""

NAMES = {"badge": ("Non labellisé", "Badge"), "label": ("Non labellisé", "Bronze", "Argent", "Or")}
PROPOSED = {key: NAMES[track][rank] for key, (_, track, rank) in CANDIDATES.items()}
SHOWN = {
    "Badge": "Badge",
    "Bronze": "Label Bronze",
    "Argent": "Label Argent",
    "Or": "Label Or",
}
"""Level -> what the results call it."""

DECIDED = {**PROPOSED, "D-04": "Or"}
MENTIONED = ("D-01", "D-03", "D-04", "D-05")


def export(session: Session, path: Path) -> None:
    """The form's export of the invented candidates."""
    candidates = [
        Candidate(key, name, "38", "commune", 5000, "moyenne", track, "Mme", "X INVENTÉE", "Maire")
        for key, (name, track, _) in CANDIDATES.items()
    ]
    ranks = [rank for _, _, rank in CANDIDATES.values()]
    answers = answers_for(
        candidates, ranks, session.scheme, session.grid, language_for("fr"), seed=2025
    )
    rows = [
        {
            "dossier": each.dossier,
            "name": each.name,
            "department": "38",
            "type": "Commune",
            "population": "5000",
            "track": each.track,
            "civility": each.civility,
            "bearer": each.bearer,
            "role": each.role,
            "submitted": "2025-10-01T10:00:00",
            **given,
        }
        for each, given in zip(candidates, answers, strict=True)
    ]
    made_up = Responses(Table.of_records(rows), "made up")
    write_export(made_up, session.grid, session.form, path)


@pytest.fixture(scope="module")
def badge_and_label(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A campaign of the 2025 edition, from `palmares init` to its documents."""
    desk = Office(tmp_path_factory.mktemp("scheme") / "campagne")
    desk.done("init", ".", "--edition", "2025")
    session = open_session(desk.folder)
    export(session, desk.folder / "exports" / "reponses.csv")
    desk.done("sync", "--from", str(desk.folder / "exports" / "reponses.csv"))
    desk.up_to("propose", "jury open")
    for juror in session.scheme.jury:
        tab = f"Jury {juror.first_name[:1]}. {juror.last_name}"
        desk.fill(tab, "Mon niveau", **typed(DECIDED))
    desk.done("jury", "collect")
    desk.fill("Délibération", "Décision", **typed(DECIDED))
    desk.fill("Délibération", "Motif", D04="Un dossier qui convainc tout le jury.")
    mentions = [mention.name for mention in session.scheme.mentions]
    desk.fill(
        "Délibération",
        "Mentions spéciales",
        **typed(dict(zip(MENTIONED, mentions, strict=True))),
    )
    desk.done("decide")
    desk.sign()
    desk.up_to("freeze", "certificates", "results")
    return desk


def typed(values: dict[str, str]) -> dict[str, str]:
    """Values by dossier, as `Office.fill` takes them."""
    return {key.replace("-", ""): value for key, value in values.items()}


def test_another_scheme_proposes_its_own_levels_in_both_tracks(badge_and_label: Office) -> None:
    assert badge_and_label.column("Propositions", "Niveau proposé") == PROPOSED


def test_another_scheme_shows_the_track_of_each_dossier(badge_and_label: Office) -> None:
    tracks = {"badge": "Badge", "label": "Label"}
    for tab in ("Réponses", "Propositions", "Délibération", "Décisions"):
        assert badge_and_label.column(tab, "Parcours") == {
            key: tracks[track] for key, (_, track, _) in CANDIDATES.items()
        }


def test_another_scheme_records_its_own_decisions(badge_and_label: Office) -> None:
    assert badge_and_label.column("Décisions", "Niveau décidé") == DECIDED


def test_another_scheme_gives_a_certificate_to_each_laureate(badge_and_label: Office) -> None:
    texts = [
        text_of(path) for path in sorted((badge_and_label.folder / "certificats").glob("*.pdf"))
    ]
    laureates = [CANDIDATES[key][0] for key, level in DECIDED.items() if level != "Non labellisé"]
    assert sorted(name for name in laureates for text in texts if name in text) == sorted(laureates)
    assert len(texts) == len(laureates)


def test_another_scheme_fills_its_results_level_by_level(badge_and_label: Office) -> None:
    text = text_of(badge_and_label.folder / "resultats.pdf")
    session = open_session(badge_and_label.folder)
    wanted = {
        shown: {CANDIDATES[key][0] for key, level in DECIDED.items() if level == name}
        for name, shown in SHOWN.items()
    }
    names = [name for name, _, _ in CANDIDATES.values()]
    assert by_level(text, list(wanted), names) == wanted
    for mention, key in zip(session.scheme.mentions, MENTIONED, strict=True):
        assert f"{mention.name} {CANDIDATES[key][0]}" in text


def by_level(text: str, levels: list[str], names: list[str]) -> dict[str, set[str]]:
    """The names below the heading of each level, in the palmarès of the results."""
    palmares = text.partition("\nLe palmarès\n")[2].partition("\nMentions spéciales\n")[0]
    found: dict[str, set[str]] = {}
    level = ""
    for line in palmares.splitlines():
        heading = re.match(rf"({'|'.join(levels)})( \d+ \w+( \w+)?)?$", line)
        if heading:
            level = heading[1]
            found.setdefault(level, set())
        found.get(level, set()).update(name for name in names if line.startswith(f"{name} "))
    return found


# -- 2023 -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The folder that `palmares demo` leaves."""
    factory = tmp_path_factory
    return demonstrated(factory.getbasetemp(), factory.mktemp("demo") / "demo")


@pytest.mark.slow
def test_sync_of_the_demonstration_has_nothing_to_say_of_its_form(demonstration: Office) -> None:
    assert demonstration.done("sync").splitlines() == [
        "22 dossiers read from reponses-inventees.csv.",
        "Nothing had to be written.",
    ]


def published(desk: Office) -> dict[str, object]:
    """The palmarès as it was published."""
    path = desk.folder / "config" / "palmares.json"
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


def laureates(desk: Office) -> list[dict[str, str]]:
    """The 22 laureates as they were published."""
    found = published(desk)["laureates"]
    assert isinstance(found, list)
    return found


def curly(name: str) -> str:
    """A name with the apostrophes that documents print."""
    return name.replace("'", "’")


@pytest.mark.slow
def test_demonstration_shows_the_laureates_under_their_real_levels(demonstration: Office) -> None:
    wanted = {f"Niveau {rank}": set[str]() for rank in range(1, 6)}
    for each in laureates(demonstration):
        wanted[f"Niveau {each['level']}"].add(curly(each["name"]))
    names = [curly(each["name"]) for each in laureates(demonstration)]
    assert len(names) == 22
    text = text_of(demonstration.folder / "resultats.pdf")
    assert by_level(text, list(wanted), names) == wanted


@pytest.mark.slow
def test_demonstration_shows_the_mentions_and_the_jury(demonstration: Office) -> None:
    text = text_of(demonstration.folder / "resultats.pdf")
    scheme = open_session(demonstration.folder).scheme
    given = {
        mention.name: [
            curly(each["name"])
            for each in laureates(demonstration)
            if mention.id in each["mentions"] or mention.name in each["mentions"]
        ]
        for mention in scheme.mentions
    }
    assert {mention: len(names) for mention, names in given.items()} == dict.fromkeys(given, 1)
    assert len(given) == 3
    for mention, (name,) in given.items():
        assert f"\n{mention} {name}\n" in text
    jury = [f"{each.first_name} {each.last_name} {curly(each.role)}" for each in scheme.jury]
    assert [line for line in jury if line in text] == jury
    assert len(jury) == 8


@pytest.mark.slow
def test_demonstration_makes_a_certificate_for_each_laureate(demonstration: Office) -> None:
    paths = sorted((demonstration.folder / "certificats").glob("*.pdf"))
    texts = [text_of(path) for path in paths]
    names = [curly(each["name"]) for each in laureates(demonstration)]
    assert len(texts) == 22
    assert [name for name in names if any(name in " ".join(t.split()) for t in texts)] == names


@pytest.mark.slow
@pytest.mark.system
def test_every_pdf_of_the_demonstration_is_archival_and_accessible(demonstration: Office) -> None:
    paths = sorted(demonstration.folder.rglob("*.pdf"))
    assert len(paths) > 22
    assert failures(paths) == {}


@pytest.mark.slow
def test_demonstration_says_what_is_made_up_wherever_it_shows(demonstration: Office) -> None:
    said = "réponses, points, notes, commentaires et réunion du jury sont inventés"
    assert said in " ".join(text_of(demonstration.folder / "resultats.pdf").split())
    assert said in (demonstration.folder / "resultats.html").read_text("utf-8").replace("\n", " ")
    answers = demonstration.table("Réponses").values()
    texts = [str(v) for row in answers for v in row.values() if str(v).startswith("[")]
    assert {text.partition("]")[0] for text in texts} == {"[réponse inventée"}


@pytest.mark.slow
def test_demonstration_exercises_reasons_for_departing_from_proposals(
    demonstration: Office,
) -> None:
    rows = demonstration.table("Décisions")
    departures = [r for r in rows.values() if r["Niveau proposé"] != r["Niveau décidé"]]
    assert len(departures) == 3
    assert [row["Motif"] for row in departures if not row["Motif"]] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        *("check", "sync", "propose", "jury open", "jury collect", "jury status", "decide"),
        *("freeze", "certificates", "results", "run", "demo . --yes"),
    ],
)
def test_command_run_again_in_the_demonstration_writes_nothing(
    demonstration: Office, command: str
) -> None:
    before = files(demonstration.folder)
    demonstration.done(*command.split())
    assert files(demonstration.folder) == before

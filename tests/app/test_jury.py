"""The jury at work: recusals, signals, order of the deliberation, opinions."""

from __future__ import annotations

from email import message_from_bytes
from email import policy
from typing import TYPE_CHECKING

import openpyxl
import pytest

from reports import edition_file
from tests.app.office import STRONG
from tests.app.office import THREE
from tests.app.office import dossier
from tests.app.office import office
from tests.settings import small

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.app.office import Office

UN, DEUX, TABLE = "Jury J. Un", "Jury J. Deux", "Délibération"
ABOUT = "Plans\u202f: mon commentaire"


def opened(desk: Office) -> Office:
    """A campaign whose jury may mark."""
    desk.up_to("sync", "propose", "jury open")
    return desk


def type_in(desk: Office, tab: str, row: int, heading: str, value: str) -> None:
    """Let somebody type in a tab whose lines are not dossiers."""

    def act(sheet: Worksheet) -> None:
        column = [cell.value for cell in sheet[2]].index(heading) + 1
        sheet.cell(row, column, value)

    desk.people(tab, act)


def test_recused_mark_leaves_every_figure(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="Niveau 2", D02="Niveau 1")
    desk.fill(DEUX, "Mon niveau", D01="Niveau 1", D02="Niveau 2")
    desk.fill(DEUX, "Je me déporte", D01="Lien familial ou amical")
    assert "3 marks collected." in desk.done("jury", "collect")
    rows = desk.table(TABLE)
    shown = ("J. Un", "J. Deux", "Notes données", "Quorum", "Médiane", "Écart", "Déports")
    assert [rows["D-01"][each] for each in shown] == [
        *("Niveau 2", None, 1, "non atteint", "Niveau 2", None),
        "J. Deux – Lien familial ou amical",
    ]
    assert [rows["D-02"][each] for each in shown] == [
        *("Niveau 1", "Niveau 2", 2, "atteint", "Niveau 1 / Niveau 2", 1, None),
    ]


def test_recusal_after_the_collect_takes_the_mark_out_again(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="Niveau 2")
    desk.up_to("jury collect")
    desk.fill(UN, "Je me déporte", D01="Autre lien")
    desk.up_to("jury collect")
    row = desk.table(TABLE)["D-01"]
    assert (row["J. Un"], row["Notes données"], row["Médiane"]) == (None, 0, None)


def test_recusal_comes_back_with_a_tab_that_was_deleted(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, "Mon niveau", D02="Niveau 2")
    desk.fill(UN, "Je me déporte", D01="Autre lien")
    desk.up_to("jury collect")
    book = openpyxl.load_workbook(desk.workbook)
    del book[UN]
    book.save(desk.workbook)
    desk.done("jury", "open")
    assert desk.column(UN, "Je me déporte")["D-01"] == "Autre lien"
    assert desk.column(UN, "Mon niveau")["D-02"] == "Niveau 2"


def test_mark_after_the_meeting_is_the_one_that_counts(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="Niveau 1")
    desk.fill(UN, "Mon niveau après la réunion", D01="Niveau 2")
    desk.up_to("jury collect")
    assert desk.column(TABLE, "J. Un")["D-01"] == "Niveau 2"
    assert desk.column(UN, "Mon niveau")["D-01"] == "Niveau 1"


def test_deliberation_says_why_and_in_which_order(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="Niveau 2", D02="Niveau 1", D03="Niveau 2")
    desk.fill(DEUX, "Mon niveau", D01="Niveau 2", D03="Non labellisé")
    desk.up_to("jury collect")
    rows = desk.table(TABLE)
    assert {key: (row["Ordre"], row["Pourquoi en parler"]) for key, row in rows.items()} == {
        "D-01": (3, "Rien de particulier."),
        "D-02": (2, "Quorum non atteint\u202f: 1 note, il en faut 2."),
        "D-03": (
            1,
            "Les notes sont écartées de 2 niveaux.\nLa médiane s’écarte de la proposition.",
        ),
    }


def test_new_deliberation_stands_in_its_order_and_is_never_moved(desk: Office) -> None:
    desk.folder.joinpath("config", "history.toml").write_text(
        '[[editions]]\nyear = 2021\nresults = [ { name = "Ville inventée 3", level = "2" } ]\n',
        encoding="utf-8",
    )
    opened(desk)
    assert list(desk.table(TABLE)) == ["D-03", "D-01", "D-02"]
    assert desk.table(TABLE)["D-03"]["Dernier niveau obtenu"] == "Niveau 2 (2021)"
    assert desk.table(TABLE)["D-01"]["Dernier niveau obtenu"] == "non connu"
    desk.fill(UN, "Mon niveau", D02="Niveau 2")
    desk.fill(DEUX, "Mon niveau", D02="Non labellisé")
    desk.up_to("jury collect")
    assert list(desk.table(TABLE)) == ["D-03", "D-01", "D-02"]
    assert desk.column(TABLE, "Ordre") == {"D-03": 2, "D-01": 3, "D-02": 1}


def test_decision_unlike_the_median_needs_its_reason(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="Niveau 1")
    desk.fill(DEUX, "Mon niveau", D01="Niveau 1")
    desk.up_to("jury collect")
    desk.fill(TABLE, "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    outcome = desk.run("decide")
    assert outcome.code == 1
    assert "departs from the median (Niveau 1) without a reason" in outcome.output
    desk.fill(TABLE, "Motif", D01="Un bel effort.")
    desk.up_to("decide")


# -- signals ---------------------------------------------------------------------------


@pytest.fixture
def tied(tmp_path: Path) -> Office:
    """A campaign whose first juror serves in the first town."""
    desk = office(tmp_path / "tied")
    made = small.EDITION.replace('role = "Présidente"', 'role = "Élue"\nterritory = "Lieu"')
    small.write(desk.folder / "config", made)
    facts = (*dossier(1, STRONG, "Ville de Lieu")[:5], "Autre PERSONNE")
    desk.export([(*facts, *dossier(1, STRONG)[6:]), *THREE[1:]])
    return desk


def test_suspected_tie_is_told_and_listed(tied: Office) -> None:
    tied.up_to("sync", "propose")
    told = "Jurée Un serves in the local authority of this dossier (Ville de Lieu: Lieu)."
    assert told in tied.done("jury", "open")
    (row,) = tied.table("Signalements").values()
    assert (row["Dossier"], row["Suivi"]) == ("D-01", None)
    assert told in tied.done("jury", "status")


def test_tie_set_aside_with_a_reason_is_not_told_again_and_stays_listed(tied: Office) -> None:
    opened(tied)
    type_in(tied, "Signalements", 3, "Écarté parce que", "Homonyme")
    for command in (("jury", "open"), ("jury", "collect"), ("jury", "status"), ("check",)):
        assert "serves in" not in tied.done(*command)
    (row,) = tied.table("Signalements").values()
    assert (row["Écarté parce que"], row["Suivi"]) == ("Homonyme", None)


def test_tie_goes_once_the_juror_stands_back(tied: Office) -> None:
    opened(tied)
    tied.fill(UN, "Je me déporte", D01="Élu ou agent de cette collectivité")
    assert "serves in" not in tied.done("jury", "collect")
    (row,) = tied.table("Signalements").values()
    assert row["Suivi"] == "n’a plus lieu"


def test_campaign_without_a_signal_has_no_such_tab(desk: Office) -> None:
    opened(desk)
    assert "Signalements" not in openpyxl.load_workbook(desk.workbook).sheetnames


# -- opinions --------------------------------------------------------------------------


def test_comments_are_laid_side_by_side(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, ABOUT, D01="Un plan clair")
    desk.fill(DEUX, ABOUT, D01="=1+1")
    desk.fill(DEUX, "Mon commentaire", D02="À suivre")
    desk.up_to("jury collect")
    rows = desk.table("Avis")
    assert rows["D-01"]["Plans"] == "J. Un\u202f: Un plan clair"
    assert rows["D-02"]["Brouillon tiré des commentaires"] == (
        "L’ensemble du dossier\u202f: À suivre."
    )
    assert rows["D-01"]["Avis du jury, texte arrêté"] is None


def test_comment_of_who_stands_back_is_not_laid_beside_the_others(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, ABOUT, D01="Un plan clair")
    desk.fill(UN, "Je me déporte", D01="Autre lien")
    desk.up_to("jury collect")
    assert desk.table("Avis")["D-01"]["Plans"] is None


def decided(desk: Office) -> Office:
    """A campaign whose decisions follow the proposals."""
    opened(desk).done("jury", "collect")
    desk.fill(TABLE, "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    return desk


def test_agreed_opinion_goes_word_for_word_into_the_frozen_edition(desk: Office) -> None:
    words = "Un plan clair,  deux espaces\u00a0; <b>et</b> des lignes.\n– La suite."
    decided(desk)
    desk.fill("Avis", "Avis du jury, texte arrêté", D01=words)
    desk.up_to("decide", "freeze")
    assert desk.table("Décisions")["D-01"]["Avis du jury"] == words
    frozen = edition_file.load(desk.folder / "edition.json")
    assert {each.dossier: each.opinion for each in frozen.candidates} == {
        "D-01": words,
        "D-02": "",
        "D-03": "",
    }


def test_opinion_of_the_deliberation_tab_still_counts(desk: Office) -> None:
    decided(desk)
    desk.fill(TABLE, "Avis du jury", D01="Un bel effort.")
    desk.up_to("decide")
    assert desk.table("Décisions")["D-01"]["Avis du jury"] == "Un bel effort."


def test_two_opinions_that_differ_stop_the_decisions(desk: Office) -> None:
    decided(desk)
    desk.fill(TABLE, "Avis du jury", D01="Un bel effort.")
    desk.fill("Avis", "Avis du jury, texte arrêté", D01="Un très bel effort.")
    outcome = desk.run("decide")
    assert outcome.code == 1
    assert "Two opinions of the jury on this dossier differ" in outcome.output
    desk.fill("Avis", "Avis du jury, texte arrêté", D01="Un bel effort.")
    desk.up_to("decide")


# -- workbooks of an earlier version -----------------------------------------------------


def test_tab_made_by_an_earlier_version_gets_the_newer_columns(desk: Office) -> None:
    """Columns that the tab lacks and its memory never had, as an upgrade finds it."""
    config = desk.folder / "config" / "edition.toml"
    whole = config.read_text(encoding="utf-8")
    third = '\n[[domains]]\nid = "third"\nname = "Tiers"\nshort = "Tiers"\n'
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="Niveau 2")
    config.write_text(whole.replace("[[types]]\n", f"{third}\n[[types]]\n", 1), encoding="utf-8")
    desk.up_to("propose", "jury open", "jury collect")
    headings = list(desk.table(UN)["D-01"])
    assert headings[-2:] == ["Tiers\u202f: mon commentaire", "Tiers"]
    assert desk.column(UN, "Mon niveau")["D-01"] == "Niveau 2"
    desk.fill(UN, "Tiers\u202f: mon commentaire", D01="Bien")
    desk.up_to("jury collect")
    assert desk.table("Avis")["D-01"]["Tiers"] == "J. Un\u202f: Bien"


# -- progress, reminders, agreement ------------------------------------------------------


def states(desk: Office) -> list[list[str]]:
    """What status tells of each juror, but the names."""
    return [line.split("\t")[1:] for line in desk.done("jury", "status").splitlines()[1:3]]


def test_status_counts_recusals_and_who_says_to_have_finished(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="2", D02="2")
    desk.fill(UN, "Je me déporte", D03="Autre lien")
    type_in(desk, "Jury", 4, "J’ai terminé", "Oui")
    type_in(desk, "Jury", 4, "À la réunion", "Excusé")
    assert states(desk) == [
        ["2/2", "1", "", "finished"],
        ["0/3", "0", "Excusé", "finished"],
    ]


def test_juror_is_late_once_the_time_is_over(desk: Office) -> None:
    config = desk.folder / "config" / "edition.toml"
    text = config.read_text(encoding="utf-8")
    made = small.changed(text, "[deliberation]\n", "[deliberation]\ndue = 2023-11-24T14:00:00\n")
    config.write_text(made, encoding="utf-8")
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="2", D02="2", D03="0")
    assert [each[-1] for each in states(desk)] == ["finished", "late"]


def test_tab_of_the_jury_shows_who_is_how_far(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="2")
    desk.fill(UN, "Je me déporte", D03="Autre lien")
    desk.up_to("jury collect")
    rows = desk.table("Jury")
    figures = ("Nom", "Notes données", "Dossiers à noter", "Déports")
    assert [rows["un"][each] for each in figures] == ["Jurée Un", 1, 2, 1]
    assert [rows["deux"][each] for each in figures] == ["Juré Deux", 0, 3, 0]


def test_reminder_is_drafted_for_who_has_not_finished(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="2", D02="2", D03="0")
    desk.fill(DEUX, "Mon niveau", D02="2")
    output = desk.done("jury", "remind")
    assert "1 reminder drafted in relances; it is yours to send." in output
    assert "No address in edition.toml for: Juré Deux." in output
    (path,) = (desk.folder / "relances").iterdir()
    text = message_from_bytes(path.read_bytes(), policy=policy.default).get_content()
    assert [line for line in text.splitlines() if line.startswith("–")] == [
        "– Ville inventée 1 (D-01)",
        "– Ville inventée 3 (D-03)",
    ]


def test_dry_run_drafts_nothing(desk: Office) -> None:
    opened(desk).done("jury", "remind", "--dry-run")
    assert not (desk.folder / "relances").exists()


def test_agreement_tells_each_juror_to_the_chair_only(desk: Office) -> None:
    opened(desk)
    desk.fill(UN, "Mon niveau", D01="2", D02="1")
    desk.fill(DEUX, "Mon niveau", D01="1", D02="1")
    equal = "1 of 2 pairs of marks on one dossier is equal (50 %)"
    told = desk.done("jury", "agreement")
    assert (equal in told, "Juré Deux" in told) == (True, False)
    lines = desk.done("jury", "agreement", "--by-juror").splitlines()
    assert lines[-2:] == [
        "– Jurée Un: 0.50 above the others on average, 0.50 apart (2 dossiers)",
        "– Juré Deux: 0.50 below the others on average, 0.50 apart (2 dossiers)",
    ]


# -- order of the palmarès ---------------------------------------------------------------


def test_decisions_are_put_in_order_and_ties_said(desk: Office) -> None:
    desk.export([dossier(1, STRONG, "Zêta"), dossier(2, STRONG, "Alpha"), THREE[2]])
    decided(desk)
    desk.fill(TABLE, "Décision", D02="Niveau 2")
    desk.up_to("decide")
    rows = desk.table("Décisions")
    assert {key: (row["Rang"], row["Égalité"]) for key, row in rows.items()} == {
        "D-01": (
            2,
            "À égalité avec Alpha sur «\u202ftotal\u202f»\u202f; "
            "départage\u202f: «\u202fnom\u202f».",
        ),
        "D-02": (1, None),
        "D-03": (3, None),
    }


def test_decide_proposes_what_the_known_lists_support(desk: Office) -> None:
    listed = (
        '{ name = "Inventée 9" }, { name = "Ville inventée 1", level = "1" }, '
        '{ name = "Ville inventée 2", level = "1" }'
    )
    text = f"[[editions]]\nyear = 2021\ncomplete = false\nresults = [ {listed} ]\n"
    history = desk.folder / "config" / "history.toml"
    history.write_text(text, encoding="utf-8")
    decided(desk)
    output = desk.done("decide")
    best = "Best progressions that the known lists support (+1): Ville inventée 1 (2021)."
    assert best in output.splitlines()
    assert "First applications" not in output
    history.write_text(text.replace("false", "true"), encoding="utf-8")
    desk.fill(TABLE, "Décision", D03="Niveau 1")
    desk.fill(TABLE, "Motif", D03="Un début.")
    output = desk.done("decide")
    assert "First applications, by complete lists: Ville inventée 3." in output.splitlines()

"""Commands over a live form: sync, check, describe, files, close."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.app.live_office import ASKED
from tests.app.live_office import TOKEN
from tests.app.live_office import LiveOffice
from tests.app.live_office import champs
from tests.app.live_office import live_office
from tests.app.office import UNSIGNED
from tests.app.office import office
from tests.servers.demarches.server import Server
from tests.servers.demarches.server import served
from tests.servers.demarches.world import question
from tests.settings import small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLAN = "Un plan ?"


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveOffice]:
    """A campaign whose form is live, its token in the environment."""
    monkeypatch.setenv("PALMARES_FORM_TOKEN", TOKEN)
    with served(Server()) as server:
        yield live_office(tmp_path / "campagne", server)


def everything(folder: Path) -> dict[str, bytes]:
    """All files of a folder, by name."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# -- sync ---------------------------------------------------------------------------------


def test_sync_asks_the_live_form(live: LiveOffice) -> None:
    number = live.submit("Ville inventée")
    live.desk.done("sync", "--yes")
    assert live.desk.column("Réponses", "Collectivité") == {str(number): "Ville inventée"}
    assert live.desk.column("Réponses", PLAN) == {str(number): "Oui, écrit"}


def test_sync_from_a_file_asks_nobody(live: LiveOffice) -> None:
    export = str(live.desk.folder / "export.csv")
    live.desk.done("sync", "--yes", "--from", export)
    assert sorted(live.desk.column("Réponses", PLAN)) == ["D-01", "D-02", "D-03"]
    assert live.server.received == 0


def test_second_sync_brings_the_change_alone(live: LiveOffice) -> None:
    number = live.submit("Ville inventée")
    live.desk.done("sync", "--yes")
    live.server.world.tick(minutes=30)
    live.change(number, "Ville inventée", "Non, rien")
    live.desk.done("sync", "--yes")
    assert live.desk.column("Réponses", PLAN) == {str(number): "Non, rien"}
    assert "Nothing had to be written." in live.desk.done("sync", "--yes")


def test_dry_run_writes_nothing_at_all(live: LiveOffice) -> None:
    live.submit("Ville inventée")
    before = everything(live.desk.folder)
    live.desk.done("sync", "--dry-run")
    assert everything(live.desk.folder) == before


def test_kept_answers_are_for_their_owner_alone(live: LiveOffice) -> None:
    live.submit("Ville inventée")
    live.desk.done("sync", "--yes")
    (kept,) = (live.desk.folder / ".palmares" / "forms").iterdir()
    assert kept.name == "demarches-simplifiees-42.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert TOKEN.encode() not in kept.read_bytes()


def test_withdrawn_dossier_is_flagged_in_the_workbook(live: LiveOffice) -> None:
    gone, stays = live.submit("Ville retirée"), live.submit("Ville inventée")
    live.desk.done("sync", "--yes")
    live.server.world.tick(minutes=30)
    live.server.world.delete(gone)
    output = live.desk.done("sync", "--yes")
    assert "This dossier was deleted by the candidate." in output
    assert live.desk.column("Réponses", "Suivi") == {
        str(gone): "retiré du formulaire",
        str(stays): None,
    }


def test_whole_asks_for_everything_again(live: LiveOffice) -> None:
    live.submit("Ville inventée")
    live.desk.done("sync", "--yes")
    live.server.world.tick(minutes=30)
    live.server.seen.clear()
    live.desk.done("sync", "--yes", "--whole")
    assert live.server.seen.count("Dossiers") == 1


def test_damaged_store_is_asked_again_with_a_note(live: LiveOffice) -> None:
    number = live.submit("Ville inventée")
    live.desk.done("sync", "--yes")
    (kept,) = (live.desk.folder / ".palmares" / "forms").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"Ville", b"Bourg"))
    live.server.world.tick(minutes=30)
    output = live.desk.done("sync", "--yes")
    assert "everything was asked again" in output
    assert live.desk.column("Réponses", "Collectivité") == {str(number): "Ville inventée"}


def test_run_says_that_it_waits_for_the_form(live: LiveOffice) -> None:
    live.submit("Ville inventée")
    live.server.throttled = 1
    outcome = live.desk.run("run", "--yes")
    assert "Waiting 2 s: the server asks for fewer requests (HTTP 429)." in outcome.output


# -- the token ----------------------------------------------------------------------------


def test_token_that_nobody_gave_is_asked_for(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PALMARES_FORM_TOKEN")
    outcome = live.desk.run("sync", "--yes")
    assert outcome.code == 2
    assert "The token that reads the form is missing." in outcome.output
    assert live.server.received == 0


def test_token_of_a_private_file_is_used(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "jeton"
    path.write_text(TOKEN + "\n", encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.delenv("PALMARES_FORM_TOKEN")
    monkeypatch.setenv("PALMARES_FORM_TOKEN_FILE", str(path))
    live.submit("Ville inventée")
    live.desk.done("sync", "--yes")


@pytest.mark.parametrize("rights", [0o640, 0o604, 0o644])
def test_token_file_that_others_read_is_refused(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rights: int
) -> None:
    path = tmp_path / "jeton"
    path.write_text(TOKEN, encoding="utf-8")
    path.chmod(rights)
    monkeypatch.delenv("PALMARES_FORM_TOKEN")
    monkeypatch.setenv("PALMARES_FORM_TOKEN_FILE", str(path))
    outcome = live.desk.run("sync", "--yes")
    assert outcome.code == 4
    assert TOKEN not in outcome.output
    assert live.server.received == 0


def test_token_file_in_the_campaign_folder_is_refused(
    live: LiveOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = live.desk.folder / "jeton"
    path.write_text(TOKEN, encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.delenv("PALMARES_FORM_TOKEN")
    monkeypatch.setenv("PALMARES_FORM_TOKEN_FILE", str(path))
    assert live.desk.run("sync", "--yes").code == 4


# -- check --------------------------------------------------------------------------------


def test_check_of_a_form_that_fits_says_nothing(live: LiveOffice) -> None:
    live.submit("Ville inventée")
    live.desk.done("sync", "--yes")
    assert live.desk.done("check") == "Nothing to report.\n"


def test_check_tells_drift_both_ways(live: LiveOffice) -> None:
    asked = live.server.world.questions
    asked.append(question(50, "Text", "Une question nouvelle"))
    asked.remove(ASKED["d-count"])
    ASKED["p-more"]["options"].append("Trois")
    try:
        outcome = live.desk.run("check")
    finally:
        ASKED["p-more"]["options"].remove("Trois")
    assert "The column “Une question nouvelle” is no question of the grid" in outcome.output
    assert "There is no column “Combien ?”" in outcome.output
    assert "The form offers “Trois”, which the grid does not know for p-more." in outcome.output


def test_check_without_an_answer_of_the_server_goes_on(live: LiveOffice) -> None:
    live.server.world.tokens.clear()
    outcome = live.desk.run("check")
    assert "refuses: " in outcome.output
    assert "The form was not looked at." in outcome.output


# -- describe -----------------------------------------------------------------------------


def test_described_form_is_written_beside_what_is_there(live: LiveOffice) -> None:
    config = live.desk.folder / "config"
    before = everything(config)
    live.desk.done("form", "describe", "--yes")
    after = everything(config)
    assert {name: after[name] for name in before} == before
    assert sorted(after.keys() - before.keys()) == ["form.described.toml", "grid.described.csv"]
    assert live.desk.run("form", "describe", "--yes").code == 4
    assert everything(config) == after


def test_described_form_makes_a_campaign_that_syncs(live: LiveOffice) -> None:
    config = live.desk.folder / "config"
    number = live.submit("Ville inventée")
    live.desk.done("form", "describe", "--yes")
    grid = (config / "grid.described.csv").read_text(encoding="utf-8")
    (config / "grid.csv").write_text(decided(grid), encoding="utf-8")
    (config / "form.described.toml").replace(config / "form.toml")
    edition = (config / "edition.toml").read_text(encoding="utf-8")
    edition = edition.partition("[[variants]]")[0] + "[[jury]]" + edition.partition("[[jury]]")[2]
    edition = edition.replace('mandatory = ["p-yes"]\n', "")
    (config / "edition.toml").write_text(edition, encoding="utf-8")
    live.desk.done("sync", "--yes")
    row = live.desk.table("Réponses")[str(number)]
    assert row["Collectivité"] == "Ville inventée"
    assert row["Une délibération ?"] == "Oui"
    assert row["Des actions ?"] == "Une\nDeux"


def test_form_is_described_from_an_export(live: LiveOffice) -> None:
    export = str(live.desk.folder / "export.csv")
    live.desk.done("form", "describe", "--yes", "--from", export)
    grid = (live.desk.folder / "config" / "grid.described.csv").read_text(encoding="utf-8")
    assert ";Une délibération ?;" in grid
    assert live.server.received == 0


def decided(grid: str) -> str:
    """The skeleton of a grid once people gave it a domain and points, save to numbers."""
    lines = [line.split(";") for line in grid.splitlines()]
    for cells in lines[2:]:
        cells[2] = cells[2] and "plans"
        if cells[4] not in {"number", "percentage"}:
            cells[6] = "10"
    return "\n".join(";".join(cells) for cells in lines)


# -- files --------------------------------------------------------------------------------


def test_attached_files_are_fetched_on_demand_only(live: LiveOffice) -> None:
    piece = live.server.world.attach("charte.pdf", b"%PDF-1.7 made up")
    number = live.submit("Ville inventée", files=[piece])
    live.desk.done("sync", "--yes")
    assert live.server.fetched == []
    live.desk.done("form", "files", "--yes")
    path = live.desk.folder / "files" / str(number) / "charte.pdf"
    assert path.read_bytes() == b"%PDF-1.7 made up"
    live.desk.done("form", "files", "--yes")
    assert len(live.server.fetched) == 1


def test_files_of_one_dossier(live: LiveOffice) -> None:
    first = live.submit("Une", files=[live.server.world.attach("a.pdf", b"a")])
    live.submit("Autre", files=[live.server.world.attach("b.pdf", b"b")])
    live.desk.done("form", "files", "--yes", str(first))
    assert sorted(everything(live.desk.folder / "files")) == [f"{first}/a.pdf"]
    assert live.desk.run("form", "files", "--yes", "9999").code == 2


# -- close --------------------------------------------------------------------------------


def snapshots(live: LiveOffice) -> list[Path]:
    return sorted((live.desk.folder / "closing").glob("????-??-??.json"))


def test_after_closing_changes_are_listed_and_not_merged(live: LiveOffice) -> None:
    stays = live.submit("Ville inventée")
    live.desk.done("close", "--yes")
    live.server.world.tick(minutes=30)
    live.change(stays, "Ville inventée", "Non, rien")
    late = live.submit("Ville tardive")
    output = live.desk.done("sync", "--yes")
    assert live.desk.column("Réponses", PLAN) == {str(stays): "Oui, écrit"}
    assert f"dossier {stays}" in output
    assert f"changed on the form ({PLAN}); it is not merged" in output
    assert f"dossier {late}" in output
    assert "appeared on the form; it is not merged" in output


def test_closing_twice_keeps_the_first_snapshot(live: LiveOffice) -> None:
    number = live.submit("Ville inventée")
    live.desk.done("close", "--yes")
    (path,) = snapshots(live)
    before = path.read_bytes()
    live.server.world.tick(minutes=30)
    live.change(number, "Ville inventée", "Non, rien")
    output = live.desk.done("close", "--yes")
    assert snapshots(live) == [path]
    assert path.read_bytes() == before
    assert "The campaign was closed before" in output


def test_snapshot_holds_no_address_of_a_file(live: LiveOffice) -> None:
    live.submit("Ville inventée", files=[live.server.world.attach("charte.pdf", b"x")])
    live.desk.done("close", "--yes")
    content = snapshots(live)[0].read_bytes()
    assert b"charte.pdf" in content
    assert live.server.address.encode() not in content.partition(b'"responses"')[2]


def test_damaged_snapshot_stops_the_sync(live: LiveOffice) -> None:
    live.submit("Ville inventée")
    live.desk.done("close", "--yes")
    (path,) = snapshots(live)
    path.write_bytes(path.read_bytes().replace(b"crit", b"cris"))
    outcome = live.desk.run("sync", "--yes")
    assert outcome.code == 4
    assert "is not as it was written at closing" in outcome.output


def test_form_that_is_gone_after_closing_changes_nothing(live: LiveOffice) -> None:
    number = live.submit("Ville inventée")
    live.desk.done("close", "--yes")
    live.server.world.tokens.clear()
    output = live.desk.done("sync", "--yes")
    assert live.desk.column("Réponses", PLAN) == {str(number): "Oui, écrit"}
    assert "taken at closing" in output


def test_locked_dossiers_can_no_longer_be_edited(live: LiveOffice) -> None:
    first, second = live.submit("Une"), live.submit("Autre")
    output = live.desk.done("close", "--lock-dossiers", "--yes")
    states = {n: each["state"] for n, each in live.server.world.dossiers.items()}
    assert states == {first: "en_instruction", second: "en_instruction"}
    assert "2 dossiers locked on the platform." in output
    assert live.server.world.mails == []
    assert "locked" not in live.desk.done("close", "--lock-dossiers", "--yes")


def test_dossier_that_is_not_locked_is_named_and_locked_by_the_next_run(live: LiveOffice) -> None:
    number = live.submit("Une")
    live.server.world.tokens[TOKEN].write = False
    output = live.desk.done("close", "--lock-dossiers", "--yes")
    assert f"Dossier {number} is not locked: " in output
    (record,) = (live.desk.folder / "closing" / "locks").iterdir()
    assert json.loads(record.read_bytes())[str(number)]["locked"] is False
    live.server.world.tokens[TOKEN].write = True
    assert "1 dossier locked on the platform." in live.desk.done(
        "close", "--lock-dossiers", "--yes"
    )
    assert json.loads(record.read_bytes())[str(number)]["locked"] is True


def test_closing_that_is_only_shown_writes_and_locks_nothing(live: LiveOffice) -> None:
    live.submit("Une")
    before = everything(live.desk.folder)
    output = live.desk.done("close", "--lock-dossiers", "--dry-run")
    assert "Dossiers that candidates will no longer be able to change: 1." in output
    assert everything(live.desk.folder) == before
    assert {each["state"] for each in live.server.world.dossiers.values()} == {"en_construction"}


def test_annotation_of_the_staff_changes_no_answer(live: LiveOffice) -> None:
    number = live.submit("Ville inventée")
    live.desk.done("sync", "--yes")
    live.server.world.tick(minutes=30)
    live.server.world.annotate(number)
    assert "Nothing had to be written." in live.desk.done("sync", "--yes")
    assert live.server.seen.count("Dossiers") == 2


def test_hostile_answers_end_as_text(live: LiveOffice) -> None:
    world = live.server.world
    hostile = '=HYPERLINK("file:///etc/passwd")<script>alert(1)</script>'
    number = world.submit(champs(hostile, "Oui, écrit"), None)["number"]
    world.dossiers[number]["dateDepot"] = world.dossiers[number]["dateDepot"].replace(month=10)
    live.desk.done("sync", "--yes")
    assert live.desk.column("Réponses", "Collectivité") == {str(number): hostile}
    assert os.listdir(live.desk.folder / ".palmares" / "forms")  # noqa: PTH208 - names are enough


# -- what-if over a snapshot --------------------------------------------------------------


def test_answers_at_closing_are_replayed_and_nothing_later(live: LiveOffice) -> None:
    number = live.submit("Ville inventée")
    live.desk.done("close", "--yes")
    live.server.world.tick(minutes=30)
    live.change(number, "Ville inventée", "Non, rien")
    (path,) = snapshots(live)
    before = everything(live.desk.folder)
    output = live.desk.done("what-if", "--threshold", "1=100", "--over", str(path))
    assert output.splitlines()[-1] == "1 candidate of 1 would change level."
    assert f"{number}\tVille inventée\tNiveau 2 → No level" in output
    assert everything(live.desk.folder) == before


def test_snapshot_of_another_campaign_is_judged_by_its_rules_then_by_these(
    live: LiveOffice, tmp_path: Path
) -> None:
    live.submit("Ville inventée")
    live.desk.done("close", "--yes")
    (path,) = snapshots(live)
    here = office(tmp_path / "ici")
    assert here.done("what-if", "--over", str(path)).splitlines() == [
        "0 candidates of 1 would change level."
    ]
    stricter = UNSIGNED.replace("threshold = 60", "threshold = 97").replace("2 = 55", "2 = 97")
    steps = small.changed(small.GRID, "1:5 10:10", "1:5 100:10")
    small.write(here.folder / "config", stricter, steps)
    (_, row, last) = here.done("what-if", "--over", str(path)).splitlines()
    assert row.split("\t")[2] == "Niveau 2 → Niveau 1"
    assert last == "1 candidate of 1 would change level."


def test_damaged_snapshot_is_not_replayed(live: LiveOffice) -> None:
    live.submit("Ville inventée")
    live.desk.done("close", "--yes")
    (path,) = snapshots(live)
    path.write_bytes(path.read_bytes().replace(b"crit", b"cris"))
    outcome = live.desk.run("what-if", "--over", str(path))
    assert (outcome.code, "is not as it was written" in outcome.output) == (4, True)

"""palmares site and palmares open-data: what they write, what they keep, what they refuse."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reports.edition_file import save
from reports.open_data import open_data
from reports.site.site import site
from tests.app.office import Office
from tests.reports.samples import claix
from tests.reports.samples import with_candidates

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition

TWO = with_candidates(claix(), claix(dossier="x", name="Ville de Boé", department="47"))
ONE = with_candidates(claix())
BOE = "2023_ville-de-boe_47"


@pytest.fixture
def desk(tmp_path: Path) -> Office:
    """A folder that holds a frozen edition of two laureates, and nothing else."""
    made = Office(tmp_path / "campagne")
    freeze(made, TWO)
    return made


def freeze(desk: Office, edition: Edition) -> None:
    save(edition, desk.folder / "edition.json")


def held(desk: Office) -> dict[str, bytes]:
    """The files of the site."""
    root = desk.folder / "site"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_site_is_written_whole_and_then_left_alone(desk: Office) -> None:
    desk.done("site", "-y")
    assert held(desk) == site(TWO)
    assert "Nothing had to be written." in desk.done("site", "-y")


def test_proof_of_the_site_is_marked_on_every_page_and_lies_apart(desk: Office) -> None:
    later = replace(TWO.ceremony, date=date(2999, 1, 1))
    freeze(desk, replace(TWO, ceremony=later))
    assert desk.run("site", "-y").code == 1
    desk.done("site", "--proof", "-y")
    pages = [*(desk.folder / "epreuves" / "site").rglob("*.html")]
    marks = ("sous embargo jusqu’au", "noindex")
    texts = [path.read_text("utf-8") for path in pages]
    assert [[text.count(mark) for mark in marks] for text in texts] == [[2, 1]] * 4
    assert held(desk) == {}
    assert "Nothing had to be written." in desk.done("site", "--proof", "-y")


def test_open_data_alone_are_those_of_the_site(desk: Office) -> None:
    desk.done("open-data", "-y")
    assert held(desk) == {f"donnees/{name}": data for name, data in open_data(TWO).items()}


def test_dry_run_writes_nothing(desk: Office) -> None:
    desk.done("site", "--dry-run")
    assert held(desk) == {}


def test_pages_of_a_laureate_who_is_gone_are_removed(desk: Office) -> None:
    desk.done("site", "-y")
    freeze(desk, ONE)
    told = desk.done("site", "-y")
    assert held(desk) == site(ONE)
    assert "3 files removed: their laureates are gone." in told


def test_files_of_others_stay(desk: Office) -> None:
    desk.done("site", "-y")
    foreign = desk.folder / "site" / "logo.svg"
    foreign.write_text("<svg/>", "utf-8")
    freeze(desk, ONE)
    desk.done("site", "-y")
    assert foreign.read_text("utf-8") == "<svg/>"


def test_page_that_somebody_changed_is_not_removed(desk: Office) -> None:
    desk.done("site", "-y")
    page = desk.folder / "site" / "laureats" / f"{BOE}.html"
    page.write_text("corrigé à la main", "utf-8")
    freeze(desk, ONE)
    desk.done("site", "-y")
    assert page.read_text("utf-8") == "corrigé à la main"


def test_page_that_somebody_changed_is_not_written_over(desk: Office) -> None:
    desk.done("site", "-y")
    page = desk.folder / "site" / "index.html"
    page.write_text("corrigé à la main", "utf-8")
    freeze(desk, ONE)
    outcome = desk.run("site", "-y")
    assert outcome.code == 4
    assert "index.html is not as this program left it, so it is kept." in outcome.output
    assert page.read_text("utf-8") == "corrigé à la main"
    assert f"laureats/{BOE}.html" in held(desk)


def test_folder_where_a_page_should_be_is_refused(desk: Office) -> None:
    (desk.folder / "site" / "index.html").mkdir(parents=True)
    assert desk.run("site", "-y").code == 4
    assert held(desk) == {}


def test_site_that_leads_out_of_the_campaign_is_refused(desk: Office, tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (desk.folder / "site").symlink_to(tmp_path / "ailleurs")
    assert desk.run("site", "-y").code == 4
    assert list((tmp_path / "ailleurs").iterdir()) == []


def test_list_that_names_a_file_outside_of_the_site_removes_nothing(desk: Office) -> None:
    edition = desk.folder / "edition.json"
    digest = hashlib.sha256(edition.read_bytes()).hexdigest()
    (desk.folder / ".palmares").mkdir()
    (desk.folder / ".palmares" / "site.json").write_text(
        json.dumps({"../edition.json": [digest]}), "utf-8"
    )
    assert desk.run("site", "-y").code == 4
    assert edition.exists()


def test_run_that_was_cut_short_blocks_no_later_one(desk: Office) -> None:
    """A file in the place of a folder stops the run when half of the files are written."""
    stopper = desk.folder / "site" / "laureats"
    stopper.parent.mkdir()
    stopper.write_text("", "utf-8")
    assert desk.run("site", "-y").code == 3
    assert "index.html" in held(desk)
    stopper.unlink()
    freeze(desk, ONE)
    desk.done("site", "-y")
    assert held(desk) == site(ONE)


def test_embargo_holds_until_the_ceremony(desk: Office) -> None:
    later = replace(TWO, ceremony=replace(TWO.ceremony, date=date(2900, 1, 1)))
    freeze(desk, later)
    for command in ("site", "open-data"):
        assert desk.run(command, "-y").code == 1
    assert held(desk) == {}
    desk.done("site", "-y", "--embargo-lifted")
    assert held(desk) == site(later)


def test_site_without_a_frozen_edition_says_to_freeze(tmp_path: Path) -> None:
    outcome = Office(tmp_path).run("site", "-y")
    assert outcome.code == 1
    assert "Run “palmares freeze” first." in outcome.output

"""Nothing that names a level leaves for the public before the ceremony."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from reports import edition_file
from reports.language import Language
from sheets_sync.app.embargo import UnderEmbargo
from sheets_sync.app.embargo import held
from sheets_sync.app.embargo import public
from tests.app.office import Office
from tests.reports.meetings import made_up
from tests.reports.samples import edition_2023

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition

PARIS = replace(edition_2023(), timezone="Europe/Paris")
BEFORE = datetime(2023, 12, 6, 15, 59, 59, tzinfo=UTC)
AFTER = datetime(2023, 12, 6, 16, tzinfo=UTC)
SAID = (
    "Nothing that names a level may be published yet: embargo until Saturday, December 6, 2098 "
    "at 5:00\u202fPM."
)


def frozen(folder: Path, edition: Edition) -> Office:
    """A campaign folder that holds a frozen edition and nothing else."""
    folder.mkdir()
    edition_file.save(edition, folder / "edition.json")
    return Office(folder)


@pytest.fixture
def coming(tmp_path: Path) -> Office:
    """An edition whose ceremony is far off."""
    edition = made_up(3)
    later = replace(edition.ceremony, date=date(2098, 12, 6))
    return frozen(tmp_path / "coming", replace(edition, ceremony=later))


def files(desk: Office) -> list[str]:
    """What lies in the folder, without what the program keeps for itself."""
    found = (path.relative_to(desk.folder) for path in desk.folder.rglob("*") if path.is_file())
    return sorted(str(each) for each in found if each.parts[0] not in {".palmares", "secrets"})


def test_public_lets_pass_from_the_ceremony_on() -> None:
    with pytest.raises(UnderEmbargo) as caught:
        public(PARIS, now=BEFORE)
    sentence, remedy = caught.value.explain(Language("en"))
    assert sentence == (
        "Nothing that names a level may be published yet: embargo until Wednesday, December 6, "
        "2023 at 5:00\u202fPM."
    )
    assert "--embargo-lifted" in remedy
    public(PARIS, now=AFTER)
    public(PARIS, lifted=True, now=BEFORE)


def test_embargo_holds_by_the_clock_of_the_machine_when_no_moment_is_given() -> None:
    assert not held(PARIS)
    far = replace(PARIS, ceremony=replace(PARIS.ceremony, date=date(2098, 12, 6)))
    assert held(far)
    assert not held(far, lifted=True)


def test_results_before_the_ceremony_are_refused(coming: Office) -> None:
    outcome = coming.run("results")
    assert outcome.code == 1
    assert SAID in outcome.output
    assert files(coming) == ["edition.json"]


def test_results_announced_already_are_made(coming: Office) -> None:
    coming.done("results", "--embargo-lifted", "--yes")
    assert files(coming) == ["edition.json", "resultats.html", "resultats.pdf"]
    assert "noindex" not in (coming.folder / "resultats.html").read_text(encoding="utf-8")


def test_proofs_are_made_apart_with_their_watermark(coming: Office) -> None:
    coming.done("results", "--proof", "--yes")
    assert files(coming) == ["edition.json", "epreuves/resultats.html", "epreuves/resultats.pdf"]
    page = (coming.folder / "epreuves" / "resultats.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in page
    mark = "ÉPREUVE – sous embargo jusqu’au samedi 6 décembre 2098 à 17 h"
    pages = PdfReader(coming.folder / "epreuves" / "resultats.pdf").pages
    texts = [" ".join(each.extract_text().split()) for each in pages]
    assert [mark in text for text in texts] == [True] * len(texts)
    assert "Nothing had to be written." in coming.done("results", "--proof")


def test_proof_after_the_ceremony_no_longer_speaks_of_an_embargo(tmp_path: Path) -> None:
    past = frozen(tmp_path / "past", made_up(1))
    past.done("results", "--proof", "--yes")
    page = (past.folder / "epreuves" / "resultats.html").read_text(encoding="utf-8")
    assert ">ÉPREUVE</p>" in page
    assert "sous embargo" not in page


def test_register_waits_for_the_ceremony_and_certificates_do_not(coming: Office) -> None:
    coming.done("certificates", "--yes")
    assert len(list((coming.folder / "certificats").glob("*.pdf"))) == 3
    outcome = coming.run("certificates", "register", "--yes")
    assert outcome.code == 1
    assert SAID in outcome.output
    assert not (coming.folder / "verification").exists()
    coming.done("certificates", "register", "--embargo-lifted", "--yes")
    assert (coming.folder / "verification" / "index.html").exists()


def test_minutes_are_private_and_made_at_any_time(coming: Office) -> None:
    coming.done("minutes", "--yes")
    assert files(coming) == ["edition.json", "proces-verbal.odt", "proces-verbal.pdf"]
    assert "Nothing had to be written." in coming.done("minutes")


def test_minutes_edited_by_hand_are_never_written_over(coming: Office) -> None:
    text = coming.folder / "proces-verbal.odt"
    text.write_bytes(b"somebody's own words")
    said = coming.done("minutes", "--yes")
    assert "was edited by hand: it is kept." in said
    assert text.read_bytes() == b"somebody's own words"
    assert (coming.folder / "proces-verbal.pdf").exists()


def test_minutes_of_an_edition_without_its_meeting_are_an_error_with_a_remedy(
    tmp_path: Path,
) -> None:
    outcome = frozen(tmp_path / "old", edition_2023()).run("minutes")
    assert outcome.code == 1
    assert "Run “palmares freeze” again, then “palmares minutes”." in outcome.output

"""How the jury deliberates, as edition.toml says it."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from sheets_sync.scheme import Deliberation
from sheets_sync.scheme import Juror
from sheets_sync.settings.edition_file import read_scheme
from tests.settings.small import EDITION
from tests.settings.small import changed
from tests.settings.small import refused
from tests.settings.small import write

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.scheme import Scheme

SECTION = """\
[deliberation]
quorum = 4
solid = 0.75
words = { solid = "sûr", discuss = "à revoir" }
recusals = ["Lien de famille"]
ties = ["median", "data", "name"]
due = 2023-11-24T14:00:00

"""


def edition(section: str, juror: str = "") -> str:
    """The small edition with a section of deliberation, and more about its juror."""
    return changed(EDITION, "[[jury]]\n", f"{section}[[jury]]\n{juror}")


def read(folder: Path, section: str, juror: str = "") -> Scheme:
    """The scheme of such an edition."""
    return read_scheme(write(folder, edition=edition(section, juror)))


def test_deliberation_is_read_whole(tmp_path: Path) -> None:
    assert read(tmp_path, SECTION).deliberation == Deliberation(
        quorum=4,
        solid=Fraction(3, 4),
        solid_word="sûr",
        discuss_word="à revoir",
        recusals=("Lien de famille",),
        ties=("median", "data", "name"),
        due=datetime(2023, 11, 24, 14, tzinfo=ZoneInfo("Europe/Paris")),
    )


def test_deliberation_may_be_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, "").deliberation == Deliberation()


def test_juror_may_have_a_territory_and_an_address(tmp_path: Path) -> None:
    about = 'territory = "Ville inventée"\nemail = "juree@exemple.invalid"\n'
    (juror,) = read(tmp_path, "", about).jury
    expected = Juror("un", "", "Jurée", "Un", "Présidente", "", "Ville inventée")
    assert (juror.territory, juror.email) == (expected.territory, "juree@exemple.invalid")


@pytest.mark.parametrize(
    ("section", "juror", "code", "where"),
    [
        ("[deliberation]\nsolid = 1.5\n", "", "config-share-outside", "solid"),
        ('[deliberation]\nties = ["totl"]\n', "", "config-criterion-unknown", "ties"),
        ("[deliberation]\nties = []\n", "", "config-list-empty", "ties"),
        ("[deliberation]\nquorum = 0\n", "", "config-whole-outside", "quorum"),
        ("", 'email = "juree chez exemple"\n', "config-not-email", "email"),
    ],
)
def test_deliberation_that_is_wrong_is_told_with_its_key(
    tmp_path: Path, section: str, juror: str, code: str, where: str
) -> None:
    (found,) = refused(write(tmp_path, edition=edition(section, juror)))
    assert (found.code, where in found.where) == (code, True)


def test_criterion_near_a_known_one_is_offered(tmp_path: Path) -> None:
    wrong = edition('[deliberation]\nties = ["totl", "name"]\n')
    (found,) = refused(write(tmp_path, edition=wrong))
    assert found[2:] == (
        "“totl” can't order the palmarès: it is neither a criterion nor a domain.",
        "Write “total”, “median”, “name” or the id of a domain; the nearest: total, data, plans.",
    )

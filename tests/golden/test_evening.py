"""A jury of ten over forty dossiers, all made up, from the first mark to the minutes.

What the commands give is compared with what was kept; ``python -m tests.golden`` keeps it
again. What was kept was also read by hand, as a chair would; this is the arithmetic of some.

**D-22 Absinthe**. Stratégie: plan 5 and délibération 10 of 20 points, 75. Logiciels: 30 % of
the machines is worth 2, with postes 10 of 20, 60. Données: 12 sets are worth 10, no licence,
10 of 20, 50. Total (75 + 60 + 50) / 3 = 61.66…: level 3 (60) and not 4 (80). Marks 3 4 4 3 4 3
3 4; neuf gave none, dix none here: 8 marks, 3 3 3 3 4 4 4 4, median between 3 and 4, spread 1,
quorum (6) reached. It is equal to Fenouil, Tilleul and Verveine on the total; its median, 3.5,
is above their 3: first of the four. Theirs are equal too, so their names part them.

**D-37 Salsifis**. 50, 0, 25: total 25, level 1. Marks 2 2 1 1 0 1 2, and the eighth, 2, that
came when the chair had decided: 0 1 1 1 2 2 2 2, median between 1 and 2 (1 without it), spread
2: discussed among those two levels apart. D-13 Mirabelle has 25 too, and 4 marks of 1: median
1, no quorum. So Salsifis comes before Mirabelle, parted by the median.

**D-12 Laurier**. 25, 0, 0: total 8.33, no level. deux and trois stand back, deux with a mark
of 1 and a comment: neither counts. Left: un 0, quatre 0, cinq 0, six 0, sept 0, huit 1, dix 0:
7 marks, median no level, spread 1, quorum reached. In 2021 it had level 1: below the last one
held, in place 18: after D-21 (two levels apart and fragile), D-18 (two levels apart and below
2019), nine dossiers two levels apart, D-11 (fragile, its median, 3, unlike the proposal, 2)
and five fragile ones: 1 + 1 + 9 + 1 + 5 = 17.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.app import libreoffice
from tests.golden import dump
from tests.golden import evening
from tests.golden.__main__ import KEPT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.office import Office

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The campaign before the evening."""
    return evening.office(tmp_path_factory.mktemp("evening") / "campagne")


@pytest.fixture(scope="module")
def made(desk: Office) -> dict[str, str]:
    """What the evening leaves, as text."""
    return dump.kept(desk)


def names() -> list[str]:
    """The files that were kept."""
    return sorted(each.name for each in KEPT.iterdir())


def test_evening_leaves_what_was_kept_and_nothing_else(made: dict[str, str]) -> None:
    assert sorted(made) == names()


@pytest.mark.parametrize("name", names())
def test_evening_gives_what_was_kept(made: dict[str, str], name: str) -> None:
    assert made[name].splitlines() == (KEPT / name).read_text("utf-8").splitlines()


@pytest.mark.system
@pytest.mark.usefixtures("made")
def test_libreoffice_recalculates_the_same_values(
    desk: Office, soffice: str, tmp_path: Path
) -> None:
    saved = libreoffice.saved(soffice, desk.workbook, tmp_path)
    assert values(saved) == values(desk.workbook)


def values(path: Path) -> dict[str, list[str]]:
    """The values of each tab that people see, and how many charts it has."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: [
            f"{len(sheet._charts)} charts",  # type: ignore[attr-defined]
            *dump.tab(sheet).splitlines(),
        ]
        for sheet in book
        if sheet.sheet_state == "visible"
    }

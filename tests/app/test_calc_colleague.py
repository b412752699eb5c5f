"""The colleague who uses LibreOffice: every order that it is given is carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.app.calc_colleague import HARD
from tests.app.calc_colleague import SOFT
from tests.app.libreoffice import libreoffice
from tests.app.picture import picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from tests.app.calc_colleague import Act
    from tests.app.libreoffice import Desk
    from tests.app.office import Office
    from tests.app.sight import Item


class First:
    """Chooses the first of some things, and the least number."""

    def one(self, items: Sequence[Item]) -> Item:
        """The first."""
        return items[0]

    def number(self, least: int, most: int) -> int:
        """The least."""
        return min(least, most)


@pytest.fixture(scope="module")
def calc(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with libreoffice(soffice, tmp_path_factory.mktemp("calc")) as desk:
        yield desk


def worked(calc: Desk, workbook: Path, acts: Sequence[Act]) -> list[str]:
    """Do acts in one session; the orders refused."""
    view = openpyxl.load_workbook(workbook)
    return calc.work(workbook, [order for act in acts for order in act(view, First())])


@pytest.mark.slow
@pytest.mark.system
def test_every_order_is_carried_out(calc: Desk, desk: Office) -> None:
    desk.done("sync")
    assert worked(calc, desk.workbook, SOFT) == []
    assert worked(calc, desk.workbook, HARD) == []


@pytest.mark.slow
@pytest.mark.system
@pytest.mark.parametrize("act", HARD, ids=lambda act: act.__name__)
def test_act_changes_the_workbook(calc: Desk, desk: Office, act: Act) -> None:
    desk.done("sync")
    worked(calc, desk.workbook, ())
    before = picture(desk.workbook.read_bytes())
    assert worked(calc, desk.workbook, (act,)) == []
    assert picture(desk.workbook.read_bytes()) != before


@pytest.mark.slow
@pytest.mark.system
def test_order_that_nobody_knows_is_refused(calc: Desk, desk: Office) -> None:
    desk.done("sync")
    assert calc.work(desk.workbook, [("dance", "Réponses", 0, 0)]) == ["dance"]

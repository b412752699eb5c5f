"""The contract of live forms, over Démarches Simplifiées of today and of 2021."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contracts.source_contract import Desk
from tests.contracts.source_contract import SourceContract
from tests.contracts.source_contract import candidate
from tests.contracts.source_contract import cells
from tests.contracts.source_contract import codes
from tests.contracts.source_contract import shown
from tests.servers.demarches.schema import OF_2021
from tests.servers.demarches.server import Server
from tests.servers.demarches.server import served
from tests.sources.live.demarches import DemarchesDriver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.contracts.source_contract import FormDriver


class TestDemarchesSimplifiees(SourceContract):
    @pytest.fixture
    def form(self) -> Iterator[DemarchesDriver]:
        with served(Server()) as server:
            yield DemarchesDriver(server)


class TestDemarchesSimplifieesOf2021(SourceContract):
    """Its yes/no questions are boxes: only one that must be answered can say "no"."""

    @pytest.fixture
    def form(self) -> Iterator[DemarchesDriver]:
        with served(Server(month=OF_2021)) as server:
            driver = DemarchesDriver(server)
            driver.asked["plan"]["required"] = True
            yield driver

    def test_question_left_open_is_no_answer(self, form: FormDriver, desk: Desk) -> None:
        assert isinstance(form, DemarchesDriver)
        form.asked["plan"]["required"] = False
        silent_one = candidate(1, plan=None, part=None, formats=(), mot=None)
        dossier = form.submit(silent_one)
        responses = desk.sync()
        assert shown(responses) == {dossier: cells(silent_one)}
        assert codes(responses) == ["form-yes-no-unsure"]

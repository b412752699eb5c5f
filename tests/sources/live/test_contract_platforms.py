"""The contract of live forms over LimeSurvey, Grist, Nextcloud Forms and Google (both ways)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contracts.source_contract import SourceContract
from tests.sources.live.drivers import GoogleFormsDriver
from tests.sources.live.drivers import GristDriver
from tests.sources.live.drivers import LimeSurveyDriver
from tests.sources.live.drivers import NextcloudDriver
from tests.sources.live.linked import LinkedTabDriver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sources.live.drivers import Driver


class TestLimeSurvey(SourceContract):
    @pytest.fixture
    def form(self) -> Iterator[Driver]:
        with LimeSurveyDriver() as driver:
            yield driver


class TestGrist(SourceContract):
    @pytest.fixture
    def form(self) -> Iterator[Driver]:
        with GristDriver() as driver:
            yield driver


class TestNextcloud(SourceContract):
    @pytest.fixture
    def form(self) -> Iterator[Driver]:
        with NextcloudDriver() as driver:
            yield driver


class TestGoogleForms(SourceContract):
    @pytest.fixture
    def form(self) -> Iterator[Driver]:
        with GoogleFormsDriver() as driver:
            yield driver


class TestLinkedTab(SourceContract):
    @pytest.fixture
    def form(self) -> Iterator[Driver]:
        with LinkedTabDriver() as driver:
            yield driver

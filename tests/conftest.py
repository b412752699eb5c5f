"""What all tests share: hypothesis profiles, no network, programs of the system."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck
from hypothesis import settings

from tests import loopback
from tests import system

settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("dev", max_examples=40, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if system.in_ci() else "dev"))

loopback.guard()


@pytest.fixture(scope="session")
def soffice() -> str:
    """Full path of LibreOffice."""
    return system.require(system.SOFFICE)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Full path of Chromium (or Chrome)."""
    return system.require(system.CHROMIUM)


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """Full path of poppler's pdftotext."""
    return system.require(system.PDFTOTEXT)


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Full path of poppler's pdftoppm."""
    return system.require(system.PDFTOPPM)


@pytest.fixture(scope="session")
def java() -> str:
    """Full path of a Java machine."""
    return system.require(system.JAVA)

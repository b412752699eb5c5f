"""What all tests share: hypothesis profiles, no network, programs of the system."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings

from tests import loopback
from tests import system

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.reports.sealing.softhsm import Made

# The same examples each time: more than hypothesis's usual hundred would only repeat themselves
# from run to run. What nobody has seen yet is found by the few at random on every desk.
settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("dev", max_examples=40, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if system.in_ci() else "dev"))

loopback.guard()

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background of a shell: programs that tests interrupt would not hear of it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over the thousands of tests that were gathered.

    It also comes by more seldom than in a command, whose memory matters.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 5)


@pytest.fixture(scope="session", autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a test, or a program that it starts, leaves behind lies where pytest clears away."""
    folder = tmp_path_factory.mktemp("temporary")
    folder.chmod(0o1777)  # as such a folder is
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TMPDIR", str(folder))
        environment.setattr(tempfile, "tempdir", None)
        yield
    shutil.rmtree(folder, ignore_errors=True)


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


@pytest.fixture(scope="session")
def softhsm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A token in software; its library reads once where it lies, so one serves all tests."""
    from tests.reports.sealing.softhsm import configured
    from tests.reports.sealing.softhsm import filled
    from tests.reports.sealing.softhsm import library

    library()
    folder = tmp_path_factory.mktemp("token")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOFTHSM2_CONF", str(configured(folder)))
        yield filled(folder)

"""Certificates drawn by a real Dask cluster: processes of their own, reached over TCP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

import pytest

from reports.batch import render_certificates
from reports.cluster import cluster
from reports.errors import ClusterEmpty
from reports.errors import ClusterUnreachable
from reports.errors import DrawingStopped
from reports.outcomes import Failed
from reports.outcomes import Made
from tests.reports.samples import edition_2023

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.edition import Edition
    from reports.outcomes import Outcome

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


class Running:
    """A scheduler and workers, each a process of its own."""

    def __init__(self) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start(
            "dask_scheduler", "--host", "127.0.0.1", "--port", self.address.rpartition(":")[2]
        )

    def work(self, count: int) -> None:
        """Start workers; nobody starts them again when they die."""
        options = ("--no-nanny", "--nthreads", "1", "--local-directory", gettempdir())
        for _ in range(count):
            self.workers.append(self._start("dask_worker", self.address, *options))

    def stop(self, *, scheduler: bool = True) -> None:
        """End the workers from one moment to the next, and the scheduler or not."""
        for each in (*self.workers, *([self.scheduler] if scheduler else [])):
            each.kill()
            each.wait()

    def _start(self, program: str, *options: str) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        quiet = subprocess.DEVNULL
        return subprocess.Popen(line, env=environment, stdout=quiet, stderr=quiet)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def running() -> Iterator[Running]:
    started = Running()
    yield started
    started.stop()


def few(count: int) -> Edition:
    """The first laureates of 2023."""
    edition = edition_2023()
    return replace(edition, candidates=edition.candidates[:count])


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.pdf")}


def test_cluster_that_loses_a_worker_draws_the_same_bytes(running: Running, tmp_path: Path) -> None:
    running.work(2)
    edition = few(4)

    def kill_one(done: int, total: int, outcome: Outcome) -> None:
        del total, outcome
        if done == 1:
            running.workers[0].kill()

    with cluster(running.address) as workers:
        there = render_certificates(
            edition, tmp_path / "there", executor=workers, on_progress=kill_one
        )
    here = render_certificates(edition, tmp_path / "here", jobs=1)
    assert [type(each) for each in there] == [type(each) for each in here] == [Made] * 4
    assert files(tmp_path / "there") == files(tmp_path / "here")
    manifests = [(tmp_path / side / "manifest.json").read_text() for side in ("there", "here")]
    assert manifests[0] == manifests[1]


@pytest.mark.parametrize("scheduler_too", [True, False])
def test_cluster_that_is_gone_is_told_and_leaves_nothing_half(
    running: Running, tmp_path: Path, *, scheduler_too: bool
) -> None:
    running.work(1)

    def kill_all(done: int, total: int, outcome: Outcome) -> None:
        del total, outcome
        if done == 1:
            running.stop(scheduler=scheduler_too)

    with cluster(running.address, patience=2) as workers:
        outcomes = render_certificates(few(8), tmp_path, executor=workers, on_progress=kill_all)
    failed = [each for each in outcomes if isinstance(each, Failed)]
    assert {type(each.error) for each in failed} == {DrawingStopped}
    assert len(files(tmp_path)) == len(outcomes) - len(failed) < 8
    again = render_certificates(few(8), tmp_path)
    assert sum(isinstance(each, Made) for each in again) == len(failed)


def test_scheduler_that_is_not_there_is_told() -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(ClusterUnreachable) as caught, cluster(address, connecting=1):
        pass
    assert str(caught.value).startswith(f"No Dask scheduler answers at {address}: ")


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://127.0.0.1:99999", ""])
def test_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(ClusterUnreachable), cluster(address, connecting=1):
        pass


def test_scheduler_without_workers_is_told(running: Running) -> None:
    with pytest.raises(ClusterEmpty), cluster(running.address, patience=1):
        pass

"""Pulls of a form, killed at random moments; run as a program.

``python -m tests.sources.live.killing PLATFORM FOLDER COUNT SEED`` prints what was found as
JSON. The platform's server is a process of its own, and so is each pull.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
import signal
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from sheets_sync.sources.live.intake import take_in
from sheets_sync.sources.live.registry import open_source
from sheets_sync.sources.live.store import FormStore
from tests.contracts.source_contract import TOKEN
from tests.contracts.source_contract import candidate
from tests.servers.demarches.server import Server
from tests.servers.demarches.server import served
from tests.sources.live.demarches import DemarchesDriver
from tests.sources.live.drivers import GoogleFormsDriver
from tests.sources.live.drivers import GristDriver
from tests.sources.live.drivers import LimeSurveyDriver
from tests.sources.live.drivers import NextcloudDriver

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from sheets_sync.form import FormSource
    from tests.contracts.source_contract import FormDriver
    from tests.sources.live.drivers import Driver

PAGE = 50
FIRST, SECOND = 180, 60
"""So many candidates send the form before the pull that is kept, and after it."""

LONG = "Une longue réponse. " * 200
DRIVERS: dict[str, Callable[[], Driver]] = {
    "limesurvey": LimeSurveyDriver,
    "grist": GristDriver,
    "nextcloud-forms": NextcloudDriver,
    "google-forms": GoogleFormsDriver,
}


@contextmanager
def driving(platform: str) -> Iterator[FormDriver]:
    """A server that listens, and its driver."""
    if platform in DRIVERS:
        with DRIVERS[platform]() as driver:
            if isinstance(driver, GoogleFormsDriver):
                driver.platform.page = PAGE
            yield driver
        return
    with served(Server()) as server:
        demarches = DemarchesDriver(server)
        demarches.world.page = PAGE
        yield demarches


class Served:
    """A server in a process of its own; ``more`` lets other candidates come."""

    def __init__(self, platform: str) -> None:
        """Start it."""
        orders, self._order = os.pipe()
        self._said, saying = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(self._order)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # of broken pipes
            self._serve(platform, orders, saying)
            os._exit(0)
        self.settings: FormSource = pickle.loads(os.read(self._said, 1 << 16))  # noqa: S301 - ours

    @staticmethod
    def _serve(platform: str, orders: int, saying: int) -> None:
        with driving(platform) as driver:
            driver.source()  # the clock of some servers moves on when somebody asks
            for number in range(FIRST):
                driver.submit(candidate(number, mot=LONG))
            os.write(saying, pickle.dumps(driver.settings))
            os.read(orders, 1)
            for number in range(FIRST, FIRST + SECOND):
                driver.submit(candidate(number, mot=LONG))
            os.write(saying, b".")
            os.read(orders, 1)

    def more(self) -> None:
        """Other candidates send the form."""
        os.write(self._order, b".")
        os.read(self._said, 1)

    def stop(self) -> None:
        """End the process."""
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)


class Moment(NamedTuple):
    """When to kill: so many seconds after the start, or after the pull, when it is kept."""

    delay: float
    keeping: bool


class Lived(NamedTuple):
    """Whether a pull lived to its end; seconds until it was pulled, and until it was kept."""

    done: bool
    pulled: float
    kept: float


def pull_here(settings: FormSource, folder: Path, pulled: Callable[[], object]) -> None:
    """Pull in this process; ``pulled`` is called before what was pulled is kept."""
    store = FormStore(folder, settings)
    taken = take_in(open_source(settings, lambda: TOKEN), store)
    pulled()
    store.save(taken.now or taken.kept)


def pull(settings: FormSource, folder: Path, moment: Moment | None = None) -> Lived:
    """Pull in a child process, which may be killed."""
    hears, tells = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        pull_here(settings, folder, lambda: os.write(tells, b"."))
        os._exit(0)
    os.close(tells)
    if moment is None or moment.keeping:
        os.read(hears, 1)
    pulled = time.monotonic() - begun
    if moment is not None:
        time.sleep(moment.delay)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(hears)
    done = os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
    return Lived(done, pulled, time.monotonic() - begun - pulled)


def kept(settings: FormSource, folder: Path) -> tuple[str, ...]:
    """What can be relied on of the last pull: each response as it stands."""
    store = FormStore(folder, settings)
    found = store.load()
    if found is None:
        return ("what was kept can't be used",)
    return tuple(map(repr, found.responses))


def main(platform: str, folder: Path, count: int, seed: int) -> dict[str, int]:
    """Kill ``count`` times; how often each thing was found afterwards."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    server = Served(platform)
    try:
        return dict(_killed(server, folder, count, chance))
    finally:
        server.stop()


def _killed(server: Served, folder: Path, count: int, chance: random.Random) -> Counter[str]:
    settings, before, now = server.settings, folder / "before", folder / "now"
    before.mkdir()
    pull_here(settings, before, bool)  # here, so that no child spends its time on imports
    old = kept(settings, before)
    server.more()
    shutil.copytree(before, now)
    lived = pull(settings, now)
    assert lived.done
    new = kept(settings, now)
    found = Counter(old=0, new=0, neither=0, killed=0, responses=len(new))
    found["unfinished next"] = 0
    assert (len(old), len(new)) == (FIRST, FIRST + SECOND)
    while found["killed"] < count:
        shutil.rmtree(now)
        shutil.copytree(before, now)
        keeping = found["killed"] % 2 == 1
        delay = chance.uniform(0, lived.kept if keeping else lived.pulled)
        if pull(settings, now, Moment(delay, keeping)).done:
            continue  # it was done before
        found["killed"] += 1
        left = kept(settings, now)
        found["old" if left == old else "new" if left == new else "neither"] += 1
        found["unfinished next"] += not pull(settings, now).done or kept(settings, now) != new
    return found


if __name__ == "__main__":
    result = main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    print(json.dumps(result))  # noqa: T201

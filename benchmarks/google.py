"""A campaign on a Google spreadsheet: requests, bytes and time of `palmares sync`.

What one would pick instead is gspread-dataframe's set_with_dataframe, which puts the whole
export into a tab each time. Both speak with the local server of the tests over HTTP, so the
times are without the network's and without Google's own.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from typing import NamedTuple

from benchmarks.edition import cut_edition
from benchmarks.folder import EXPORT
from benchmarks.folder import SETTINGS
from benchmarks.folder import write_answers
from benchmarks.made_up import make_up
from benchmarks.process import palmares
from benchmarks.process import python
from benchmarks.process import run
from benchmarks.report import Report
from benchmarks.report import Target
from benchmarks.report import at_least
from benchmarks.report import memory
from benchmarks.report import seconds
from benchmarks.workbook import change_answers
from tests.servers.sheets.client import client
from tests.servers.sheets.client import service_account
from tests.servers.sheets.server import SheetsServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

SIZES = (40, 1_000, 36_000)
CHANGED = 50
SMALLER = 20
ROBOT = "palmares@local.iam.gserviceaccount.com"
OURS = "`palmares sync`"
THEIRS = "set_with_dataframe"
FIRST, CHANGES, NOTHING = "first", f"{CHANGED} answers changed", "nothing new"
GOOGLE = """\
[workbook]
backend = "google"
spreadsheet = "{spreadsheet}"
key = "{key}"
"""


class Cost(NamedTuple):
    """What one run of one way cost; bytes are those of the bodies."""

    candidates: int
    way: str
    moment: str
    requests: int
    sent: int
    received: int
    seconds: float
    mebibytes: float


class Place:
    """A server, a spreadsheet and a campaign folder that uses it."""

    def __init__(self, server: SheetsServer, home: Path) -> None:
        self.server = server
        self.home = home
        book = client(server).create("Campagne inventée")
        book.share(ROBOT, perm_type="user", role="writer", notify=False)
        self.spreadsheet = book.id
        key = home / "key.json"
        key.write_text(json.dumps(service_account(server, ROBOT)), encoding="utf-8")
        key.chmod(0o600)
        os.environ["PALMARES_GOOGLE_API"] = server.address
        head = GOOGLE.format(spreadsheet=book.id, key=key)
        tail = SETTINGS[SETTINGS.index("[form]") :]
        (home / "campaign.toml").write_text(f"{head}\n{tail}", encoding="utf-8")

    def run(self, candidates: int, way: str, moment: str) -> Cost:
        """Run one way as a process of its own, and count what it asked."""
        export = self.home / EXPORT
        script = ("-m", "benchmarks.dataframe_way", self.server.address, self.spreadsheet, export)
        command = palmares("-C", self.home, "sync") if way == OURS else python(*script)
        journal = self.server.service.journal
        journal.clear()
        ran = run(command)
        asked = journal.entries
        sent = sum(each.bytes_in for each in asked)
        received = sum(each.bytes_out for each in asked)
        return Cost(candidates, way, moment, len(asked), sent, received, ran.clock, ran.mebibytes)


def _measured(candidates: int) -> Iterator[Cost]:
    """Each way on a first export, on one with some changes, and on that one again."""
    with TemporaryDirectory() as folder, SheetsServer() as server:
        home = Path(folder)
        edition = cut_edition(home / "config")
        made_up = make_up(edition, candidates)
        place = Place(server, home)
        for moment in (FIRST, CHANGES, NOTHING):
            if moment == CHANGES:
                change_answers(edition, made_up, min(CHANGED, candidates))
            write_answers(home, edition, made_up)
            for way in (OURS, THEIRS):
                yield place.run(candidates, way, moment)


def measure(sizes: Sequence[int] = SIZES) -> Report:
    """All ways at all sizes, in one run."""
    costs = [cost for size in sizes for cost in _measured(size)]
    found = {(each.candidates, each.way, each.moment): each for each in costs}
    rows = tuple(
        (
            f"{each.candidates:,}",
            each.moment,
            each.way,
            str(each.requests),
            f"{each.sent / 1000:,.0f} kB",
            f"{each.received / 1000:,.0f} kB",
            seconds(each.seconds),
            memory(each.mebibytes),
        )
        for each in costs
    )
    targets = [
        at_least(
            f"{size:,} candidates, {CHANGES}: bytes sent by {THEIRS} against ours",
            found[size, THEIRS, CHANGES].sent / found[size, OURS, CHANGES].sent,
            SMALLER,
        )
        for size in sizes
        if size > CHANGED  # where nearly every line changes, nearly every line is sent
    ]
    asked = {found[size, OURS, CHANGES].requests for size in sizes}
    constant = f"{CHANGES}: requests of a sync at each size: {', '.join(map(str, sorted(asked)))}"
    return Report(
        "google",
        "Google: requests and bytes of a sync, 60 questions",
        ("candidates", "export", "way", "requests", "sent", "received", "time", "peak memory"),
        rows,
        (*targets, Target(f"{constant} (aim: the same)", len(asked) == 1)),
        (
            "Time on the clock, with a local server that answers at once; once each.",
            "Requests include the one for a token; bytes are those of the bodies, uncompressed.",
            f"With fewer than {CHANGED} candidates, one answer of each of them changes.",
            "A sync must read what people did in the tab; the other way asks nobody.",
        ),
    )

"""Who draws: processes that hear no Ctrl-C, which the one that started them answers."""

from __future__ import annotations

import signal
from dataclasses import dataclass

from reports.drawing import Drawn
from reports.workers import WORTH_A_POOL
from reports.workers import drawn_by
from reports.workers import workers


@dataclass(frozen=True, slots=True)
class Listener:
    """A paper that tells whether who draws it hears Ctrl-C."""

    dossier: str
    name: str = ""
    file: str = ""
    digest: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    def drawn(self) -> Drawn:
        deaf = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
        return Drawn(b"deaf" if deaf else b"hears")


def test_workers_leave_ctrl_c_to_the_process_that_started_them() -> None:
    papers = [Listener(str(number)) for number in range(WORTH_A_POOL + 1)]
    with workers(len(papers), 2, None) as pool:
        found = {told for _, told in drawn_by(papers, pool)}
        ours = Listener("").drawn()
    assert (found, ours) == ({Drawn(b"deaf")}, Drawn(b"hears"))

"""A whole campaign over WebDAV, with people who save and open the workbook meanwhile."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import threading
import time
from select import select
from typing import TYPE_CHECKING

import pytest

from sheets_sync.app.shared import PASSWORD as VARIABLE
from tests.app.office import STRONG
from tests.app.office import Office
from tests.app.office import dossier
from tests.app.office import office
from tests.app.shell import ROOT
from tests.app.shell import START
from tests.servers.webdav import PASSWORD
from tests.servers.webdav import USER
from tests.servers.webdav import Broken
from tests.servers.webdav import Server
from tests.workbooks.webdav_office import RemoteOffice
from tests.workbooks.webdav_office import remote_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.servers.webdav import Seen


MOMENT = {"frozen_at", "sha256"}
"""What tells one freezing from another of the same decisions: when it was, and the seal over it."""


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RemoteOffice]:
    """A campaign whose workbook is to be on a server."""
    with remote_office(tmp_path) as desk:
        yield desk


def server(desk: RemoteOffice) -> Server:
    """The server of the campaign."""
    assert desk.server is not None
    return desk.server


def campaign(desk: Office) -> dict[str, object]:
    """Everything from the form to the frozen edition, with the moment left out."""
    desk.up_to("sync", "propose", "jury open")
    desk.fill("Jury J. Un", "Mon niveau", D01="2", D02="1", D03="0")
    desk.fill("Jury J. Deux", "Mon niveau", D01="2", D02="2", D03="0")
    desk.fill("Réponses", "Combien ?", D02="9")
    desk.up_to("sync", "propose", "jury collect")
    desk.fill("Délibération", "Décision", D01="Niveau 2", D02="Niveau 1", D03="Non labellisé")
    desk.fill("Délibération", "Mentions spéciales", D01="Coup de cœur")
    desk.up_to("decide", "freeze")
    edition: dict[str, object] = json.loads((desk.folder / "edition.json").read_bytes())
    return {key: value for key, value in edition.items() if key not in MOMENT}


def test_campaign_over_webdav_freezes_the_same_edition(desk: RemoteOffice, tmp_path: Path) -> None:
    assert campaign(desk) == campaign(office(tmp_path / "ici"))


def test_workbook_is_nowhere_but_on_the_server(desk: RemoteOffice) -> None:
    desk.up_to("sync", "propose")
    assert [each.name for each in desk.folder.glob("*.xlsx")] == []
    assert len(list((desk.folder / ".palmares" / "versions").glob("campagne-*.xlsx"))) == 1


def test_undo_over_webdav(desk: RemoteOffice) -> None:
    desk.done("sync")
    desk.export([dossier(1, STRONG), dossier(2, STRONG), dossier(3, STRONG)])
    desk.up_to("sync", "undo")
    assert desk.column("Réponses", "Un plan ?")["D-03"] == "Non, rien"


# -- somebody else in the workbook -------------------------------------------------------------


def test_somebody_who_saves_all_the_time_ends_the_command_in_peace(desk: RemoteOffice) -> None:
    desk.done("sync")
    desk.export([dossier(1, STRONG), dossier(2, STRONG), dossier(3, STRONG)])
    saves: list[int] = []

    def note(sheet: Worksheet) -> None:
        sheet.cell(9, 20, f"note {len(saves)}")

    def act(seen: Seen) -> None:
        if seen.method == "PUT":
            saves.append(seen.number)
            desk.people("Réponses", note)

    server(desk).before = act
    outcome = desk.run("sync")
    assert (outcome.code, len(saves)) == (4, 3)
    assert outcome.output.splitlines()[-2:] == [
        f"127.0.0.1:{server(desk).port}/…/campagne.xlsx was changed by somebody while the command"
        " was running.",
        "→ Run the command again: it starts from what is there now. Nothing was written.",
    ]
    assert desk.column("Réponses", "Un plan ?")["D-03"] == "Non, rien"
    server(desk).before = lambda _: None
    desk.done("sync")
    assert desk.column("Réponses", "Un plan ?")["D-03"] == "Oui, écrit"
    desk.people("Réponses", lambda sheet: check(sheet, "note 3"))
    assert json.loads(desk.done("journal", "--format", "json"))["findings"] == []


def check(sheet: Worksheet, note: str) -> None:
    """What somebody wrote is there."""
    assert note in {cell.value for row in sheet.iter_rows() for cell in row}


def test_workbook_that_stays_open_ends_the_command_in_peace(tmp_path: Path) -> None:
    with remote_office(tmp_path, patience=1) as desk:
        desk.done("sync")
        server(desk).lock()
        outcome = desk.run("propose")
        place = f"127.0.0.1:{server(desk).port}/…/campagne.xlsx"
        assert outcome.code == 4
        assert outcome.output.splitlines()[1:] == [
            f"{place} is open: Camille INVENTÉE. Waiting for at most 1 seconds.",
            f"{place} is open: Camille INVENTÉE.",
            "→ Ask them to close it, then try again; nothing was written.",
        ]


def test_workbook_that_is_closed_in_time_is_saved(tmp_path: Path) -> None:
    with remote_office(tmp_path, patience=20) as desk:
        desk.done("sync")
        token = server(desk).lock()
        timer = threading.Timer(1.5, lambda: server(desk).unlock(token))
        timer.start()
        output = desk.done("propose")
        timer.join()
        assert "Waiting for at most 20 seconds." in output.splitlines()[1]
        assert len(desk.table("Propositions")) == 3


def test_answer_that_is_lost_leaves_the_journal_right(desk: RemoteOffice) -> None:
    desk.done("sync")
    left = [Broken(carried_out=True)]
    server(desk).breaks = lambda seen: left.pop() if seen.method == "PUT" and left else None
    desk.done("propose")
    listed = json.loads(desk.done("journal", "--format", "json"))
    assert listed["findings"] == []


# -- check ---------------------------------------------------------------------------------------


def test_check_tells_who_has_the_workbook_open_and_writes_nothing(desk: RemoteOffice) -> None:
    desk.done("sync")
    server(desk).lock()
    server(desk).seen.clear()
    output = desk.done("check")
    assert "The workbook is open: Camille INVENTÉE. No command can save it meanwhile." in output
    assert set(server(desk).methods()) <= {"GET", "PROPFIND", "OPTIONS"}


def test_check_tells_of_a_wrong_password(
    desk: RemoteOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "faux")
    outcome = desk.run("check")
    assert outcome.code == 3
    assert f"the server refuses the user {USER} or the password." in outcome.output


# -- the password --------------------------------------------------------------------------------


def test_password_that_nobody_gave(desk: RemoteOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    outcome = desk.run("check")
    assert (outcome.code, outcome.output.splitlines()) == (
        2,
        [
            f"The password of {USER} is missing.",
            f"→ Give it in the environment, as {VARIABLE}, or run the command in a terminal.",
        ],
    )


def test_password_is_asked_for_on_a_terminal_without_showing_it(desk: RemoteOffice) -> None:
    environment = {key: value for key, value in os.environ.items() if key != VARIABLE}
    head, tail = pty.openpty()
    command = [sys.executable, "-c", START, "--lang", "en", "-C", str(desk.folder), "check"]
    with subprocess.Popen(
        command,
        cwd=desk.folder,
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdin=tail,
        stdout=tail,
        stderr=tail,
        start_new_session=True,
    ) as process:
        os.close(tail)
        shown = until(head, USER)
        os.write(head, f"{PASSWORD}\n".encode())
        shown += until(head, "")
        code = process.wait(60)
    os.close(head)
    assert (code, PASSWORD in shown) == (0, False)
    assert {each.headers["authorization"][:6] for each in server(desk).seen} == {"Basic "}


def until(head: int, text: str) -> str:
    """What a terminal shows, up to a text, or to its end without one."""
    shown = b""
    end = time.monotonic() + 60
    while not (text and text.encode() in shown):
        if not select([head], [], [], max(0, end - time.monotonic()))[0]:
            break
        try:
            piece = os.read(head, 1000)
        except OSError:  # the terminal was closed
            break
        if not piece:
            break
        shown += piece
    return shown.decode()


@pytest.mark.parametrize(
    "trouble",
    [
        None,
        Broken("302 Found", (("Location", "http://127.0.0.1:1/elsewhere"),)),
        Broken("401 Unauthorized"),
        Broken("200 OK", body=b"<html>not a workbook</html>"),
        Broken("501 Oops", body=b"trace"),  # not 500, which is asked again for half a minute
    ],
)
def test_password_shows_nowhere(
    desk: RemoteOffice, monkeypatch: pytest.MonkeyPatch, trouble: Broken | None
) -> None:
    """With all logs on and the details of faults asked for, in no form that leads back to it."""
    monkeypatch.setenv("PALMARES_DEBUG", "1")
    desk.done("sync")
    server(desk).breaks = lambda seen: trouble if seen.number > 5 else None
    logs = desk.folder.parent / "logs.txt"
    code = (
        "import logging, sys;"
        f"logging.basicConfig(level=logging.DEBUG, filename={str(logs)!r});"
        "import http.client; http.client.HTTPConnection.debuglevel = 0;" + START
    )
    command = [sys.executable, "-c", code, "-C", str(desk.folder), "propose"]
    done = subprocess.run(
        command,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    sent = server(desk).seen[0].headers["authorization"].removeprefix("Basic ")
    written = [each.read_bytes() for each in desk.folder.rglob("*") if each.is_file()]
    places = [done.stdout, done.stderr, logs.read_bytes(), *written]
    assert b"campagne.xlsx" in logs.read_bytes()
    for secret in (PASSWORD.encode(), PASSWORD.encode("latin-1"), sent.encode()):
        assert [place for place in places if secret in place] == []

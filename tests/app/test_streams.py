"""What the commands print to: a terminal that wants no colours, a reader that goes away."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from sheets_sync.commands.options import Palmares
from tests.app.shell import ROOT
from tests.app.shell import START

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.app.office import Office

FULL = Path("/dev/full")


def started(
    desk: Office,
    environment: Mapping[str, str],
    *,
    stdout: int | None = None,
    stderr: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a command of which nothing but its streams matters."""
    return subprocess.Popen(
        [sys.executable, "-c", START, "--lang", "en", "-C", str(desk.folder), "check"],
        env={**environment, "PYTHONPATH": str(ROOT)},
        stdout=stdout,
        stderr=stderr,
    )


@pytest.mark.parametrize(
    ("wish", "colours"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
)
def test_terminal_shows_colours_unless_somebody_wants_none(
    desk: Office, wish: dict[str, str], *, colours: bool
) -> None:
    (desk.folder / "config" / "grid.csv").unlink()
    ours, theirs = pty.openpty()
    usual = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = started(desk, {**usual, "TERM": "xterm", **wish}, stdout=theirs, stderr=theirs)
    assert process.wait(60) == 1
    os.close(theirs)
    said = os.read(ours, 4_000)
    os.close(ours)
    assert (b"grid.csv" in said, b"\x1b[" in said) == (True, colours)


def test_narrow_terminal_loses_no_letter_of_a_table() -> None:
    ours, theirs = pty.openpty()
    table = "say_table(['Juré', 'État'], [['Jean-Christophe ELINEAU', 'terminé']])"
    subprocess.run(
        [sys.executable, "-c", f"from sheets_sync.terminal import say_table; {table}"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "20", "NO_COLOR": "1"},
        stdout=theirs,
        check=True,
    )
    os.close(theirs)
    said = click.unstyle(os.read(ours, 4_000).decode())
    os.close(ours)
    assert "…" not in said
    assert len([letter for letter in said if letter.isalpha()]) == len(
        "JuréÉtatJeanChristopheELINEAUterminé"
    )


def test_reader_that_goes_away_hears_no_complaint(desk: Office) -> None:
    """As "palmares check | head -1" does."""
    (desk.folder / "config" / "grid.csv").unlink()
    reading, writing = os.pipe()
    os.close(reading)
    process = started(desk, os.environ, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    _, complaint = process.communicate(timeout=60)
    assert complaint == b""


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort])
def test_interrupted_command_says_what_is_left(stop: type[BaseException]) -> None:
    """Ctrl-C in the middle of work, or at a question."""

    @click.group(cls=Palmares)
    def commands() -> None:
        pass

    @commands.command()
    def work() -> None:
        raise stop

    outcome = CliRunner().invoke(commands, ["work"], env={"LANGUAGE": "en"})
    assert (outcome.exit_code, outcome.output) == (
        130,
        "\nInterrupted: nothing is half-written; run the command again to go on.\n",
    )


def test_command_that_is_stopped_while_it_loads_says_so_too(tmp_path: Path) -> None:
    """Ctrl-C before anything is there that could answer it, by the way that a shell starts."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, function = settings["project"]["scripts"]["palmares"].partition(":")
    start = f"from {module} import {function}; {function}()"
    process = subprocess.Popen(
        [sys.executable, "-X", "importtime", "-c", start, "--lang", "en", "--help"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    loading = next(line for line in process.stderr if "click." in line)
    process.send_signal(signal.SIGINT)
    shown, complaint = process.communicate(timeout=60)
    said = [line for line in complaint.splitlines() if not line.startswith("import time:")]
    assert loading.startswith("import time:")
    assert (process.returncode, shown, said) == (
        130,
        "",
        ["", "Interrupted: nothing is half-written; run the command again to go on."],
    )


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_output_that_is_full_is_told_without_a_name(desk: Office) -> None:
    with FULL.open("wb") as full:
        process = started(desk, os.environ, stdout=full.fileno(), stderr=subprocess.PIPE)
        _, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint.decode()) == (
        3,
        "The system refuses: the disk is full.\n"
        "Check the free space and the rights there, then run again.\n",
    )

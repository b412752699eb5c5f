"""Certificates that can be checked: keys, seal, verification."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import click

from reports.errors import ExitCode
from reports.language import N_
from sheets_sync.commands.options import reads
from sheets_sync.commands.options import writes
from sheets_sync.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

    from reports.language import Language


@click.command(help=N_("Check a certificate: its PDF file, its code, or what its QR code says."))
@click.argument("what", metavar=N_("FILE|CODE"))
@reads
def verify(folder: Path, language: Language, what: str) -> None:
    """Print the verdict and every field; the exit code tells whether it holds."""
    from sheets_sync.app.verify import verify as judge

    verdict, seal = judge(folder, what)
    for line in verdict.lines(language):
        say(line)
    for each in seal:
        say(each.text(language))
    if verdict.answer != "valid":
        raise click.exceptions.Exit(ExitCode.FINDINGS)


@click.group(help=N_("Make the keys that certificates are signed with."))
def seal() -> None:
    """Group the commands of the keys."""


@seal.command("new-key", help=N_("Make the key pair of codes and register (done at first use)."))
@writes
def new_key(folder: Path) -> Any:  # noqa: ANN401
    """Plan the key pair."""
    from sheets_sync.app.seal import new_key as plan

    return plan(folder)


@seal.command("new-test-authority", help=N_("Make an electronic seal for rehearsals, marked TEST."))
@writes
def new_test_authority(folder: Path) -> Any:  # noqa: ANN401
    """Plan the test seal."""
    from sheets_sync.app.seal import new_test_authority as plan
    from sheets_sync.app.session import open_session

    return plan(open_session(folder))

"""The documents that are made from the frozen edition."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from typing import Any

import click

from reports.language import N_
from sheets_sync.commands.options import DRY_RUN
from sheets_sync.commands.options import EMBARGO
from sheets_sync.commands.options import FOLDER
from sheets_sync.commands.options import FORMAT
from sheets_sync.commands.options import PROOF
from sheets_sync.commands.options import YES
from sheets_sync.commands.options import folder_of
from sheets_sync.commands.options import language_of
from sheets_sync.commands.options import writes
from sheets_sync.outcome import perform

if TYPE_CHECKING:
    from pathlib import Path

REASON = click.option(
    "--reason",
    required=True,
    metavar=N_("TEXT"),
    help=N_("Why: whoever checks the certificate reads it."),
)
DOSSIER = click.argument("dossier", metavar=N_("DOSSIER"))
SCHEDULER = click.option(
    "--scheduler",
    default="",
    metavar=N_("ADDRESS"),
    help=N_("Have a Dask cluster draw: the address of its scheduler."),
)


@click.group(
    invoke_without_command=True, help=N_("Make one certificate (PDF) per laureate; register them.")
)
@click.option("--preview", metavar=N_("NAME"), help=N_("Draw this laureate's alone, and open it."))
@SCHEDULER
@FOLDER
@DRY_RUN
@YES
@FORMAT
@click.pass_context
def certificates(
    ctx: click.Context, /, folder: Path | None, preview: str | None, **how: bool | str
) -> None:
    """Plan the certificates; a command below takes its place."""
    if ctx.invoked_subcommand:
        if folder:
            ctx.find_root().params["folder"] = folder
        return
    if preview is not None:
        _preview(folder_of(ctx, folder), preview)
        return
    from sheets_sync.app.certificates import certificates as plan

    step = plan(folder_of(ctx, folder), str(how["scheduler"]))
    dry_run, yes, as_json = bool(how["dry_run"]), bool(how["yes"]), how["form"] == "json"
    ctx.exit(perform(step, language_of(ctx), dry_run=dry_run, yes=yes, as_json=as_json))


def _preview(folder: Path, name: str) -> None:
    """Open one certificate."""
    from sheets_sync.app.certificates import preview

    _open(preview(folder, name))


def _open(path: Path) -> None:
    """Open a document; where nobody looks at the screen, print its path."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        click.launch(str(path))
    else:
        click.echo(str(path))


@certificates.command("register", help=N_("Enter in the register what was made; write its page."))
@EMBARGO
@writes
def register(folder: Path, *, lifted: bool) -> Any:  # noqa: ANN401
    """Plan the register."""
    from sheets_sync.app.register import register as plan

    return plan(folder, lifted=lifted)


@certificates.command("reissue", help=N_("Give a certificate again; the earlier one is replaced."))
@DOSSIER
@REASON
@writes
def reissue(folder: Path, dossier: str, reason: str) -> Any:  # noqa: ANN401
    """Plan another issue."""
    from sheets_sync.app.register import reissue as plan

    return plan(folder, dossier, reason)


@certificates.command("revoke", help=N_("Take a certificate back: it no longer verifies."))
@DOSSIER
@REASON
@writes
def revoke(folder: Path, dossier: str, reason: str) -> Any:  # noqa: ANN401
    """Plan the revocation."""
    from sheets_sync.app.register import revoke as plan

    return plan(folder, dossier, reason)


@click.command(help=N_("Make one letter (PDF) per candidate, laureate or not; they are private."))
@click.option("--only", metavar=N_("NAME"), help=N_("This candidate's alone: a name or a dossier."))
@click.option("--preview", metavar=N_("NAME"), help=N_("Draw this candidate's alone, and open it."))
@SCHEDULER
@FOLDER
@DRY_RUN
@YES
@FORMAT
@click.pass_context
def letters(
    ctx: click.Context,
    /,
    folder: Path | None,
    only: str | None,
    preview: str | None,
    **how: bool | str,
) -> None:
    """Plan the letters, or show one."""
    if preview is not None:
        from sheets_sync.app.letters import preview as draw

        _open(draw(folder_of(ctx, folder), preview))
        return
    from sheets_sync.app.letters import letters as plan

    step = plan(folder_of(ctx, folder), only, str(how["scheduler"]))
    dry_run, yes, as_json = bool(how["dry_run"]), bool(how["yes"]), how["form"] == "json"
    ctx.exit(perform(step, language_of(ctx), dry_run=dry_run, yes=yes, as_json=as_json))


@click.command(help=N_("Make the results: resultats.pdf and resultats.html."))
@PROOF
@EMBARGO
@writes
def results(folder: Path, *, proof: bool, lifted: bool) -> Any:  # noqa: ANN401
    """Plan the results, or their proofs."""
    from sheets_sync.app.documents import proofs
    from sheets_sync.app.documents import results as plan

    return proofs(folder) if proof else plan(folder, lifted=lifted)


@click.command(
    help=N_("Make the minutes of the jury's meeting: proces-verbal.pdf and proces-verbal.odt.")
)
@writes
def minutes(folder: Path) -> Any:  # noqa: ANN401
    """Plan the minutes."""
    from sheets_sync.app.minutes import minutes as plan

    return plan(folder)


@click.command(help=N_("Make the slides of the ceremony: presentation.pdf."))
@writes
def slides(folder: Path) -> Any:  # noqa: ANN401
    """Plan the slides."""
    from sheets_sync.app.slides import slides as plan

    return plan(folder)

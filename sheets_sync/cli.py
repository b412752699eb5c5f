"""`palmares`: the commands in the order of a campaign, and how it starts from a shell."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import click

from reports.language import LANGUAGES
from reports.language import N_
from sheets_sync.commands import campaign
from sheets_sync.commands import documents
from sheets_sync.commands import forms
from sheets_sync.commands import journal
from sheets_sync.commands import mail
from sheets_sync.commands import site
from sheets_sync.commands import supposing
from sheets_sync.commands import together
from sheets_sync.commands import trust
from sheets_sync.commands.jury import jury
from sheets_sync.commands.options import FOLDER
from sheets_sync.commands.options import Palmares
from sheets_sync.language import asked_language
from sheets_sync.language import language_for
from sheets_sync.localised import localised
from sheets_sync.localised import translate_click

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(
    cls=Palmares,
    context_settings=SETTINGS,
    help=N_(
        "Run a label campaign from the questionnaire to the certificates, beside the "
        "people who work in the shared workbook."
    ),
    epilog=N_("A new campaign: palmares init DIR --edition 2023, then palmares -C DIR check."),
)
@FOLDER
@click.option("--lang", type=click.Choice(LANGUAGES), help=N_("Language of the commands."))
@click.version_option(
    None,
    "-V",
    "--version",
    package_name="palmares",
    message="%(version)s",
    help=N_("Show the version and exit."),
)
def cli(folder: Path | None, lang: str | None) -> None:
    """Run the suite; the options are read through the context."""


for each in (
    campaign.init,
    campaign.check,
    campaign.sync,
    forms.form,
    forms.close,
    campaign.propose,
    supposing.what_if,
    jury,
    campaign.decide,
    campaign.freeze,
    documents.minutes,
    documents.certificates,
    documents.letters,
    documents.results,
    documents.slides,
    site.site,
    site.open_data,
    mail.mail,
    trust.verify,
    trust.seal,
    journal.journal,
    journal.undo,
    together.run,
    together.demo,
):
    cli.add_command(each)


SELDOM = 200_000
"""Objects made between two searches for forgotten circles of objects."""


def main() -> None:
    """Start from a shell: the terminal's language, then the command."""
    # Tables of thousands of answers are made at once, none of them in circles: to search them
    # again and again, as Python does after every 700 objects, takes a tenth of the time.
    gc.set_threshold(SELDOM)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    language = language_for(asked_language(sys.argv[1:], dict(os.environ)))
    translate_click(language)
    try:
        localised(cli, language).main(prog_name="palmares", color=_colour(dict(os.environ)))
    finally:
        gc.freeze()  # nothing is searched for again: the system takes back all memory at once


def _colour(environment: dict[str, str]) -> bool | None:
    """No colours where somebody wants none (https://no-color.org); else as the terminal can."""
    plain = environment.get("NO_COLOR") or environment.get("TERM") == "dumb"
    return False if plain else None

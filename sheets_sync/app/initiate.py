"""palmares init: a campaign folder from a model edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.files import write_whole
from reports.language import N_
from sheets_sync.app.initiate_google import online_workbook
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.app.initiate_google import Wish
    from sheets_sync.app.steps import Advance

CAMPAIGN_FILE = "campaign.toml"
CONFIG = "config"
EXPORTS = "exports"

TEMPLATE = """\
# A palmares campaign. Everything about the edition itself is in config/.

[workbook]
{workbook}
[form]
export = ""               # the form's export that "palmares sync" reads when --from is not given
"""

LOCAL = """\
backend = "xlsx"          # a file in this folder
file = "campagne.xlsx"    # the workbook that staff and jurors share
protect = true            # new tabs with the program's cells locked, without a password
"""


class UnknownEdition(PalmaresError):
    """There is no model edition of that name."""

    exit_code = ExitCode.USAGE
    sentence = N_("There is no model edition “{edition}”.")
    remedy = N_("Choose one of: {known}.")


class FolderInUse(PalmaresError):
    """The folder already holds a campaign."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{folder} already holds a campaign; it is left as it is.")
    remedy = N_("Choose another folder, or work in that one with “palmares -C {folder} …”.")


class SettingsThere(PalmaresError):
    """The folder holds settings that somebody changed, without a campaign file."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{file} is there already, and is not that of the model edition.")
    remedy = N_("Bring campaign.toml back from another campaign folder, or choose another folder.")


def init(folder: Path, edition: str, wish: Wish | None = None) -> Step:
    """Plan a campaign folder: ``campaign.toml``, ``config/`` and ``exports/``.

    With a ``wish``, its workbook is a Google spreadsheet, made or taken on the way. What
    somebody has there already is never written over.
    """
    model = model_of(edition)
    if (folder / CAMPAIGN_FILE).exists():
        raise FolderInUse(folder=folder)
    for each in model.iterdir():
        there = folder / CONFIG / each.name
        if each.is_file() and there.exists() and there.read_bytes() != each.read_bytes():
            raise SettingsThere(file=there)
    return made_from(model, folder, wish)


def model_of(edition: str) -> Path:
    """The folder of a model edition."""
    from sheets_sync.settings.editions import model_editions

    models = model_editions()
    if edition not in models:
        raise UnknownEdition(edition=edition, known=", ".join(sorted(models)))
    return models[edition]


def made_from(model: Path, folder: Path, wish: Wish | None = None) -> Step:
    """Plan a campaign folder as the model is, whatever lies there."""
    names = sorted(each.name for each in model.iterdir() if each.is_file())
    files = (folder / CAMPAIGN_FILE, *(folder / CONFIG / name for name in names))
    online = online_workbook(wish, folder, model) if wish else None

    def write(_: Advance) -> tuple[Said, ...]:
        section = online.ready() if online else LOCAL
        for name in names:
            write_whole(folder / CONFIG / name, (model / name).read_bytes())
        (folder / EXPORTS).mkdir(exist_ok=True)
        # The campaign file comes last: a folder that has one is complete.
        write_whole(folder / CAMPAIGN_FILE, TEMPLATE.format(workbook=section).encode("utf-8"))
        return online.settled() if online else ()

    return Step(
        "init",
        files=files,
        findings=online.findings if online else (),
        write=write,
        summary=(Said(N_("Campaign folder made in {folder}."), {"folder": folder}),),
    )

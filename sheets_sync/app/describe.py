"""palmares form describe: a first form.toml and grid.csv from the form itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.files import write_whole
from reports.language import LANGUAGES
from reports.language import N_
from sheets_sync.app.live import LiveForm
from sheets_sync.app.live import NoLiveForm
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.findings import Finding
from sheets_sync.findings import Place

if TYPE_CHECKING:
    from pathlib import Path

    from reports.language import Language
    from sheets_sync.app.steps import Advance
    from sheets_sync.form import FormSource
    from sheets_sync.settings.google import Google
    from sheets_sync.sources.live.model import Form
    from sheets_sync.sources.live.protocol import Tell

NAMES = ("form.toml", "grid.csv")
BESIDE = ("form.described.toml", "grid.described.csv")


class DescribedBefore(PalmaresError):
    """The proposals of an earlier run are still there; values: file."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{file} is already there; it is left as it is.")
    remedy = N_("Take what you need of it, then delete it, and run again.")


def describe(folder: Path, export: Path | None, tell: Tell, language: Language) -> Step:
    """Plan both files in config/; beside those that are there, never over them.

    Their notices are in the edition's language where it is known, else in the terminal's.

    The form is asked live, or known by one of its exports. The grid and the edition need
    not be right yet.
    """
    from sheets_sync.settings.campaign_file import CONFIG
    from sheets_sync.sources.live.skeleton import skeleton

    config = folder / CONFIG
    form, source = _described(folder, config, export, tell, language)
    texts = skeleton(form, source, _edition_language(config) or language)
    paths = [_free(config, *names) for names in zip(NAMES, BESIDE, strict=True)]

    def write(_: Advance) -> tuple[Said, ...]:
        for path, text in zip(paths, texts, strict=True):
            write_whole(path, text.encode("utf-8", "replace"))
        return tuple(
            Said(N_("Written: {file}."), {"file": f"{CONFIG}/{path.name}"}) for path in paths
        )

    count = sum(not each.private for each in form.questions)
    found = Finding("form-described", Place(form.title), {"count": count})
    return Step("form describe", findings=(found,), files=tuple(paths), write=write)


def _described(
    folder: Path, config: Path, export: Path | None, tell: Tell, language: Language
) -> tuple[Form, FormSource | None]:
    from sheets_sync.settings.form_file import read_source
    from sheets_sync.sources.described import describe_export

    if export is not None:
        return describe_export(export), None
    source = read_source(config)
    if source is None:
        raise NoLiveForm
    live = LiveForm(folder, source, language, tell, _account(folder))
    return live.source.describe(), source


def _account(folder: Path) -> Google | None:
    """The workbook's account at Google, if there is one and its settings are right already."""
    from sheets_sync.settings.campaign_file import read_campaign
    from sheets_sync.settings.errors import BadSettings

    try:
        return read_campaign(folder).google
    except BadSettings:
        return None


def _edition_language(config: Path) -> Language | None:
    """The language of the edition, if that much is there and right already."""
    from sheets_sync.language import language_for
    from sheets_sync.settings.edition_file import EDITION_FILE
    from sheets_sync.settings.errors import BadSettings
    from sheets_sync.settings.toml_file import read_toml

    try:
        code = read_toml(config / EDITION_FILE).data.get("language")
    except (BadSettings, OSError):
        return None
    return language_for(code) if code in LANGUAGES else None


def _free(config: Path, name: str, beside: str) -> Path:
    for each in (name, beside):
        if not (config / each).exists():
            return config / each
    raise DescribedBefore(file=beside)

"""Contract: the same 40 made-up candidates through every format give one table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeAlias

import pytest

from sheets_sync.findings import Severity
from sheets_sync.sources.exports import read_export
from sheets_sync.sources.generic import write_export
from tests.exports import writers
from tests.exports.made_up import edition
from tests.exports.made_up import made_up
from tests.exports.writers import Form

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sheets_sync.form import FormMap
    from sheets_sync.responses import Responses


Make: TypeAlias = "Callable[[Form, Responses], writers.Records]"
Write: TypeAlias = "Callable[[Form, Responses, Path], Path]"


class Case(NamedTuple):
    """One format: how it is written, and the platform that must be recognised."""

    name: str
    platform: str
    write: Write
    form_map: Callable[[Form], FormMap] = lambda form: form.form_map
    lost: tuple[str, ...] = ()


def _csv(make: Make, **options: str) -> Write:
    return lambda form, responses, folder: writers.write_csv(
        make(form, responses), folder / "export.csv", **options
    )


def _own(form: Form, responses: Responses, folder: Path) -> Path:
    path = folder / "export.csv"
    write_export(responses, form.grid, form.form_map, path)
    return path


def _xlsx(make: Make) -> Write:
    return lambda form, responses, folder: writers.write_xlsx(
        make(form, responses), folder / "export.xlsx"
    )


def _ods(make: Make) -> Write:
    return lambda form, responses, folder: writers.write_ods(
        make(form, responses), folder / "export.ods"
    )


def _frama(*, spread: bool) -> Make:
    return lambda form, responses: writers.framaforms(form, responses, spread=spread)


def _lime(headings: str) -> Make:
    return lambda form, responses: writers.limesurvey(form, responses, headings=headings)


def _us_plain(form: Form, responses: Responses) -> writers.Records:
    return writers.plain(form, responses, "%Y-%m-%dT%H:%M:%S")


GOOGLE_LOST = ("dossier", "updated")
DS = "demarches-simplifiees"
CASES = (
    Case("own", "table", _own),
    Case("plain ; utf-8-sig", "table", _csv(writers.plain, separator=";", encoding="utf-8-sig")),
    Case("plain , utf-8", "table", _csv(writers.plain)),
    Case("plain tab utf-16", "table", _csv(writers.plain, separator="\t", encoding="utf-16")),
    Case("plain tab utf-16-le", "table", _csv(writers.plain, separator="\t", encoding="utf-16-le")),
    Case("plain ; cp1252", "table", _csv(writers.plain, separator=";", encoding="cp1252")),
    Case("plain ; mac-roman", "table", _csv(writers.plain, separator=";", encoding="mac-roman")),
    Case("plain ; unix ends", "table", _csv(_us_plain, separator=";", end="\n")),
    Case("plain | old mac ends", "table", _csv(writers.plain, separator="|", end="\r")),
    Case("plain xlsx", "table", _xlsx(writers.plain)),
    Case("plain ods", "table", _ods(writers.plain)),
    Case("google sheet", "google-forms", _csv(writers.google_sheet), lost=GOOGLE_LOST),
    Case("google own csv", "google-forms", _csv(writers.google_csv), lost=GOOGLE_LOST),
    Case("google xlsx", "google-forms", _xlsx(writers.google_workbook), lost=GOOGLE_LOST),
    Case("google ods", "google-forms", _ods(writers.google_sheet), lost=GOOGLE_LOST),
    Case("ds csv", DS, _csv(writers.demarches)),
    Case("ds xlsx", DS, _xlsx(writers.demarches)),
    Case("ds ods", DS, _ods(writers.demarches)),
    Case("frama joined", "framaforms", _csv(_frama(spread=False))),
    Case("frama spread", "framaforms", _csv(_frama(spread=True), separator="\t")),
    Case("frama xlsx", "framaforms", _xlsx(_frama(spread=True))),
    Case("lime code", "limesurvey", _csv(_lime("code"), separator=";"), writers.limesurvey_codes),
    Case("lime both", "limesurvey", _csv(_lime("both")), writers.limesurvey_codes),
    Case("lime full", "limesurvey", _csv(_lime("full"))),
    Case("lime full xlsx", "limesurvey", _xlsx(_lime("full"))),
)
"""A box per option can't say "not applicable": see the made-up table below."""


def _differences(
    read: Responses, given: Responses, lost: tuple[str, ...]
) -> list[tuple[object, ...]]:
    """(dossier, column, given, read) of each cell that differs."""
    names = [str(name) for name in given.table.columns if name not in lost]
    assert [str(name) for name in read.table.columns if name not in lost] == names
    pairs = zip(given.table.to_dict("records"), read.table.to_dict("records"), strict=True)
    return [
        (before["dossier"], name, before[name], after[name])
        for before, after in pairs
        for name in names
        if before[name] != after[name]
    ]


def _readable_by(case: Case, form: Form, year: str) -> Responses:
    """The made-up answers, without what boxes can't say."""
    responses = made_up(40, year)
    boxed = "spread" in case.name or case.platform == "limesurvey" or "frama xlsx" in case.name
    if boxed:
        for question in form.grid.questions:
            if question.type == "multiple" and question.id in responses.table:
                column = responses.table[question.id]
                responses.table[question.id] = column.where(column != "Sans objet", None)
    return responses


@pytest.mark.parametrize("year", ["2023", "2025"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_made_up_candidates_come_back_cell_by_cell(case: Case, year: str, tmp_path: Path) -> None:
    form = Form(*edition(year))
    responses = _readable_by(case, form, year)
    path = case.write(form, responses, tmp_path)
    read = read_export(path, case.form_map(form), form.grid, form.scheme)
    assert [f for f in read.findings if f.severity is not Severity.NOTE] == []
    assert read.source == case.platform
    assert _differences(read, responses, case.lost) == []
    assert list(read.table.index) == list(range(40))

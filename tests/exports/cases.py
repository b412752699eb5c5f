"""The formats of export that are known, and how a test writes each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeAlias

from sheets_sync.sources.generic import write_export
from tests.exports import platform_writers
from tests.exports import writers
from tests.sources.everyone import BARE_OTHER
from tests.sources.everyone import NO_NOT_APPLICABLE
from tests.sources.everyone import NO_OTHER
from tests.sources.everyone import NO_OTHER_IN_LIST
from tests.sources.everyone import OTHER_ELSEWHERE
from tests.sources.everyone import UNKNOWN_OTHER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sheets_sync.form import FormMap
    from sheets_sync.responses import Responses
    from tests.exports.writers import Form
    from tests.sources.everyone import Limit


Make: TypeAlias = "Callable[[Form, Responses], writers.Records]"
Write: TypeAlias = "Callable[[Form, Responses, Path], Path]"


class Case(NamedTuple):
    """One format: how it is written, and the platform that must be recognised.

    ``lost`` are facts that the platform does not export, ``limits`` what it can't carry.
    """

    name: str
    platform: str
    write: Write
    form_map: Callable[[Form], FormMap] = lambda form: form.form_map
    lost: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()


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


def _kobo(
    *, names: bool = False, groups: bool = False, tags: bool = False, ticked: str = "both"
) -> Make:
    kind = platform_writers.Kobo(names=names, groups=groups, tags=tags, ticked=ticked)
    return lambda form, responses: platform_writers.kobotoolbox(form, responses, kind)


def _grist(*, ids: bool = False) -> Make:
    return lambda form, responses: platform_writers.grist(form, responses, ids=ids)


def _cloud(*, csv: bool = False, older: bool = False) -> Make:
    return lambda form, responses: platform_writers.nextcloud(
        form, responses, escaped=csv, older=older
    )


GOOGLE_LOST = ("dossier", "updated")
UPDATED = ("updated",)
FRAMA, LIME, KOBO, CLOUD = "framaforms", "limesurvey", "kobotoolbox", "nextcloud-forms"
BOXED = (NO_NOT_APPLICABLE,)
SPREAD = (NO_NOT_APPLICABLE, UNKNOWN_OTHER)
ELSEWHERE = (OTHER_ELSEWHERE,)
KOBO_BOXED = (NO_NOT_APPLICABLE, OTHER_ELSEWHERE)
GRIST = (NO_OTHER,)
BARE = (BARE_OTHER,)
CODED = writers.limesurvey_codes
NAMED = platform_writers.kobo_names
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
    Case("google sheet", "google-forms", _csv(writers.google_sheet), lost=GOOGLE_LOST, limits=BARE),
    Case("google own csv", "google-forms", _csv(writers.google_csv), lost=GOOGLE_LOST, limits=BARE),
    Case(
        "google xlsx", "google-forms", _xlsx(writers.google_workbook), lost=GOOGLE_LOST, limits=BARE
    ),
    Case("google ods", "google-forms", _ods(writers.google_sheet), lost=GOOGLE_LOST, limits=BARE),
    Case("ds csv", DS, _csv(writers.demarches), limits=(NO_OTHER_IN_LIST,)),
    Case("ds xlsx", DS, _xlsx(writers.demarches), limits=(NO_OTHER_IN_LIST,)),
    Case("ds ods", DS, _ods(writers.demarches), limits=(NO_OTHER_IN_LIST,)),
    Case("frama joined", FRAMA, _csv(_frama(spread=False)), limits=(UNKNOWN_OTHER,)),
    Case("frama spread", FRAMA, _csv(_frama(spread=True), separator="\t"), limits=SPREAD),
    Case("frama xlsx", FRAMA, _xlsx(_frama(spread=True)), limits=SPREAD),
    Case("lime code", LIME, _csv(_lime("code"), separator=";"), CODED, limits=BOXED),
    Case("lime both", LIME, _csv(_lime("both")), CODED, limits=BOXED),
    Case("lime full", LIME, _csv(_lime("full")), limits=BOXED),
    Case("lime full xlsx", LIME, _xlsx(_lime("full")), limits=BOXED),
    Case("kobo labels", KOBO, _csv(_kobo(), separator=";"), lost=UPDATED, limits=KOBO_BOXED),
    Case("kobo tags", KOBO, _csv(_kobo(tags=True)), lost=UPDATED, limits=KOBO_BOXED),
    Case("kobo groups", KOBO, _csv(_kobo(groups=True)), lost=UPDATED, limits=KOBO_BOXED),
    Case("kobo joined", KOBO, _csv(_kobo(ticked="joined")), lost=UPDATED, limits=ELSEWHERE),
    Case("kobo boxes xlsx", KOBO, _xlsx(_kobo(ticked="boxes")), lost=UPDATED, limits=KOBO_BOXED),
    Case("kobo names", KOBO, _csv(_kobo(names=True, groups=True)), NAMED, UPDATED, KOBO_BOXED),
    Case(
        "kobo names joined xlsx",
        KOBO,
        _xlsx(_kobo(names=True, ticked="joined")),
        platform_writers.kobo_names,
        UPDATED,
        ELSEWHERE,
    ),
    Case("grist labels", "table", _csv(_grist()), lost=("dossier",), limits=GRIST),
    Case("grist labels xlsx", "table", _xlsx(_grist()), lost=("dossier",), limits=GRIST),
    Case("grist ids", "grist", _csv(_grist(ids=True)), lost=("dossier",), limits=GRIST),
    Case(
        "nextcloud csv",
        CLOUD,
        _csv(_cloud(csv=True), encoding="utf-8-sig"),
        lost=GOOGLE_LOST,
        limits=BARE,
    ),
    Case(
        "nextcloud older", CLOUD, _csv(_cloud(csv=True, older=True)), lost=GOOGLE_LOST, limits=BARE
    ),
    Case("nextcloud xlsx", CLOUD, _xlsx(_cloud()), lost=GOOGLE_LOST, limits=BARE),
    Case("nextcloud ods", CLOUD, _ods(_cloud()), lost=GOOGLE_LOST, limits=BARE),
)

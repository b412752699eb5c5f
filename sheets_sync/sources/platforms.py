"""The platforms that are known, by name; each module is loaded when it is needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import cast

from sheets_sync.sources.tables import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sheets_sync.findings import Finding
    from sheets_sync.sources.form_table import Platform
    from sheets_sync.sources.tables import RawTable

GENERIC = "table"
PLATFORMS = {
    "demarches-simplifiees": "sheets_sync.sources.demarches_simplifiees",
    "framaforms": "sheets_sync.sources.framaforms",
    "limesurvey": "sheets_sync.sources.limesurvey",
    "google-forms": "sheets_sync.sources.google_forms",
    "kobotoolbox": "sheets_sync.sources.kobotoolbox",
    "nextcloud-forms": "sheets_sync.sources.nextcloud_forms",
    "grist": "sheets_sync.sources.grist",
    GENERIC: "sheets_sync.sources.generic",
}
"""Name in form.toml -> module; in the order in which their shapes are tried."""


class Recognised(NamedTuple):
    """A table, the platform it comes from, and the note that says why."""

    table: RawTable
    platform: Platform
    why: Finding


def platform(name: str) -> Platform:
    """The module of a platform; ``KeyError`` when there is none of that name."""
    return cast("Platform", import_module(PLATFORMS[name]))


def recognise(tables: Sequence[RawTable], stated: str | None) -> Recognised:
    """Which sheet holds the answers, and which platform wrote it.

    A ``stated`` platform is tried alone. Raises ``NotATable`` when nothing fits: no sheet
    holds a record, or none looks like the stated platform.
    """
    filled = [table for table in tables if table.records]
    if not filled:
        raise refused("export-empty", tables[0].file if tables else "")
    for name in [stated] if stated else PLATFORMS:
        module = platform(name)
        # Nothing tells the sheet of answers in a plain workbook but its width.
        for table in filled if name != GENERIC else [max(filled, key=_width)]:
            why = module.recognise(table)
            if why:
                return Recognised(table, module, why)
    if stated == "grist":
        from sheets_sync.sources import grist

        widest = max(filled, key=_width)
        return Recognised(widest, grist, grist.as_stated(widest))
    raise refused("export-other-platform", filled[0].file, platform=stated)


def _width(table: RawTable) -> int:
    return len(table.records[0])

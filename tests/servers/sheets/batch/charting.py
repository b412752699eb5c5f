"""addChart and deleteEmbeddedObject: bars over cells, whose ranges follow the cells.

A chart is kept as a zone: its areas are the sources of its domains and series, in the order
in which the body has them; the body keeps the rest.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import colours
from tests.servers.sheets.errors import ApiError
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.sheet import Zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.sheets.areas import Area
    from tests.servers.sheets.edit import Edit

Object = dict[str, Any]

MINOR = {"BAR": {"BOTTOM_AXIS"}, "COLUMN": {"LEFT_AXIS", "RIGHT_AXIS"}}
"""The axes that a series may be told along; the kinds of charts that this server draws."""

SIZE = {"widthPixels": 600, "heightPixels": 371}


def sources(spec: Object) -> Iterator[Object]:
    """The places in a basic chart that hold a list of ranges."""
    basic = spec.get("basicChart", {})
    for each in basic.get("domains", ()):
        yield each["domain"]["sourceRange"]
    for each in basic.get("series", ()):
        yield each["series"]["sourceRange"]


def body(zone: Zone) -> Object:
    """As an EmbeddedChart, its ranges as they are now."""
    found = deepcopy(zone.body)
    areas = iter(zone.areas)
    for place in sources(found["spec"]):
        place["sources"] = [area.grid_range() for area in islice(areas, len(place["sources"]))]
    return {"chartId": zone.key} | found


def add(edit: Edit, request: Object) -> Object:
    """A new chart over the cells of a sheet."""
    given: Object = request.get("chart", {})
    spec = given.get("spec", {})
    basic = spec.get("basicChart")
    if basic is None:
        raise ApiError(501, "This server draws basic charts only.")
    check(basic)
    areas = tuple(area for place in sources(spec) for area in read(edit, place))
    position = given.get("position", {}).get("overlayPosition")
    if position is None:
        raise ApiError(501, "This server draws charts over cells only.")
    anchor = position.get("anchorCell", {})
    home = edit.own_sheet(anchor.get("sheetId", 0))
    if anchor.get("rowIndex", 0) >= home.rows or anchor.get("columnIndex", 0) >= home.columns:
        raise invalid("Chart.position.overlayPosition.anchorCell exceeds grid limits.")
    taken = {int(zone.key) for zone in edit.document.zones()}
    key = given.get("chartId") or edit.new_id(taken)
    if key in taken:
        raise invalid(f"Embedded object with id: {key} already exists.")
    kept = {
        "spec": painted(spec),
        "position": {"overlayPosition": SIZE | position},
    }
    zone = Zone(key, areas, kept)
    home.charts.append(zone)
    return {"chart": body(zone)}


def check(basic: Object) -> None:
    """Refuse a chart that contradicts itself."""
    kind = basic.get("chartType", "")
    if kind not in MINOR:
        raise ApiError(501, f"This server does not draw charts of type {kind}.")
    if not basic.get("series"):
        raise invalid("Charts must have at least one series.")
    wrong = [s for s in basic["series"] if s.get("targetAxis") not in {None, *MINOR[kind]}]
    if wrong:
        raise invalid(f"Invalid targetAxis for chart type {kind}: {wrong[0]['targetAxis']}")
    if basic.get("stackedType", "NOT_STACKED") not in {"NOT_STACKED", "STACKED"}:
        raise ApiError(501, "This server stacks bars by their lengths only.")


def read(edit: Edit, place: Object) -> list[Area]:
    """The ranges of a domain or series: each one row or one column."""
    found = [edit.area(each) for each in place.get("sources", [])]
    for area in found:
        top, bottom, left, right = edit.box(area)
        if bottom - top != 1 and right - left != 1:
            raise invalid("ChartSourceRange: exactly one dimension must have a length of 1.")
    if not found:
        raise invalid("ChartSourceRange.sources must be set.")
    return found


def painted(spec: Object) -> Object:
    """The same with each colour told both ways, as it comes back."""
    found = deepcopy(spec)
    basic = found["basicChart"]
    basic["series"] = [colours.paired(each) for each in basic["series"]]
    return found


def delete(edit: Edit, request: Object) -> None:
    """A chart goes."""
    key = request.get("objectId", 0)
    for sheet in edit.document.sheets:
        for zone in sheet.charts:
            if zone.key == key:
                edit.own_sheet(sheet.id).charts.remove(zone)
                return
    raise invalid(f"No embedded object with id: {key}")

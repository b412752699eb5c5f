"""Conditional formats, the basic filter and filter views."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import colours
from tests.servers.sheets.areas import Area
from tests.servers.sheets.batch.masks import asked
from tests.servers.sheets.batch.masks import updated
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.sheet import Zone

if TYPE_CHECKING:
    from tests.servers.sheets.edit import Edit
    from tests.servers.sheets.sheet import Sheet

Object = dict[str, Any]


def rule_body(zone: Zone) -> Object:
    """As a ConditionalFormatRule."""
    return {"ranges": [area.grid_range() for area in zone.areas]} | zone.body


def rule(edit: Edit, given: Object) -> Zone:
    """A rule and the areas it is for, all on one sheet."""
    areas = tuple(edit.editable(one) for one in given.get("ranges", []))
    if not areas or len({area.sheet for area in areas}) > 1:
        raise invalid("ConditionalFormatRule.ranges must all be on the same sheet, at least one.")
    kinds: Object = {name: given[name] for name in ("booleanRule", "gradientRule") if name in given}
    if len(kinds) != 1:
        raise invalid("ConditionalFormatRule must have exactly one of booleanRule, gradientRule.")
    if "booleanRule" in kinds and not kinds["booleanRule"].get("condition", {}).get("type"):
        raise invalid("BooleanRule.condition must be set.")
    return Zone(0, areas, colours.paired(kinds))


def add_rule(edit: Edit, request: Object) -> None:
    """A new rule at an index among those of its sheet."""
    new = rule(edit, request.get("rule", {}))
    rules = edit.sheet(new.areas[0].sheet).conditions
    index = request.get("index", 0)
    if not 0 <= index <= len(rules):
        raise invalid(f"Rule index {index} is out of bounds.")
    rules.insert(index, new)


def rule_at(sheet: Sheet, index: int) -> Zone:
    """The rule at an index."""
    if not 0 <= index < len(sheet.conditions):
        raise invalid(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return sheet.conditions[index]


def update_rule(edit: Edit, request: Object) -> Object:
    """Another rule at an index, or the same at another index."""
    index: int = request.get("index", 0)
    given: Object | None = request.get("rule")
    found = Area.parse(given["ranges"][0]).sheet if given and given.get("ranges") else 0
    sheet = edit.own_sheet(request.get("sheetId", found))
    old = rule_at(sheet, index)
    to: int = request.get("newIndex", index)
    new = rule(edit, given) if given else old
    if not 0 <= to < len(sheet.conditions):
        raise invalid(f"Rule index {to} is out of bounds.")
    sheet.conditions.remove(old)
    sheet.conditions.insert(to, new)
    answer: Object = {"newRule": rule_body(new), "newIndex": to}
    if given:
        return answer | {"oldRule": rule_body(old)}
    return answer | {"oldIndex": index}


def delete_rule(edit: Edit, request: Object) -> Object:
    """A rule goes; the reply tells which."""
    sheet = edit.own_sheet(request.get("sheetId", 0))
    old = rule_at(sheet, request.get("index", 0))
    sheet.conditions.remove(old)
    return {"rule": rule_body(old)}


def filter_body(zone: Zone) -> Object:
    """As a BasicFilter."""
    return {"range": zone.areas[0].grid_range()} | zone.body


def bounded(edit: Edit, given: Object | None) -> Area:
    """An area with all its ends, as filters come back (recorded)."""
    area = edit.area(given)
    top, bottom, left, right = edit.box(area)
    return Area.parse(
        {
            "sheetId": area.sheet,
            "startRowIndex": top,
            "endRowIndex": bottom,
            "startColumnIndex": left,
            "endColumnIndex": right,
        }
    )


def set_filter(edit: Edit, request: Object) -> None:
    """The filter that everybody sees; a sheet has one."""
    given: Object = request.get("filter", {})
    area = bounded(edit, given.get("range"))
    body = {name: value for name, value in given.items() if name != "range"}
    edit.own_sheet(area.sheet).filter = Zone(0, (area,), body)


def clear_filter(edit: Edit, request: Object) -> None:
    """Take that filter away."""
    edit.own_sheet(request.get("sheetId", 0)).filter = None


def view_body(zone: Zone) -> Object:
    """As a FilterView."""
    title = {"filterViewId": zone.key, "title": zone.body.get("title", "")}
    rest = {name: value for name, value in zone.body.items() if name != "title"}
    return title | {"range": zone.areas[0].grid_range()} | rest


def add_view(edit: Edit, request: Object) -> Object:
    """A new filter view."""
    given: Object = request.get("filter", {})
    taken = {int(zone.key) for zone in edit.document.zones()}
    key = given.get("filterViewId") or edit.new_id(taken)
    if key in taken:
        raise invalid(f"Filter view with id: {key} already exists.")
    area = bounded(edit, given.get("range"))
    sheet = edit.sheet(area.sheet)
    body = {name: v for name, v in given.items() if name not in {"range", "filterViewId"}}
    body.setdefault("title", f"Filter {len(sheet.views) + 1}")
    zone = Zone(key, (area,), body)
    sheet.views.append(zone)
    return {"filter": view_body(zone)}


def find_view(edit: Edit, key: int) -> tuple[Sheet, Zone]:
    """A filter view and its sheet."""
    for sheet in edit.document.sheets:
        for zone in sheet.views:
            if zone.key == key:
                return sheet, zone
    raise invalid(f"No filter view with id: {key}")


def update_view(edit: Edit, request: Object) -> None:
    """Another title, range or criteria."""
    mask = asked(request, "filter", "FilterView")
    given: Object = request.get("filter", {})
    sheet, old = find_view(edit, given.get("filterViewId", 0))
    new = old
    if mask.pop("range", None) is not None:
        new = replace(new, areas=(bounded(edit, given.get("range")),))
    mask.pop("filterViewId", None)
    new = replace(new, body=updated(new.body, given, mask))
    sheet.views[sheet.views.index(old)] = new


def duplicate_view(edit: Edit, request: Object) -> Object:
    """A copy of a filter view."""
    sheet, old = find_view(edit, request.get("filterId", 0))
    key = edit.new_id({int(zone.key) for zone in edit.document.zones()})
    title = f"Copy of {old.body.get('title', '')}"
    new = replace(old, key=key, body=old.body | {"title": title})
    sheet.views.append(new)
    return {"filter": view_body(new)}


def delete_view(edit: Edit, request: Object) -> None:
    """A filter view goes."""
    sheet, zone = find_view(edit, request.get("filterId", 0))
    sheet.views.remove(zone)

"""Inserting, deleting and moving rows and columns, with all that hangs on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.servers.sheets import formulas
from tests.servers.sheets.areas import ROWS
from tests.servers.sheets.cells import EMPTY
from tests.servers.sheets.metadata import DIMENSION
from tests.servers.sheets.spans import Delete
from tests.servers.sheets.spans import Insert
from tests.servers.sheets.spans import Move
from tests.servers.sheets.spans import Span

if TYPE_CHECKING:
    from tests.servers.sheets.cells import Cell
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.metadata import Tag
    from tests.servers.sheets.sheet import Sheet
    from tests.servers.sheets.sheet import Zone
    from tests.servers.sheets.spans import Change


def insert(document: Document, sheet: Sheet, dimension: str, change: Insert) -> None:
    """New empty rows or columns."""
    if dimension == ROWS:
        sheet.grid.insert_rows(change.at, change.count)
    else:
        sheet.grid.change_columns(change)
    sheet.resize(dimension, sheet.count(dimension) + change.count)
    document.check_size()
    follow(document, sheet, dimension, change)


def inherit(sheet: Sheet, dimension: str, change: Insert, *, before: bool) -> None:
    """Give new rows or columns the formats of the one before (or after) them."""
    source = change.at - 1 if before else change.at + change.count
    new = range(change.at, change.at + change.count)
    if dimension == ROWS:
        for column, cell in list(sheet.grid.row(source).items()):
            for row in new if cell.format else ():
                sheet.grid.set(row, column, EMPTY._replace(format=cell.format))
        return
    for row in range(sheet.grid.height):
        cell = sheet.grid.get(row, source)
        for column in new if cell.format else ():
            sheet.grid.set(row, column, EMPTY._replace(format=cell.format))


def delete(document: Document, sheet: Sheet, dimension: str, change: Delete) -> None:
    """Take rows or columns out."""
    if dimension == ROWS:
        sheet.grid.delete_rows(change.start, change.end)
    else:
        sheet.grid.change_columns(change)
    sheet.resize(dimension, sheet.count(dimension) - (change.end - change.start))
    frozen = "frozenRowCount" if dimension == ROWS else "frozenColumnCount"
    if frozen in sheet.size:
        left = Delete(change.start, change.end).span(Span(0, sheet.size[frozen]))
        sheet.size[frozen] = left.end if left else 0
        if not sheet.size[frozen]:
            del sheet.size[frozen]
    follow(document, sheet, dimension, change)


def move(document: Document, sheet: Sheet, dimension: str, change: Move) -> None:
    """Move rows or columns elsewhere."""
    if dimension == ROWS:
        sheet.grid.move_rows(change.start, change.end, change.landing)
    else:
        sheet.grid.change_columns(change)
    follow(document, sheet, dimension, change)


def follow(document: Document, sheet: Sheet, dimension: str, change: Change) -> None:
    """Let properties, zones, groups, tags, names and formulas follow their rows or columns."""
    own = sheet.dimensions[dimension]
    places = {change.index(index): found for index, found in own.items()}
    sheet.dimensions[dimension] = {at: found for at, found in places.items() if at is not None}
    sheet.merges = zones(sheet.merges, sheet, dimension, change)
    sheet.protections = zones(sheet.protections, sheet, dimension, change)
    sheet.conditions = zones(sheet.conditions, sheet, dimension, change)
    sheet.views = zones(sheet.views, sheet, dimension, change)
    sheet.charts = zones(sheet.charts, sheet, dimension, change)
    kept = zones([sheet.filter] if sheet.filter else [], sheet, dimension, change)
    sheet.filter = kept[0] if kept else None
    document.names = zones(document.names, sheet, dimension, change)
    groups = [(group, change.span(group.span)) for group in sheet.groups[dimension]]
    sheet.groups[dimension] = [replace(group, span=span) for group, span in groups if span]
    moved = (tag_followed(tag, sheet, dimension, change) for tag in document.tags.values())
    document.tags = {tag.id: tag for tag in moved if tag}
    rewrite(document, sheet, dimension, change)


def zones(found: list[Zone], sheet: Sheet, dimension: str, change: Change) -> list[Zone]:
    """Zones after a change; one whose first area is gone is gone."""
    kept = []
    for zone in found:
        if all(area.sheet != sheet.id for area in zone.areas):
            kept.append(zone)
            continue
        spans = [(area, change.span(area.along(dimension))) for area in zone.areas]
        areas = tuple(area.with_span(dimension, span) for area, span in spans if span)
        if spans[0][1] is not None:
            kept.append(replace(zone, areas=areas))
    return kept


def tag_followed(tag: Tag, sheet: Sheet, dimension: str, change: Change) -> Tag | None:
    """A tag after a change: it goes with its row or column, and dies with it."""
    place = tag.place
    if place.sheet != sheet.id or DIMENSION.get(place.kind) != dimension:
        return tag
    index = change.index(place.index)
    return None if index is None else replace(tag, place=replace(place, index=index))


def rewrite(document: Document, sheet: Sheet, dimension: str, change: Change) -> None:
    """Let references in formulas follow."""
    rows, columns = (change, None) if dimension == ROWS else (None, change)
    for one in document.sheets:

        def shifted(cell: Cell, here: str = one.title) -> Cell:
            new = formulas.shifted(cell.formula or "", here, sheet.title, rows, columns)
            return cell._replace(formula=new)

        one.grid.rewrite(shifted)


def grow(document: Document, sheet: Sheet, dimension: str, count: int) -> None:
    """More rows or columns at the end."""
    sheet.resize(dimension, sheet.count(dimension) + count)
    document.check_size()

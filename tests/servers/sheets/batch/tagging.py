"""createDeveloperMetadata, updateDeveloperMetadata and deleteDeveloperMetadata."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import metadata
from tests.servers.sheets.batch.masks import asked
from tests.servers.sheets.errors import invalid
from tests.servers.sheets.values import targets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.servers.sheets.document import Document
    from tests.servers.sheets.edit import Edit
    from tests.servers.sheets.metadata import Tag

Object = dict[str, Any]
VISIBILITY = {"DOCUMENT", "PROJECT"}
SIZE = 30_000  # characters of all keys and values of one place (API guide)


def create(edit: Edit, request: Object) -> Object:
    """A new tag; an id that is taken refuses the whole batch."""
    given: Object = request.get("developerMetadata", {})
    tags = edit.document.tags
    key = given.get("metadataId") or edit.new_id(tags)
    if key in tags:
        raise invalid(f"Developer metadata with id: {key} already exists.")
    if key < 0:
        raise invalid("metadataId must be positive.")
    name, visibility = given.get("metadataKey", ""), given.get("visibility", "")
    if not name:
        raise invalid("Developer metadata must always have a key specified.")
    if visibility not in VISIBILITY:
        raise invalid("Developer metadata must always have visibility specified.")
    place = metadata.place(edit.document, given.get("location", {}))
    tag = metadata.Tag(key, name, given.get("metadataValue"), place, visibility, edit.project)
    tags[key] = tag
    return {"developerMetadata": tag.body()}


def check_size(document: Document) -> None:
    """Refuse more text on one place than it may carry."""
    sizes: Counter[metadata.Place] = Counter()
    for tag in document.tags.values():
        sizes[tag.place] += len(tag.key) + len(tag.value or "")
    if any(size > SIZE for size in sizes.values()):
        raise invalid(f"Developer metadata exceeds the limit of {SIZE} characters.")


def selected(document: Document, filters: Iterable[Object], project: str) -> list[Tag]:
    """Tags that any of some DataFilters selects: by lookup, or by the cells they hang on."""
    found: dict[int, Tag] = {}
    for one in filters:
        if "developerMetadataLookup" in one:
            tags = list(metadata.found(document, one["developerMetadataLookup"], project))
        else:
            tags = touching(document, one, project)
        found |= {tag.id: tag for tag in tags}
    return list(found.values())


def touching(document: Document, one: Object, project: str) -> list[Tag]:
    """Tags whose row, column or sheet shares cells with a range."""
    areas = targets.filtered(document, one, project)
    placed = [(tag, tag.place.area()) for _, tag in sorted(document.tags.items())]
    return [
        tag
        for tag, own in placed
        if own and tag.seen_by(project) and any(own.meets(area) for area in areas)
    ]


def update(edit: Edit, request: Object) -> Object:
    """Other keys, values, places or visibility for all tags that filters select."""
    mask = asked(request, "developerMetadata", "DeveloperMetadata")
    given: Object = request.get("developerMetadata", {})
    changed = []
    for tag in selected(edit.document, request.get("dataFilters", []), edit.project):
        new = tag
        if "metadataKey" in mask:
            new = replace(new, key=given.get("metadataKey", ""))
        if "metadataValue" in mask:
            new = replace(new, value=given.get("metadataValue"))
        if "visibility" in mask:
            new = replace(new, visibility=given.get("visibility", ""))
        if "location" in mask:
            new = replace(new, place=metadata.place(edit.document, given.get("location", {})))
        if not new.key or new.visibility not in VISIBILITY:
            raise invalid("Developer metadata must always have a key and visibility specified.")
        edit.document.tags[tag.id] = new
        changed.append(new.body())
    return {"developerMetadata": changed} if changed else {}


def delete(edit: Edit, request: Object) -> Object:
    """Tags that a filter selects go; the reply tells which."""
    gone = selected(edit.document, [request.get("dataFilter", {})], edit.project)
    for tag in gone:
        del edit.document.tags[tag.id]
    return {"deletedDeveloperMetadata": [tag.body() for tag in gone]} if gone else {}

"""What pydantic's engine reports, as findings: code, key, line, and what to write instead."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any
from typing import get_args

from sheets_sync.findings import Finding
from sheets_sync.settings.nearest import by_likeness
from sheets_sync.settings.nearest import nearest
from sheets_sync.settings.shape import Shape
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

    from sheets_sync.findings import Place

    Locate = Callable[[Sequence[str | int]], Place]

_CODES = {
    "string_type": "config-not-text",
    "string_too_short": "config-text-empty",
    "int_type": "config-not-whole",
    "list_type": "config-not-list",
    "too_short": "config-list-empty",
    "dict_type": "config-not-table",
    "model_type": "config-not-table",
    "date_type": "config-not-date",
    "time_type": "config-not-time",
    "literal_error": "config-choice",
    "bool_type": "config-not-bool",
}
MISSING = "config-key-missing"
MISSPELT = "config-key-misspelt"
_BOUNDS = {"greater_than_equal", "less_than_equal"}


def findings_of(
    errors: Iterable[ErrorDetails], shape: type[Shape], locate: Locate
) -> tuple[Finding, ...]:
    """One finding per error; ``locate`` gives the place of a path of keys.

    A key that is missing because it is misspelt is reported once, as misspelt.
    """
    found = [(error["loc"][:-1], _finding(error, shape, locate)) for error in errors]
    meant = {(path, each.values["nearest"]) for path, each in found if each.code == MISSPELT}
    return tuple(
        each
        for path, each in found
        if each.code != MISSING or (path, each.values["key"]) not in meant
    )


def _finding(error: ErrorDetails, shape: type[Shape], locate: Locate) -> Finding:
    path = [part for part in error["loc"] if part != "[key]"]
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    place = locate(path)
    holder = _model_at(shape, path[:-1])
    if error["type"] == "extra_forbidden":
        return _unknown(key, holder, place)
    if error["type"] == "missing":
        example = _example(holder, key)
        return Finding(MISSING, place, {"key": key, "example": example})
    values: dict[str, object] = {"key": key, "found": shown(error["input"])}
    values |= {name: value for name, value in error.get("ctx", {}).items() if name != "error"}
    if error["type"] in _BOUNDS:
        return Finding("config-whole-outside", place, values | _bounds(holder, key))
    if error["type"] == "literal_error":
        values["known"] = _literals(holder, key)
    return Finding(_CODES.get(error["type"], error["type"]), place, values)


def _unknown(key: str, holder: type[Shape], place: Place) -> Finding:
    known = list(holder.entries())
    meant = nearest(key, known)
    if meant:
        return Finding(MISSPELT, place, {"key": key, "nearest": meant})
    return Finding("config-key-unknown", place, {"key": key, "known": by_likeness(key, known)})


def _model_at(shape: type[Shape], path: Sequence[str | int]) -> type[Shape]:
    """The model that a path of keys leads to."""
    for part in path:
        if isinstance(part, str) and part in shape.entries():
            inner = list(_models_in(shape.entries()[part].hint))
            shape = inner[0] if inner else shape
    return shape


def _models_in(annotation: Any) -> Iterator[type[Shape]]:  # noqa: ANN401 - any type hint
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        yield annotation
    for each in get_args(annotation):
        yield from _models_in(each)


def _example(holder: type[Shape], key: str) -> str:
    return holder.entries()[key].examples[0]


def _bounds(holder: type[Shape], key: str) -> dict[str, object]:
    bounds = holder.entries()[key].bounds
    names = {"ge": "least", "le": "most"}
    return {names[each]: bounds[each] for each in names if each in bounds}


def _literals(holder: type[Shape], key: str) -> str:
    known = _choices(holder.entries()[key].hint)
    return ", ".join(str(each).lower() if isinstance(each, bool) else str(each) for each in known)


def _choices(hint: Any) -> Iterator[object]:  # noqa: ANN401 - any type hint
    """The values of a list of literals, or of a choice between such lists."""
    for each in get_args(hint):
        if each is not type(None):
            yield from _choices(each) if get_args(each) else (each,)


def shown(value: object) -> str:
    """A value as the file has it, shortened."""
    if isinstance(value, str | bool):
        return shortened(json.dumps(value, ensure_ascii=False))
    if isinstance(value, list):
        return "[…]" if value else "[]"
    return "{…}" if isinstance(value, dict) else shortened(str(value))

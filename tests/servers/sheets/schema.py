"""Checks request bodies against the types of the public API description.

``schema.json`` holds names and types only (Sheets v4, revision 20261019): for each message its
fields with ``int``, ``number``, ``bool``, ``string``, ``any``, ``rows`` (a list of lists),
``enum A B``, ``[T]`` (list), ``{T}`` (map) or the name of a message.
"""

from __future__ import annotations

import json
from functools import cache
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets.errors import violation
from tests.servers.sheets.fields import camel
from tests.servers.sheets.formatting import snake

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.sheets.errors import ApiError
    from tests.servers.sheets.fields import Mask

    Checker = Callable[[Any], Any]

LIST_VALUE = "type.googleapis.com/google.protobuf.ListValue"


@cache
def types() -> dict[str, dict[str, str]]:
    """Fields and their types by message."""
    text = Path(__file__).with_name("schema.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


class Misfit(Exception):
    """A value that doesn't fit its type; the path to it is put together on the way out."""

    def __init__(self, value: object, kind: str, name: str = "") -> None:
        super().__init__(kind)
        self.value = value
        self.kind = kind
        self.name = name  # of a field that doesn't exist
        self.path: list[str] = []

    def error(self, root: str) -> ApiError:
        """400 that says where."""
        at = ".".join([root, *self.path] if root else self.path).replace(".[", "[")
        if self.name:
            where = f" at '{at}'" if at else ""
            said = "Invalid JSON payload received. Unknown name"
            return violation(at, f'{said} "{snake(self.name)}"{where}: Cannot find field.')
        return violation(at, f"Invalid value at '{at}' ({self.kind}), {json.dumps(self.value)}")


def checked(body: Any, kind: str, root: str = "") -> dict[str, Any]:  # noqa: ANN401  # JSON
    """A body with numbers as numbers and nulls left out.

    Args:
        body: The body as sent.
        kind: Name of its message.
        root: Name that error texts give to the body (``data`` for a bare ValueRange).

    Raises:
        ApiError: 400 with the field that is unknown or of a wrong type.
    """
    if not isinstance(body, dict):
        raise violation("", "Invalid JSON payload received. Unexpected token.")
    try:
        found: dict[str, Any] = checker(kind)(body)
    except Misfit as misfit:
        raise misfit.error(root) from None
    return found


@cache
def checker(kind: str) -> Checker:
    """What checks values of a type."""
    if kind in types():
        return partial(message, Fields(kind), kind)
    if kind.startswith("["):
        return partial(many, kind[1:-1])
    if kind.startswith("{"):
        return partial(mapping, kind[1:-1])
    simple: dict[str, Checker] = {
        "int": whole,
        "number": partial(plain, (int, float), "TYPE_DOUBLE"),
        "bool": partial(plain, (bool,), "TYPE_BOOL"),
        "string": partial(plain, (str,), "TYPE_STRING"),
        "rows": rows,
        "any": anything,
    }
    return simple.get(kind) or partial(choice, frozenset(kind.split()[1:]))


class Fields(dict[str, tuple[str, "Checker"]]):
    """Fields of a message by the names they may be sent under, filled as they come."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kinds = types()[kind]

    def __missing__(self, name: str) -> tuple[str, Checker]:
        """A field under another name (``snake_case``), or one that wasn't asked for yet."""
        known = name if name in self.kinds else camel(name)
        if known not in self.kinds:
            raise Misfit(None, "", name)
        self[name] = known, checker(self.kinds[known])
        return self[name]


def message(fields: Fields, kind: str, value: Any) -> Any:  # noqa: ANN401  # JSON
    """One object."""
    if not isinstance(value, dict):
        raise Misfit(value, f"type.googleapis.com/google.apps.sheets.v4.{kind}")
    found = {}
    for name, one in value.items():
        known, check = fields[name]
        if one is None:
            continue
        try:
            found[known] = check(one)
        except Misfit as misfit:
            misfit.path.insert(0, snake(known))
            raise
    return found


def many(kind: str, value: Any) -> Any:  # noqa: ANN401  # JSON
    """A list; one value alone is a list of one."""
    check = checker(kind)
    found = []
    for place, one in enumerate(value if isinstance(value, list) else [value]):
        try:
            found.append(check(one))
        except Misfit as misfit:
            misfit.path.insert(0, f"[{place}]")
            raise
    return found


def mapping(kind: str, value: Any) -> Any:  # noqa: ANN401  # JSON
    """A map by any names."""
    check = checker(kind)
    return {name: check(one) for name, one in value.items()}


def rows(value: Any) -> Any:  # noqa: ANN401  # JSON
    """A list of lists; the cells are looked at when they are written."""
    if not isinstance(value, list):
        raise Misfit(value, LIST_VALUE)
    for place, row in enumerate(value):
        if not isinstance(row, list):
            misfit = Misfit(row, LIST_VALUE)
            misfit.path = [f"[{place}]"]
            raise misfit
    return value


def whole(value: Any) -> Any:  # noqa: ANN401  # JSON
    """A whole number, also as text."""
    if type(value) is int:
        return value
    try:
        if isinstance(value, bool) or int(value) != float(value):
            raise Misfit(value, "TYPE_INT32")
        return int(value)
    except (TypeError, ValueError):
        raise Misfit(value, "TYPE_INT32") from None


def plain(kinds: tuple[type, ...], name: str, value: Any) -> Any:  # noqa: ANN401  # JSON
    """A number, truth or text."""
    if type(value) not in kinds:
        raise Misfit(value, name)
    return value


def choice(names: frozenset[str], value: Any) -> Any:  # noqa: ANN401  # JSON
    """One of some names."""
    if value not in names:
        raise Misfit(value, "TYPE_ENUM")
    return value


def anything(value: Any) -> Any:  # noqa: ANN401  # JSON
    """What isn't looked at."""
    return value


def check_mask(mask: Mask, kind: str) -> bool:
    """Whether all names of a mask are fields of a message."""
    fields = types().get(kind)
    if fields is None or not mask or "*" in mask:
        return True
    for name, deeper in mask.items():
        if name not in fields:
            return False
        if not check_mask(deeper, fields[name].strip("[]{}")):
            return False
    return True

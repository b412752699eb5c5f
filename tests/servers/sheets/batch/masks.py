"""Updates under a field mask: what is listed is set, or cleared when it isn't given."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import fields
from tests.servers.sheets import schema
from tests.servers.sheets.errors import invalid

if TYPE_CHECKING:
    from tests.servers.sheets.fields import Mask


def asked(request: dict[str, Any], root: str, kind: str) -> Mask:
    """The field mask of an update.

    Args:
        request: The update, with its ``fields``.
        root: Name of the field that holds the new values.
        kind: Message of that field.

    Raises:
        ApiError: 400, no field is listed, or one that doesn't exist.
    """
    text = request.get("fields") or ""
    if not text:
        raise invalid(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    try:
        mask = fields.parsed(text)
    except ValueError:
        raise invalid(f"Invalid field: {text}") from None
    mask = (
        mask.get(root, mask) if list(mask) == [root] and root not in schema.types()[kind] else mask
    )
    if not schema.check_mask(mask, kind):
        raise invalid(f"Invalid field: {text}")
    return {name: {} for name in schema.types()[kind]} if not mask or "*" in mask else mask


def updated(old: dict[str, Any], new: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """An object after an update; ``old`` stays as it is."""
    result = dict(old)
    for name, deeper in mask.items():
        value = new.get(name)
        if deeper and "*" not in deeper:
            below = value if isinstance(value, dict) else {}
            merged = updated(result.get(name) or {}, below, deeper)
            result[name] = merged
        elif value is None:
            result.pop(name, None)
        else:
            result[name] = value
    return result

"""Field masks: which fields of an answer (or of an update) are meant.

``a.b``, ``a/b`` and ``a(b,c)`` are the same language; ``*`` is all.
"""

from __future__ import annotations

import re
from typing import Any
from typing import TypeAlias

from tests.servers.sheets.errors import ApiError

Mask: TypeAlias = "dict[str, Mask]"  # an empty mask is everything below
NAME = re.compile(r"[A-Za-z0-9_*]+")


def parsed(text: str) -> Mask:
    """The mask of a text; raises ValueError when it is none."""
    mask, rest = listed(text.replace(" ", ""))
    if rest:
        raise ValueError(text)
    return mask


def listed(text: str) -> tuple[Mask, str]:
    """``a.b,c(d)`` and what follows it."""
    mask: Mask = {}
    while True:
        text = path(text, mask)
        if not text.startswith(","):
            return mask, text
        text = text[1:]


def path(text: str, mask: Mask) -> str:
    """``a.b(c)`` put into the mask; gives what follows it."""
    match = NAME.match(text)
    if not match:
        raise ValueError(text)
    name, rest = camel(match[0]), text[match.end() :]
    known = name in mask
    below = mask.setdefault(name, {})
    if rest[:1] in {".", "/"}:
        deeper: Mask = {}
        rest = path(rest[1:], deeper)
    elif rest[:1] == "(":
        deeper, rest = listed(rest[1:])
        if not rest.startswith(")"):
            raise ValueError(text)
        rest = rest[1:]
    else:
        below.clear()
        return rest
    if not known or below:  # what was asked for whole stays whole
        merge(below, deeper)
    return rest


def camel(name: str) -> str:
    """``user_entered_value`` as ``userEnteredValue``."""
    first, *rest = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def merge(mask: Mask, other: Mask) -> None:
    """Add the fields of another mask."""
    for name, deeper in other.items():
        merge(mask.setdefault(name, {}), deeper)


def chosen(answer: Any, mask: Mask) -> Any:  # noqa: ANN401  # JSON
    """The part of an answer that a mask asks for; objects left empty stay as ``{}``.

    Recorded: nothing found under a mask gives ``{}``, but a sheet without any note still
    shows as ``{"data": [{}]}``.
    """
    if not mask or "*" in mask:
        return answer
    if isinstance(answer, list):
        return [chosen(one, mask) for one in answer]
    if not isinstance(answer, dict):
        return answer
    return {name: chosen(answer[name], mask[name]) for name in answer if name in mask}


def wants(mask: Mask, *names: str) -> bool:
    """Whether a mask asks for a field, by the names that lead to it."""
    for name in names:
        if not mask or "*" in mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True


def answered(answer: dict[str, Any], text: str | None) -> dict[str, Any]:
    """An answer under the ``fields`` of a request.

    Raises:
        ApiError: 400, the mask can't be read.
    """
    if not text:
        return answer
    try:
        found: dict[str, Any] = chosen(answer, parsed(text))
    except ValueError:
        raise bad_mask(text) from None
    return found


def bad_mask(text: str) -> ApiError:
    """400 of a mask that can't be read or names a field that isn't there."""
    description = (
        f"Error expanding 'fields' parameter. Cannot find matching fields for path '{text}'."
    )
    details = [
        {
            "@type": "type.googleapis.com/google.rpc.BadRequest",
            "fieldViolations": [{"field": text, "description": description}],
        }
    ]
    return ApiError(400, "Request contains an invalid argument.", details=details)

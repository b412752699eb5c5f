"""Answers on the wire."""

from __future__ import annotations

import json
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

JSON = "application/json; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, body and type of an answer."""

    status: int
    body: bytes = b""
    type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()


def told(answer: Any, status: int = 200) -> Reply:  # noqa: ANN401  # JSON
    """JSON as the service writes it: two spaces, a line end at the end (recorded)."""
    return Reply(status, f"{pretty(answer)}\n".encode())


def dense(answer: Any) -> Reply:  # noqa: ANN401  # JSON
    """The same without spaces and line ends, as ``prettyPrint=false`` asks for."""
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return Reply(200, f"{text}\n".encode())


def pretty(value: Any, margin: str = "\n") -> str:  # noqa: ANN401  # JSON
    """The same as ``json.dumps(value, indent=2)``, which is slow on large answers."""
    deeper = margin + "  "
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict) and value:
        parts = [f"{encode_basestring(k)}: {pretty(v, deeper)}" for k, v in value.items()]
        return "{" + deeper + f",{deeper}".join(parts) + margin + "}"
    if isinstance(value, list | tuple) and value:
        return "[" + deeper + f",{deeper}".join([pretty(v, deeper) for v in value]) + margin + "]"
    return json.dumps(value)


EMPTY = Reply(204, type="text/html")  # recorded for deleted files

"""The schema of the test server, as it is today or as it was in some month."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

from graphql import DocumentNode
from graphql import GraphQLSchema
from graphql import build_ast_schema
from graphql import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = Path(__file__).with_name("schema.graphql")
TODAY = "9999-12"
OF_2021 = "2021-06"
"""The month of the last version that ADULLACT published of its own instance."""

Node: TypeAlias = Any
"""A part of the schema's text."""

_TIMES = {"since", "until"}


@lru_cache(maxsize=8)
def schema(month: str = TODAY) -> GraphQLSchema:
    """What the server knew in a month, as in "2021-06"."""
    document = parse(FILE.read_text(encoding="utf-8"), no_location=True)
    kept = [_at(each, month) for each in document.definitions if _there(each, month)]
    names = {each.name.value for each in kept if getattr(each, "name", None)}
    kept = [_without_lost_parents(each, names) for each in kept]
    return build_ast_schema(DocumentNode(definitions=tuple(kept)))


def _there(node: Node, month: str) -> bool:
    """Whether a definition or a field had come by then, and had not gone."""
    if getattr(node, "name", None) and node.name.value in _TIMES:
        return False
    for directive in getattr(node, "directives", None) or ():
        moment = directive.arguments[0].value.value if directive.arguments else ""
        if directive.name.value == "since" and month < moment:
            return False
        if directive.name.value == "until" and month >= moment:
            return False
    return True


def _at(node: Node, month: str) -> Node:
    """A node with what it held then, its own dates gone."""
    changes: dict[str, Any] = {}
    for key in ("fields", "arguments"):
        parts = getattr(node, key, None)
        if parts:
            changes[key] = tuple(_at(each, month) for each in parts if _there(each, month))
    directives: Iterable[Any] = getattr(node, "directives", None) or ()
    if directives:
        kept = tuple(each for each in directives if each.name.value not in _TIMES)
        changes["directives"] = kept
    return _with(node, changes)


def _without_lost_parents(node: Node, names: set[str]) -> Node:
    given = getattr(node, "interfaces", None)
    if not given:
        return node
    kept = tuple(each for each in given if each.name.value in names)
    return _with(node, {"interfaces": kept})


def _with(node: Node, changes: dict[str, Any]) -> Node:
    values = {key: getattr(node, key) for key in node.keys if key != "loc"}
    return type(node)(**{**values, **changes})

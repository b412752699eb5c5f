"""The query of today, fitted to what an older server knows.

The server is asked once what it knows; what it does not know is cut out of the query, and
named. ``graphql-core`` reads and writes the query; it never speaks with the server.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from typing import Any

from graphql import FieldNode
from graphql import FragmentDefinitionNode
from graphql import FragmentSpreadNode
from graphql import InlineFragmentNode
from graphql import NameNode
from graphql import OperationDefinitionNode
from graphql import SelectionSetNode
from graphql import get_introspection_query
from graphql import parse
from graphql import print_ast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from graphql import DefinitionNode
    from graphql import SelectionNode

INTROSPECTION = "IntrospectionQuery"
"""The name by which the server knows this question for what it is."""

UNWRAPPED = {("RepetitionChamp", "rows"), ("Demarche", "activeRevision")}
"""Fields whose own selections stand in for them where they are missing: a row's champs."""

RENAMED = {
    ("PieceJustificativeChamp", "files"): "file",
    ("DateChamp", "date"): "value",
}
"""Fields that had another name before; the answer bears the name of today."""

_VARIABLE = re.compile(r"\$(\w+)")

OLD_ASKED = """
fragment Asked on ChampDescriptor {
  id label required kind: type options champDescriptors { id label required kind: type options }
}
"""
"""A question, as long as one type described all sorts of them."""


def query_text() -> str:
    """The whole query, as a server of today is asked."""
    return files(__package__).joinpath("query.graphql").read_text(encoding="utf-8")


def introspection_text() -> str:
    """What asks a server what it knows; wrappers of types go three deep."""
    return get_introspection_query(descriptions=False, type_depth=4)


@dataclass(frozen=True, slots=True)
class Known:
    """What a server knows: type -> field -> type of the field; its arguments; input fields."""

    fields: Mapping[str, Mapping[str, str]]
    arguments: Mapping[tuple[str, str], frozenset[str]]
    inputs: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def from_introspection(cls, data: Any) -> Known:  # noqa: ANN401 - JSON of a server
        """Read the answer to :func:`introspection_text`; raises ``KeyError``, ``TypeError``."""
        fields: dict[str, dict[str, str]] = {}
        arguments: dict[tuple[str, str], frozenset[str]] = {}
        inputs: dict[str, frozenset[str]] = {}
        for each in data["__schema"]["types"]:
            name = each["name"]
            fields[name] = {f["name"]: _named(f["type"]) for f in each.get("fields") or ()}
            for asked in each.get("fields") or ():
                given = frozenset(a["name"] for a in asked.get("args") or ())
                arguments[name, asked["name"]] = given
            inputs[name] = frozenset(f["name"] for f in each.get("inputFields") or ())
        return cls(fields, arguments, inputs)

    def has(self, type_name: str, field_name: str) -> bool:
        """Whether a type has a field."""
        return field_name in self.fields.get(type_name, {})


def _named(given: Mapping[str, Any]) -> str:
    while given.get("ofType"):
        given = given["ofType"]
    return str(given["name"])


@dataclass(frozen=True, slots=True)
class Fitted:
    """Operations by name, each with the fragments it needs; ``lost`` names what was cut."""

    operations: Mapping[str, str]
    lost: tuple[str, ...] = ()


def fit(known: Known | None) -> Fitted:
    """The operations that a server understands; all of them, whole, when not known."""
    definitions = list(parse(query_text(), no_location=True).definitions)
    if known is None:
        return Fitted(_operations(definitions))
    fitter = _Fitter(known)
    if "DropDownListChampDescriptor" not in known.fields:
        kept = [each for each in definitions if _name(each) != "Asked"]
        definitions = [*kept, *parse(OLD_ASKED, no_location=True).definitions]
    fitted = [made for each in definitions if (made := fitter.definition(each))]
    return Fitted(_operations(fitted), tuple(sorted(fitter.lost)))


@lru_cache(maxsize=1)
def whole() -> Fitted:
    """The query as it stands."""
    return fit(None)


class _Fitter:
    """Cuts definitions down to what is known; gathers what was cut."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.lost: set[str] = set()

    def definition(self, node: DefinitionNode) -> DefinitionNode | None:
        """An operation or a fragment; None when nothing of it is left."""
        if isinstance(node, OperationDefinitionNode):
            root = {"query": "Query", "mutation": "Mutation"}[node.operation.value]
        elif isinstance(node, FragmentDefinitionNode):
            root = node.type_condition.name.value
        else:
            return None
        selections = self._selections(root, node.selection_set)
        if selections is None:
            return None
        made: DefinitionNode = _with(node, selection_set=selections)
        return made

    def _selections(self, parent: str, given: SelectionSetNode) -> SelectionSetNode | None:
        if parent not in self.known.fields:
            self.lost.add(parent)
            return None
        kept = [made for each in given.selections for made in self._selection(parent, each)]
        return SelectionSetNode(selections=tuple(kept)) if kept else None

    def _selection(self, parent: str, node: SelectionNode) -> Iterable[SelectionNode]:
        if isinstance(node, FieldNode):
            return self._field(parent, node)
        if isinstance(node, InlineFragmentNode) and node.type_condition:
            selections = self._selections(node.type_condition.name.value, node.selection_set)
            return [_with(node, selection_set=selections)] if selections else []
        return [node]

    def _field(self, parent: str, node: FieldNode) -> Iterable[SelectionNode]:
        name = node.name.value
        if name == "__typename":
            return [node]
        if not self.known.has(parent, name):
            return self._instead(parent, node)
        given = self.known.arguments[parent, name]
        asked = node.arguments or ()
        lost = [each.name.value for each in asked if each.name.value not in given]
        self.lost |= {f"{parent}.{name}({each})" for each in lost}
        kept = _with(node, arguments=tuple(e for e in asked if e.name.value in given))
        if node.selection_set is None:
            return [kept]
        selections = self._selections(self.known.fields[parent][name], node.selection_set)
        return [_with(kept, selection_set=selections)] if selections else []

    def _instead(self, parent: str, node: FieldNode) -> Iterable[SelectionNode]:
        """What stands in for a field that is missing: its older name, its own selections."""
        name = node.name.value
        older = RENAMED.get((parent, name), "")
        if self.known.has(parent, older):
            alias = node.alias or node.name
            return self._field(parent, _with(node, name=NameNode(value=older), alias=alias))
        self.lost.add(f"{parent}.{name}")
        if (parent, name) in UNWRAPPED and node.selection_set:
            inner = self._selections(parent, node.selection_set)
            return inner.selections if inner else []
        return []


def _operations(definitions: Iterable[DefinitionNode]) -> dict[str, str]:
    """Each operation as a text of its own: with its fragments, without idle variables."""
    given = list(definitions)
    fragments = {_name(each): each for each in given if isinstance(each, FragmentDefinitionNode)}
    texts = {}
    for each in given:
        if isinstance(each, OperationDefinitionNode):
            needed: dict[str, FragmentDefinitionNode] = {}
            selections = _linked(each.selection_set, fragments, needed)
            if selections is None:
                continue
            made = _with(each, selection_set=selections)
            made = _with(made, variable_definitions=_used(made))
            texts[_name(each)] = "\n\n".join(print_ast(n) for n in (made, *needed.values()))
    return texts


def _linked(
    given: SelectionSetNode,
    fragments: Mapping[str, FragmentDefinitionNode],
    needed: dict[str, FragmentDefinitionNode],
) -> SelectionSetNode | None:
    """Selections without the spreads of fragments that are gone; ``needed`` gathers the others."""
    kept: list[SelectionNode] = []
    for each in given.selections:
        if isinstance(each, FragmentSpreadNode):
            name = each.name.value
            if name in fragments and (name in needed or _need(name, fragments, needed)):
                kept.append(each)
        elif isinstance(each, FieldNode | InlineFragmentNode) and each.selection_set:
            inner = _linked(each.selection_set, fragments, needed)
            if inner is not None:
                kept.append(_with(each, selection_set=inner))
        else:
            kept.append(each)
    return SelectionSetNode(selections=tuple(kept)) if kept else None


def _need(
    name: str,
    fragments: Mapping[str, FragmentDefinitionNode],
    needed: dict[str, FragmentDefinitionNode],
) -> bool:
    node = fragments[name]
    inner = _linked(node.selection_set, fragments, needed)
    if inner is None:
        return False
    needed[name] = _with(node, selection_set=inner)
    return True


def _used(node: OperationDefinitionNode) -> tuple[Any, ...]:
    named = set(_VARIABLE.findall(print_ast(node.selection_set)))
    given = node.variable_definitions or ()
    return tuple(each for each in given if each.variable.name.value in named)


def _name(node: DefinitionNode) -> str:
    name: NameNode | None = getattr(node, "name", None)
    return name.value if name else ""


def _with(node: Any, **changes: Any) -> Any:  # noqa: ANN401 - any node
    """The same node with some attributes changed."""
    values = {key: getattr(node, key) for key in node.keys if key != "loc"}
    return type(node)(**{**values, **changes})

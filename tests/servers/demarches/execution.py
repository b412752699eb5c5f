"""A request in GraphQL carried out on the world, as the schema of some month allows."""

from __future__ import annotations

from base64 import b64decode
from base64 import b64encode
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

from graphql import DocumentNode
from graphql import FragmentDefinitionNode
from graphql import GraphQLError
from graphql import GraphQLInterfaceType
from graphql import GraphQLObjectType
from graphql import GraphQLSchema
from graphql import InlineFragmentNode
from graphql import Visitor
from graphql import execute
from graphql import parse
from graphql import validate
from graphql import visit

from tests.servers.demarches.schema import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from graphql import GraphQLResolveInfo

    from tests.servers.demarches.world import Object
    from tests.servers.demarches.world import Token
    from tests.servers.demarches.world import World

POORER = {
    "AddressChamp": "TextChamp",
    "CiviliteChamp": "TextChamp",
    "CommuneChamp": "TextChamp",
    "DatetimeChamp": "DateChamp",
    "DepartementChamp": "TextChamp",
    "DropDownListChamp": "TextChamp",
    "EngagementJuridiqueChamp": "TextChamp",
    "EpciChamp": "TextChamp",
    "ExplicationChamp": "TextChamp",
    "HeaderSectionChamp": "TextChamp",
    "PaysChamp": "TextChamp",
    "RNAChamp": "TextChamp",
    "RNFChamp": "TextChamp",
    "RegionChamp": "TextChamp",
    "YesNoChamp": "CheckboxChamp",
    "PersonneMoraleIncomplete": "PersonneMorale",
}
"""What a type comes as for those who do not name it, or where it did not exist yet."""

Value: TypeAlias = Any
"""An argument, or what a field holds."""


def failure(message: str, code: str) -> GraphQLError:
    """An error with a code, as the server gives them."""
    return GraphQLError(message, extensions={"code": code})


class Carried:
    """Carries out requests; ``month`` is the version that is played."""

    def __init__(self, world: World, month: str) -> None:
        """Take the schema of that month."""
        self.world = world
        self.schema = _wired(month)
        self.base = ""
        self.slow_above = 1_000_000
        self.heavy_above = 1_000_000
        self.silent = False

    def answer(self, content: Object, token: Token) -> Object:
        """The answer to a request's JSON."""
        if self.silent and content.get("operationName") == "IntrospectionQuery":
            return {"errors": [failure("Introspection is off", "bad_request").formatted]}
        try:
            document = _parsed(str(content.get("query")))
        except GraphQLError as error:
            return {"errors": [error.formatted], "data": None}
        problems = _validated(self.schema, str(content.get("query")))
        if problems:
            return {"errors": [each.formatted for each in problems]}
        key = (id(self.schema), str(content.get("query")))
        if content.get("operationName") == "IntrospectionQuery" and key in _told:
            return _told[key]
        given = execute(
            self.schema,
            document,
            root_value=self,
            context_value={"carried": self, "named": _named(document), "token": token},
            variable_values=content.get("variables"),
            operation_name=content.get("operationName"),
        )
        made: Object = {"data": given.data}  # type: ignore[union-attr] # nothing waits here
        if given.errors:  # type: ignore[union-attr]
            made["errors"] = [each.formatted for each in given.errors]  # type: ignore[union-attr]
        if content.get("operationName") == "IntrospectionQuery":
            _told[key] = made
        return made


@lru_cache(maxsize=64)
def _parsed(text: str) -> DocumentNode:
    return parse(text, no_location=True)


_told: dict[tuple[int, str], Object] = {}
"""What a schema tells of itself: always the same, and long to tell."""

_checked: dict[tuple[int, str], list[GraphQLError]] = {}


def _validated(known: GraphQLSchema, text: str) -> list[GraphQLError]:
    key = (id(known), text)
    if key not in _checked:
        _checked[key] = validate(known, parse(text))
    return _checked[key]


def _named(document: DocumentNode) -> frozenset[str]:
    """The types that a request names in fragments."""
    found: set[str] = set()

    class Names(Visitor):
        def enter_inline_fragment(self, node: InlineFragmentNode, *_: object) -> None:
            found.add(node.type_condition.name.value)  # type: ignore[union-attr] # or it breaks, as theirs

        def enter_fragment_definition(self, node: FragmentDefinitionNode, *_: object) -> None:
            found.add(node.type_condition.name.value)

    visit(document, Names())
    return frozenset(found)


# -- resolving ----------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _wired(month: str) -> GraphQLSchema:
    made = schema(month)
    for each in made.type_map.values():
        if isinstance(each, GraphQLInterfaceType):
            each.resolve_type = _type_of
    resolvers: dict[tuple[str, str], Callable[..., Any]] = {
        ("Query", "demarche"): _demarche,
        ("Query", "dossier"): _dossier,
        ("Demarche", "dossiers"): _dossiers,
        ("Demarche", "deletedDossiers"): _deleted,
        ("Demarche", "pendingDeletedDossiers"): _pending,
        ("Mutation", "dossierPasserEnInstruction"): _lock,
        ("CheckboxChamp", "value"): lambda source, _: bool(source["value"]),
        ("File", "url"): _address,
        ("PieceJustificativeChamp", "file"): lambda source, _: next(iter(source["files"]), None),
    }
    for (type_name, field_name), resolver in resolvers.items():
        holder = made.type_map.get(type_name)
        if isinstance(holder, GraphQLObjectType) and field_name in holder.fields:
            holder.fields[field_name].resolve = resolver
    for name in ("ISO8601DateTime", "ISO8601Date", "BigInt"):
        scalar: Any = made.type_map[name]
        scalar.serialize = scalar.coerce_output_value = _written
    return made


def _written(value: Value) -> str:
    if not isinstance(value, datetime):
        return str(value)
    return value.isoformat(timespec="seconds")


def _type_of(value: Object, info: GraphQLResolveInfo[Value], _: Value) -> str:
    kind: str = value["__typename"]
    named: frozenset[str] = info.context["named"]
    if kind in POORER and (kind not in named or kind not in info.schema.type_map):
        return POORER[kind]
    return kind


def _address(source: Object, info: GraphQLResolveInfo[Value]) -> str:
    url: str = source["url"]
    return info.context["carried"].base + url if url.startswith("/") else url


def _demarche(carried: Carried, _: GraphQLResolveInfo[Value], number: int) -> Object:
    world = carried.world
    if number != world.number:
        raise failure("Demarche not found", "not_found")
    revision = {
        "id": "revision",
        "dateCreation": world.now,
        "datePublication": world.now,
        "champDescriptors": world.questions,
        "annotationDescriptors": world.notes,
    }
    group = {"id": "group", "number": 1, "label": "défaut", "instructeurs": world.instructors}
    return {
        "id": "demarche",
        "number": number,
        "title": world.title,
        "state": "publiee",
        "activeRevision": revision,
        "champDescriptors": world.questions,
        "annotationDescriptors": world.notes,
        "groupeInstructeurs": [group],
    }


def _dossier(carried: Carried, _: GraphQLResolveInfo[Value], number: int) -> Object:
    found = carried.world.dossiers.get(number)
    if found is None:
        raise failure("Dossier not found", "not_found")
    return found


def _dossiers(_: Object, info: GraphQLResolveInfo[Value], **given: Value) -> Object:
    carried: Carried = info.context["carried"]
    if (given.get("first") or carried.world.page) > carried.slow_above:
        raise failure("Timeout on Demarche.dossiers", "timeout")
    if (given.get("first") or carried.world.page) > carried.heavy_above:
        raise GraphQLError("Query has complexity of 75200, which exceeds max complexity of 60000")
    found: list[Object] = list(carried.world.dossiers.values())
    since = given.get("updatedSince")
    key = "dateDerniereModification" if since else "dateDepot"
    if since:
        found = [each for each in found if each[key] >= datetime.fromisoformat(since)]
    if given.get("state"):
        found = [each for each in found if each["state"] == given["state"]]
    return _connection(found, key, carried.world.page, given)


def _deleted(_: Object, info: GraphQLResolveInfo[Value], **given: Value) -> Object:
    return _gone(info.context["carried"].world, "deleted", given)


def _pending(_: Object, info: GraphQLResolveInfo[Value], **given: Value) -> Object:
    return _gone(info.context["carried"].world, "pending", given)


def _gone(world: World, of: str, given: Object) -> Object:
    found: list[Object] = getattr(world, of)
    since = given.get("deletedSince")
    if since:
        found = [e for e in found if e["dateSupression"] >= datetime.fromisoformat(since)]
    return _connection(found, "dateSupression", world.page, given)


def _connection(found: Sequence[Object], key: str, most: int, given: Object) -> Object:
    """A page, by cursors that hold a moment and a number."""
    first, last, after, before = (given.get(x) for x in ("first", "last", "after", "before"))
    if (first and last) or (after and before):
        raise failure('Arguments "first" and "last" are exclusive', "bad_request")
    ordered = sorted(found, key=lambda each: (each[key], each["number"]))
    if after:
        ordered = [each for each in ordered if _cursor(each, key) > _read(after)]
    if before:
        ordered = [each for each in ordered if _cursor(each, key) < _read(before)]
    size = min(x for x in (first, last, most) if x is not None)
    backwards = bool(last or before)
    page = ordered[-size:] if backwards and size else ordered[:size]
    more = len(ordered) > size
    return {
        "nodes": page,
        "pageInfo": {
            "startCursor": _opaque(page[0], key) if page else None,
            "endCursor": _opaque(page[-1], key) if page else None,
            "hasNextPage": bool(before) or (more and not backwards),
            "hasPreviousPage": bool(after) or (more and backwards),
        },
    }


def _cursor(each: Object, key: str) -> tuple[str, int]:
    return each[key].isoformat(timespec="microseconds"), each["number"]


def _opaque(each: Object, key: str) -> str:
    moment, number = _cursor(each, key)
    return b64encode(f"{moment};{number}".encode()).decode()


def _read(cursor: str) -> tuple[str, int]:
    moment, _, number = b64decode(cursor).decode().partition(";")
    return moment, int(number)


def _lock(carried: Carried, info: GraphQLResolveInfo[Value], **given: Value) -> Object:
    asked = given["input"]
    if not info.context["token"].write:
        raise failure("DossierPasserEnInstructionPayload was hidden", "forbidden")
    instructors = {each["id"] for each in carried.world.instructors}
    found = next(
        (e for e in carried.world.dossiers.values() if e["id"] == asked["dossierId"]), None
    )
    if found is None:
        raise failure("Dossier not found", "not_found")
    if asked["instructeurId"] not in instructors:
        return {"errors": [{"message": "L’instructeur n’a pas les droits d’accès à ce dossier"}]}
    if found["state"] != "en_construction":
        return {"errors": [{"message": "Le dossier est déjà en instruction"}]}
    moment = carried.world.tick()
    found |= {
        "state": "en_instruction",
        "datePassageEnInstruction": moment,
        "dateDerniereModification": moment,
    }
    if not asked.get("disableNotification"):
        carried.world.mails.append(found["number"])
    return {"dossier": found}

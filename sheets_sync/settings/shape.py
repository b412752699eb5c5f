"""What a table of settings looks like, said by the annotations of a class.

pydantic's own engine checks the tables and words the errors. The models of pydantic would
do it from the same annotations, but to load it and to build them takes a tenth of the time
of a whole ``palmares sync``; of all that they offer, settings need what is below.

    class LevelShape(Shape):
        name: Text = entry(examples=['"Bronze"'])
        count: int = entry(default=1, ge=1, le=12)
        floors: dict[str, Number] = {}

An entry without a default is required, an unknown one refused, and no value is turned into
another type. A table of entries that may all be left out has ``entry(default={})``.
"""

from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import time
from functools import cache
from inspect import get_annotations
from types import UnionType
from typing import TYPE_CHECKING
from typing import Annotated
from typing import Any
from typing import ClassVar
from typing import Literal
from typing import NamedTuple
from typing import Union
from typing import get_args
from typing import get_origin

from pydantic_core import SchemaValidator
from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from typing import Self

    from pydantic_core import CoreConfig
    from pydantic_core import CoreSchema

REQUIRED = object()
CONFIG: CoreConfig = {"extra_fields_behavior": "forbid", "strict": True}
PLAIN: dict[object, Callable[[], CoreSchema]] = {
    str: core_schema.str_schema,
    int: core_schema.int_schema,
    bool: core_schema.bool_schema,
    date: core_schema.date_schema,
    time: core_schema.time_schema,
    datetime: core_schema.datetime_schema,
}


class Before(NamedTuple):
    """Looks at a value before it is checked, and may replace or refuse it."""

    look: Callable[[object], object]


class Instead(NamedTuple):
    """Makes a value of what is written, or refuses it; nothing else is checked."""

    make: Callable[[object], object]


class Entry(NamedTuple):
    """One entry of a table: its type, its default, its bounds, and examples of its value."""

    default: object
    bounds: Mapping[str, int]
    examples: Sequence[str]
    hint: Any = None


def entry(*, default: object = REQUIRED, examples: Sequence[str] = ("…",), **bounds: int) -> Any:  # noqa: ANN401 - stands where a value of any type is announced
    """What an entry takes besides its type; ``ge``, ``le`` and ``min_length`` bound it."""
    return Entry(default, bounds, examples)


class Shape:
    """A table as it was checked: its entries are attributes."""

    # Where the engine puts what it read.
    __slots__: ClassVar[tuple[str, ...]] = (
        *("__dict__", "__pydantic_fields_set__"),
        *("__pydantic_extra__", "__pydantic_private__"),
    )
    __pydantic_fields_set__: set[str]

    @classmethod
    def of(cls, table: object) -> Self:
        """A table that fits; ``pydantic_core.ValidationError`` tells all that does not."""
        # mypy takes the hash of a class for that of its instances.
        found: Self = _validator(cls).validate_python(table)  # type: ignore[arg-type]
        return found

    @classmethod
    def entries(cls) -> dict[str, Entry]:
        """The entries that a table may have, by name."""
        hints: dict[str, Any] = {}
        for each in reversed(cls.__mro__[: cls.__mro__.index(Shape)]):
            hints |= get_annotations(each, locals={}, eval_str=True)
        found = {}
        for name, hint in hints.items():
            said = getattr(cls, name, REQUIRED)
            plain = said if isinstance(said, Entry) else Entry(said, {}, ("…",))
            found[name] = plain._replace(hint=hint)
        return found

    @property
    def given(self) -> set[str]:
        """The entries that the file has, even if it says the default."""
        return self.__pydantic_fields_set__

    def as_dict(self) -> dict[str, Any]:
        """All entries by name."""
        return dict(self.__dict__)


@cache
def _validator(shape: type[Shape]) -> SchemaValidator:
    return SchemaValidator(_table(shape))


def _table(shape: type[Shape]) -> CoreSchema:
    fields = {name: core_schema.model_field(_entry(each)) for name, each in shape.entries().items()}
    inner = core_schema.model_fields_schema(fields, model_name=shape.__name__)
    return core_schema.model_schema(shape, inner, config=CONFIG)


def _entry(each: Entry) -> CoreSchema:
    schema = _bounded(_value(each.hint), each.bounds)
    if each.default is REQUIRED:
        return schema
    inner = each.hint
    checked = isinstance(inner, type) and issubclass(inner, Shape)
    return core_schema.with_default_schema(schema, default=each.default, validate_default=checked)


def _value(hint: Any) -> CoreSchema:  # noqa: ANN401 - any type hint
    """What the engine checks for a type; the types that settings use, no others."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        schema = core_schema.any_schema() if isinstance(inner[1], Instead) else _value(inner[0])
        for each in inner[1:]:
            schema = _looked_at(each, schema)
        return schema
    if origin is Literal:
        return core_schema.literal_schema([*inner])
    if origin in {Union, UnionType}:
        (only,) = (each for each in inner if each is not type(None))
        return core_schema.nullable_schema(_value(only))
    if origin is list:
        return core_schema.list_schema(_value(inner[0]))
    if origin is dict:
        return core_schema.dict_schema(_value(inner[0]), _value(inner[1]))
    return _table(hint) if issubclass(hint, Shape) else PLAIN[hint]()


def _looked_at(each: Before | Instead | Entry, schema: CoreSchema) -> CoreSchema:
    if isinstance(each, Before):
        return core_schema.no_info_before_validator_function(each.look, schema)
    if isinstance(each, Instead):
        return core_schema.no_info_plain_validator_function(each.make)
    return _bounded(schema, each.bounds)


def _bounded(schema: CoreSchema, bounds: Mapping[str, int]) -> CoreSchema:
    """The bounds hold for the value inside, where there may be none."""
    if bounds and schema["type"] == "nullable":
        return core_schema.nullable_schema(_bounded(schema["schema"], bounds))
    return {**schema, **bounds}

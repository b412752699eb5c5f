"""``form.toml`` -> :class:`~sheets_sync.form.FormMap`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.form import ColumnRef
from sheets_sync.form import DateOrder
from sheets_sync.form import FormMap
from sheets_sync.settings.errors import raise_if_blocking
from sheets_sync.settings.form_checks import check_form_map
from sheets_sync.settings.form_shape import FormShape
from sheets_sync.settings.toml_file import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sheets_sync.grid import Grid
    from sheets_sync.scheme import Scheme

FORM_FILE = "form.toml"


def read_form(folder: Path, scheme: Scheme, grid: Grid) -> FormMap:
    """The form map of an edition's folder; ``BadSettings`` with all that is wrong in it.

    Without the file, the rule holds for every column and nothing is the exception.
    """
    if not (folder / FORM_FILE).exists():
        return FormMap()
    file = read_toml(folder / FORM_FILE)
    shape = file.shaped(FormShape)
    raise_if_blocking(check_form_map(shape, scheme, grid, file))
    return _form_map(shape)


def _form_map(shape: FormShape) -> FormMap:
    return FormMap(
        platform=shape.platform,
        columns=_columns(shape),
        options={question: _tuples(each) for question, each in shape.options.items()},
        values={fact: _tuples(each) for fact, each in shape.values.by_fact().items()},
        constants=shape.constants,
        date_order=DateOrder(shape.dates),
        not_asked=frozenset(shape.not_asked),
        ignored=tuple(shape.ignored),
    )


def _columns(shape: FormShape) -> dict[str, ColumnRef]:
    headings = {**shape.facts, **shape.questions}
    names = dict.fromkeys([*headings, *shape.joined, *shape.codes])
    return {
        name: ColumnRef(
            tuple(headings.get(name, ())),
            shape.codes.get(name, ""),
            tuple(shape.joined.get(name, ())),
        )
        for name in names
    }


def _tuples(spellings: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(labels) for name, labels in spellings.items()}

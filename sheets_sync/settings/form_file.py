"""``form.toml`` -> :class:`~sheets_sync.form.FormMap`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync.form import ColumnRef
from sheets_sync.form import DateOrder
from sheets_sync.form import FileRules
from sheets_sync.form import FormMap
from sheets_sync.form import FormSource
from sheets_sync.settings.errors import raise_if_blocking
from sheets_sync.settings.form_checks import check_form_map
from sheets_sync.settings.form_shape import FormShape
from sheets_sync.settings.source_checks import check_source
from sheets_sync.settings.source_checks import check_tokens
from sheets_sync.settings.toml_file import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sheets_sync.grid import Grid
    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.form_shape import SourceShape

FORM_FILE = "form.toml"


def read_form(folder: Path, scheme: Scheme, grid: Grid) -> FormMap:
    """The form map of an edition's folder; ``BadSettings`` with all that is wrong in it.

    Without the file, the rule holds for every column and nothing is the exception.
    """
    if not (folder / FORM_FILE).exists():
        return FormMap()
    file = read_toml(folder / FORM_FILE)
    raise_if_blocking(check_tokens(file))
    shape = file.shaped(FormShape)
    sources = check_source(shape.source, file) if shape.source else ()
    raise_if_blocking([*check_form_map(shape, scheme, grid, file), *sources])
    return _form_map(shape)


def read_source(folder: Path) -> FormSource | None:
    """Where the form is asked live, read alone: the grid need not be right yet.

    None without ``[source]``; ``BadSettings`` with what is wrong in it.
    """
    if not (folder / FORM_FILE).exists():
        return None
    file = read_toml(folder / FORM_FILE)
    raise_if_blocking(check_tokens(file))
    source = file.shaped(FormShape).source
    if source is None:
        return None
    raise_if_blocking(check_source(source, file))
    return _source(source)


def _source(shape: SourceShape) -> FormSource:
    rules = FileRules(
        shape.files.largest * 1_000_000,
        tuple(each.casefold() for each in shape.files.types),
        tuple(each.casefold() for each in shape.files.hosts),
    )
    return FormSource(
        shape.platform, shape.address.strip(), shape.form.strip(), shape.keys(), rules
    )


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
        source=_source(shape.source) if shape.source else None,
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

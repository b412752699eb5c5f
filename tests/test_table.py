"""A table of texts gives its rows and columns back."""

from __future__ import annotations

import pytest

from sheets_sync.table import Table

TABLE = Table({"a": ["1", None, "3"], "b": [None, "y", "z"]})


def test_rows_of_columns_that_are_there_or_not() -> None:
    assert [*TABLE.rows(["b", "c", "a"])] == [
        (None, None, "1"),
        ("y", None, None),
        ("z", None, "3"),
    ]


def test_records_make_the_table_again() -> None:
    assert Table.of_records(TABLE.records()) == TABLE


def test_records_without_a_column_leave_it_empty() -> None:
    assert Table.of_records([{"a": "1"}, {"b": "2"}]) == Table({"a": ["1", None], "b": [None, "2"]})


@pytest.mark.parametrize(
    ("rows", "cells"), [([2, 0], ["3", "1"]), ([1], [None]), ([], []), ([0, 1, 2], TABLE["a"])]
)
def test_some_rows_in_the_order_given(rows: list[int], cells: list[str | None]) -> None:
    assert TABLE.taken(rows)["a"] == cells


def test_no_rows_of_named_columns() -> None:
    empty = Table.of_records([], ["a"])
    assert (len(empty), "a" in empty, "b" in empty) == (0, True, False)


def test_columns_of_several_lengths_are_no_table() -> None:
    with pytest.raises(ValueError, match="lengths"):
        Table({"a": ["1"], "b": []})

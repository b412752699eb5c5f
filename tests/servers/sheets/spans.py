"""Stretches of rows or columns, and what inserting, deleting and moving does to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Span:
    """Rows or columns from ``start`` up to, not including, ``end``; None is unbounded."""

    start: int | None = None
    end: int | None = None

    @property
    def first(self) -> int:
        """First index."""
        return self.start or 0

    def clip(self, count: int) -> tuple[int, int]:
        """Start and end within a grid of ``count`` rows or columns."""
        return min(self.first, count), count if self.end is None else min(self.end, count)

    def meets(self, other: Span) -> bool:
        """Whether the two share an index."""
        before = self.end is not None and self.end <= other.first
        after = other.end is not None and other.end <= self.first
        return not before and not after

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies within."""
        if self.first > other.first:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)


ALL = Span()


class Change(Protocol):
    """A change of the order or number of rows (or columns)."""

    def index(self, index: int) -> int | None:
        """Where a row went; None when it was deleted."""

    def span(self, span: Span) -> Span | None:
        """Where a stretch of rows went; None when nothing of it is left."""


@dataclass(frozen=True, slots=True)
class Insert:
    """``count`` new rows before row ``at``."""

    at: int
    count: int

    def index(self, index: int) -> int:
        """Later rows move down."""
        return index + self.count if index >= self.at else index

    def span(self, span: Span) -> Span:
        """A stretch grows when the rows come strictly inside it."""
        start = None if span.start is None else self.index(span.start)
        end = span.end
        if end is not None and end > self.at:
            end += self.count
        return Span(start, end)


@dataclass(frozen=True, slots=True)
class Delete:
    """Rows ``start`` up to ``end`` gone."""

    start: int
    end: int

    def index(self, index: int) -> int | None:
        """Later rows move up."""
        return None if self.start <= index < self.end else self._edge(index)

    def span(self, span: Span) -> Span | None:
        """A stretch shrinks by what it loses."""
        start = None if span.start is None else self._edge(span.start)
        end = None if span.end is None else self._edge(span.end)
        gone = end is not None and end <= (start or 0)
        return None if gone else Span(start, end)

    def _edge(self, index: int) -> int:
        if index <= self.start:
            return index
        return max(self.start, index - (self.end - self.start))


@dataclass(frozen=True, slots=True)
class Move:
    """Rows ``start`` up to ``end`` moved before row ``to`` (counted before the move)."""

    start: int
    end: int
    to: int

    @property
    def landing(self) -> int:
        """Index of the first moved row after the move."""
        return self.to if self.to <= self.start else self.to - (self.end - self.start)

    def index(self, index: int) -> int:
        """Moved rows land together; those in between give way."""
        if self.start <= index < self.end:
            return self.landing + index - self.start
        left = Delete(self.start, self.end).index(index)
        return Insert(self.landing, self.end - self.start).index(left or 0)

    def span(self, span: Span) -> Span | None:
        """A stretch moved whole goes along; rows moved out of it leave it.

        Not documented by Google for stretches moved in part: chosen so that a stretch keeps
        the rows that stay together.
        """
        block = Span(self.start, self.end)
        bounded = span.start is not None and span.end is not None
        if bounded and block.holds(span):
            offset = self.landing - self.start
            return Span(span.first + offset, (span.end or 0) + offset)
        if span.holds(block) and (span.end is None or span.first <= self.to <= span.end):
            return span
        left = Delete(self.start, self.end).span(span)
        return left and Insert(self.landing, self.end - self.start).span(left)

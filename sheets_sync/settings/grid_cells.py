"""The cells of ``grid.csv`` read one by one; what cannot be read is a finding."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import TypeVar

from sheets_sync.findings import Finding
from sheets_sync.grid import AnswerType
from sheets_sync.grid import NotApplicable
from sheets_sync.grid import Step
from sheets_sync.settings.nearest import by_likeness
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from enum import StrEnum

    from sheets_sync.settings.grid_rows import Row

Word = TypeVar("Word", bound="StrEnum")

_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)
_DECLARED = "declared"
_FULL = 100


class CellReader:
    """Reads the cells of one line and keeps what is the matter with them."""

    def __init__(self, row: Row) -> None:
        """Start with nothing found."""
        self.row = row
        self.findings: list[Finding] = []

    def report(self, code: str, column: str, **values: object) -> None:
        """Keep a finding about one cell."""
        self.findings.append(Finding(code, self.row.place(column), values))

    def sentence(self, column: str, example: str) -> str:
        """A text that may not be empty."""
        if not self.row[column]:
            self.report("config-cell-empty", column, example=example)
        return self.row[column]

    def number(self, column: str, default: Fraction | None = None) -> Fraction:
        """A number of 0 or more; ``default`` when the cell is empty, None to refuse that."""
        text = self.row[column]
        if not text and default is not None:
            return default
        if not text:
            self.report("config-cell-empty", column, example="10")
            return Fraction(0)
        number = _exact(text)
        if number is None:
            self.report("config-cell-number", column, found=shortened(text))
        return number or Fraction(0)

    def word(self, column: str, words: type[Word], default: Word) -> Word:
        """One word of a list; ``default`` when the cell is empty."""
        text = self.row[column].casefold()
        if not text:
            return default
        try:
            return words(text)
        except ValueError:
            known = by_likeness(text, [each.value for each in words])
            self.report("config-cell-choice", column, found=shortened(text), known=known)
            return default

    def kind(self) -> AnswerType:
        """The type of a question, which may not be empty."""
        if not self.row["type"]:
            self.report("config-cell-empty", "type", example=AnswerType.SINGLE.value)
        return self.word("type", AnswerType, AnswerType.TEXT)

    def ids(self, column: str) -> frozenset[str]:
        """Ids parted by spaces, commas or semicolons."""
        return frozenset(re.split(r"[\s,;]+", self.row[column])) - {""}

    def not_applicable(self) -> NotApplicable:
        """Who may leave the question out: ``declared``, ``type:id``, ``class:id``."""
        declared, types, classes = False, set(), set()
        for token in re.split(r"[\s,;]+", self.row["not_applicable"]):
            kind, _, text = token.partition(":")
            if token == _DECLARED:
                declared = True
            elif kind == "type" and text:
                types.add(text)
            elif kind == "class" and text:
                classes.add(text)
            elif token:
                values = {"found": shortened(token), "type": "commune", "class": "petite"}
                self.report("config-not-applicable-form", "not_applicable", **values)
        return NotApplicable(declared, frozenset(types), frozenset(classes))

    def steps(self, kind: AnswerType) -> tuple[Step, ...]:
        """Steps such as ``25:1 50:2 80:4``, from the lowest to the highest."""
        steps: list[Step] = []
        for token in self.row["steps"].split():
            start, _, points = token.partition(":")
            at_least, worth = _exact(start), _exact(points)
            if at_least is None or worth is None:
                self.report("config-steps-form", "steps", found=shortened(token))
                continue
            if steps and at_least <= steps[-1].at_least:
                before = self.row["steps"].split()[len(steps) - 1].partition(":")[0]
                self.report("config-steps-order", "steps", found=start, before=before)
            if kind is AnswerType.PERCENTAGE and at_least > _FULL:
                self.report("config-steps-percentage", "steps", found=start)
            steps.append(Step(at_least, worth))
        return tuple(steps)


@lru_cache(maxsize=1_000)  # points and weights are nearly all alike
def _exact(text: str) -> Fraction | None:
    """The number of a text, decimals after a point or a comma; None when it is not one."""
    bare = "".join(text.split())
    return Fraction(bare.replace(",", ".")) if _NUMBER.fullmatch(bare) else None

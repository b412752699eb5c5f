"""What a measure found: a table, and whether it is what was aimed at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Target(NamedTuple):
    """Something that was aimed at, in words, and whether it was reached."""

    text: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one measure; ``name`` is what the command calls it."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    targets: tuple[Target, ...] = ()
    notes: tuple[str, ...] = ()

    def markdown(self) -> str:
        """The report as a section of a Markdown page."""
        lines = [f"### {self.title}", "", _line(self.headings), _line(["---"] * len(self.headings))]
        lines += [_line(row) for row in self.rows]
        lines += ["", *(f"- {_sign(each)} {each.text}" for each in self.targets)]
        return "\n".join([*lines, "", *self.notes]).rstrip() + "\n"

    def plain(self) -> str:
        """The report as text for a terminal."""
        table = [self.headings, *self.rows]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = [self.title, *(_padded(row, widths) for row in table)]
        lines += [f"{_sign(each)} {each.text}" for each in self.targets]
        return "\n".join([*lines, *self.notes]) + "\n"


def at_least(what: str, ratio: float, aim: float) -> Target:
    """A ratio that should be great."""
    return Target(f"{what}: {times(ratio)} (aim: at least {aim:g} ×)", ratio >= aim)


def at_most(what: str, value: float, aim: float, unit: str = " ×") -> Target:
    """A figure that should be small."""
    return Target(f"{what}: {_figures(value)}{unit} (aim: at most {aim:g}{unit})", value <= aim)


def times(ratio: float) -> str:
    """A ratio."""
    return f"{_figures(ratio)} ×"


def seconds(value: float) -> str:
    """A time, in the unit that suits it."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{_figures(value)} s"


def memory(mebibytes: float) -> str:
    """A size in memory."""
    return f"{mebibytes:.0f} MiB" if mebibytes < 1024 else f"{mebibytes / 1024:.1f} GiB"


def _figures(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _sign(target: Target) -> str:
    return "reached –" if target.reached else "**missed** –"


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _padded(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)])

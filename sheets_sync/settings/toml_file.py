"""A TOML file read and checked against its shape, each problem a finding with its line."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import TypeVar

from pydantic_core import ValidationError

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.shape import Shape
from sheets_sync.settings.shape_findings import findings_of
from sheets_sync.settings.text_file import read_text
from sheets_sync.settings.toml_lines import TomlLines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

S = TypeVar("S", bound=Shape)

_WHERE = r"(?s)(.*) \(at (?:line (\d+), column \d+|end of document)\)"
_DOUBLED = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")


class TomlFile(NamedTuple):
    """A parsed file: its data (decimals exact), and where each key is."""

    name: str
    data: dict[str, Any]
    lines: TomlLines

    def place(self, path: Sequence[str | int]) -> Place:
        """Where a key is; the numbers of list items are left out of its name."""
        key = ".".join(str(part) for part in path if isinstance(part, str))
        return Place(file=self.name, line=self.lines.line(path), key=key)

    def shaped(self, shape: type[S]) -> S:
        """The data in a shape; ``BadSettings`` with every problem when it does not fit."""
        try:
            return shape.of(self.data)
        except ValidationError as problem:
            found: list[ErrorDetails] = problem.errors(include_url=False)
            raise BadSettings(findings_of(found, shape, self.place)) from None


def read_toml(path: Path) -> TomlFile:
    """Read and parse a file; ``BadSettings`` when that fails."""
    text = read_text(path)
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        raise BadSettings([_unparsable(path.name, text, str(problem))]) from None
    except RecursionError:
        raise BadSettings([_unparsable(path.name, text, "nested too deeply")]) from None
    return TomlFile(path.name, data, TomlLines(text))


def _unparsable(name: str, text: str, problem: str) -> Finding:
    found = re.fullmatch(_WHERE, problem)
    reason = found[1] if found else problem
    line = int(found[2]) if found and found[2] else text.count("\n") + 1
    code = "config-toml-doubled" if reason.startswith(_DOUBLED) else "config-toml"
    return Finding(code, Place(name, line=line), {"reason": reason})

"""Where the keys of a TOML text are, for findings that say a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

Path = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_KEYS = rf"{_PART}(?:\s*\.\s*{_PART})*"
_KEY_LINE = re.compile(rf"\s*({_KEYS})\s*=(.*)")
_HEADER = re.compile(rf"\s*\[(\[)?\s*({_KEYS})\s*\](?(1)\])\s*(?:#.*)?")


class TomlLines:
    """The line, from 1, of every key and section of a TOML text that can be parsed.

    Items of lists are numbered from 0. Keys inside braces or brackets are on the line of
    the key that holds them.
    """

    def __init__(self, text: str) -> None:
        """Read the text once."""
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        table: Path = ()
        for number, line in _outside_long_texts(text):
            if not line.lstrip().startswith("["):
                if key := _KEY_LINE.fullmatch(line):
                    self._keep((*table, *_split(key[1])), number)
            elif header := _HEADER.fullmatch(line):
                item, keys = header[1], _split(header[2])
                table = self._open_item(keys, number) if item else self._open(keys, number)

    def line(self, path: Sequence[str | int]) -> int:
        """The line of a key, or of the nearest thing that holds it; 1 for the whole."""
        for length in range(len(path), 0, -1):
            found = self._lines.get(tuple(path[:length]))
            if found is not None:
                return found
        return 1

    def _keep(self, path: Path, number: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], number)

    def _open(self, keys: Sequence[str], number: int) -> Path:
        path = self._full(keys)
        self._keep(path, number)
        return path

    def _open_item(self, keys: Sequence[str], number: int) -> Path:
        holder = (*self._full(keys[:-1]), keys[-1])
        index = self._counts.get(holder, 0)
        self._counts[holder] = index + 1
        self._keep((*holder, index), number)
        return (*holder, index)

    def _full(self, keys: Sequence[str]) -> Path:
        """Keys with the number of the latest item after each that is a list."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        return path


def _split(keys: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, keys)]


def _outside_long_texts(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines, without comments and without the insides of texts in triple quotes."""
    closing = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if line.lstrip().startswith("#"):
            continue
        yield number, line.rstrip("\r")
        closing = _left_open(line)


def _left_open(line: str) -> str:
    """The triple quotes that a line opens and does not close."""
    opened = re.search(r'"""|\'\'\'', line)
    if not opened:
        return ""
    return "" if opened[0] in line[opened.end() :] else opened[0]

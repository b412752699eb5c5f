"""Steps of a campaign that many tests begin with: gone through once, then copied.

A step that starts from the same files, in the same environment, ends with the same files; so
each process runs it once and keeps what it left, byte for byte. Only steps whose words nobody
reads are taken from there: a test that looks at a command runs it.
"""

from __future__ import annotations

import os
import shutil
from hashlib import blake2b
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Entry(NamedTuple):
    """A file or (without content) a folder, by its path in the campaign folder."""

    path: str
    mode: int
    changed: int
    """When it was last changed, in nanoseconds."""
    content: bytes | None


State: TypeAlias = "tuple[Entry, ...]"

_left: dict[bytes, State] = {}
_contents: dict[bytes, bytes] = {}


def reach(folder: Path, step: object, take: Callable[[], None]) -> None:
    """Take a step in a campaign folder, or copy what it left when it was first taken."""
    key = _key(_state(folder), step)
    if key in _left:
        _put(folder, _left[key])
    else:
        take()
        _left[key] = _state(folder)


def _key(state: State, step: object) -> bytes:
    """What the outcome of a step depends on: files, whatever their dates, and environment."""
    around = sorted((name, os.environ[name]) for name in {*os.environ} - {"PYTEST_CURRENT_TEST"})
    files = [(each.path, each.mode, each.content and _digest(each.content)) for each in state]
    return _digest(repr((step, around, files)).encode())


def _state(folder: Path) -> State:
    found = []
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else None
        if content is not None:  # most files are the same from step to step
            content = _contents.setdefault(_digest(content), content)
        name = str(path.relative_to(folder))
        found.append(Entry(name, status.st_mode & 0o7777, status.st_mtime_ns, content))
    return tuple(found)


def _put(folder: Path, state: State) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    for each in state:
        path = folder / each.path
        if each.content is None:
            path.mkdir()
        else:
            path.write_bytes(each.content)
            os.utime(path, ns=(each.changed, each.changed))
        path.chmod(each.mode)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).digest()

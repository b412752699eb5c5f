"""The key of a Google account, found and looked at before anything is done with it.

Its content stays in :class:`Key`, which does not show it, and goes nowhere but to
google-auth: no sentence, finding, log or error holds any of it.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from reports.language import N_
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.workbooks.google.key_errors import KeyExposed
from sheets_sync.workbooks.google.key_errors import KeyMissing
from sheets_sync.workbooks.google.key_errors import KeyUnreadable
from sheets_sync.workbooks.google.key_errors import NotAKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

VARIABLE = "PALMARES_GOOGLE_KEY"
"""Holds a key itself, or its path."""

USUAL = "GOOGLE_APPLICATION_CREDENTIALS"
"""Where other programs look for the path of a key."""

OTHERS = stat.S_IRGRP | stat.S_IWGRP | stat.S_IROTH | stat.S_IWOTH
LARGEST = 100_000
"""No key is as many bytes long."""

NOT_THERE = N_("there is no such file")
NOT_ALLOWED = N_("you may not read it")
NOT_JSON = N_("it is not a JSON file of Google's")


@dataclass(frozen=True, slots=True)
class Key:
    """A key; ``origin`` says where it was found, ``path`` is None when that is no file."""

    origin: str
    path: Path | None
    content: Mapping[str, Any] = field(repr=False)

    def entry(self, name: str) -> str:
        """A text of the content; "" when there is none."""
        value = self.content.get(name)
        return value if isinstance(value, str) else ""


def find_key(path: Path | None, environ: Mapping[str, str]) -> Key:
    """The key of the environment, of a path, or of where other programs look, in this order.

    Raises :class:`~sheets_sync.workbooks.google.key_errors.KeyProblem` subclasses.
    """
    given = environ.get(VARIABLE, "").strip()
    if given.startswith("{"):
        return Key(VARIABLE, None, _parsed(given, VARIABLE))
    usual = environ.get(USUAL, "").strip()
    found = next((Path(each) for each in (given, path, usual) if each), None)
    if found is None:
        raise KeyMissing(variable=VARIABLE)
    return read_key(found)


def read_key(path: Path) -> Key:
    """The key of a file that nobody else on this machine may read or write."""
    path = path.expanduser()
    return Key(str(path), path, _parsed(read_private(path), str(path)))


def read_private(path: Path) -> str:
    """A small text file; refused when others may read or write it."""
    try:
        with path.open("rb") as file:
            # Asked of the open file: what is looked at is what is read.
            exposed = os.fstat(file.fileno()).st_mode & OTHERS
            content = file.read(LARGEST)
    except FileNotFoundError:
        raise KeyUnreadable(key=str(path), detail=NOT_THERE) from None
    except OSError:
        raise KeyUnreadable(key=str(path), detail=NOT_ALLOWED) from None
    if exposed and os.name == "posix":
        raise KeyExposed(key=str(path))
    return content.decode("utf-8", "replace")


def _parsed(text: str, origin: str) -> Mapping[str, Any]:
    """The object that a text is; what is wrong with the text is not quoted."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise NotAKey(key=origin, detail=NOT_JSON) from None
    return found


def misplaced(path: Path | None, folder: Path) -> Iterator[Finding]:
    """What is unwise about where a key lies: in the campaign folder, or among versioned files."""
    if path is None:
        return
    resolved = path.expanduser().resolve()
    if resolved.is_relative_to(folder.resolve()):
        yield Finding("google-key-in-campaign", Place(file=resolved.name))
        return
    for above in resolved.parents:
        if (above / ".git").exists():
            yield Finding("google-key-in-git", Place(file=resolved.name), {"folder": str(above)})
            return

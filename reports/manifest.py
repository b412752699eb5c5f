"""The manifest of a folder of papers: what this program made in it."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import contextmanager
from dataclasses import asdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from reports.errors import FileInTheWay
from reports.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from reports.drawing import Paper

NAME = "manifest.json"
CERTIFICATES = "certificates"
FORMAT = "palmares-{kind}/1"
SECONDS_BETWEEN_SAVES = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: whose it is, the hash of what it was made from, and its own hash.

    ``sha256`` is None from the moment it is to be made until it is: a file of that name
    is then ours, in whichever state a sudden end left it. ``unsigned`` is the hash of the
    file before it was sealed (the same where there is no seal); ``step`` tells how small
    the name had to be set, 0 for the usual size.
    """

    dossier: str
    inputs: str
    sha256: str | None = None
    unsigned: str | None = None
    step: int = 0


class Manifest:
    """The entries of one folder by file name; saved from time to time and at the end."""

    def __init__(self, folder: Path, entries: dict[str, Entry], kind: str = CERTIFICATES) -> None:
        """Hold the entries of a folder; ``kind`` is what lies in it."""
        self.folder = folder
        self.kind = kind
        self.entries = entries
        self._saved = 0.0

    @classmethod
    def open(cls, folder: Path, kind: str = CERTIFICATES) -> Manifest:
        """The manifest of a folder, empty if it has none; ``FileInTheWay`` if it is none."""
        path = folder / NAME
        try:
            content = json.loads(path.read_text("utf-8"))
            return cls(folder, _entries(content, kind), kind)
        except FileNotFoundError:
            return cls(folder, {}, kind)
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise FileInTheWay(file=str(path)) from error

    def holds(self, paper: Paper, inputs: str) -> bool:
        """Whether the file is there, unchanged, and made from the same inputs."""
        entry = self.entries.get(paper.file)
        return (
            entry is not None
            and entry.sha256 is not None
            and entry.inputs == inputs
            and entry.sha256 == self.on_disk(paper.file)
        )

    def may_write(self, file: str) -> bool:
        """Whether nothing is lost by writing a file: it is not there, or it is ours."""
        found = self.on_disk(file)
        entry = self.entries.get(file)
        return found is None or (entry is not None and entry.sha256 in {None, found})

    def left_over(self, wanted: set[str]) -> list[tuple[str, str]]:
        """File and dossier of what was made earlier, is still there and is not wanted."""
        return sorted(
            (file, entry.dossier)
            for file, entry in self.entries.items()
            if file not in wanted and self.on_disk(file) is not None
        )

    def fingerprint(self, files: Iterable[str]) -> str:
        """One hash of several files that were made, in their order."""
        told = [[file, self.entries[file].sha256 or ""] for file in files]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @contextmanager
    def making(self, todo: Iterable[tuple[Paper, str]]) -> Iterator[None]:
        """Note the files that are about to be made; save what was made, come what may."""
        for each, inputs in todo:
            self.entries[each.file] = Entry(each.dossier, inputs)
        self.save()
        try:
            yield
        finally:
            self.save()

    def made(self, file: str, entry: Entry) -> None:
        """Note a file that is now there."""
        self.entries[file] = entry
        if time.monotonic() - self._saved > SECONDS_BETWEEN_SAVES:
            self.save()

    def forget(self, paper: Paper) -> None:
        """Note that a file was not made; an older one of that name stays ours."""
        if self.on_disk(paper.file) is None:
            self.entries.pop(paper.file, None)

    def save(self) -> None:
        """Write the manifest, whole or not at all."""
        content = {
            "format": FORMAT.format(kind=self.kind),
            self.kind: {file: asdict(self.entries[file]) for file in sorted(self.entries)},
        }
        text = json.dumps(content, ensure_ascii=False, indent=2)
        write_whole(self.folder / NAME, f"{text}\n".encode())
        self._saved = time.monotonic()

    def on_disk(self, file: str) -> str | None:
        """The hash of a file of the folder; None if there is none."""
        try:
            return hashlib.sha256((self.folder / file).read_bytes()).hexdigest()
        except FileNotFoundError:
            return None
        except OSError:
            return ""  # there is something, and it is not ours to write over


def _entries(content: Any, kind: str) -> dict[str, Entry]:  # noqa: ANN401 - whatever JSON holds
    if content["format"] != FORMAT.format(kind=kind):
        raise ValueError(content["format"])
    entries = {file: Entry(**entry) for file, entry in content[kind].items()}
    if any("/" in file or "\\" in file or file.startswith(".") for file in entries):
        raise ValueError(NAME)
    return entries

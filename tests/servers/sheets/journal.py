"""What was asked of the server, for counting."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field


@dataclass(slots=True)
class Entry:
    """One request and what became of it.

    ``kind`` is ``read`` or ``write`` (of Sheets), ``drive`` or ``token``; bytes are those of the
    bodies; ``status`` 0 means that no answer was sent.
    """

    number: int
    method: str
    path: str
    query: str
    kind: str
    bytes_in: int
    user: str = ""
    status: int = 0
    bytes_out: int = 0
    seconds: float = 0.0
    fault: str = ""
    aside: bool = False  # made by the hook of the second person, not by the client under test


@dataclass(slots=True)
class Journal:
    """All requests since the start, or since it was cleared."""

    entries: list[Entry] = field(default_factory=list)
    numbered: int = 0

    def note(self, method: str, path: str, query: str, kind: str, bytes_in: int) -> Entry:
        """A new entry; numbers go on from 1 whether or not the journal was cleared."""
        self.numbered += 1
        entry = Entry(self.numbered, method, path, query, kind, bytes_in)
        self.entries.append(entry)
        return entry

    def count(self, kind: str) -> int:
        """Requests of a kind, those of the second person's hook left out."""
        return sum(entry.kind == kind and not entry.aside for entry in self.entries)

    def clear(self) -> None:
        """Forget the entries; numbers go on."""
        self.entries = []

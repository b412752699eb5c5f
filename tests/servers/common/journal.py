"""What was asked of a server, for counting."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field


@dataclass(slots=True)
class Entry:
    """One request and what became of it; ``status`` 0 means that no whole answer was sent."""

    number: int
    method: str
    path: str
    query: str
    note: str = ""
    status: int = 0
    bytes_out: int = 0
    fault: str = ""


@dataclass(slots=True)
class Journal:
    """All requests since the start, or since it was cleared."""

    entries: list[Entry] = field(default_factory=list)

    def note(self, method: str, path: str, query: str) -> Entry:
        """A new entry; they are numbered from 1."""
        entry = Entry(len(self.entries) + 1, method, path, query)
        self.entries.append(entry)
        return entry

    @property
    def count(self) -> int:
        """How many requests came."""
        return len(self.entries)

    def notes(self) -> list[str]:
        """What each request was about, as its server says it."""
        return [entry.note for entry in self.entries]

    def clear(self) -> None:
        """Forget the entries."""
        self.entries.clear()

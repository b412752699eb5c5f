"""The second person: somebody who edits between two requests of the client under test."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from tests.servers.sheets import schema
from tests.servers.sheets.batch import update
from tests.servers.sheets.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from tests.servers.sheets.journal import Entry
    from tests.servers.sheets.world import World

    Hook = Callable[["World", Entry], object]


@dataclass(frozen=True, slots=True)
class Script:
    """Requests of a batchUpdate, run by somebody before the nth request from now."""

    nth: int
    user: str
    spreadsheet: str
    requests: list[dict[str, Any]]


@dataclass(slots=True)
class SecondPerson:
    """Calls a hook and runs scripts before a request is handled, on the same state.

    The hook may use any client: requests that it makes itself call no hook and suffer no fault.
    ``refused`` collects what scripts were not allowed to do, as people then see it.
    """

    hook: Hook | None = None
    scripts: list[Script] = field(default_factory=list)
    seen: int = 0
    acting: bool = False
    refused: list[ApiError] = field(default_factory=list)

    def queue(self, script: Script) -> None:
        """Let a script wait; its ``nth`` counts from now."""
        later = self.seen + script.nth
        self.scripts.append(Script(later, script.user, script.spreadsheet, script.requests))

    def act(self, world: World, entry: Entry, lock: AbstractContextManager[object]) -> None:
        """Do what is due before a request.

        Args:
            world: The state.
            entry: The request that waits meanwhile.
            lock: Held while scripts run, but not while the hook does: its own requests need it.
        """
        self.seen += 1
        self.acting = True
        try:
            if self.hook:
                self.hook(world, entry)
        finally:
            self.acting = False
        due = [script for script in self.scripts if script.nth <= self.seen]
        self.scripts = [script for script in self.scripts if script.nth > self.seen]
        with lock:
            for script in due:
                self.run(world, script)

    def run(self, world: World, script: Script) -> None:
        """Run one script; a refusal is kept, not raised."""
        try:
            edit(world, script.user, script.spreadsheet, script.requests)
        except ApiError as error:
            self.refused.append(error)


def edit(
    world: World, user: str, spreadsheet: str, requests: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Edit as somebody else, by the requests of a batchUpdate; gives the replies.

    Raises:
        ApiError: What the service would have answered.
    """
    body = schema.checked({"requests": requests}, "BatchUpdateSpreadsheetRequest")
    return world.change(spreadsheet, user, lambda act: update.apply(act, body["requests"]))

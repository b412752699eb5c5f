"""One request, as the methods see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import parse_qs

from tests.servers.sheets import fields
from tests.servers.sheets import schema
from tests.servers.sheets.errors import violation

if TYPE_CHECKING:
    from tests.servers.sheets.document import Document
    from tests.servers.sheets.world import Person
    from tests.servers.sheets.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """A request with its caller; ``parts`` are the variable parts of its path."""

    world: World
    person: Person
    parts: tuple[str, ...]
    lists: dict[str, list[str]]
    content: bytes
    type: str = ""

    @property
    def email(self) -> str:
        """Address of the caller."""
        return self.person.email

    @property
    def query(self) -> dict[str, Any]:
        """Query parameters, the last of each."""
        return {name: values[-1] for name, values in self.lists.items()}

    def flag(self, name: str) -> bool:
        """A query parameter that is true or false."""
        return str(self.query.get(name, "")).lower() == "true"

    def json(self) -> Any:  # noqa: ANN401  # JSON
        """The body; nothing sent is an empty object."""
        try:
            return json.loads(self.content) if self.content.strip() else {}
        except ValueError:
            text = "Invalid JSON payload received. Unexpected token."
            raise violation("", text) from None

    def body(self, kind: str, root: str = "") -> dict[str, Any]:
        """The body checked against the type of its message."""
        return schema.checked(self.json(), kind, root)

    def document(self) -> Document:
        """The spreadsheet of the path, for reading."""
        return self.world.readable(self.parts[0], self.email)

    def masked(self, answer: dict[str, Any], kind: str = "") -> dict[str, Any]:
        """An answer under the ``fields`` of the request.

        Args:
            answer: The whole answer.
            kind: Its message, to refuse fields that it hasn't (unchecked when empty).
        """
        text = self.query.get("fields")
        if text and kind:
            self.mask(kind)
        return fields.answered(answer, text)

    def mask(self, kind: str) -> fields.Mask | None:
        """The field mask of the request; None when it has none."""
        text = self.query.get("fields")
        if not text:
            return None
        try:
            mask = fields.parsed(text)
        except ValueError:
            raise fields.bad_mask(text) from None
        if not schema.check_mask(mask, kind):
            raise fields.bad_mask(text)
        return mask


def queried(text: str) -> dict[str, list[str]]:
    """Query parameters; empty ones count."""
    return parse_qs(text, keep_blank_values=True)

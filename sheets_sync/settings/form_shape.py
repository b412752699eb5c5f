"""The shape of ``form.toml``: its keys, what each takes, and an example of each."""

from __future__ import annotations

from typing import Annotated
from typing import Literal

from pydantic import Field

from sheets_sync.settings.edition_shapes import Shape
from sheets_sync.settings.edition_shapes import Text

Texts = Annotated[list[Text], Field(min_length=1)]
Spellings = dict[str, Texts]


class ValuesShape(Shape):
    """``[values.…]``: the form's words for the facts that have a list."""

    type: Spellings = {}
    track: Spellings = {}
    state: Spellings = {}
    department: Spellings = {}

    def by_fact(self) -> dict[str, Spellings]:
        """Fact -> id -> spellings."""
        return {
            "type": self.type,
            "track": self.track,
            "state": self.state,
            "department": self.department,
        }


class FormShape(Shape):
    """The whole file; every key may be left out."""

    platform: (
        Literal["demarches-simplifiees", "framaforms", "limesurvey", "google-forms", "table"] | None
    ) = None
    dates: Literal["day-first", "month-first"] = "day-first"
    not_asked: list[Text] = []
    ignored: list[Text] = []
    facts: Spellings = {}
    joined: Spellings = {}
    constants: dict[str, Text] = {}
    questions: Spellings = {}
    codes: dict[str, Text] = {}
    options: dict[str, Spellings] = {}
    values: ValuesShape = ValuesShape()

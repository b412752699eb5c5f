"""The shape of ``history.toml``: its keys, what each takes, and an example of each."""

from __future__ import annotations

from pydantic import Field

from sheets_sync.settings.edition_shapes import Shape
from sheets_sync.settings.edition_shapes import Text


class ResultShape(Shape):
    """One line of ``[[editions]] results``."""

    name: Text = Field(examples=['"Ville de Boé"'])
    department: str = ""
    level: str = ""
    bearer: str = ""
    mentions: list[Text] = []
    source: str = ""
    siren: str = ""
    insee: str = ""


class PastEditionShape(Shape):
    """``[[editions]]``."""

    year: int = Field(ge=1900, le=2999, examples=["2021"])
    complete: bool = False
    source: str = ""
    results: list[ResultShape] = []


class HistoryShape(Shape):
    """The whole file."""

    editions: list[PastEditionShape] = []
    domains: dict[str, Text] = {}

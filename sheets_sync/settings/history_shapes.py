"""The shape of ``history.toml``: its keys, what each takes, and an example of each."""

from __future__ import annotations

from sheets_sync.settings.edition_shapes import Text
from sheets_sync.settings.shape import Shape
from sheets_sync.settings.shape import entry


class ResultShape(Shape):
    """One line of ``[[editions]] results``."""

    name: Text = entry(examples=['"Ville de Boé"'])
    department: str = ""
    level: str = ""
    bearer: str = ""
    mentions: list[Text] = []
    source: str = ""
    siren: str = ""
    insee: str = ""


class PastEditionShape(Shape):
    """``[[editions]]``."""

    year: int = entry(ge=1900, le=2999, examples=["2021"])
    complete: bool = False
    source: str = ""
    results: list[ResultShape] = []


class HistoryShape(Shape):
    """The whole file."""

    editions: list[PastEditionShape] = []
    domains: dict[str, Text] = {}

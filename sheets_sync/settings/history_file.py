"""``history.toml`` -> earlier editions; the file may be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_sync import identifiers
from sheets_sync.findings import Finding
from sheets_sync.history import PastEdition
from sheets_sync.history import PastResult
from sheets_sync.settings.errors import raise_if_blocking
from sheets_sync.settings.history_shapes import HistoryShape
from sheets_sync.settings.nearest import SHOWN
from sheets_sync.settings.nearest import by_likeness
from sheets_sync.settings.toml_file import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sheets_sync.scheme import Scheme
    from sheets_sync.settings.history_shapes import PastEditionShape
    from sheets_sync.settings.toml_file import TomlFile

HISTORY_FILE = "history.toml"
NUMBERS = {"siren": identifiers.siren, "insee": identifiers.insee}


def read_history(folder: Path) -> tuple[PastEdition, ...]:
    """The earlier editions that an edition's folder knows of; none without the file.

    Raises ``BadSettings`` with all that is wrong in it.
    """
    path = folder / HISTORY_FILE
    if not path.exists():
        return ()
    file = read_toml(path)
    shape = file.shaped(HistoryShape)
    raise_if_blocking(_wrong_numbers(shape, file))
    return tuple(_edition(each) for each in shape.editions)


def read_domains(folder: Path, scheme: Scheme) -> dict[str, str]:
    """``[domains]``: the domain of this edition that each domain of earlier ones is.

    Raises ``BadSettings`` where one is no domain of this edition.
    """
    path = folder / HISTORY_FILE
    if not path.exists():
        return {}
    file = read_toml(path)
    table = file.shaped(HistoryShape).domains
    raise_if_blocking(_wrong_domains(table, scheme, file))
    return table


def _wrong_domains(table: dict[str, str], scheme: Scheme, file: TomlFile) -> Iterator[Finding]:
    known = [each.id for each in scheme.domains]
    for old, new in table.items():
        if new not in known:
            values = {"id": new, "nearest": by_likeness(new, known, SHOWN)}
            yield Finding("config-domain-unknown", file.place(("domains", old)), values)


def _wrong_numbers(shape: HistoryShape, file: TomlFile) -> Iterator[Finding]:
    for at, edition in enumerate(shape.editions):
        for line, each in enumerate(edition.results):
            for key, read in NUMBERS.items():
                text = getattr(each, key)
                if text and read(text) is None:
                    place = file.place(("editions", at, "results", line, key))
                    yield Finding("config-number-wrong", place, {"value": text, "key": key})


def _edition(shape: PastEditionShape) -> PastEdition:
    results = tuple(
        PastResult(
            year=shape.year,
            name=each.name,
            department=each.department,
            level=each.level or None,
            bearer=each.bearer,
            mentions=tuple(each.mentions),
            source=each.source or shape.source,
            siren=identifiers.siren(each.siren) or "",
            insee=identifiers.insee(each.insee) or "",
        )
        for each in shape.results
    )
    return PastEdition(shape.year, shape.complete, results, shape.source)

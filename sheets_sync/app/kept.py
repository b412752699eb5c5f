"""Earlier editions whose ``edition.json`` the staff kept in the campaign's folder "editions".

They tell what a published list does: who held which level. They also tell the points, and
who applied in vain.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sheets_sync.counterparts import counterparts
from sheets_sync.counterparts import mapped
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.history import PastEdition
from sheets_sync.history import PastResult
from sheets_sync.settings.history_file import HISTORY_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from reports import edition as frozen
    from reports.language import Language
    from sheets_sync.scheme import Scheme

FOLDER = "editions"


def with_kept(
    listed: Iterable[PastEdition], folder: Path, table: Mapping[str, str], scheme: Scheme
) -> tuple[PastEdition, ...]:
    """What is known of earlier editions: those kept, and for the other years the lists.

    ``table`` maps domains of earlier editions to those of ``scheme``.

    Raises:
        EditionUnreadable, EditionChanged, EditionInvalid: a file in the folder is no frozen
            edition, or was touched.
    """
    paths = sorted((folder / FOLDER).glob("*.json"))
    if not paths:
        return tuple(listed)
    from reports import edition_file

    loaded = ((path, edition_file.load(path)) for path in paths)
    kept = [
        _edition(each, f"{FOLDER}/{path.name}", table, scheme)
        for path, each in loaded
        if each.year < scheme.year
    ]
    years = {each.year for each in kept}
    return (*(each for each in listed if each.year not in years), *kept)


def _edition(
    edition: frozen.Edition, source: str, table: Mapping[str, str], scheme: Scheme
) -> PastEdition:
    now = {each.id: each.name for each in scheme.domains}
    same = counterparts({each.id: each.name for each in edition.domains}, now, table)
    mentions = {each.id: each.name for each in edition.mentions}
    results = tuple(
        PastResult(
            edition.year,
            each.name,
            each.department or "",
            each.level,
            each.bearer,
            tuple(mentions[mention] for mention in each.mentions),
            source,
            each.siren,
            each.insee,
            mapped(_exact(each.domains), same),
            labelled=each.level is not None,
        )
        for each in edition.candidates
    )
    apart = tuple(each for each in now if each not in same)
    return PastEdition(edition.year, complete=True, results=results, source=source, apart=apart)


def _exact(points: Mapping[str, str | None]) -> dict[str, Fraction | None]:
    return {each: None if text is None else Fraction(text) for each, text in points.items()}


def not_compared(
    history: Iterable[PastEdition], scheme: Scheme, language: Language
) -> Iterator[Finding]:
    """A note for each kept edition in which domains of this one have no counterpart."""
    names = {each.id: each.name for each in scheme.domains}
    for each in history:
        if each.apart:
            domains = language.list(names[domain] for domain in each.apart)
            values = {"domains": domains, "year": each.year, "file": each.source}
            yield Finding("history-domain-apart", Place(file=HISTORY_FILE, key="domains"), values)

"""Who applies: the facts of each dossier, as the tab "Réponses" states them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sheets_sync import identifiers
from sheets_sync.departments import NAMES
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.spelling import shortened
from sheets_sync.tabs.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.scheme import Scheme
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import TabState

MOST_DIGITS = 12
"""More is no number of people, nor one that can be counted with."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One dossier: ``type`` and ``track`` are ids ("" when not known), names are texts.

    ``population`` is None when not known; ``population_class`` is the id it falls in.
    ``email`` is where the form was sent from, "" when not known. ``siren`` and ``insee`` (the
    INSEE code of the commune where it is, or sits) are right numbers, "" when not known.
    """

    dossier: str
    name: str
    department: str
    type: str
    population: int | None
    population_class: str | None
    track: str
    civility: str
    bearer: str
    role: str
    email: str = ""
    siren: str = ""
    insee: str = ""


def read_candidates(
    state: TabState, scheme: Scheme, left_out: Iterable[str] = ()
) -> tuple[list[Candidate], list[Finding]]:
    """Candidates of the tab in its order, without the dossiers ``left_out``.

    An unknown type or track is a finding; without a track the first one is taken when
    the scheme has only one, else the dossier is left out.
    """
    reader = _Reader(state, scheme)
    skipped = set(left_out)
    candidates = [
        reader.candidate(index) for index, key in enumerate(state.keys) if key not in skipped
    ]
    return [each for each in candidates if each is not None], reader.findings


class _Reader:
    """Reads the rows of one tab, gathering findings."""

    def __init__(self, state: TabState, scheme: Scheme) -> None:
        self.state = state
        self.scheme = scheme
        self.findings: list[Finding] = []
        self.types = _by_plain_name((each.id, each.name) for each in scheme.types)
        self.tracks = _by_plain_name((each.id, each.name) for each in scheme.tracks)

    def candidate(self, index: int) -> Candidate | None:
        track = self._track(index)
        if track is None:
            return None
        population = self._population(index)
        siren, insee = self._numbers(index)
        return Candidate(
            dossier=self.state.keys[index],
            name=self._text("name", index) or self.state.keys[index],
            department=self._text("department", index),
            type=self._choice("type", index, self.types),
            population=population,
            population_class=self.scheme.population_class(population),
            track=track,
            civility=self._text("civility", index),
            bearer=self._text("bearer", index),
            role=self._text("role", index),
            email=self._text("email", index),
            siren=siren,
            insee=insee,
        )

    def _text(self, column: str, index: int) -> str:
        return cell_text(self.state.values.get(column, ()), index)

    def _choice(self, column: str, index: int, known: Mapping[str, str]) -> str:
        text = self._text(column, index)
        if not text:
            return ""
        if plain(text) not in known:
            self._report("candidate-unknown-choice", column, index, value=text)
            return ""
        return known[plain(text)]

    def _track(self, index: int) -> str | None:
        if len(self.scheme.tracks) == 1:
            return self.scheme.tracks[0].id
        track = self._choice("track", index, self.tracks)
        if not track:
            if not self._text("track", index):
                self._report("candidate-without-track", "track", index)
            return None
        return track

    def _population(self, index: int) -> int | None:
        text = self._text("population", index)
        digits = "".join(text.split())
        if not digits:
            return None
        if not digits.isdecimal() or len(digits) > MOST_DIGITS:
            self._report("candidate-population", "population", index, value=shortened(text))
            return None
        return int(digits)

    def _numbers(self, index: int) -> tuple[str, str]:
        """SIREN and INSEE code; "" for one that is wrong, or that others contradict."""
        siret = self._number("siret", index, identifiers.siret)
        siren = self._number("siren", index, identifiers.siren)
        insee = self._number("insee", index, identifiers.insee)
        if siret and siren and not siret.startswith(siren):
            self._report("candidate-numbers-disagree", "siren", index, siret=siret, siren=siren)
            siret = siren = ""
        department = self._text("department", index).upper()
        if insee and department in NAMES and identifiers.department_of(insee) != department:
            self._report(
                "candidate-insee-elsewhere", "insee", index, insee=insee, department=department
            )
            insee = ""
        return siren or siret[: identifiers.SIREN], insee

    def _number(self, column: str, index: int, read: Callable[[str], str | None]) -> str:
        text = self._text(column, index)
        number = read(text) if text else ""
        if number is None:
            heading = self.state.headings.get(column, column)
            self._report("candidate-number-wrong", column, index, value=shortened(text), of=heading)
        return number or ""

    def _report(self, code: str, column: str, index: int, **values: object) -> None:
        heading = self.state.headings.get(column, column)
        place = Place(
            tab=self.state.title,
            line=self.state.lines[index],
            row=self.state.keys[index],
            column=heading,
        )
        self.findings.append(Finding(code, place, values))


def _by_plain_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    known: dict[str, str] = {}
    for each, name in pairs:
        known[plain(each)] = each
        known[plain(name)] = each
    return known


def cell_text(cells: Sequence[CellValue], index: int) -> str:
    """A cell as trimmed text; "" when it is empty or the column is missing."""
    value = cells[index] if index < len(cells) else None
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()

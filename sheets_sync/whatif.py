"""What another grid or other thresholds would make of the same answers: who moves, and why."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from sheets_sync.explain import DIGITS
from sheets_sync.explain import condition

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from fractions import Fraction

    from reports.language import Language
    from sheets_sync.candidates import Candidate
    from sheets_sync.proposal import Proposal
    from sheets_sync.scheme import Domain
    from sheets_sync.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Change:
    """One candidate under both rules."""

    candidate: Candidate
    before: Proposal
    after: Proposal

    @property
    def steps(self) -> int:
        """Levels gained (above 0) or lost."""
        return _rank(self.after) - _rank(self.before)


def _rank(proposal: Proposal) -> int:
    return proposal.level.rank if proposal.level else 0


def compared(
    candidates: Sequence[Candidate], before: Sequence[Proposal], after: Sequence[Proposal]
) -> list[Change]:
    """Every candidate under both rules, in their order; all three are aligned."""
    return [Change(*each) for each in zip(candidates, before, after, strict=True)]


def moving(changes: Iterable[Change]) -> list[Change]:
    """Those whose level changes, the greatest falls first, then the rises."""
    return sorted((c for c in changes if c.steps), key=lambda c: (c.steps, c.candidate.dossier))


def why_moved(change: Change, domains: Mapping[str, Domain], language: Language) -> list[str]:
    """What makes the difference: scores that change, conditions no more met or met at last."""
    lines = [*_scores(change, domains, language)]
    fallen = change.steps < 0
    lacks = change.after.missing if fallen else change.before.missing
    level = change.after.next if fallen else change.before.next
    if lacks and level:
        told = "; ".join(condition(each, domains, language) for each in lacks)
        if fallen:
            lines.append(
                language.text("{level} would ask for: {told}", level=level.name, told=told)
            )
        else:
            lines.append(
                language.text("{level} was held back by: {told}", level=level.name, told=told)
            )
    return lines


def _scores(change: Change, domains: Mapping[str, Domain], language: Language) -> Iterator[str]:
    """Total and domains whose scores differ."""
    pairs = [(language.text("Total"), change.before.total, change.after.total)]
    pairs += [
        (domain.short, change.before.domains.get(key), change.after.domains.get(key))
        for key, domain in domains.items()
    ]
    for name, old, new in pairs:
        if old != new:
            shown = [_points(each, language) for each in (old, new)]
            yield language.text(
                "{name} {before} → {after}", name=name, before=shown[0], after=shown[1]
            )


def _points(points: Fraction | None, language: Language) -> str:
    return "–" if points is None else language.number(points, DIGITS)


def with_thresholds(scheme: Scheme, thresholds: Mapping[str, Fraction]) -> Scheme:
    """The scheme with other thresholds, by id of level; variants that set one are overruled.

    ``KeyError`` with the id of a level that there is not.
    """
    known = {level.id for track in scheme.tracks for level in track.levels}
    for level in thresholds:
        if level not in known:
            raise KeyError(level)
    tracks = tuple(
        track._replace(
            levels=tuple(
                replace(level, threshold=thresholds.get(level.id, level.threshold))
                for level in track.levels
            ),
        )
        for track in scheme.tracks
    )
    variants = tuple(
        variant._replace(
            thresholds={k: v for k, v in variant.thresholds.items() if k not in thresholds},
        )
        for variant in scheme.variants
    )
    return scheme._replace(tracks=tracks, variants=variants)

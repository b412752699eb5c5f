"""palmares freeze: the recorded decisions -> edition.json, the only input of documents."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reports import edition as frozen
from reports import edition_file
from reports.errors import PalmaresError
from reports.language import NN_
from sheets_sync.app.consistency import decided_found
from sheets_sync.app.freezing_advice import with_advice
from sheets_sync.app.freezing_history import with_history
from sheets_sync.app.freezing_meeting import with_meeting
from sheets_sync.app.propose import evaluate
from sheets_sync.app.propose import needed
from sheets_sync.app.steps import Said
from sheets_sync.app.steps import Step
from sheets_sync.app.steps import counted
from sheets_sync.app.steps import silent
from sheets_sync.app.steps import sound
from sheets_sync.app.tabs import all_tabs
from sheets_sync.app.taking import taken_decisions
from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.tabs import decisions
from sheets_sync.tabs import deliberation
from sheets_sync.tabs.words import level_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction
    from pathlib import Path

    from sheets_sync.app.propose import Evaluated
    from sheets_sync.app.session import Session
    from sheets_sync.app.steps import Advance
    from sheets_sync.candidates import Candidate
    from sheets_sync.jury.decisions import Decision
    from sheets_sync.proposal import Proposal
    from sheets_sync.scheme import Scheme
    from sheets_sync.scheme import Track
    from sheets_sync.workbooks.base import Snapshot

FILE = "edition.json"
UNDECIDED = "decision-missing"


def freeze(session: Session, advance: Advance = silent) -> Step:
    """Plan ``edition.json``; every dossier must have its decision, recorded by `decide`.

    ``advance`` is told (done, of) while the ways to the next level are searched.
    """
    snapshot = sound(session.read(all_tabs(session)))
    needed(session, snapshot, decisions.ID, "decide")
    taken, tracks, findings = taken_decisions(session, snapshot)
    findings = [each for each in findings if each.code != UNDECIDED]  # said again, as blocking
    findings += not_recorded(session, snapshot, taken, tracks)
    evaluated = evaluate(session, snapshot)
    path = session.folder / FILE
    edition = frozen_edition(session, evaluated, taken, tracks)
    edition = with_history(edition, session, snapshot, evaluated.candidates)
    edition, told = with_meeting(session, snapshot, edition, taken)
    edition = with_advice(edition, session, snapshot, evaluated, advance)
    edition = _keep_date(edition, path)
    laureates = len(edition.laureates)

    def write(_: Advance) -> tuple[Said, ...]:
        edition_file.save(edition, path)
        return (
            counted(
                NN_(
                    "{count} laureate frozen in {file}, fingerprint {digest}.",
                    "{count} laureates frozen in {file}, fingerprint {digest}.",
                ),
                laureates,
                file=FILE,
                digest=frozen.digest(edition)[:12],
            ),
        )

    return Step(
        "freeze",
        findings=(*findings, *told, *decided_found(session, snapshot, taken, tracks)),
        files=() if _same(edition, path) else (path,),
        write=write,
    )


def not_recorded(
    session: Session, snapshot: Snapshot, taken: list[Decision], tracks: dict[str, Track]
) -> list[Finding]:
    """What stands between the deliberation tab and a frozen edition: each one blocks."""
    done = {each.dossier for each in taken}
    open_tab = snapshot.tabs[deliberation.ID].title
    findings = [
        Finding("freeze-undecided", Place(tab=open_tab, row=key), {})
        for key in tracks
        if key not in done
    ]
    state = snapshot.tabs[decisions.ID]
    recorded = {key: state.record(i) for i, key in enumerate(state.keys)}
    names = {mention.id: mention.name for mention in session.scheme.mentions}
    for each in taken:
        levels = tracks[each.dossier].levels
        level = level_at(each.rank, levels).name if each.rank else None
        mentions = "\n".join(names[mention] for mention in each.mentions)
        record = recorded.get(each.dossier, {})
        same = (
            record.get(decisions.DECISION) is not None
            and (level is None or record.get(decisions.DECISION) == level)
            and (record.get(decisions.MENTIONS) or "") == mentions
            and (record.get(decisions.OPINION) or "") == each.opinion
        )
        if not same:
            place = Place(tab=state.title, row=each.dossier)
            findings.append(Finding("freeze-not-recorded", place, {}))
    return findings


def frozen_edition(
    session: Session, evaluated: Evaluated, taken: list[Decision], tracks: dict[str, Track]
) -> frozen.Edition:
    """The palmarès as a value: the scheme, the candidates, what was decided."""
    scheme = session.scheme
    decided = {each.dossier: each for each in taken}
    candidates = tuple(
        _candidate(candidate, proposal, decided[candidate.dossier], tracks[candidate.dossier])
        for candidate, proposal in zip(evaluated.candidates, evaluated.proposals, strict=True)
        if candidate.dossier in decided
    )
    return frozen.Edition(
        id=scheme.id,
        year=scheme.year,
        label=scheme.label,
        language=scheme.language,
        organiser=scheme.organiser,
        campaign=frozen.Campaign(scheme.opens, scheme.closes.date()),
        ceremony=frozen.Ceremony(
            scheme.ceremony.date,
            scheme.ceremony.event,
            scheme.ceremony.place,
            scheme.ceremony.starts,
            scheme.ceremony.ends,
        ),
        domains=tuple(frozen.Domain(d.id, d.name, d.short) for d in scheme.domains),
        tracks=_tracks(scheme),
        jury=tuple(
            frozen.Juror(j.civility, j.first_name, j.last_name, j.role, j.id) for j in scheme.jury
        ),
        mentions=tuple(frozen.Mention(m.id, m.name) for m in scheme.mentions),
        signatories=tuple(frozen.Signatory(s.name, s.role) for s in scheme.signatories),
        candidates=candidates,
        frozen_at=datetime.now(ZoneInfo(scheme.timezone)).replace(microsecond=0),
        published=scheme.published,
        website=scheme.website,
        contact=scheme.contact,
        notice=" ".join(each for each in (scheme.notice, session.campaign.notice) if each),
        introduction=scheme.introduction,
        sources=_fingerprints(session.campaign.config.iterdir()),
        verification=scheme.verification,
        valid_until=scheme.valid_until,
        timezone=scheme.timezone,
        licence=scheme.licence,
    )


def _tracks(scheme: Scheme) -> tuple[frozen.Track, ...]:
    return tuple(
        frozen.Track(
            track.id,
            track.name,
            tuple(
                frozen.Level(
                    level.id, level.name, level.rank, level.sign, level.count, level.colour
                )
                for level in track.levels
            ),
        )
        for track in scheme.tracks
    )


def _candidate(
    candidate: Candidate, proposal: Proposal, decision: Decision, track: Track
) -> frozen.Candidate:
    level = level_at(decision.rank, track.levels).id if decision.rank else None
    return frozen.Candidate(
        dossier=candidate.dossier,
        name=candidate.name,
        department=candidate.department or None,
        type=candidate.type,
        track=candidate.track,
        level=level,
        civility=candidate.civility,
        bearer=candidate.bearer,
        role=candidate.role,
        mentions=decision.mentions,
        total=_exact(proposal.total),
        domains={each: _exact(points) for each, points in proposal.domains.items()},
        opinion=decision.opinion,
    )


def _exact(points: Fraction | None) -> str | None:
    return None if points is None else str(points)


def _fingerprints(paths: Iterable[Path]) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(paths)
        if path.is_file()
    }


def _previous(path: Path) -> frozen.Edition | None:
    try:
        return edition_file.load(path)
    except PalmaresError:
        return None


def _keep_date(edition: frozen.Edition, path: Path) -> frozen.Edition:
    """Freezing the same decisions again keeps the moment at which they were frozen."""
    before = _previous(path)
    if before is not None and replace(edition, frozen_at=before.frozen_at) == before:
        return before
    return edition


def _same(edition: frozen.Edition, path: Path) -> bool:
    before = _previous(path)
    return before is not None and before == edition

"""A pull, joined with what was kept of the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.live.store import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from sheets_sync.sources.live.model import Deletion
    from sheets_sync.sources.live.model import Form
    from sheets_sync.sources.live.model import Pull
    from sheets_sync.sources.live.model import Response
    from sheets_sync.sources.live.protocol import LiveSource
    from sheets_sync.sources.live.store import FormStore


DELETED = {
    "candidate": "form-deleted-by-candidate",
    "staff": "form-deleted-by-staff",
    "expired": "form-deleted-expired",
}
"""Reason of a deletion -> finding; other words of a platform are shown as they are."""


@dataclass(frozen=True, slots=True)
class Taken:
    """All responses of a form as they stand now, and what was met on the way.

    ``kept`` is what counts; ``now`` is what the platform says, which is to be written into
    the store: the same before closing, None when it could not be asked.
    """

    kept: Kept
    findings: tuple[Finding, ...] = ()
    now: Kept | None = None


def take_in(source: LiveSource, store: FormStore, *, whole: bool = False) -> Taken:
    """Pull what changed, or everything; ``store`` is read, and left to the caller to write.

    Raises :class:`~sheets_sync.sources.live.protocol.SourceError`.
    """
    before = None if whole else store.load()
    lost = before is None and store.exists and not whole
    findings = [Finding("form-asked-whole", Place(source.place))] if lost else []
    pull = source.pull(before.until if before else None)
    kept = merged(before, pull)
    findings += pull.findings
    findings += [_deleted(source.place, each) for each in kept.deletions]
    return Taken(kept, tuple(findings), kept)


def merged(before: Kept | None, pull: Pull) -> Kept:
    """What is known after a pull; the same whatever pulls led there.

    A response takes the place of the one of its id. Deletions are what the platform says
    after it gave the responses: they win over these. A dossier that comes back is no longer
    deleted.
    """
    kept = () if before is None or pull.whole else before.responses
    earlier = () if before is None else before.deletions
    by_id = {each.id: each for each in (*kept, *pull.responses)}
    back = {each.id for each in pull.responses}
    gone = {each.id: each for each in earlier if each.id not in back}
    gone |= {each.id: each for each in pull.deletions}
    left = [each for each in by_id.values() if each.id not in gone]
    form = _with_answered(pull.form, before.form, left) if before else pull.form
    return Kept(form, in_order(left), tuple(_deletions_in_order(gone.values())), pull.until)


def _with_answered(form: Form, before: Form, responses: Iterable[Response]) -> Form:
    """The form, and the questions that left it but that somebody had answered."""
    known = {each.id for each in form.questions}
    gone = [each for each in before.questions if each.id not in known and not each.private]
    if not gone:
        return form
    answered = {key for each in responses for key, answer in each.answers.items() if answer}
    return replace(form, questions=(*form.questions, *(q for q in gone if q.id in answered)))


def in_order(responses: Iterable[Response]) -> tuple[Response, ...]:
    """By the moment of sending, then by id; those without a moment come last."""
    return tuple(sorted(responses, key=_order))


def _order(response: Response) -> tuple[bool, float, tuple[tuple[int, str], ...]]:
    sent = response.submitted
    return sent is None, sent.timestamp() if sent else 0.0, _natural(response.id)


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Numbers inside an id in their own order: 9 before 10."""
    parts = re.findall(r"\d{1,30}|\D+|\d+", text)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _deletions_in_order(deletions: Iterable[Deletion]) -> Iterator[Deletion]:
    yield from sorted(deletions, key=lambda each: _natural(each.id))


def _deleted(place: str, deletion: Deletion) -> Finding:
    code = DELETED.get(deletion.reason, "form-deleted")
    return Finding(code, Place(file=place, row=deletion.id), {"reason": deletion.reason or "?"})

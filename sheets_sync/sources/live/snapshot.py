"""The answers at closing, in a file that is written once and bears the hash of its content."""

from __future__ import annotations

import json
from dataclasses import dataclass
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import Any

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.live import codec
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import datetime

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.model import Answer
    from sheets_sync.sources.live.model import Form
    from sheets_sync.sources.live.model import Response

FORMAT = 1


class SnapshotDamaged(ValueError):
    """The file is not as it was written."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All responses at one moment; addresses of files, which are secrets, are left out."""

    closed: datetime
    source: Mapping[str, str]
    form: Form
    responses: tuple[Response, ...]


def identity(source: FormSource) -> dict[str, str]:
    """What tells one form from another."""
    return {"platform": source.platform, "address": source.address, "form": source.form}


def written(snapshot: Snapshot) -> bytes:
    """The file: canonical JSON, one response a line, the hash of all that stands above it."""
    head = {
        "format": FORMAT,
        "closed": codec.moment_data(snapshot.closed),
        "source": dict(snapshot.source),
        "form": codec.form_data(snapshot.form),
    }
    lines = [codec.canonical(codec.response_data(plain(each))) for each in snapshot.responses]
    body = f'{{"head":{codec.canonical(head)},\n"responses":[\n' + ",\n".join(lines) + "\n],\n"
    digest = sha256(body.encode()).hexdigest()
    return f'{body}"sha256":"{digest}"}}\n'.encode()


def digest_of(content: bytes) -> str:
    """The hash that a file bears; raises :class:`SnapshotDamaged` when it is not its own."""
    body, mark, tail = content.rpartition(b'"sha256":"')
    digest = sha256(body).hexdigest()
    if not mark or tail != f'{digest}"}}\n'.encode():
        raise SnapshotDamaged
    return digest


def read(content: bytes) -> Snapshot:
    """The snapshot of a file; raises :class:`SnapshotDamaged`."""
    digest_of(content)
    try:
        data: dict[str, Any] = json.loads(content)
        head = data["head"]
        closed = codec.read_moment(head["closed"])
        if head["format"] != FORMAT or closed is None:
            raise SnapshotDamaged
        return Snapshot(
            closed,
            head["source"],
            codec.read_form(head["form"]),
            tuple(codec.read_response(each) for each in data["responses"]),
        )
    except (KeyError, TypeError, ValueError, RecursionError):
        raise SnapshotDamaged from None


def plain(response: Response) -> Response:
    """A response without the addresses of its files, which change and which are secrets."""
    return replace(response, answers={k: _plain(each) for k, each in response.answers.items()})


def _plain(answer: Answer) -> Answer:
    if not answer or isinstance(answer, str):
        return answer or None
    return tuple(_plain_part(each) for each in answer)  # type: ignore[return-value] # all alike


def _plain_part(part: str | AttachedFile | Row) -> str | AttachedFile | Row:
    if isinstance(part, AttachedFile):
        return replace(part, address="")
    if isinstance(part, Row):
        return Row({key: _plain(each) for key, each in part.answers.items()})
    return part


def changes_since(snapshot: Snapshot, now: tuple[Response, ...], place: str) -> Iterator[Finding]:
    """What is on the form and not in the snapshot, or the other way round: never merged."""
    before = {each.id: each for each in snapshot.responses}
    after = {each.id: plain(each) for each in now}
    for key, response in after.items():
        if key not in before:
            yield Finding("form-after-closing-new", Place(file=place, row=key))
        elif response.answers != plain(before[key]).answers:
            changed = _labels(snapshot.form, before[key], response)
            values = {"count": len(changed), "questions": "; ".join(changed)}
            yield Finding("form-after-closing-changed", Place(file=place, row=key), values)
    for key in before.keys() - after.keys():
        yield Finding("form-after-closing-gone", Place(file=place, row=key))


def _labels(form: Form, before: Response, after: Response) -> list[str]:
    """The questions whose answers differ, by their labels."""
    labels = {each.id: each.label for each in form.questions}
    keys = [*before.answers, *(key for key in after.answers if key not in before.answers)]
    differing = (key for key in keys if plain(before).answers.get(key) != after.answers.get(key))
    return [labels.get(key, key) for key in differing]

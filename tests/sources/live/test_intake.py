"""Pulls joined: whatever pulls led there, the same is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.sources.live.intake import merged
from sheets_sync.sources.live.model import Deletion
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Pull
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Response

if TYPE_CHECKING:
    from sheets_sync.sources.live.store import Kept

START = datetime(2023, 10, 1, tzinfo=UTC)
FORM = Form("p", "1", "F", (Question("q", "Q"),))


class Event(NamedTuple):
    """Somebody sends, changes or deletes; or the campaign pulls."""

    kind: str
    dossier: int


EVENTS = st.lists(
    st.builds(Event, st.sampled_from(["send", "change", "delete", "pull"]), st.integers(0, 5)),
    max_size=40,
)


class Platform:
    """Dossiers by id, when each was changed, and what was deleted."""

    def __init__(self) -> None:
        self.now = START
        self.dossiers: dict[str, tuple[datetime, Response]] = {}
        self.deleted: dict[str, Deletion] = {}

    def act(self, event: Event) -> None:
        self.now += timedelta(minutes=1)
        key = str(event.dossier)
        if event.kind == "delete" and key in self.dossiers:
            del self.dossiers[key]
            self.deleted[key] = Deletion(key, self.now, "candidate")
        elif event.kind == "send" and key not in self.dossiers:
            self.deleted.pop(key, None)
            self.put(Response(key, self.now, self.now, "submitted", {"q": str(self.now)}))
        elif event.kind == "change" and key in self.dossiers:
            self.put(replace(self.dossiers[key][1], answers={"q": str(self.now)}))

    def put(self, response: Response) -> None:
        self.dossiers[response.id] = self.now, response

    def pull(self, since: datetime | None) -> Pull:
        changed = [r for when, r in self.dossiers.values() if since is None or when >= since]
        gone = [d for d in self.deleted.values() if since is None or (d.when or START) >= since]
        return Pull(FORM, tuple(changed), tuple(gone), since is None, self.now)


@given(EVENTS)
def test_changes_pulled_one_by_one_come_to_the_whole(events: list[Event]) -> None:
    platform = Platform()
    kept: Kept | None = None
    for event in events:
        if event.kind == "pull":
            kept = merged(kept, platform.pull(kept.until if kept else None))
        else:
            platform.act(event)
    kept = merged(kept, platform.pull(kept.until if kept else None))
    whole = merged(None, platform.pull(None))
    assert kept.responses == whole.responses
    assert kept.deletions == whole.deletions


def test_order_is_that_of_sending_then_of_the_number() -> None:
    made = [Response(key, when, None, "submitted", {}) for key, when in (
        ("10", START), ("9", START), ("x", None), ("1", START + timedelta(days=1)),
    )]  # fmt: skip
    assert [r.id for r in merged(None, Pull(FORM, tuple(made))).responses] == ["9", "10", "1", "x"]


def test_deletion_of_the_same_pull_wins() -> None:
    one = Response("1", START, None, "submitted", {})
    kept = merged(None, Pull(FORM, (one,), (Deletion("1"),)))
    assert kept.responses == ()


def test_answer_to_a_question_that_left_the_form_keeps_its_column() -> None:
    old = Form("p", "1", "F", (Question("q", "Q"), Question("r", "R"), Question("s", "S")))
    one = Response("1", START, None, "submitted", {"q": "a", "r": "b"})
    kept = merged(None, Pull(old, (one,), until=START))
    later = merged(kept, Pull(FORM, (), whole=False, until=START))
    assert [each.id for each in later.form.questions] == ["q", "r"]


def test_whole_pull_forgets_what_it_does_not_hold() -> None:
    one, two = (Response(key, START, None, "submitted", {}) for key in "12")
    kept = merged(None, Pull(FORM, (one, two)))
    assert merged(kept, Pull(FORM, (two,))).responses == (two,)

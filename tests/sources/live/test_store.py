"""What is kept of a pull: the same values back, or nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from hashlib import sha256
from pathlib import Path
from typing import Any
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.form import FormSource
from sheets_sync.sources.live import snapshot as snapshots
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Deletion
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Response
from sheets_sync.sources.live.model import Row
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.store import FormStore
from sheets_sync.sources.live.store import Kept

ROOT = Path(__file__).parents[3]
SOURCE = FormSource("demarches-simplifiees", "https://formulaires.invalid", "42")
FORM = Form("demarches-simplifiees", "42", "Candidature", (Question("q", "Q"),))
MOMENT = datetime(2023, 10, 1, 8, tzinfo=UTC)
ONE = Response("1", MOMENT, None, "submitted", {"q": "a"}, {"email": "e"})
KEPT = Kept(FORM, (ONE, replace(ONE, id="2")), (Deletion("3", MOMENT, "candidate"),), MOMENT)

Value: TypeAlias = Any

TEXTS = st.text(st.characters(codec=None, categories=None), max_size=20)
MOMENTS = st.datetimes(
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(-timedelta(minutes=90))])
)
FILES = st.builds(AttachedFile, TEXTS, TEXTS, TEXTS, st.none() | st.integers(0, 1 << 40), TEXTS)
PLAIN: st.SearchStrategy[Value] = (
    st.none() | TEXTS | st.lists(TEXTS, min_size=1, max_size=3).map(tuple)
)
PLAIN = PLAIN | st.lists(FILES, min_size=1, max_size=2).map(tuple)
ANSWERS = PLAIN | st.lists(
    st.builds(Row, st.dictionaries(TEXTS, PLAIN, max_size=2)), min_size=1, max_size=2
).map(tuple)
RESPONSES = st.builds(
    Response,
    TEXTS,
    st.none() | MOMENTS,
    st.none() | MOMENTS,
    st.just("submitted"),
    st.dictionaries(TEXTS, ANSWERS, max_size=3),
    st.dictionaries(TEXTS, TEXTS, max_size=2),
)
QUESTIONS = st.builds(
    Question,
    TEXTS,
    TEXTS,
    st.sampled_from(Shape),
    st.lists(st.builds(Option, TEXTS, TEXTS), max_size=2).map(tuple),
    TEXTS,
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
FORMS = st.builds(Form, TEXTS, TEXTS, TEXTS, st.lists(QUESTIONS, max_size=3).map(tuple))
ALL_KEPT = st.builds(
    Kept,
    FORMS,
    st.lists(RESPONSES, max_size=3).map(tuple),
    st.lists(st.builds(Deletion, TEXTS, st.none() | MOMENTS, TEXTS), max_size=2).map(tuple),
    st.none() | MOMENTS,
)


def meant(kept: Kept) -> Kept:
    """The same, an empty text being no answer."""
    return replace(kept, responses=tuple(map(_meant, kept.responses)))


def _meant(response: Response) -> Response:
    return replace(response, answers={k: _answer(v) for k, v in response.answers.items()})


def _answer(answer: Value) -> Value:
    if isinstance(answer, tuple):
        return tuple(
            Row({k: _answer(v) for k, v in each.answers.items()}) if isinstance(each, Row) else each
            for each in answer
        )
    return answer or None


@given(ALL_KEPT)
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, kept: Kept) -> None:
    store = FormStore(tmp_path_factory.mktemp("campagne"), SOURCE)
    store.save(kept)
    assert store.load() == meant(kept)
    first = store.path.read_bytes()
    store.save(meant(kept))
    assert store.path.read_bytes() == first


@given(ALL_KEPT)
def test_snapshot_comes_back_without_addresses(kept: Kept) -> None:
    plain = tuple(map(snapshots.plain, kept.responses))
    made = snapshots.Snapshot(MOMENT, {"form": "42"}, kept.form, kept.responses)
    assert snapshots.read(snapshots.written(made)) == replace(made, responses=plain)


def test_nothing_kept_is_nothing(tmp_path: Path) -> None:
    store = FormStore(tmp_path, SOURCE)
    assert store.load() is None
    assert not store.exists


def test_file_is_json_for_its_owner_alone(tmp_path: Path) -> None:
    store = FormStore(tmp_path, SOURCE)
    store.save(KEPT)
    assert store.path.relative_to(tmp_path) == Path(".palmares/forms/demarches-simplifiees-42.json")
    assert store.path.stat().st_mode & 0o777 == 0o600
    assert len(json.loads(store.path.read_bytes())["responses"]) == 2
    assert [each.name for each in store.path.parent.iterdir()] == [store.path.name]


def test_form_of_another_server_or_number_is_not_taken_for_it(tmp_path: Path) -> None:
    FormStore(tmp_path, SOURCE).save(KEPT)
    other = FormStore(tmp_path, SOURCE._replace(address="https://autre.invalid"))
    assert other.path == FormStore(tmp_path, SOURCE).path
    assert other.load() is None
    assert FormStore(tmp_path, SOURCE._replace(keys={"table": "T"})).load() is None


@pytest.mark.parametrize("form", ["../../x", "a/b", "C:\\x", "é", "..", "x" * 500])
def test_id_of_a_form_never_leads_out_of_the_folder(tmp_path: Path, form: str) -> None:
    store = FormStore(tmp_path, SOURCE._replace(form=form))
    store.save(KEPT)
    assert store.path.resolve().parent == (tmp_path / ".palmares" / "forms").resolve()
    assert store.load() == KEPT


def test_every_cut_and_every_changed_byte_is_noticed(tmp_path: Path) -> None:
    store = FormStore(tmp_path, SOURCE)
    store.save(KEPT)
    whole = store.path.read_bytes()
    for at in range(len(whole)):
        store.path.write_bytes(whole[:at])
        assert store.load() is None
        store.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert store.load() is None
    store.path.write_bytes(whole + b"\n")
    assert store.load() is None


def test_other_format_is_not_read(tmp_path: Path) -> None:
    store = FormStore(tmp_path, SOURCE)
    store.save(KEPT)
    body = store.path.read_bytes().partition(b'"sha256"')[0].replace(b'"format":1', b'"format":2')
    store.path.write_bytes(body + f'"sha256":"{sha256(body).hexdigest()}"}}\n'.encode())
    assert store.load() is None


WRITER = """
import sys, itertools
from pathlib import Path
from dataclasses import replace
from tests.sources.live.test_store import KEPT, ONE, SOURCE
from sheets_sync.sources.live.store import FormStore
store = FormStore(Path(sys.argv[1]), SOURCE)
print("go", flush=True)
for count in itertools.count(1):
    store.save(replace(KEPT, responses=tuple(replace(ONE, id=str(n)) for n in range(500 + count))))
"""


def test_writer_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    store = FormStore(tmp_path, SOURCE)
    store.save(KEPT)
    for attempt in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT
        )
        assert child.stdout is not None
        assert child.stdout.readline() == b"go\n"
        before = store.path.stat().st_mtime_ns
        while store.path.stat().st_mtime_ns == before:
            os.sched_yield()
        for _ in range(attempt * 1_000):
            os.sched_yield()
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert store.load() is not None

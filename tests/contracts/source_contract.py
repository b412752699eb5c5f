"""The contract of live forms: what any platform's module must do.

A platform's tests inherit :class:`SourceContract` and give the fixture ``form``, a
:class:`FormDriver` that drives the platform's server. All forms ask the same: a name, a
department, and the four questions of :data:`tests.sources.small.GRID`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

import pytest

from sheets_sync.form import ColumnRef
from sheets_sync.form import FormMap
from sheets_sync.sources.exports import responses_of
from sheets_sync.sources.live.http import Patience
from sheets_sync.sources.live.intake import take_in
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.protocol import SourceUnreachable
from sheets_sync.sources.live.protocol import Waiting
from sheets_sync.sources.live.protocol import silent
from sheets_sync.sources.live.store import FormStore
from sheets_sync.sources.live.table import form_table
from tests.sources.small import GRID
from tests.sources.small import SCHEME

if TYPE_CHECKING:
    from pathlib import Path

    from sheets_sync.form import FormSource
    from sheets_sync.responses import Responses
    from sheets_sync.sources.live.protocol import LiveSource
    from sheets_sync.sources.live.protocol import Tell

TOKEN = "jeton-à-ne-jamais-montrer"  # noqa: S105 - of a server that lives for a test
QUICK = Patience(deadline=0.25, first=0.01, longest=0.05, connect=2.0, read=10.0)
PATIENT = Patience(deadline=20.0, first=0.01, longest=0.05, connect=2.0, read=10.0)

ODT, HTML, OTHER = "Textes, tableaux (ODT, ODS)", "HTML", "Autre"
LABELS = {
    "name": "Nom de la collectivité",
    "department": "Département",
    "plan": "Avez-vous un plan ?",
    "part": "Quelle part de logiciels libres ?",
    "formats": "Quels formats ?",
    "mot": "Un mot de plus",
}
"""Question -> its label on the form; the first two are facts."""

START = datetime(2023, 10, 2, 8, tzinfo=UTC)
SHOWN = ("name", "department", "plan", "part", "formats", "mot", "submitted")


@dataclass(frozen=True, slots=True)
class Sent:
    """What one made-up candidate sends; ``plan`` None: the yes/no question is left open."""

    name: str
    department: str | None = "38"
    plan: bool | None = True
    part: str | None = "50"
    formats: tuple[str, ...] = (ODT, HTML)
    mot: str | None = "Rien de plus"
    sent: datetime = START


def candidate(number: int, **answers: Any) -> Sent:  # noqa: ANN401 - any field of Sent
    """One of many: each sends a minute after the one before."""
    made = Sent(f"Ville inventée {number}", sent=START + timedelta(minutes=number))
    return dataclasses.replace(made, **answers)


def cells(sent: Sent) -> dict[str, str | None]:
    """What the canonical table holds for a candidate."""
    plan = None if sent.plan is None else {True: "Oui", False: "Non"}[sent.plan]
    return {
        "name": sent.name,
        "department": sent.department,
        "plan": plan,
        "part": None if sent.part is None else f"{sent.part.replace('.', ',')}\u202f%",
        "formats": "\n".join(sent.formats) or None,
        "mot": sent.mot,
        "submitted": f"{sent.sent + timedelta(hours=2):%Y-%m-%dT%H:%M:%S}",
    }


class FormDriver(Protocol):
    """Acts on the server of a platform, as candidates and staff do."""

    settings: FormSource
    page: int
    """How many responses the server gives at a time; 0 when it gives all at once."""
    incremental: bool
    """Whether the platform can be asked for changes only."""
    tells_deletions: bool
    """Whether it tells which dossiers were deleted."""

    def source(self, patience: Patience = QUICK, tell: Tell = silent) -> LiveSource:
        """A new source that asks this form with :data:`TOKEN`."""
        ...

    def codes(self) -> dict[str, str]:
        """Question -> the id that the platform gives it, as in ``Form.questions``."""
        ...

    def submit(self, sent: Sent) -> str:
        """A candidate sends the form; gives the dossier's id."""
        ...

    def change(self, dossier: str, sent: Sent) -> None:
        """The candidate changes the answers (``sent.sent`` stays the moment of sending)."""
        ...

    def withdraw(self, dossier: str) -> None:
        """The candidate deletes the dossier."""
        ...

    def rename_question(self, question: str, label: str) -> None:
        """The staff rewords a question of the form."""
        ...

    def rename_option(self, label: str, after: str) -> None:
        """The staff rewords an option of "formats"; answers given before may follow."""
        ...

    def add_question(self, label: str) -> None:
        """The staff adds a text question, which nobody has answered."""
        ...

    def expire_token(self) -> None:
        """The token is no longer good."""
        ...

    def throttle(self, times: int) -> None:
        """Refuse the next requests as the platform does for too many, for about a second."""
        ...

    def cut(self, after: int, times: int = 1_000_000) -> None:
        """Let some requests through, then break the connection in the middle of answers."""
        ...

    def heal(self) -> None:
        """Cut and throttle no more."""
        ...

    def requests(self) -> int:
        """How many requests were received so far."""
        ...


class Desk:
    """A campaign folder that syncs from the form."""

    def __init__(self, form: FormDriver, folder: Path) -> None:
        """Nothing is pulled yet."""
        self.form = form
        self.store = FormStore(folder, form.settings)
        self.form_map = self._form_map()

    def _form_map(self) -> FormMap:
        codes = self.form.codes()
        named = ("name", "department")
        columns = {key: ColumnRef((LABELS[key],), codes[key]) for key in named}
        columns |= {key: ColumnRef((), codes[key]) for key in codes if key not in columns}
        return FormMap(columns=columns)

    def sync(
        self, patience: Patience = QUICK, tell: Tell = silent, *, whole: bool = False
    ) -> Responses:
        """Pull, keep, and make the canonical table."""
        source = self.form.source(patience, tell)
        taken = take_in(source, self.store, whole=whole)
        self.store.save(taken.kept)
        table = form_table(source.place, taken.kept.form, taken.kept.responses)
        table = dataclasses.replace(table, findings=(*taken.findings, *table.findings))
        return responses_of(table, self.form_map, GRID, SCHEME)

    def kept(self) -> bytes:
        """What is kept on the disk."""
        return self.store.path.read_bytes() if self.store.exists else b""


def shown(responses: Responses) -> dict[str, dict[str, str | None]]:
    """Dossier -> cells."""
    columns = {name: list(responses.table[name]) for name in SHOWN}
    dossiers = list(responses.table["dossier"])
    return {
        str(dossier): {name: columns[name][row] for name in SHOWN}
        for row, dossier in enumerate(dossiers)
    }


def codes(responses: Responses) -> list[str]:
    """Codes of the findings, those apart that tell what an old server lacks."""
    old = {"form-selection-lost", "form-notes-move-dates"}
    return [each.code for each in responses.findings if each.code not in old]


class SourceContract:
    """The tests; see the module."""

    @pytest.fixture
    def desk(self, form: FormDriver, tmp_path: Path) -> Desk:
        return Desk(form, tmp_path)

    def test_first_pull_brings_every_dossier(self, form: FormDriver, desk: Desk) -> None:
        sent = [
            candidate(1),
            candidate(2, plan=False, part="12.5", formats=(HTML,), mot="=1+1\n<b>gras</b>"),
        ]
        expected = {form.submit(each): cells(each) for each in sent}
        responses = desk.sync()
        assert shown(responses) == expected
        assert codes(responses) == []

    def test_question_left_open_is_no_answer(self, form: FormDriver, desk: Desk) -> None:
        silent_one = candidate(1, plan=None, part=None, formats=(), mot=None)
        dossier = form.submit(silent_one)
        assert shown(desk.sync()) == {dossier: cells(silent_one)}

    def test_form_tells_its_questions(self, form: FormDriver) -> None:
        questions = {each.id: each.label for each in form.source().describe().questions}
        asked = {key: questions.get(code) for key, code in form.codes().items()}
        assert asked == {key: LABELS[key] for key in asked}

    def test_nothing_new_changes_nothing(self, form: FormDriver, desk: Desk) -> None:
        for number in range(3):
            form.submit(candidate(number))
        before = desk.sync()
        after = desk.sync()
        assert shown(after) == shown(before)
        assert codes(after) == codes(before)

    def test_changed_answer_is_seen(self, form: FormDriver, desk: Desk) -> None:
        first, other = form.submit(candidate(1)), form.submit(candidate(2))
        desk.sync()
        changed = candidate(1, plan=False, formats=(OTHER,), mot="Changé")
        form.change(first, changed)
        assert shown(desk.sync()) == {first: cells(changed), other: cells(candidate(2))}

    def test_new_version_takes_the_place_of_the_first(self, form: FormDriver, desk: Desk) -> None:
        first = form.submit(candidate(1))
        desk.sync()
        again = dataclasses.replace(candidate(1, mot="Mieux"), sent=START + timedelta(days=1))
        form.submit(again)
        responses = desk.sync()
        assert shown(responses) == {first: cells(again)}
        assert codes(responses) == ["form-older-version"]

    def test_withdrawn_dossier_is_gone(self, form: FormDriver, desk: Desk) -> None:
        first, other = form.submit(candidate(1)), form.submit(candidate(2))
        desk.sync()
        form.withdraw(first)
        responses = desk.sync()
        assert shown(responses) == {other: cells(candidate(2))}
        expected = ["form-deleted-by-candidate"] if form.tells_deletions else []
        assert codes(responses) == expected

    def test_renamed_question_is_the_same(self, form: FormDriver, desk: Desk) -> None:
        dossier = form.submit(candidate(1))
        desk.sync()
        form.rename_question("mot", "Souhaitez-vous ajouter quelque chose ?")
        later = form.submit(candidate(2))
        responses = desk.sync()
        assert shown(responses) == {
            dossier: cells(candidate(1)),
            later: cells(candidate(2)),
        }
        assert responses.places["mot"] == "Souhaitez-vous ajouter quelque chose ?"

    def test_renamed_option_is_told_and_kept(self, form: FormDriver, desk: Desk) -> None:
        form.submit(candidate(1, formats=(ODT,)))
        desk.sync()
        form.rename_option(HTML, "Pages, HTML")
        later = form.submit(candidate(2, formats=(ODT, "Pages, HTML")))
        responses = desk.sync()
        assert shown(responses)[later]["formats"] == f"{ODT}\nPages， HTML"  # noqa: RUF001
        assert codes(responses) == ["answer-option-unknown"]

    def test_added_question_is_a_note(self, form: FormDriver, desk: Desk) -> None:
        dossier = form.submit(candidate(1))
        desk.sync()
        form.add_question("Une question nouvelle")
        responses = desk.sync()
        assert shown(responses) == {dossier: cells(candidate(1))}
        notes = [each for each in responses.findings if each.code == "export-column-unknown"]
        assert [each.place.column for each in notes] == ["Une question nouvelle"]

    @pytest.mark.parametrize("more", [-1, 0, 1])
    def test_page_boundary_loses_nothing(self, form: FormDriver, desk: Desk, more: int) -> None:
        sent = [candidate(number) for number in range(2 * (form.page or 3) + more)]
        expected = {form.submit(each): cells(each) for each in sent}
        assert shown(desk.sync()) == expected

    def test_connection_that_drops_once_is_taken_up_again(
        self, form: FormDriver, desk: Desk
    ) -> None:
        sent = [candidate(number) for number in range(2 * (form.page or 3) + 1)]
        expected = {form.submit(each): cells(each) for each in sent}
        form.cut(after=1, times=1)
        assert shown(desk.sync(PATIENT)) == expected

    def test_pull_cut_anywhere_takes_nothing_and_is_repeatable(
        self, form: FormDriver, desk: Desk
    ) -> None:
        first = form.submit(candidate(0))
        desk.sync()
        kept, before = desk.kept(), form.requests()
        sent = [candidate(number) for number in range(1, 2 * (form.page or 3) + 1)]
        expected = {first: cells(candidate(0))} | {form.submit(x): cells(x) for x in sent}
        pulls, told = 0, list[str]()
        while True:
            form.cut(after=pulls)
            try:
                desk.sync()
            except SourceUnreachable as error:
                told.append(f"{error}{error!r}{error.values}")
            else:
                break
            assert desk.kept() == kept
            pulls += 1
        form.heal()
        assert pulls > 0
        assert not any(TOKEN in each for each in told)
        assert form.requests() > before
        assert shown(desk.sync()) == expected

    def test_whole_pull_gives_what_changes_gave(self, form: FormDriver, desk: Desk) -> None:
        dossiers = [form.submit(candidate(number)) for number in range(4)]
        desk.sync()
        form.change(dossiers[2], candidate(2, mot="Autre chose"))
        form.withdraw(dossiers[0])
        form.submit(candidate(9))
        changes = desk.sync()
        assert shown(desk.sync(whole=True)) == shown(changes)
        assert list(shown(changes)) == list(shown(desk.sync(whole=True)))

    def test_expired_token_is_said_and_takes_nothing(self, form: FormDriver, desk: Desk) -> None:
        form.submit(candidate(1))
        desk.sync()
        kept = desk.kept()
        form.expire_token()
        with pytest.raises(SourceRefused) as caught:
            desk.sync()
        assert desk.kept() == kept
        assert TOKEN not in f"{caught.value}{caught.value!r}{caught.value.values}"

    def test_throttled_pull_waits_and_says_why(self, form: FormDriver, desk: Desk) -> None:
        dossier = form.submit(candidate(1))
        told: list[Waiting] = []
        form.throttle(times=1)
        assert shown(desk.sync(PATIENT, told.append)) == {dossier: cells(candidate(1))}
        assert [each.why for each in told] == ["the server asks for fewer requests (HTTP {status})"]

    def test_incremental_pull_asks_for_changes_only(self, form: FormDriver, desk: Desk) -> None:
        if not form.incremental:
            pytest.skip("this platform can't be asked by date")
        for number in range(3 * form.page):
            form.submit(candidate(number))
        before = form.requests()
        desk.sync()
        whole, before = form.requests() - before, form.requests()
        desk.sync()
        assert form.requests() - before < whole

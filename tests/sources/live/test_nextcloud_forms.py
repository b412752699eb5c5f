"""What Nextcloud Forms does in its own way."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from sheets_sync.form import FormSource
from sheets_sync.sources.live import nextcloud_forms
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceRefused
from tests.contracts.source_contract import QUICK
from tests.servers.common.asked import Asked
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind
from tests.servers.common.serving import Local
from tests.servers.nextcloud.form import Form
from tests.servers.nextcloud.form import TableQuestion
from tests.servers.nextcloud.ocs import PASSWORD
from tests.servers.nextcloud.ocs import USER
from tests.servers.nextcloud.ocs import Nextcloud

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from sheets_sync.sources.live.protocol import LiveSource

WORD = Asked("word", "Un mot", Kind.LONG)
WHY = Asked("why", "Pourquoi ?", Kind.MANY, (("a", "L’argent, surtout"), ("b", "Le droit")), True)  # noqa: FBT003 - "other"


class Site:
    """A site with a form, on this machine; four submissions to a page."""

    def __init__(self) -> None:
        self.form = Form()
        self.platform = Nextcloud(self.form)
        self.local = Local(self.platform)

    def source(self, password: str = PASSWORD, form: str = "3", address: str = "") -> LiveSource:
        """A source that asks it."""
        where = self.local.address + address
        settings = FormSource("nextcloud-forms", where, form, keys={"user": USER})
        return nextcloud_forms.open_source(settings, lambda: password, patience=QUICK, page=4)

    def filled(self, count: int) -> list[str]:
        """Submissions, each with a word; their ids."""
        self.form.ask(WORD)
        return [self.form.submit({"word": Given(f"Mot {n}")}) for n in range(count)]

    def act(self, request: int, deed: Callable[[], object]) -> None:
        """Do something right before a request is answered."""
        self.local.before = lambda n: deed() if n == request else None


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    with made.local:
        yield made


def ids(site: Site) -> list[str]:
    """The ids that a pull brings, sorted."""
    return sorted(each.id for each in site.source().pull().responses)


def test_questions_are_described(site: Site) -> None:
    site.form.ask(WHY)
    form = site.source().describe()
    (question,) = site.form.questions
    options = (
        Option("L’argent, surtout", str(question.options["a"])),
        Option("Le droit", str(question.options["b"])),
    )
    assert (form.platform, form.id, form.title) == ("nextcloud-forms", "3", "Candidature (essai)")
    expected = Question(str(question.id), "Pourquoi ?", Shape.MANY, options, other=True)
    assert form.questions == (expected,)


def test_technical_name_is_the_id_where_one_question_bears_it(site: Site) -> None:
    site.form.named = True
    for code in ("plan", "plan", "mot"):
        site.form.ask(WORD._replace(code=code))
    first, second, _ = site.form.questions
    described = [each.id for each in site.source().describe().questions]
    assert described == [str(first.id), str(second.id), "mot"]


def test_ticked_options_are_one_answer_row_each(site: Site) -> None:
    site.form.ask(WHY)
    site.form.submit({"why": Given(ticked=("a", "b"), other="Le plaisir,\nsurtout")})
    (response,) = site.source().pull().responses
    assert [*response.answers.values()] == [
        ("L’argent, surtout", "Le droit", "Le plaisir, surtout")
    ]


def test_changed_submission_has_the_moment_of_the_change(site: Site) -> None:
    (number,) = site.filled(1)
    moment = datetime(2023, 11, 3, 10, tzinfo=UTC)
    site.form.change(number, {"word": Given("Autre")}, at=moment)
    (response,) = site.source().pull().responses
    assert (response.submitted, response.updated) == (moment, moment)


def test_submission_that_moves_to_the_top_meanwhile_is_lost_by_nobody(site: Site) -> None:
    sent = site.filled(10)
    site.act(3, lambda: site.form.change(sent[0], {"word": Given("Changé")}))
    assert ids(site) == sorted(sent)


def test_submission_that_comes_meanwhile_doubles_nobody(site: Site) -> None:
    sent = site.filled(10)
    site.act(3, lambda: sent.append(site.form.submit({"word": Given("Tard")})))
    assert ids(site) == sorted(sent)


def test_submission_deleted_meanwhile_hides_nobody(site: Site) -> None:
    sent = site.filled(10)
    site.act(3, lambda: site.form.delete(sent.pop()))
    assert ids(site) == sorted(sent)


def test_one_deleted_and_one_changed_meanwhile_hide_nobody(site: Site) -> None:
    """The pages fit together: what one act shifts down, the other shifts up."""
    sent = site.filled(10)

    def act() -> None:
        site.form.delete(sent.pop())
        site.form.change(sent[0], {"word": Given("Changé")})

    site.act(3, act)
    assert ids(site) == sorted(sent)


def test_change_within_the_second_of_the_newest_hides_nobody(site: Site) -> None:
    sent = site.filled(10)
    newest = site.form.clock.now
    site.act(3, lambda: site.form.change(sent[0], {"word": Given("Changé")}, newest))
    assert ids(site) == sorted(sent)


def test_last_submissions_deleted_meanwhile_end_the_pull(site: Site) -> None:
    sent = site.filled(6)

    def delete() -> None:
        for each in (sent.pop(0), sent.pop(0)):
            site.form.delete(each)

    site.act(3, delete)
    assert ids(site) == sorted(sent)


def test_form_that_never_rests_is_told(site: Site) -> None:
    sent = site.filled(300)  # more than the largest page that is tried

    def change(request: int) -> None:
        site.form.change(sent[request % 300], {"word": Given("Changé")})

    site.local.before = change
    with pytest.raises(SourceBroken, match="changed again and again"):
        site.source().pull()


def test_question_added_meanwhile_is_read_with_the_rest(site: Site) -> None:
    site.filled(2)
    site.act(2, lambda: site.form.ask(WORD._replace(code="other", label="Autre mot")))
    pull = site.source().pull()
    assert [each.label for each in pull.form.questions] == ["Un mot", "Autre mot"]
    assert {len(each.answers) for each in pull.responses} == {2}


def test_answer_to_a_question_that_was_deleted_is_left(site: Site) -> None:
    site.filled(1)
    site.form.ask(WORD._replace(code="new"))
    del site.form.questions[0]
    (response,) = site.source().pull().responses
    assert [*response.answers.values()] == [None]


def test_submissions_of_one_second_are_each_taken_once(site: Site) -> None:
    moment = datetime(2023, 10, 3, 9, tzinfo=UTC)
    site.form.ask(WORD)
    sent = [site.form.submit({"word": Given(f"Mot {n}")}, at=moment) for n in range(30)]
    assert ids(site) == sorted(sent)


def table(kind: str) -> tuple[TableQuestion, list[int]]:
    """A question with a table of two rows and two columns; their numbers."""
    numbers = [31, 32, 41, 42]
    labels = (("row", "Serveurs"), ("row", "Postes"), ("column", "Libre"), ("column", "Autre"))
    question = TableQuestion(7, Asked("table", "Votre  parc", Kind.LONG), {}, "")
    question.settings = {"questionType": kind}
    question.parts = [
        {"id": number, "questionId": 7, "text": text, "order": 1, "optionType": option}
        for number, (option, text) in zip(numbers, labels, strict=True)
    ]
    return question, numbers


@pytest.mark.parametrize(
    ("kind", "stored", "answers"),
    [
        (
            "radio",
            '{"31":"41","32":"42"}',
            {"Votre parc (Serveurs)": "Libre", "Votre parc (Postes)": "Autre"},
        ),
        (
            "checkbox",
            '{"31":["41","42"]}',
            {"Votre parc (Serveurs)": ("Libre", "Autre"), "Votre parc (Postes)": None},
        ),
        ("radio", "[]", {"Votre parc (Serveurs)": None, "Votre parc (Postes)": None}),
        ("radio", '{"31":"99"', {"Votre parc (Serveurs)": None, "Votre parc (Postes)": None}),
        (
            "number",
            '{"31":{"41":"12","42":""},"32":{"42":7}}',
            {
                "Votre parc (Serveurs - Libre)": "12",
                "Votre parc (Serveurs - Autre)": None,
                "Votre parc (Postes - Libre)": None,
                "Votre parc (Postes - Autre)": "7",
            },
        ),
    ],
)
def test_rows_of_a_table_are_questions(
    site: Site, kind: str, stored: str, answers: dict[str, object]
) -> None:
    question, _ = table(kind)
    site.form.questions.append(question)
    site.form.submit({"table": Given(stored)})
    pull = site.source().pull()
    (response,) = pull.responses
    by_label = {each.label: response.answers[each.id] for each in pull.form.questions}
    assert by_label == answers


def test_questions_of_a_table_have_the_numbers_of_their_options(site: Site) -> None:
    question, (row, other, *_) = table("checkbox")
    site.form.questions.append(question)
    options = (Option("Libre", "41"), Option("Autre", "42"))
    assert site.source().describe().questions == (
        Question(f"7[{row}]", "Votre parc (Serveurs)", Shape.MANY, options),
        Question(f"7[{other}]", "Votre parc (Postes)", Shape.MANY, options),
    )


@pytest.mark.parametrize(
    ("stored", "answer"), [("[42,41,99]", "1. Autre\n2. Libre"), ("[]", None), ("", None)]
)
def test_ranking_is_told_in_its_order(site: Site, stored: str, answer: str | None) -> None:
    question, _ = table("")
    question.kind = "ranking"
    site.form.questions.append(question)
    site.form.submit({"table": Given(stored)})
    (response,) = site.source().pull().responses
    assert response.answers == {"7": answer}


def test_older_version_gives_all_at_once(site: Site) -> None:
    sent = site.filled(10)
    site.platform.paged = False
    assert ids(site) == sorted(sent)
    assert site.local.journal.notes() == ["form", "submissions"]


def test_user_who_may_not_see_the_results_is_told(site: Site) -> None:
    site.filled(1)
    site.platform.permitted = False
    with pytest.raises(SourceRefused, match="may not see the results"):
        site.source().pull()


@pytest.mark.parametrize("form", ["4", "../3", "abc"])
def test_form_that_is_not_there_is_told(site: Site, form: str) -> None:
    with pytest.raises(SourceRefused, match="it has no form"):
        site.source(form=form).describe()


def test_wrong_password_is_told_and_shown_nowhere(site: Site) -> None:
    with pytest.raises(SourceRefused, match="401") as caught:
        site.source("faux-mot-de-passe").pull()
    assert "faux" not in f"{caught.value!r}{caught.value.values}"


def test_address_with_index_php_is_understood(site: Site) -> None:
    sent = site.filled(1)
    responses = site.source(address="/index.php/").pull().responses
    assert [each.id for each in responses] == sent

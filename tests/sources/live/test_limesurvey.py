"""What LimeSurvey does in its own way."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

import pytest

from sheets_sync.form import FormSource
from sheets_sync.sources.live import limesurvey
from sheets_sync.sources.live.limesurvey.errors import InterfaceOff
from sheets_sync.sources.live.limesurvey.errors import SurveyInactive
from sheets_sync.sources.live.limesurvey.errors import UnknownZone
from sheets_sync.sources.live.limesurvey.session import rpc_address
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.protocol import SourceUnreachable
from tests.contracts.source_contract import QUICK
from tests.servers.common.asked import Asked
from tests.servers.common.asked import Given
from tests.servers.common.asked import Kind
from tests.servers.common.faults import Fault
from tests.servers.common.serving import Local
from tests.servers.limesurvey.rpc import PASSWORD
from tests.servers.limesurvey.rpc import USER
from tests.servers.limesurvey.rpc import LimeSurvey
from tests.servers.limesurvey.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.sources.live.protocol import LiveSource

WHY = Asked(
    "why", "Pourquoi <vraiment> ?", Kind.MANY, (("a", "L’argent, surtout"), ("b", "Autre chose"))
)
LEVEL = Asked("level", "Quel niveau ?", Kind.ONE, (("low", "Bas"), ("high", "Haut")), other=True)


class Site:
    """A site with a survey, on this machine."""

    def __init__(self) -> None:
        self.survey = Survey()
        self.platform = LimeSurvey(self.survey)
        self.local = Local(self.platform)

    def source(self, password: str = PASSWORD, form: str = "783946", **keys: str) -> LiveSource:
        """A source that asks it."""
        settings = FormSource("limesurvey", self.local.address, form, keys={"user": USER, **keys})
        return limesurvey.open_source(settings, lambda: password, patience=QUICK)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    with made.local:
        yield made


def answers(site: Site) -> list[dict[str, object]]:
    """The answers of every response."""
    return [dict(each.answers) for each in site.source().pull().responses]


def test_questions_are_described_with_labels_free_of_html(site: Site) -> None:
    site.survey.ask(WHY._replace(section="Stratégie"))
    site.survey.ask(LEVEL)
    form = site.source().describe()
    assert (form.platform, form.id, form.title) == ("limesurvey", "783946", "Candidature (essai)")
    assert form.questions == (
        Question(
            "why",
            "Pourquoi <vraiment> ?",
            Shape.MANY,
            (Option("L’argent, surtout", "SQ001"), Option("Autre chose", "SQ002")),
            "Stratégie",
        ),
        Question(
            "level",
            "Quel niveau ?",
            Shape.ONE,
            (Option("Bas", "A1"), Option("Haut", "A2")),
            "Questions",
            other=True,
        ),
    )


def test_other_is_the_text_that_stands_beside_the_options(site: Site) -> None:
    site.survey.ask(LEVEL)
    site.survey.ask(WHY._replace(other=True))
    site.survey.submit({"level": Given(other="Moyen"), "why": Given(ticked=("b",), other="Rien")})
    assert answers(site) == [{"level": "Moyen", "why": ("Autre chose", "Rien")}]


def test_comments_of_options_are_questions_of_their_own(site: Site) -> None:
    site.survey.ask(WHY)
    site.survey.questions[0].comments = True
    number = site.survey.submit({"why": Given(ticked=("a",))})
    site.survey.rows[int(number)]["why[SQ001comment]"] = "Trop cher"
    assert answers(site) == [
        {"why": ("L’argent, surtout",), "why[SQ001comment]": "Trop cher", "why[SQ002comment]": None}
    ]


def test_response_that_was_begun_and_not_sent_is_left_out(site: Site) -> None:
    site.survey.ask(LEVEL)
    site.survey.begin({"level": Given(ticked=("low",))})
    sent = site.survey.submit({"level": Given(ticked=("high",))})
    assert [each.id for each in site.source().pull().responses] == [sent]


def test_moments_are_those_of_the_sites_clock(site: Site) -> None:
    site.survey.ask(LEVEL)
    number = site.survey.submit({}, at=datetime(2023, 7, 1, 10, tzinfo=UTC))
    site.survey.change(number, {}, at=datetime(2023, 12, 1, 10, tzinfo=UTC))
    (response,) = site.source().pull().responses
    assert (response.submitted, response.updated) == (
        datetime(2023, 7, 1, 10, tzinfo=UTC),
        datetime(2023, 12, 1, 10, tzinfo=UTC),
    )
    (shifted,) = site.source(timezone="Asia/Tokyo").pull().responses
    assert shifted.submitted == datetime(2023, 7, 1, 3, tzinfo=UTC)


def test_survey_without_dates_has_no_moments(site: Site) -> None:
    site.survey.dated = False
    site.survey.ask(LEVEL)
    site.survey.submit({})
    (response,) = site.source().pull().responses
    assert (response.submitted, response.updated) == (None, None)


def test_survey_that_nobody_answered_is_empty(site: Site) -> None:
    site.survey.ask(LEVEL)
    assert site.source().pull().responses == ()


def test_survey_with_partial_responses_only_is_empty(site: Site) -> None:
    site.survey.ask(LEVEL)
    site.survey.begin({})
    assert site.source().pull().responses == ()


def test_limesurvey_3_is_read_alike(site: Site) -> None:
    site.survey.ask(WHY)
    site.survey.submit({"why": Given(ticked=("a", "b"))})
    before = site.source().pull()
    site.platform.old = True
    assert site.source().pull() == before


def test_files_are_told_by_name_and_size(site: Site) -> None:
    site.survey.ask(Asked("acte", "Joignez l’acte", Kind.FILES))
    site.survey.submit({"acte": Given(files=("délibération nº 3.pdf",))})
    site.survey.submit({"acte": Given()})
    file = AttachedFile("délibération nº 3.pdf", size=12500)
    assert answers(site) == [{"acte": (file,)}, {"acte": None}]


def test_every_session_is_released(site: Site) -> None:
    site.survey.ask(LEVEL)
    site.survey.submit({})
    site.source().describe()
    site.source().pull()
    assert (site.platform.opened, site.platform.sessions) == (2, set())


@pytest.mark.parametrize("nth", [2, 3, 4, 5, 6])
def test_session_is_released_after_an_error(site: Site, nth: int) -> None:
    site.survey.ask(LEVEL)
    site.survey.submit({})
    site.local.faults.add(Fault("page", nth=nth, status=404))
    with pytest.raises(SourceBroken):
        site.source().pull()
    assert (site.platform.opened, site.platform.sessions) == (1, set())


def test_session_that_ends_in_the_middle_is_opened_again(site: Site) -> None:
    site.survey.ask(LEVEL)
    number = site.survey.submit({})

    def end(request: int) -> None:
        if request == 4:
            site.platform.sessions.clear()

    site.local.before = end
    assert [each.id for each in site.source().pull().responses] == [number]
    assert (site.platform.opened, site.platform.sessions) == (2, set())


def test_site_that_ends_every_session_refuses(site: Site) -> None:
    site.local.before = lambda _: site.platform.sessions.clear()
    with pytest.raises(SourceRefused, match="ends every session"):
        site.source().pull()


def test_wrong_password_is_told_and_shown_nowhere(site: Site) -> None:
    with pytest.raises(SourceRefused, match="does not know this user") as caught:
        site.source("faux-mot-de-passe").pull()
    assert "faux" not in f"{caught.value!r}{caught.value.values}{caught.value.__cause__}"


def test_user_without_the_right_is_told(site: Site) -> None:
    site.platform.permitted = False
    with pytest.raises(SourceRefused, match="has not the right to export"):
        site.source().pull()


@pytest.mark.parametrize("form", ["12", "abc"])
def test_survey_that_is_not_there_is_told(site: Site, form: str) -> None:
    with pytest.raises(SourceRefused, match=f"it has no form “{form}”"):
        site.source(form=form).pull()


def test_survey_that_is_not_active_is_told(site: Site) -> None:
    site.survey.ask(LEVEL)
    site.survey.active = False
    with pytest.raises(SurveyInactive, match="nobody can have answered"):
        site.source().pull()


def test_interface_that_is_off_is_told(site: Site) -> None:
    site.platform.enabled = False
    with pytest.raises(InterfaceOff, match="switched off"):
        site.source().pull()


def test_zone_that_is_none_is_told(site: Site) -> None:
    with pytest.raises(UnknownZone, match="Europe/Pari"):
        site.source(timezone="Europe/Pari")


def test_server_that_does_not_answer_is_unreachable(site: Site) -> None:
    site.local.faults.add(Fault("reset", times=1000))
    with pytest.raises(SourceUnreachable):
        site.source().pull()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example", "https://a.example/index.php/admin/remotecontrol"),
        ("https://a.example/enquetes/", "https://a.example/enquetes/index.php/admin/remotecontrol"),
        ("https://a.example/index.php", "https://a.example/index.php/admin/remotecontrol"),
        (
            "https://a.example/index.php/admin/remotecontrol",
            "https://a.example/index.php/admin/remotecontrol",
        ),
    ],
)
def test_address_of_the_interface(address: str, expected: str) -> None:
    assert rpc_address(address) == expected


def listed(number: int, kind: str, title: str, label: str) -> dict[str, Any]:
    """A question of a type that the made-up survey does not know, numbers as texts."""
    base = {"gid": "11", "parent_qid": "0", "mandatory": "Y", "other": "N", "type": kind}
    more = {"id": str(number), "qid": str(number), "question_order": str(number)}
    return {**base, **more, "title": title, "question": label}


def test_rows_of_an_array_are_questions_and_texts_none(site: Site) -> None:
    parts = {"9": {"title": "B", "question": "Deux"}, "8": {"title": "A", "question": "Un"}}
    # The codes 0 and 1 make a list of what would be an object.
    choices = [{"answer": "Non", "order": 0}, {"answer": "Oui", "order": 1}]
    site.survey.ask(LEVEL)
    site.platform.raw = {
        1: (listed(1, "X", "txt", "Bonjour"), {}),
        2: (listed(2, "F", "tab", "Notes"), {"answeroptions": choices, "subquestions": parts}),
        3: (listed(3, "Q", "multi", "Qui ?"), {"answeroptions": "None", "subquestions": parts}),
    }
    options = (Option("Non", "0"), Option("Oui", "1"))

    def part(name: str, label: str, shape: Shape) -> Question:
        known = options if shape is Shape.ONE else ()
        return Question(name, label, shape, known, "Questions", required=True)

    assert site.source().describe().questions[1:] == (
        part("tab[A]", "Notes – Un", Shape.ONE),
        part("tab[B]", "Notes – Deux", Shape.ONE),
        part("multi[A]", "Qui ? – Un", Shape.TEXT),
        part("multi[B]", "Qui ? – Deux", Shape.TEXT),
    )


def test_survey_without_questions_is_an_empty_form(site: Site) -> None:
    assert site.source().describe().questions == ()


def test_cells_of_tables_are_told_in_words(site: Site) -> None:
    parts = {
        "8": {"title": "SQ001", "question": "Serveurs", "scale_id": 0},
        "9": {"title": "SQ002", "question": "Postes", "scale_id": 0},
        "10": {"title": "C1", "question": "Libres", "scale_id": 1},
    }
    choices = {"A1": {"answer": "Le droit", "order": 1}, "A2": {"answer": "L’argent", "order": 2}}
    site.survey.submit({})
    site.platform.raw = {
        2: (listed(2, ":", "parc", "Parc"), {"subquestions": parts}),
        3: (listed(3, "R", "rang", "Rang"), {"answeroptions": choices}),
        4: (listed(4, "1", "deux", "Deux"), {"answeroptions": choices, "subquestions": parts}),
    }
    record = {"id": "1", "submitdate": "2023-10-02 10:00:00"}
    record |= {"parc[SQ001_C1]": "12", "parc[SQ002_C1]": "", "rang[1]": "A2", "rang[2]": "A1"}
    record |= {"deux[SQ001][1]": "A1", "deux[SQ001][2]": "autre"}
    site.platform.exported = {"responses": [record]}
    (response,) = site.source().pull().responses
    assert response.answers == {
        "parc": "Serveurs – Libres : 12",
        "rang": "1 : L’argent\n2 : Le droit",
        "deux": "Serveurs – 1 : Le droit\nServeurs – 2 : autre",
    }


def test_codes_stand_for_labels_that_are_not_told(site: Site) -> None:
    parts = {"8": {"title": "SQ001", "question": ""}, "9": {"title": "SQ002", "question": None}}
    choices = {"A1": {"answer": "", "order": 1}, "A2": {"answer": "<p></p>", "order": 2}}
    site.survey.ask(LEVEL)
    site.survey.submit({})
    site.platform.raw = {
        2: (listed(2, "M", "which", "Lesquels ?"), {"subquestions": parts}),
        3: (listed(3, "L", "one", "Lequel ?"), {"answeroptions": choices}),
    }
    record = {"id": "1", "submitdate": "2023-10-02 10:00:00", "lvl": "", "one": "A2"}
    record |= {site.survey.questions[0].title: "", "which[SQ001]": "Y", "which[SQ002]": ""}
    site.platform.exported = {"responses": [record]}
    (response,) = site.source().pull().responses
    assert (response.answers["which"], response.answers["one"]) == (("SQ001",), "A2")


@pytest.mark.parametrize("odd", [{"responses": [1]}, [], {"responses": [{"id": "x"}]}, {"a": 1}])
def test_export_that_is_no_export_is_not_understood(site: Site, odd: object) -> None:
    site.survey.ask(LEVEL)
    site.survey.submit({})
    site.platform.exported = odd
    with pytest.raises(SourceBroken, match="a part of it is missing"):
        site.source().pull()


def test_export_without_the_column_of_a_question_is_not_taken(site: Site) -> None:
    site.survey.ask(LEVEL)
    site.survey.submit({})
    site.platform.exported = {"responses": [{"id": "1", "submitdate": "2023-10-02 10:00:00"}]}
    with pytest.raises(SourceBroken, match="changed again and again"):
        site.source().pull()

"""Démarches Simplifiées: what is asked, and how each kind of answer is read."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

import pytest
from graphql import FieldNode
from graphql import GraphQLInterfaceType
from graphql import InlineFragmentNode
from graphql import graphql_sync
from graphql import parse
from graphql import validate

from sheets_sync.form import FormSource
from sheets_sync.sources.live.demarches_simplifiees import fit
from sheets_sync.sources.live.demarches_simplifiees.source import OVERLAP
from sheets_sync.sources.live.demarches_simplifiees.source import DemarchesSimplifiees
from sheets_sync.sources.live.http import Patience
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Row
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.protocol import Locked
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.protocol import SourceUnreachable
from tests.servers.demarches.schema import OF_2021
from tests.servers.demarches.schema import TODAY
from tests.servers.demarches.schema import schema
from tests.servers.demarches.server import Server
from tests.servers.demarches.server import served
from tests.servers.demarches.world import FOREIGN
from tests.servers.demarches.world import Token
from tests.servers.demarches.world import champ
from tests.servers.demarches.world import company
from tests.servers.demarches.world import question
from tests.servers.demarches.world import repeated
from tests.servers.demarches.world import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sheets_sync.sources.live.model import Answer
    from sheets_sync.sources.live.model import Response

Value: TypeAlias = Any
"""An argument of the server's world, or a part of a query."""

TOKEN = "jeton"  # noqa: S105 - of a server that lives for a test
MONTHS = (TODAY, "2025-02", "2024-06", "2023-12", "2023-03", "2022-12", "2021-12", OF_2021)
QUICK = Patience(deadline=0.2, first=0.01, longest=0.05, read=10)


@pytest.fixture
def server() -> Iterator[Server]:
    with served(Server()) as made:
        made.world.tokens[TOKEN] = Token(write=True)
        yield made


@pytest.fixture
def old() -> Iterator[Server]:
    with served(Server(month=OF_2021)) as made:
        made.world.tokens[TOKEN] = Token(write=True)
        yield made


def source(
    server: Server, number: object = 42, token: str = TOKEN, **keys: str
) -> DemarchesSimplifiees:
    settings = FormSource("demarches-simplifiees", server.address, str(number), keys)
    return DemarchesSimplifiees(settings, lambda: token, patience=QUICK)


def pulled(server: Server, asked: dict[str, Any], **values: Value) -> Response:
    """The response of a dossier with one answer."""
    server.world.questions.append(asked)
    server.world.submit([champ(asked, **values)])
    return source(server).pull().responses[0]


# -- the query ----------------------------------------------------------------------------


def test_query_is_valid_for_the_server_of_today() -> None:
    assert validate(schema(), parse(fit.query_text())) == []


def test_query_names_every_kind_of_answer() -> None:
    """A kind that is not named comes as a poorer one: an open yes/no as "no"."""
    champs = schema().type_map["Champ"]
    assert isinstance(champs, GraphQLInterfaceType)
    kinds = {each.name for each in schema().get_possible_types(champs)}
    named = {
        node.type_condition.name.value
        for node in nodes(parse(fit.query_text()))
        if isinstance(node, InlineFragmentNode) and node.type_condition
    }
    assert kinds - named == {"RepetitionChamp"} - named


def nodes(node: Value) -> Iterator[Value]:
    yield node
    for key in node.keys:
        value = getattr(node, key)
        for each in value if isinstance(value, tuple | list) else [value]:
            if hasattr(each, "keys") and hasattr(each, "kind"):
                yield from nodes(each)


@pytest.mark.parametrize("name", sorted(fit.whole().operations))
def test_query_is_no_deeper_than_the_server_allows(name: str) -> None:
    definitions: tuple[Value, ...] = parse(fit.whole().operations[name]).definitions
    fragments = {d.name.value: d for d in definitions[1:]}

    def depth(node: Value) -> int:
        if node is None:
            return 0
        return max(
            (1 if isinstance(each, FieldNode) else 0)
            + depth(getattr(each, "selection_set", None) or inner(each))
            for each in node.selections
        )

    def inner(each: Value) -> Value:
        spread = each.kind == "fragment_spread"
        return fragments[each.name.value].selection_set if spread else None

    assert depth(definitions[0].selection_set) <= 12


@pytest.mark.parametrize("month", MONTHS)
def test_older_server_understands_what_is_left_of_the_query(month: str) -> None:
    known = schema(month)
    given = graphql_sync(known, fit.introspection_text())
    fitted = fit.fit(fit.Known.from_introspection(given.data))
    problems = {name: validate(known, parse(text)) for name, text in fitted.operations.items()}
    assert {name: found for name, found in problems.items() if found} == {}
    assert (fitted.lost == ()) is (month == TODAY)


def test_server_that_tells_nothing_of_itself_is_asked_as_one_of_today(server: Server) -> None:
    server.carried.silent = True
    number = server.world.submit([])["number"]
    assert [each.id for each in source(server).pull().responses] == [str(number)]


def test_what_an_old_server_lacks_is_told(old: Server) -> None:
    old.world.submit([])
    findings = {each.code: each for each in source(old).pull().findings}
    assert sorted(findings) == ["form-notes-move-dates", "form-selection-lost"]
    assert "CommuneChamp" in str(findings["form-selection-lost"].values["lost"])


# -- questions ----------------------------------------------------------------------------


def test_form_is_described_with_its_titles_rows_and_notes(server: Server) -> None:
    row = question(5, "Text", "Nom")
    server.world.questions += [
        question(1, "HeaderSection", "Stratégie", level=1),
        question(2, "YesNo", "Un plan ?", required=True),
        question(3, "HeaderSection", "Détails", level=2),
        question(4, "Repetition", "Logiciels", champDescriptors=[row]),
        question(6, "HeaderSection", "Formats", level=1),
        question(7, "DropDownList", "Lequel ?", options=["ODT, ODS", "HTML"], otherOption=True),
        question(8, "Explication", "Lisez ceci"),
    ]
    server.world.notes.append(question(9, "Textarea", "Avis interne"))
    form = source(server).describe()
    assert (form.platform, form.id, form.title) == (
        *("demarches-simplifiees", "42"),
        "Candidature (démarche inventée)",
    )
    assert [(q.id, q.label, q.shape, q.section) for q in form.questions] == [
        ("Champ-2", "Un plan ?", Shape.YES_NO, "Stratégie"),
        ("Champ-4", "Logiciels", Shape.ROWS, "Stratégie › Détails"),  # noqa: RUF001
        ("Champ-7", "Lequel ?", Shape.ONE, "Formats"),
        ("Champ-9", "Avis interne", Shape.TEXT, ""),
    ]
    plan, rows, which, note = form.questions
    assert (plan.required, rows.questions) == (True, (Question("Champ-5", "Nom"),))
    assert [each.label for each in which.options] == ["ODT, ODS", "HTML"]
    assert (which.other, note.private) == (True, True)


def test_form_of_2021_is_described_the_same(old: Server) -> None:
    row = question(5, "Text", "Nom")
    old.world.questions += [
        question(1, "HeaderSection", "Stratégie", level=1),
        question(4, "Repetition", "Logiciels", champDescriptors=[row]),
        question(7, "MultipleDropDownList", "Lesquels ?", options=["ODT, ODS"]),
    ]
    rows, which = source(old).describe().questions
    assert (rows.shape, rows.section, rows.questions) == (
        *(Shape.ROWS, "Stratégie"),
        (Question("Champ-5", "Nom"),),
    )
    assert (which.shape, which.options[0].label) == (Shape.MANY, "ODT, ODS")


# -- answers ------------------------------------------------------------------------------

PLACE = {"code": "38111", "name": "Claix", "postalCode": "38640"}
ISERE = {"code": "38", "name": "Isère"}
ADDRESS = company("1", "Claix", "38111")["address"]


@pytest.mark.parametrize(
    ("kind", "values", "answer"),
    [
        ("Text", {"value": "a", "stringValue": "a"}, "a"),
        ("Text", {"value": "", "stringValue": ""}, None),
        ("YesNo", {"value": True}, "yes"),
        ("YesNo", {"value": False}, "no"),
        ("YesNo", {"value": None, "stringValue": "Non"}, None),
        ("Checkbox", {"value": True}, "yes"),
        ("Checkbox", {"value": False}, "no"),
        ("IntegerNumber", {"value": 12_000_000_000}, "12000000000"),
        ("IntegerNumber", {"value": None}, None),
        ("DecimalNumber", {"value": 12.5}, "12.5"),
        ("DecimalNumber", {"value": 1e-7}, "0.0000001"),
        ("DecimalNumber", {"value": 1e21}, "1000000000000000000000"),
        ("DecimalNumber", {"value": 100.0}, "100"),
        ("Date", {"date": "2023-10-01", "value": "2023-10-01T00:00:00+02:00"}, "2023-10-01"),
        ("Datetime", {"datetime": "2023-10-01T08:00:00+02:00"}, "2023-10-01T08:00:00+02:00"),
        ("Civilite", {"value": "Mme"}, "Mme"),
        ("Civilite", {"value": "M"}, "M."),
        ("Civilite", {"value": None}, None),
        ("DropDownList", {"value": "ODT, ODS"}, "ODT, ODS"),
        ("DropDownList", {"value": None}, None),
        ("MultipleDropDownList", {"values": ["ODT, ODS", "A"]}, ("ODT, ODS", "A")),
        ("MultipleDropDownList", {"values": []}, None),
        ("LinkedDropDownList", {"primaryValue": "A", "secondaryValue": "B"}, "A / B"),
        ("LinkedDropDownList", {"primaryValue": "A", "secondaryValue": ""}, "A"),
        ("LinkedDropDownList", {"primaryValue": None, "secondaryValue": None}, None),
        ("Commune", {"commune": PLACE, "departement": ISERE}, "Claix"),
        ("Commune", {"commune": None, "stringValue": None}, None),
        ("Departement", {"departement": ISERE}, "38 – Isère"),
        ("Region", {"region": {"code": "84", "name": "Auvergne"}}, "Auvergne"),
        ("Epci", {"epci": {"code": "200040715", "name": "Métropole"}}, "Métropole"),
        ("Pays", {"pays": {"code": "FR", "name": "France"}}, "France"),
        ("Address", {"address": ADDRESS}, "1 place de la Mairie, Claix"),
        ("Address", {"address": None, "stringValue": "rue inconnue"}, "rue inconnue"),
        ("Siret", {"etablissement": None, "stringValue": "213801111"}, "213801111"),
        ("RNA", {"rna": {"id": "W1", "title": "Amis"}, "stringValue": "W1"}, "W1 Amis"),
        ("RNA", {"rna": None, "stringValue": "W1"}, "W1"),
        ("RNF", {"rnf": {"id": "9", "title": None}}, "9"),
        ("EngagementJuridique", {"engagementJuridique": None, "stringValue": "E1"}, "E1"),
        ("DossierLink", {"dossier": None, "stringValue": "1234"}, "1234"),
        ("TitreIdentite", {"filled": True}, "✓"),
        ("TitreIdentite", {"filled": False}, None),
        ("Carte", {"geoAreas": []}, None),
        (
            "Carte",
            {
                "geoAreas": [
                    {"__typename": "SelectionUtilisateur", "description": d, "source": "cadastre"}
                    for d in ("Bourg", None)
                ]
            },
            "Bourg\ncadastre",
        ),
    ],
)
def test_answer_of_each_kind(
    server: Server, kind: str, values: dict[str, Any], answer: Answer
) -> None:
    response = pulled(server, question(3, kind, "Q"), **values)
    assert response.answers == {"Champ-3": answer}


@pytest.mark.parametrize("kind", ["HeaderSection", "Explication"])
def test_what_asks_nothing_is_no_answer(server: Server, kind: str) -> None:
    assert pulled(server, question(3, kind, "Titre", level=1), level=1).answers == {}


@pytest.mark.parametrize("month", MONTHS)
def test_files_come_with_what_is_known_of_them(month: str) -> None:
    with served(Server(month=month)) as server:
        server.world.tokens[TOKEN] = Token()
        file = server.world.attach("charte.pdf", b"abc")
        response = pulled(server, question(3, "PieceJustificative", "P"), files=[file])
        expected = AttachedFile(
            *("charte.pdf", server.address + file["url"], file["checksum"], 3, "application/pdf")
        )
        assert response.answers == {"Champ-3": (expected,)}


@pytest.mark.parametrize("month", MONTHS)
def test_rows_of_a_repetition_stay_together(month: str) -> None:
    with served(Server(month=month)) as server:
        server.world.tokens[TOKEN] = Token()
        name, count = question(5, "Text", "Nom"), question(6, "IntegerNumber", "Postes")
        asked = question(4, "Repetition", "Logiciels", champDescriptors=[name, count])
        rows = [
            [champ(name, str(at), stringValue=text), champ(count, str(at), value=number)]
            for at, (text, number) in enumerate([("Firefox", 12), ("VLC", None)])
        ]
        if month < "2022-11":  # in one list, and without the number of the row
            rows = [[{**e, "id": e["champDescriptorId"]} for e in row] for row in rows]
        server.world.questions.append(asked)
        server.world.submit([repeated(asked, rows)])
        (response,) = source(server).pull().responses
        assert response.answers == {
            "Champ-4": (
                Row({"Champ-5": "Firefox", "Champ-6": "12"}),
                Row({"Champ-5": "VLC", "Champ-6": None}),
            )
        }


def test_stable_id_inside_a_row_is_that_of_the_question(server: Server) -> None:
    name = question(5, "Text", "Nom")
    asked = question(4, "Repetition", "Logiciels", champDescriptors=[name])
    cell = {**champ(name, stringValue="x"), "id": typed("Champ", "5|01H")}
    server.world.submit([repeated(asked, [[cell]])])
    (response,) = source(server).pull().responses
    assert response.answers == {"Champ-4": (Row({"Champ-5": "x"}),)}


# -- facts --------------------------------------------------------------------------------


def facts(server: Server, *champs: dict[str, Any], **more: Value) -> dict[str, str]:
    server.world.submit(list(champs), **more)
    found = dict(source(server).pull().responses[0].facts)
    found.pop("email")
    return found


def test_company_that_asks_tells_its_name_and_numbers(server: Server) -> None:
    asking = company("21380111100010", "COMMUNE DE CLAIX", "38111")
    assert facts(server, demandeur=asking) == {
        "siret": "21380111100010",
        "siren": "213801111",
        "name": "COMMUNE DE CLAIX",
        "insee": "38111",
        "department": "38",
    }


def test_company_that_could_not_be_looked_up_tells_its_number(server: Server) -> None:
    asking = {"__typename": "PersonneMoraleIncomplete", "id": "x", "siret": "21380111100010"}
    assert facts(server, demandeur=asking) == {"siret": "21380111100010"}
    codes = [each.code for each in source(server).pull().findings]
    assert codes == ["form-establishment-missing"]


def test_person_who_asks_is_the_bearer(server: Server) -> None:
    assert facts(server) == {"civility": "Mme", "bearer": "Camille INVENTÉE"}


def test_number_that_was_answered_tells_the_company(server: Server) -> None:
    asked = question(3, "Siret", "SIRET")
    found = company("21380111100010", "COMMUNE DE CLAIX", "38111")
    got = facts(server, champ(asked, etablissement=found, stringValue=found["siret"]))
    assert (got["siret"], got["name"], got["bearer"]) == (
        *("21380111100010", "COMMUNE DE CLAIX"),
        "Camille INVENTÉE",
    )


@pytest.mark.parametrize(
    ("insee", "department"), [("38111", "38"), ("97411", "974"), ("2A004", "2A")]
)
def test_commune_that_was_answered_tells_its_numbers(
    server: Server, insee: str, department: str
) -> None:
    asked = question(3, "Commune", "Commune")
    got = facts(server, champ(asked, commune={**PLACE, "code": insee}, departement=None))
    assert (got["insee"], got["department"]) == (insee, department)


@pytest.mark.parametrize(
    ("state", "ours"),
    [
        ("en_construction", "submitted"),
        ("en_instruction", "instructed"),
        ("accepte", "accepted"),
        ("refuse", "refused"),
        ("sans_suite", "dropped"),
    ],
)
def test_state_of_a_dossier(server: Server, state: str, ours: str) -> None:
    server.world.submit([], state=state)
    assert source(server).pull().responses[0].state == ours


# -- pulling ------------------------------------------------------------------------------


def test_requests_are_pages_and_a_constant(server: Server) -> None:
    server.world.page = 2
    for _ in range(9):
        server.world.submit([])
    source(server).pull()
    assert server.seen == [
        *(fit.INTROSPECTION, "Form"),
        *["Dossiers"] * 5,
        *("Deleted", "PendingDeleted"),
    ]


def later(server: Server) -> None:
    server.world.tick(minutes=3)


def test_next_pull_asks_from_before_this_one_began(server: Server) -> None:
    server.world.submit([])
    began = server.world.now
    server.before = lambda operation: later(server) if operation == "Dossiers" else None
    assert source(server).pull().until == began - OVERLAP


def test_note_of_the_staff_moves_no_answer(server: Server) -> None:
    number = server.world.submit([])["number"]
    (before,) = source(server).pull().responses
    server.world.tick(days=1)
    server.world.annotate(number)
    (after,) = source(server).pull(server.world.now - timedelta(hours=1)).responses
    assert after == before


def test_dossier_that_changes_during_the_pull_counts_as_it_is_last(server: Server) -> None:
    asked = question(3, "Text", "Q")
    server.world.questions.append(asked)
    server.world.page = 2
    numbers = [server.world.submit([champ(asked, stringValue="avant")])["number"] for _ in range(5)]
    pages = []

    def act(operation: str) -> None:
        pages.append(operation)
        if pages.count("Dossiers") == 2:
            server.world.change(numbers[0], [champ(asked, stringValue="après")])

    server.before = act
    pull = source(server).pull(datetime(2020, 1, 1, tzinfo=UTC))
    answers = {each.id: each.answers["Champ-3"] for each in pull.responses}
    assert answers == {str(n): "avant" for n in numbers} | {str(numbers[0]): "après"}


def test_dossiers_deleted_and_to_be_deleted_are_told(server: Server) -> None:
    numbers = [server.world.submit([])["number"] for _ in range(3)]
    server.world.delete(numbers[0], "user_request", pending=True)
    server.world.delete(numbers[1], "expired")
    pull = source(server).pull()
    assert [each.id for each in pull.responses] == [str(numbers[2])]
    told = {each.id: each.reason for each in pull.deletions}
    assert told == {str(numbers[0]): "candidate", str(numbers[1]): "expired"}


def test_question_that_left_the_form_is_still_a_column(server: Server) -> None:
    gone = question(8, "Text", "Question retirée")
    server.world.submit([champ(gone, stringValue="réponse")])
    pull = source(server).pull()
    assert pull.form.questions == (Question("Champ-8", "Question retirée"),)
    assert pull.responses[0].answers == {"Champ-8": "réponse"}


@pytest.mark.parametrize(
    ("slow", "asked"), [(99, [100, 50]), (49, [100, 50, 25]), (24, [100, 50, 25, 10])]
)
def test_server_that_is_too_slow_is_asked_for_less(
    server: Server, slow: int, asked: list[int]
) -> None:
    server.world.submit([])
    server.carried.slow_above = slow
    assert len(source(server).pull().responses) == 1
    assert server.seen.count("Dossiers") == len(asked)


def test_page_that_costs_the_server_too_much_is_asked_in_parts(server: Server) -> None:
    server.world.submit([])
    server.carried.heavy_above = 30
    assert len(source(server).pull().responses) == 1
    assert server.seen.count("Dossiers") == 3


def test_server_that_is_too_slow_whatever_is_asked_is_unreachable(server: Server) -> None:
    server.carried.slow_above = 1
    with pytest.raises(SourceUnreachable):
        source(server).pull()


@pytest.mark.parametrize("number", [FOREIGN, 43, 2_000_000_000])
def test_form_of_somebody_else_is_refused(server: Server, number: int) -> None:
    with pytest.raises(SourceRefused) as caught:
        source(server, number).pull()
    assert str(number) in str(caught.value)


@pytest.mark.parametrize("number", ["", "abc", "42 ", "٤٢", "4.2"])
def test_form_that_is_no_number_is_refused_without_asking_for_it(
    server: Server, number: str
) -> None:
    with pytest.raises(SourceRefused):
        source(server, number).describe()
    assert "Form" not in server.seen


def test_number_that_graphql_can_not_hold_is_said(server: Server) -> None:
    with pytest.raises(SourceBroken):
        source(server, 21380111100010).describe()


def test_dossier_that_makes_no_sense_stops_the_pull(server: Server) -> None:
    server.world.submit([], dateDepot="hier")
    with pytest.raises(SourceBroken):
        source(server).pull()


def test_huge_and_strange_texts_come_through(server: Server) -> None:
    asked = question(3, "Textarea", "Q")
    text = "é" * 1_000_000 + '\x00<script>=cmd|"/c calc"!A1\u202e'
    assert pulled(server, asked, stringValue=text).answers == {"Champ-3": text}


def test_dossiers_are_asked_again_one_by_one_for_fresh_addresses(server: Server) -> None:
    number = server.world.submit([])["number"]
    server.world.submit([])
    assert [each.id for each in source(server).fresh([str(number)])] == [str(number)]


# -- locking ------------------------------------------------------------------------------

PERSON = {"id": "SW5zdC0x", "email": "Personne@exemple.invalid"}


@pytest.mark.parametrize("name", ["personne@exemple.invalid", "SW5zdC0x"])
def test_dossiers_are_locked_in_the_name_of_an_instructor(server: Server, name: str) -> None:
    server.world.instructors.append(PERSON)
    number = server.world.submit([])["number"]
    assert list(source(server, instructor=name).lock([str(number)])) == [
        Locked(str(number), done=True)
    ]
    assert server.world.dossiers[number]["state"] == "en_instruction"
    assert server.world.mails == []


def test_locking_again_asks_for_nothing_more(server: Server) -> None:
    server.world.instructors.append(PERSON)
    number = server.world.submit([], state="accepte")["number"]
    ours = source(server, instructor=PERSON["id"])
    assert list(ours.lock([str(number)])) == [Locked(str(number), done=True)]
    assert "Lock" not in server.seen


def test_instructor_who_is_none_is_refused_before_anything(server: Server) -> None:
    server.world.instructors.append(PERSON)
    number = server.world.submit([])["number"]
    with pytest.raises(SourceRefused):
        list(source(server, instructor="autre@exemple.invalid").lock([str(number)]))
    assert server.world.dossiers[number]["state"] == "en_construction"


def test_refusal_concerns_one_dossier(server: Server) -> None:
    server.world.instructors.append(PERSON)
    number = server.world.submit([])["number"]
    results = list(source(server, instructor=PERSON["id"]).lock(["999", str(number)]))
    assert [(each.id, each.done) for each in results] == [("999", False), (str(number), True)]


def test_token_that_may_only_read_locks_nothing(server: Server) -> None:
    server.world.instructors.append(PERSON)
    server.world.tokens[TOKEN].write = False
    number = server.world.submit([])["number"]
    (result,) = source(server, instructor=PERSON["id"]).lock([str(number)])
    assert not result.done
    assert "right" in result.detail


def test_old_server_writes_to_candidates_and_is_locked_all_the_same(old: Server) -> None:
    old.world.instructors.append(PERSON)
    number = old.world.submit([])["number"]
    (result,) = source(old, instructor=PERSON["id"]).lock([str(number)])
    assert result.done
    assert old.world.mails == [number]
    assert source(old).tells_candidates


def test_server_of_today_tells_candidates_nothing(server: Server) -> None:
    assert not source(server).tells_candidates


def test_token_is_in_no_representation(server: Server) -> None:
    ours = source(server, token="secret-entre-tous")  # noqa: S106 - of a test
    with pytest.raises(SourceRefused) as caught:
        ours.pull()
    assert "secret-entre-tous" not in f"{ours!r}{caught.value!r}{caught.value}{vars(ours)}"

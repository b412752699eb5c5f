"""Reading answers: what each spelling means, and what is never guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.answers import Answer
from sheets_sync.answers import Reader
from sheets_sync.answers import State
from sheets_sync.answers import read_answer
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Life
from sheets_sync.grid import NotApplicable
from sheets_sync.grid import Option
from sheets_sync.grid import Question

LABELS = {
    "souverainete": "Souveraineté, indépendance à l’égard des éditeurs",
    "independance": "indépendance",
    "budget": "Bon usage de l’argent public ; sobriété",
    "vie-privee": "Vie privée",
    "autre": "Autre (préciser)",
}
WORDS = {"oui": True, "Oui": True, "OUI": True, "Y": True, "yes": True, "1": True, "vrai": True}
WORDS |= {"on": True, "x": True, "☑": True, " Oui. ": True, "non": False, "N": False, "no": False}
WORDS |= {"0": False, "faux": False, "off": False, "FALSE": False, "true": True}


def question(kind: AnswerType, *, declared: bool = True) -> Question:
    """A question of a type, which may be declared not applicable."""
    options = tuple(Option(key, label, Fraction(1)) for key, label in LABELS.items())
    chosen = options if kind in {AnswerType.SINGLE, AnswerType.MULTIPLE} else ()
    return Question(
        "q",
        "d",
        kind,
        Life.ACTIVE,
        "Une question ?",
        Fraction(10),
        Fraction(1),
        chosen,
        not_applicable=NotApplicable(declared=declared),
    )


def read(kind: AnswerType, text: str | None, language: str = "fr") -> Answer:
    """The answer to a question of a type."""
    return read_answer(question(kind), text, language)


@pytest.mark.parametrize(("text", "value"), WORDS.items())
def test_yes_no_in_every_spelling(text: str, value: bool) -> None:  # noqa: FBT001 - a table
    shown = "Oui" if value else "Non"
    assert read(AnswerType.YES_NO, text) == Answer(State.ANSWERED, value, shown)


def test_yes_no_with_a_comment_is_not_read() -> None:
    text = "Oui, en partie"
    expected = Answer(State.UNREADABLE, None, text, "answer-not-yes-no")
    assert read(AnswerType.YES_NO, text) == expected


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("12,5 %", Fraction(25, 2), "12,5\u202f%"),
        ("12.5", Fraction(25, 2), "12,5\u202f%"),
        ("12,5\u202f%", Fraction(25, 2), "12,5\u202f%"),
        ("12,125", Fraction(97, 8), "12,125\u202f%"),
        ("0,5 %", Fraction(1, 2), "0,5\u202f%"),
        ("0", Fraction(0), "0\u202f%"),
        ("100 pour cent", Fraction(100), "100\u202f%"),
    ],
)
def test_percentage_in_every_spelling(text: str, value: Fraction, shown: str) -> None:
    assert read(AnswerType.PERCENTAGE, text) == Answer(State.ANSWERED, value, shown)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0,125", "answer-ambiguous"),
        ("101 %", "answer-out-of-range"),
        ("-5 %", "answer-out-of-range"),
        ("env. 50", "answer-not-number"),
        ("50 à 60 %", "answer-not-number"),
        ("9" * 5000, "answer-not-number"),
    ],
)
def test_percentage_that_is_not_read_keeps_its_text(text: str, problem: str) -> None:
    assert read(AnswerType.PERCENTAGE, text) == Answer(State.UNREADABLE, None, text, problem)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1 200", "fr", Fraction(1200)),
        ("1\u00a0200", "fr", Fraction(1200)),
        ("1\u202f200,5", "fr", Fraction(2401, 2)),
        ("1.200,5", "fr", Fraction(2401, 2)),
        ("1,200.5", "fr", Fraction(2401, 2)),
        ("1.200.300", "fr", Fraction(1_200_300)),
        ("1'200", "fr", Fraction(1200)),
        ("1,200", "en", Fraction(1200)),
        ("1.200", "en", Fraction(6, 5)),
        ("12.1250", "fr", Fraction(97, 8)),
        ("007", "fr", Fraction(7)),
    ],
)
def test_number_in_every_spelling(text: str, language: str, value: Fraction) -> None:
    assert read(AnswerType.NUMBER, text, language).value == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1.200", "answer-ambiguous"),
        ("-3", "answer-out-of-range"),
        ("50 postes", "answer-not-number"),
        ("1 20", "answer-not-number"),
        ("10²", "answer-not-number"),
        ("1e5", "answer-not-number"),
    ],
)
def test_number_that_is_not_read_keeps_its_text(text: str, problem: str) -> None:
    assert read(AnswerType.NUMBER, text) == Answer(State.UNREADABLE, None, text, problem)


@pytest.mark.parametrize(
    "text",
    [
        "Souveraineté, indépendance à l’égard des éditeurs, Vie privée",
        "VIE PRIVEE;souverainete, independance a l'egard des editeurs",
        "Vie privée | Souveraineté,  indépendance à l’égard des éditeurs.",
        "souverainete\nvie-privee",
        "\nVie privée\n\nSouveraineté, indépendance à l’égard des éditeurs\n",
    ],
)
def test_ticked_options_whose_labels_hold_separators(text: str) -> None:
    answer = read(AnswerType.MULTIPLE, text)
    assert answer.value == frozenset({"souverainete", "vie-privee"})
    assert answer.text == "Souveraineté, indépendance à l’égard des éditeurs\nVie privée"


def test_free_text_of_other_is_kept_and_ticks_the_option() -> None:
    answer = read(AnswerType.MULTIPLE, "Autre : foo, bar, Vie privée")
    assert answer.value == frozenset({"autre", "vie-privee"})
    assert answer.text == "Vie privée\nAutre (préciser) : foo, bar"


def test_unknown_part_of_a_list_is_reported_and_the_rest_counts() -> None:
    answer = read(AnswerType.MULTIPLE, "Vie privée, Ancien libellé, encore")
    expected = Answer(
        State.ANSWERED,
        frozenset({"vie-privee"}),
        "Vie privée\nAncien libellé, encore",
        "answer-option-unknown",
        "Ancien libellé, encore",
    )
    assert answer == expected


def test_single_choice_with_two_options_is_not_read() -> None:
    text = "Vie privée, indépendance"
    expected = Answer(State.UNREADABLE, None, text, "answer-several-options")
    assert read(AnswerType.SINGLE, text) == expected


def test_alias_and_code_stand_for_their_option() -> None:
    aliases = {"vie-privee": ("SQ004", "Protection des données")}
    asked = question(AnswerType.SINGLE)
    values = [
        read_answer(asked, text, "fr", aliases).value
        for text in ("sq004", "protection des donnees", "vie-privee")
    ]
    assert values == [frozenset({"vie-privee"})] * 3


@pytest.mark.parametrize("text", ["Sans objet", "N/A", "na", "non applicable", "Non concerné"])
@pytest.mark.parametrize("kind", list(AnswerType))
def test_not_applicable_only_where_it_may_be_declared(kind: AnswerType, text: str) -> None:
    declared = read_answer(question(kind), text, "fr")
    refused = read_answer(question(kind, declared=False), text, "fr")
    assert declared == Answer(State.NOT_APPLICABLE, None, "Sans objet")
    assert refused == Answer(State.UNREADABLE, None, text, "answer-not-applicable")


@pytest.mark.parametrize("text", [None, "", " \n\u00a0", "-", "—", "...", "/"])
@pytest.mark.parametrize("kind", list(AnswerType))
def test_blank_or_lone_sign_is_no_answer(kind: AnswerType, text: str | None) -> None:
    assert read(kind, text) == Answer(State.NO_ANSWER)


@pytest.mark.parametrize(
    "text", ["https://a.fr/x", "voir http://a.fr et b", "www.claix.fr", "claix.fr/libre"]
)
def test_address_is_kept_as_text(text: str) -> None:
    assert read(AnswerType.URL, text) == Answer(State.ANSWERED, text, text)


@pytest.mark.parametrize(
    "text",
    ["voir le site", "file:///etc/passwd", "javascript:alert(1)", "rapport.pdf", "a@mairie.fr"],
)
def test_what_is_no_web_address_is_reported(text: str) -> None:
    expected = Answer(State.UNREADABLE, None, text, "answer-not-address")
    assert read(AnswerType.URL, text) == expected


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 4", "-1", "@x", "<script>", "a" * 40_000, " à \n b "]
)
def test_free_text_is_kept_exactly(text: str) -> None:
    assert read(AnswerType.TEXT, text) == Answer(State.ANSWERED, text, text)


SIGNS = st.text(alphabet=st.sampled_from("0123456789 ,.;:|%-'\n\u202f\u00a0éÉOouiNn/()²x"))
ANY_TEXT = st.one_of(
    st.text(), SIGNS, st.lists(st.sampled_from(list(LABELS.values()))).map(", ".join)
)


@given(kind=st.sampled_from(list(AnswerType)), text=ANY_TEXT, code=st.sampled_from(["fr", "en"]))
def test_canonical_text_reads_back_to_the_same_answer(
    kind: AnswerType, text: str, code: str
) -> None:
    first = read(kind, text, code)
    again = read(kind, first.text, code)
    assert again == first


@given(kind=st.sampled_from(list(AnswerType)), text=ANY_TEXT)
def test_nothing_is_lost_of_what_is_not_read(kind: AnswerType, text: str) -> None:
    answer = read(kind, text)
    if answer.state is State.UNREADABLE:
        assert (answer.text, answer.value) == (text, None)
        assert answer.problem.startswith("answer-")


@given(
    labels=st.lists(st.sampled_from(sorted(LABELS)), min_size=1, unique=True),
    by=st.sampled_from([", ", ",", "; ", ";", " | ", "\n"]),
    respell=st.sampled_from(
        [str.upper, str.lower, lambda t: t.replace("é", "e"), lambda t: f" {t} "]
    ),
)
def test_ticked_lists_in_any_order_case_and_separator(
    labels: list[str], by: str, respell: object
) -> None:
    assert callable(respell)
    text = by.join(respell(LABELS[label]) for label in labels)
    assert read(AnswerType.MULTIPLE, text).value == frozenset(labels)


@given(value=st.decimals(min_value=0, max_value=100, places=4))
def test_percentages_are_exact(value: object) -> None:
    text = f"{value} %"
    assert read(AnswerType.PERCENTAGE, text).value == Fraction(str(value))


@given(
    kind=st.sampled_from(list(AnswerType)),
    texts=st.lists(
        st.one_of(
            st.none(),
            ANY_TEXT,
            st.from_regex(r"https?://[a-z./<\"é]+ ?[a-z]*"),
            st.from_regex(r"(?i)\s?(sans?|no[nt]?|n[/.]?a|s[./]o)[a-z. ]{0,3}", fullmatch=True),
        )
    ),
)
@example(AnswerType.URL, ["https://exemple.fr/plan ", "https://exemple.fr/a b"])
def test_many_answers_at_once_are_read_as_one_by_one(
    kind: AnswerType, texts: list[str | None]
) -> None:
    reader = Reader(question(kind), "fr")
    alone = [reader.read(text) for text in texts]
    assert reader.read_all(texts) == alone
    assert reader.states(texts) == [answer.state for answer in alone]
    filled = [text for text in texts if text is not None]
    for text in {*filled}.difference(reader.not_plain(filled)):
        assert reader.read(text) == Answer(State.ANSWERED, text, text)


@given(
    word=st.sampled_from(["sans objet", "non concernée", "n/a", "n.a.", "s.o", "S/O", "na"]),
    respell=st.sampled_from([str.upper, str.title, lambda t: f"\n {t.replace(' ', '  ')} ."]),
    kind=st.sampled_from(list(AnswerType)),
)
def test_not_applicable_in_any_case_and_spacing(
    word: str, respell: object, kind: AnswerType
) -> None:
    assert callable(respell)
    assert read(kind, respell(word)).state is State.NOT_APPLICABLE

"""The minutes: what was decided and how, the same to print and to edit, and private."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING

import pytest
from odf.opendocument import load
from odf.table import Table
from odf.table import TableHeaderRows
from odf.teletype import extractText
from odf.text import H
from pypdf import PdfReader

from reports.blocks import Facts
from reports.blocks import Grid
from reports.blocks import Heading
from reports.blocks import Items
from reports.blocks import Quote
from reports.blocks import Signatures
from reports.blocks import Text
from reports.edition import Meeting
from reports.edition import digest
from reports.errors import CharacterUnprintable
from reports.errors import MeetingUnknown
from reports.language import reports_language
from reports.minutes import minutes
from reports.minutes import minutes_odt
from reports.minutes import minutes_pdf
from reports.rendering.odt import is_untouched
from tests.reports.meetings import LONG
from tests.reports.meetings import OPINION
from tests.reports.meetings import REASON
from tests.reports.meetings import made_up
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import edition_in_english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.blocks import Block
    from reports.edition import Edition

MADE = made_up()


@pytest.fixture(scope="module")
def sections() -> dict[str, list[Block]]:
    """The blocks of the made-up minutes, by the heading of level 2 above them."""
    found: dict[str, list[Block]] = {}
    title = ""
    for block in minutes(MADE).blocks:
        if isinstance(block, Heading) and block.level < 3:
            title = block.text
            continue
        found.setdefault(title, []).append(block)
    return found


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return minutes_pdf(MADE)


@pytest.fixture(scope="module")
def odt() -> bytes:
    return minutes_odt(MADE)


def grid(blocks: Sequence[Block]) -> Grid:
    (found,) = (each for each in blocks if isinstance(each, Grid))
    return found


def test_parts_come_in_this_order(sections: dict[str, list[Block]]) -> None:
    assert list(sections) == [
        "",
        "Procès-verbal de la réunion du jury",
        *("La réunion", "Présence", "Déports", "Décisions", "Motifs et avis"),
        *("Ordre et départage", "Mentions spéciales", "Accord entre les jurés"),
        *("Opinions divergentes", "Signature des décisions"),
    ]


def test_meeting_is_told_with_its_weekday_and_quorum(sections: dict[str, list[Block]]) -> None:
    facts, note = sections["La réunion"]
    assert isinstance(facts, Facts)
    assert facts.rows == (
        ("Date", "vendredi 1er décembre 2023"),
        ("Lieu", "Maison des inventions"),
        ("Présidence", "Mme Jurée INVENTÉE A"),
        ("Organisateur", "ADULLACT"),
        ("Candidatures", "du 12 juin au 10 novembre 2023"),
        ("Dossiers examinés", "40"),
        ("Quorum", "3 notes par dossier\u202f; atteint pour 38 sur 40 dossiers"),
    )
    assert note == Quote("Remarque", "Séance ouverte à 14 h.\nLevée à 17 h.")


def test_attendance_is_told_for_every_juror(sections: dict[str, list[Block]]) -> None:
    sentence, otherwise, unsaid, _ = sections["Présence"]
    assert sentence == Text("7 jurés sur 10 ont pris part à la réunion.")
    apart = reports_language("fr").text(
        "Not counted there, noted otherwise: {told}.",
        told="Mme Jurée INVENTÉE I (Présente jusqu’à 16 h)",
    )
    assert (otherwise, unsaid) == (Text(apart), Text("Pour 1 juré, ce n’est pas indiqué."))
    assert [row[2] for row in grid(sections["Présence"]).rows] == [
        *["Présent"] * 6,
        *("Présent à distance", "Excusé", "Présente jusqu’à 16 h", "Non indiqué"),
    ]


def test_recusals_name_the_juror_the_dossier_and_the_reason(
    sections: dict[str, list[Block]],
) -> None:
    assert grid(sections["Déports"]).rows == (
        ("Mme Jurée INVENTÉE C", "Ville inventée 03", "Élue ou agente là-bas"),
        ("Mme Jurée INVENTÉE J", "Ville inventée 03", "Autre lien"),
    )


def test_every_decision_stands_beside_its_proposal_and_median(
    sections: dict[str, list[Block]],
) -> None:
    summary, table = sections["Décisions"]
    assert summary == Text(
        "Le jury s’est prononcé sur 40 dossiers. 38 sont labellisés. 2 décisions s’écartent du "
        "niveau proposé\u202f; leurs motifs sont donnés plus bas."
    )
    assert isinstance(table, Grid)
    assert [row[0] for row in table.rows] == [f"Ville inventée {n:02}" for n in range(1, 41)]
    assert table.rows[0][1:] == ("Niveau 4", "9", "Niveau 4 / Niveau 5", "atteint", "Niveau 5")
    assert table.rows[3][1:] == ("Niveau 5", "2", "Niveau 5", "non atteint", "Niveau 5")
    assert table.rows[38][1:] == (
        *("Non labellisé", "9", "Non labellisé", "atteint", "Non labellisé"),
    )
    assert table.rows[39][1:] == ("Niveau 1", "0", "aucune note", "non atteint", "Non labellisé")


def test_reasons_and_opinions_are_word_for_word(sections: dict[str, list[Block]]) -> None:
    blocks = sections["Motifs et avis"]
    assert [each for each in blocks if not isinstance(each, Facts)] == [
        Heading(3, "Ville inventée 01"),
        Quote("Motif", REASON),
        Quote("Avis du jury", OPINION),
        Heading(3, "Ville inventée 04"),
        Quote("Motif", LONG),
    ]
    facts = [each.rows for each in blocks if isinstance(each, Facts)]
    assert facts[0] == (
        ("Dossier", "I-01 – Isère (38)"),
        ("Proposition", "Niveau 4"),
        ("Notes", "9 notes, médiane Niveau 4 / Niveau 5, toutes égales, quorum atteint"),
        ("Décision", "Niveau 5"),
        ("Mentions", "Coup de cœur du jury"),
    )
    assert facts[1][2] == ("Notes", "2 notes, médiane Niveau 5, quorum non atteint")


def test_ties_are_told_with_the_chain_that_broke_them(sections: dict[str, list[Block]]) -> None:
    tie = "Ex æquo avec Ville inventée 01 sur « total » ; départage par « nom »."
    assert sections["Ordre et départage"] == [
        Text(
            "Les dossiers d’un même niveau sont rangés dans cet ordre\u202f: total, puis nom, puis "
            "numéro de dossier."
        ),
        Items((f"Ville inventée 02\u202f: {tie}",)),
    ]


def test_mentions_are_told_with_their_holders_or_none(sections: dict[str, list[Block]]) -> None:
    assert grid(sections["Mentions spéciales"]).rows == (
        ("Meilleure première candidature", "Non attribuée cette année"),
        ("Meilleure progression", "Ville inventée 04"),
        ("Coup de cœur du jury", "Ville inventée 01 et Ville inventée 04"),
    )


def test_dissent_is_told_under_the_name_of_who_asked(sections: dict[str, list[Block]]) -> None:
    assert sections["Opinions divergentes"] == [
        Quote("Mme Jurée INVENTÉE B", "Le dossier 3 méritait mieux.")
    ]


def test_who_took_part_has_room_to_sign_and_the_chair_once(
    sections: dict[str, list[Block]],
) -> None:
    signed, frozen, room = sections["Signature des décisions"]
    assert signed == Text(
        "Décisions signées (empreinte D-0123-4567-89AB) par Mme Jurée INVENTÉE A le 4 décembre "
        "2023."
    )
    assert isinstance(frozen, Text)
    assert frozen.text.endswith(digest(MADE))
    assert isinstance(room, Signatures)
    assert [name[-1] for name, _ in room.people] == list("ABCDEFGIJ")
    assert room.people[0][1] == "Présidence de la séance"


def test_what_nobody_said_is_said_to_be_so() -> None:
    silent = replace(edition_2023(), meeting=Meeting(), jury=(), candidates=(), mentions=())
    shown = minutes(silent)
    texts = [text for _, text in shown.texts()]
    assert texts.count("non indiqué") == 3
    assert {
        "L’édition ne nomme aucun juré.",
        "Aucun juré ne s’est déporté d’un dossier.",
        "Aucun dossier n’a été soumis au jury.",
        "Aucun départage n’a été nécessaire.",
        "Aucun juré n’a demandé l’inscription d’une opinion divergente.",
        "Cette édition a été figée sans signature de la présidence.",
    } <= set(texts)
    assert minutes_pdf(silent).startswith(b"%PDF")
    assert is_untouched(minutes_odt(silent))


def test_edition_frozen_before_it_kept_the_meeting_has_no_minutes() -> None:
    for make in (minutes_pdf, minutes_odt):
        with pytest.raises(MeetingUnknown):
            make(edition_2023())


def test_minutes_in_english_have_no_french_left() -> None:
    english = replace(edition_in_english(), meeting=Meeting(quorum=1))
    text = " ".join(each for _, each in minutes(english).texts())
    assert [letter for letter in "éàêçœ" if letter in text] == []
    assert "Minutes of the meeting of the jury" in text


# -- the two settings ------------------------------------------------------------------


def squeezed(text: str) -> str:
    """A text without its spaces: where lines break is the setting's affair."""
    return "".join(text.split())


def words_of(odt: bytes) -> str:
    """All that an OpenDocument text says, read by another library."""
    document = load(BytesIO(odt))
    return squeezed(extractText(document.body))


def test_both_say_all_that_the_minutes_say(pdf: bytes, odt: bytes) -> None:
    from reports.typography import plain

    document = PdfReader(BytesIO(pdf))
    printed = squeezed("".join(each.extract_text() for each in document.pages))
    edited = words_of(odt)
    shown = minutes(MADE)
    lines = {
        squeezed(plain(line, "fr"))
        for _, text in shown.texts()
        for line in text.splitlines()
        if len(line) < 60 and text != shown.foot
    }
    assert [line for line in lines if line not in edited] == []
    assert [line for line in lines if line not in printed] == []


def test_document_numbers_its_pages_and_repeats_the_headings_of_a_table(pdf: bytes) -> None:
    pages = [" ".join(each.extract_text().split()) for each in PdfReader(BytesIO(pdf)).pages]
    of = len(pages)
    assert [f"{number} / {of}" in page for number, page in enumerate(pages, 1)] == [True] * of
    with_rows = [page for page in pages if page.count("Ville inventée") > 8]
    assert len(with_rows) == 2
    assert ["Collectivité Proposition" in page for page in with_rows] == [True, True]


def test_text_to_edit_has_headings_and_tables_that_repeat_theirs(odt: bytes) -> None:
    document = load(BytesIO(odt))
    headings = [
        (int(each.getAttribute("outlinelevel")), extractText(each))
        for each in document.getElementsByType(H)
    ]
    expected = [(b.level, b.text) for b in minutes(MADE).blocks if isinstance(b, Heading)]
    assert headings == [*expected, (3, "Signatures")]
    tables = document.getElementsByType(Table)
    heads = [len(each.getElementsByType(TableHeaderRows)) for each in tables]
    assert heads == [1, 1, 1, 1, 0]


def test_text_to_edit_holds_no_macro_and_no_address(odt: bytes) -> None:
    with zipfile.ZipFile(BytesIO(odt)) as made:
        assert made.namelist() == [
            *("mimetype", "META-INF/manifest.xml", "content.xml", "manifest.rdf", "meta.xml"),
            *("settings.xml", "styles.xml"),
        ]
        content = made.read("content.xml") + made.read("styles.xml")
        assert made.infolist()[0].compress_type == zipfile.ZIP_STORED
    for word in (b"office:scripts><", b"script:event", b"xlink:href"):
        assert word not in content


def test_same_edition_gives_the_same_bytes(pdf: bytes, odt: bytes) -> None:
    assert minutes_pdf(made_up()) == pdf
    assert minutes_odt(made_up()) == odt


def test_text_that_somebody_changed_is_known_from_ours(odt: bytes) -> None:
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(odt)) as made, zipfile.ZipFile(changed, "w") as kept:
        for name in made.namelist():
            kept.writestr(name, made.read(name).replace(b"Levee", b"x").replace(b"Maison", b"Gare"))
    assert is_untouched(odt)
    assert not is_untouched(changed.getvalue())
    assert not is_untouched(b"no archive")
    assert not is_untouched(odt[:-30])


@pytest.mark.parametrize(
    ("presence", "sentences"),
    [
        ({}, ["Il n’est pas indiqué qui a pris part à la réunion."]),
        (
            {"a": "present", "b": "absent"},
            ["1 juré sur 10 a pris part à la réunion.", "Pour 8 jurés, ce n’est pas indiqué."],
        ),
        (dict.fromkeys("abcdefghij", "remote"), ["10 jurés sur 10 ont pris part à la réunion."]),
    ],
)
def test_attendance_counts_nobody_of_whom_nothing_is_said(
    presence: dict[str, str], sentences: list[str]
) -> None:
    made = made_up(0)
    assert made.meeting is not None
    shown = minutes(replace(made, meeting=replace(made.meeting, presence=presence)))
    start = shown.blocks.index(Heading(2, "Présence")) + 1
    texts = takewhile(lambda block: isinstance(block, Text), shown.blocks[start:])
    assert [*texts] == [Text(each) for each in sentences]


@pytest.mark.parametrize("before", [1, 11])
def test_no_row_of_a_table_stands_alone_on_a_page(before: int) -> None:
    """Some lines in front of the table: its last row, or its first one, would be alone."""
    made = made_up(0)
    assert made.meeting is not None
    note = "\n".join(["Ligne inventée."] * before)
    pdf = minutes_pdf(replace(made, meeting=replace(made.meeting, note=note)))
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    rows = [page.partition("Signatures")[0].count("Membre de l’association") for page in pages]
    assert [each for each in rows if each] == {1: [8, 2], 11: [10]}[before]


def test_caption_stands_on_the_page_of_its_table() -> None:
    """So many lines in front of it that there is room for the caption alone."""
    made = made_up(0)
    assert made.meeting is not None
    note = "\n".join(["Ligne inventée."] * 14)
    pdf = minutes_pdf(replace(made, meeting=replace(made.meeting, note=note)))
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]
    beside = [("Présence des jurés" in page, "Juré Fonction" in page) for page in pages]
    assert [each for each in beside if any(each)] == [(True, True)]


# The last is wider than a page; breaking it into lines takes the square of its length.
HOSTILE = ("<script>alert(1)</script>", "=HYPERLINK(0)", "{{ 7*7 }}", "</text:p>&x;", "W" * 120)


def hostile(text: str) -> Edition:
    """Minutes of which every text is somebody's."""
    made = made_up(3)
    assert made.meeting is not None
    meeting = replace(
        made.meeting,
        place=text,
        chair=text,
        note=text,
        presence={"a": text},
        dissent={"a": text},
        agreement=(text,),
        ties=text,
    )
    how = made.candidates[2].deliberation
    assert how is not None
    candidate = replace(
        claix(name=text, department=text, opinion=text), deliberation=replace(how, reason=text)
    )
    return replace(made, meeting=meeting, label=text, candidates=(candidate,))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    edition = hostile(text)
    assert len(PdfReader(BytesIO(minutes_pdf(edition))).pages) >= 2
    assert words_of(minutes_odt(edition)).count(squeezed(text)) >= 9


@pytest.mark.parametrize("make", [minutes_pdf, minutes_odt])
def test_control_character_is_an_error_that_says_where(make: object) -> None:
    assert callable(make)
    with pytest.raises(CharacterUnprintable) as caught:
        make(hostile("Ville\x00"))
    assert "U+0000" in str(caught.value)

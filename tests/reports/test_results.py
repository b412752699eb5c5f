"""The results: the same content as a page and as a document, and nothing private."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Any

import pytest
from pypdf import PdfReader

from reports.edition import Deliberation
from reports.edition import Meeting
from reports.edition import Recusal
from reports.edition import SignOff
from reports.errors import CharacterUnprintable
from reports.results import results_html
from reports.results import results_pdf
from tests.reports.samples import NOTICE
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import edition_2025
from tests.reports.samples import edition_in_english
from tests.reports.samples import with_candidates
from tests.reports.texts import text_lines

if TYPE_CHECKING:
    from reports.edition import Edition

VOID = {"meta", "link", "br", "path", "rect", "circle", "img", "input", "hr"}
BLOCKS = {
    *("aside", "caption", "dd", "dt", "h1", "h2", "h3", "h4", "li", "p", "td", "text", "th"),
    "title",
}


class Page(HTMLParser):
    """What a page holds: tags with attributes, and its lines of text as they are read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        text = "".join(self.words).replace("\u202f", " ").replace("\xa0", " ")
        lines = (" ".join(line.split()) for line in text.split("\n\n"))
        self.lines = [line for line in lines if line]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        self.words.append("\n\n" if tag in BLOCKS else "\n" if tag == "br" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag
        self.words.append("\n\n" if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not {"style", "svg", "head"} & set(self.open):
            self.words.append(data.replace("\n", " "))

    def each(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


def page(edition: Edition) -> Page:
    return Page(results_html(edition))


def between(lines: list[str], start: str, end: str) -> list[str]:
    """The lines from one line to another, the first included."""
    first = lines.index(start)
    return lines[first : lines.index(end, first)]


REAL = {
    "Niveau 1": (),
    "Niveau 2": ("Ville de Lettret", "Ville de La Tronche"),
    "Niveau 3": (
        "Alès Agglomération", "Dracénie Provence Verdon Agglomération", "SMEACC",
        "Ville d’Angoulême", "Ville de Meylan", "Ville de Saint-Égrève",
        "Ville de Saint-Loubès", "Ville de Vizille",
    ),
    "Niveau 4": (
        "SOLURIS", "Syndicat Intercommunal SITPI", "Ville de Caluire-et-Cuire", "Ville de Claix",
        "Ville de Fontaine", "Ville de Marseille", "Ville de Vandœuvre-lès-Nancy",
        "Ville de Villejuif",
    ),
    "Niveau 5": (
        "Syndicat Morbihan Énergies", "Ville d’Abbeville", "Ville de Boé", "Ville d’Échirolles",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def real_page() -> Page:
    return page(edition_2023())


@pytest.fixture(scope="module")
def real_document() -> bytes:
    return results_pdf(edition_2023())


@pytest.fixture(scope="module")
def real_lines(real_document: bytes) -> list[str]:
    return text_lines(real_document)


def test_page_has_the_real_laureates_under_their_levels_in_one_order(real_page: Page) -> None:
    titles = [*REAL, "Mentions spéciales"]
    main = real_page.lines[real_page.lines.index("Le palmarès") :]
    for title, following in pairwise(titles):
        block = between(main, title, following)
        names = [line for line in block if any(line.startswith(name) for name in REAL[title])]
        assert [
            next(name for name in REAL[title] if line.startswith(name)) for line in names
        ] == list(REAL[title])
        assert (len(block) - 2) // 2 == len(REAL[title])


def test_document_has_the_real_laureates_under_their_levels_in_one_order(
    real_lines: list[str],
) -> None:
    titles = [*REAL, "Mentions spéciales"]
    main = real_lines[real_lines.index("Le palmarès") :]
    starts = [
        next(n for n, line in enumerate(main) if line == title or line.startswith(f"{title} "))
        for title in titles
    ]
    for title, (first, last) in zip(titles, pairwise(starts), strict=False):
        text = " ".join(main[first:last])
        places = [text.find(name) for name in REAL[title]]
        assert -1 not in places
        assert places == sorted(places)


def test_empty_level_says_so(real_page: Page, real_lines: list[str]) -> None:
    assert real_page.lines.count("Aucun candidat") == 1
    assert sum("Aucun candidat" in line for line in real_lines) == 1
    after = real_page.lines[real_page.lines.index("Le palmarès") :]
    assert after[1:3] == ["Niveau 1", "Aucun candidat"]


def test_page_tells_the_campaign_with_its_weekdays(real_page: Page) -> None:
    assert between(real_page.lines, "La campagne", "Le jury") == [
        "La campagne",
        "Candidatures",
        "du 12 juin au 10 novembre 2023",
        "Résultats et remise des labels",
        "mercredi 6 décembre 2023, de 17 h à 18 h Palais des Congrès, Paris – Open Source"
        " Experience",
        "Résultats officiels",
        "lundi 11 décembre 2023",
    ]


def test_page_counts_are_computed(real_page: Page) -> None:
    assert between(real_page.lines, "Résultats de l’édition 2023", "Niveau 1")[1:] == [
        "22 collectivités labellisées",
        "3 mentions spéciales",
        "8 membres du jury",
    ]
    figures = between(real_page.lines, "Lauréats par niveau", "Le questionnaire")
    assert figures == [
        "Lauréats par niveau", "Niveau", "Lauréats", "Niveau 1", "0", "Niveau 2", "2",
        "Niveau 3", "8", "Niveau 4", "8", "Niveau 5", "4", "Total", "22",
    ]  # fmt: skip


def test_counts_follow_the_candidates_and_agree() -> None:
    lines = page(with_candidates(claix(mentions=("progression",)))).lines
    assert lines[lines.index("Résultats de l’édition 2023") + 1 :][:2] == [
        "1 collectivité labellisée",
        "1 mention spéciale",
    ]
    assert "1 collectivité" in lines


def test_page_lists_the_jury(real_page: Page) -> None:
    jury = between(real_page.lines, "Le jury", "Le palmarès")[1:]
    assert len(jury) == 8
    assert jury[0] == "M. Pascal KUCZYNSKI Délégué général de l’ADULLACT"


def test_mentions_may_be_shared_or_given_to_nobody() -> None:
    shared = with_candidates(
        claix(mentions=("coeur",)),
        claix(dossier="2", name="Ville de Boé", mentions=("coeur", "premiere")),
    )
    assert between(page(shared).lines, "Mentions spéciales", "Les niveaux en chiffres") == [
        "Mentions spéciales"
    ]
    lines = page(shared).lines
    start = len(lines) - lines[::-1].index("Mentions spéciales")
    assert lines[start : start + 3] == [
        "Meilleure première candidature Ville de Boé",
        "Meilleure progression Non attribuée cette année",
        "Coup de cœur du jury Ville de Boé, Ville de Claix",
    ]


def test_notice_is_on_both(real_page: Page, real_lines: list[str]) -> None:
    assert real_page.lines.count(NOTICE) == 1
    assert real_lines.count(NOTICE) == 1


def test_no_notice_leaves_no_empty_frame() -> None:
    bare = page(replace(edition_2023(), notice=""))
    assert [a for _, a in bare.tags if a.get("class") == "notice"] == []


def test_tracks_have_their_own_levels() -> None:
    lines = page(edition_2025()).lines
    main = between(lines, "Le palmarès", "Mentions spéciales")
    assert [line for line in main if not line.startswith("Dossier")] == [
        "Le palmarès", "Badge", "1 collectivité", "Commune d’Exempleville Isère (38)",
        "Label", "Label Bronze", "1 collectivité", "Syndicat mixte des Inventions",
        "Label Argent", "Aucun candidat",
        "Label Or", "1 collectivité", "Parc national Imaginaire Hautes-Alpes (05)",
    ]  # fmt: skip


def test_document_and_page_say_the_same(real_page: Page, real_lines: list[str]) -> None:
    def words(lines: list[str]) -> set[str]:
        return set(re.findall(r"[\w’-]{4,}", " ".join(lines)))

    in_page = words(real_page.lines) - words(["Aller contenu"])
    in_document = words(real_lines)
    # Only words that are cut at the end of a printed line differ.
    assert in_page - in_document == set()


SECRET = (
    "73.125",
    "73,125",
    "73,12",
    "73.12",
    "91.0625",
    "91,06",
    "91.06",
    "SECRÈTE",
    "Recaléville",
)


@pytest.mark.parametrize("word", SECRET)
def test_nothing_private_leaks(word: str, leaky: tuple[str, str]) -> None:
    assert [text for text in leaky if word in text] == []


@pytest.fixture(scope="module")
def leaky() -> tuple[str, str]:
    """Page and document of an edition whose private parts could leak."""
    private = {
        "total": "73.125",
        "domains": {"strategie": "91.0625"},
        "deliberation": Deliberation(
            "1", ("2",), recusals=(Recusal("x", "LIEN SECRÈTE"),), reason="RAISON SECRÈTE"
        ),
    }
    refused = {"name": "Recaléville", "level": None, "opinion": "OPINION SECRÈTE"}
    edition = replace(
        with_candidates(claix(**private), claix(dossier="2", mentions=(), **refused, **private)),
        meeting=Meeting(
            place="SALLE SECRÈTE", dissent={"x": "AVIS SECRÈTE"}, agreement=("SECRÈTE",)
        ),
        signoff=SignOff("SECRÈTE", date(2023, 12, 1), "SECRÈTE"),
    )
    document = results_pdf(edition)
    root: Any = PdfReader(BytesIO(document)).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    html = re.sub(r"data:font[^)]*", "", results_html(edition))
    return html, " ".join(text_lines(document)) + metadata


def test_opinion_of_the_jury_is_published_word_for_word_under_its_laureate() -> None:
    said = "Un dossier <solide> & clair.\n\nÀ suivre : les données."
    edition = with_candidates(claix(opinion=said), claix(dossier="2", name="Ville d’À-Côté"))
    shown = page(edition)
    start = shown.lines.index("Avis du jury")
    assert shown.lines[start : start + 3] == [
        *("Avis du jury", "Un dossier <solide> & clair.", "À suivre : les données."),
    ]
    assert shown.lines.count("Avis du jury") == 1
    document = text_lines(results_pdf(edition))
    start = document.index("Avis du jury")
    assert document[start : start + 3] == shown.lines[shown.lines.index("Avis du jury") :][:3]


def test_proof_says_so_everywhere_and_asks_to_be_passed_by() -> None:
    proof = "ÉPREUVE – sous embargo jusqu’au mercredi 6 décembre 2023 à 17 h"
    edition = with_candidates(claix())
    shown = Page(results_html(edition, proof))
    assert shown.lines.count(proof) == 2
    assert {"name": "robots", "content": "noindex, nofollow, noarchive"} in shown.each("meta")
    document = PdfReader(BytesIO(results_pdf(edition, proof)))
    pages = [" ".join(each.extract_text().split()) for each in document.pages]
    assert [proof in text.replace("\u202f", " ") for text in pages] == [True] * len(pages)
    plainly = Page(results_html(edition))
    assert [each for each in plainly.each("meta") if each.get("name") == "robots"] == []


def test_edition_in_english_has_no_french_left() -> None:
    assert page(edition_in_english()).lines == [
        "Skip to the content",
        "Open Territory Label",
        "Results of the 2023 edition",
        "1 local authority labelled",
        "1 special mention",
        "1 member of the jury",
        "Level 1",
        "Level 2",
        "Special mentions",
        "The levels in figures",
        "Sample data: everything in this file is made up.",
        "The campaign",
        "Applications",
        "from September 1, 2023 to December 31, 2023",
        "Results and award of the labels",
        "Friday, March 1, 2024, from 5:00 PM to 6:30 PM Town Hall, York – The Fair",
        "Official results",
        "Monday, March 4, 2024",
        "The jury",
        "Ms Ada MILL Chair",
        "The laureates",
        "Level 1",
        "No candidate",
        "Level 2",
        "1 local authority",
        "City of York Best newcomer",
        "Application led by Mr John DOE, Mayor",
        "Special mentions",
        "Best newcomer City of York",
        "Best progress Not awarded this year",
        "The levels in figures",
        "Laureates by level",
        "Level",
        "Laureates",
        "Level 1",
        "0",
        "Level 2",
        "1",
        "Total",
        "1",
        "The questionnaire",
        "The applications are read in 2 domains:",
        "Strategy",
        "Open data",
        "Results published by The Organiser.",
        "https://label.example/ · label@label.example",
    ]


def test_document_in_english_has_no_french_letter() -> None:
    assert (
        re.findall(r"[àâçéèêîôûœ«»]", " ".join(text_lines(results_pdf(edition_in_english())))) == []
    )


# -- the page itself --------------------------------------------------------------------


def test_page_asks_for_nothing(real_page: Page) -> None:
    html = results_html(edition_2023())
    assert [tag for tag, _ in real_page.tags if tag in {"script", "iframe", "img", "object"}] == []
    assert [a["href"] for a in real_page.each("link")] == ["data:,"]
    assert re.findall(r"@import|url\((?!&#34;data:|\"data:)", html) == []
    assert {a.get("href", "")[:1] for a in real_page.each("a")} == {"#", "h", "m"}  # type: ignore[index]


def test_page_forbids_what_it_does_not_hold(real_page: Page) -> None:
    policy = next(a for a in real_page.each("meta") if a.get("http-equiv"))
    assert policy["content"] == (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def test_page_has_language_landmarks_and_a_way_to_skip(real_page: Page) -> None:
    assert real_page.each("html") == [{"lang": "fr"}]
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(real_page.each(landmark)) == 1
    assert real_page.each("a")[0] == {"class": "skip", "href": "#content"}
    assert real_page.each("main")[0]["id"] == "content"


@pytest.mark.parametrize("edition", [edition_2023(), edition_2025()], ids=["2023", "2025"])
def test_headings_go_down_one_step_at_a_time(edition: Edition) -> None:
    steps = [int(tag[1]) for tag, _ in page(edition).tags if re.fullmatch(r"h[1-6]", tag)]
    assert steps[0] == 1
    assert [b for a, b in pairwise(steps) if b > a + 1] == []


@pytest.mark.parametrize("edition", [edition_2023(), edition_2025()], ids=["2023", "2025"])
def test_addresses_within_the_page_lead_somewhere(edition: Edition) -> None:
    found = page(edition)
    ids = [a["id"] for _, a in found.tags if a.get("id")]
    assert len(ids) == len(set(ids))
    led = {a["href"][1:] for a in found.each("a") if (a["href"] or "").startswith("#")}  # type: ignore[index]
    named = {name for _, a in found.tags for name in (a.get("aria-labelledby") or "").split()}
    assert (led | named) - set(ids) == set()


def test_table_has_a_caption_and_headings_for_both_ways(real_page: Page) -> None:
    assert len(real_page.each("caption")) == 1
    scopes = [a["scope"] for a in real_page.each("th")]
    assert scopes == ["col", "col", *["row"] * 6]


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=http://127.0.0.1:9/x onerror=alert(1)>',
    "</style><link rel=stylesheet href=file:///etc/passwd>",
    "{{ 7*7 }}{% include 'x' %}",
    "javascript:alert(1)",
    "W" * 120,  # wider than a page; breaking it into lines takes the square of its length
)


def told(text: str) -> Edition:
    """An edition of which every text is somebody's."""
    harmless = edition_2023()
    return replace(
        harmless,
        label=text,
        organiser=text,
        website=text,
        contact=text,
        notice=text,
        introduction=text,
        ceremony=replace(harmless.ceremony, place=text, event=text),
        jury=(replace(harmless.jury[0], last_name=text, role=text),),
        mentions=tuple(replace(each, name=text) for each in harmless.mentions),
        domains=(replace(harmless.domains[0], name=text),),
        candidates=(claix(name=text, bearer=text, role=text, department=text),),
    )


@pytest.fixture(scope="module")
def harmless_tags() -> list[str]:
    """The tags of the same edition with nothing hostile in it."""
    harmless = edition_2023()
    plainly = replace(
        harmless,
        introduction="x",
        website="x",
        contact="x",
        jury=harmless.jury[:1],
        domains=harmless.domains[:1],
        candidates=(claix(),),
    )
    return [tag for tag, _ in page(plainly).tags]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts_on_the_page(text: str, harmless_tags: list[str]) -> None:
    assert [tag for tag, _ in page(told(text)).tags] == harmless_tags


@pytest.mark.parametrize("text", ["javascript:alert(1)", " ".join(HOSTILE)])
def test_hostile_texts_are_printed_as_they_are(text: str) -> None:
    printed = "".join("".join(text_lines(results_pdf(told(text)))).split())
    assert printed.count("".join(text.split())) >= 23


@pytest.mark.parametrize("name", ["Ville\x00", "Ville \u202eelliV", "Ville \x1b[31m"])
def test_control_character_is_an_error_that_names_the_candidate(name: str) -> None:
    for make in (results_html, results_pdf):
        with pytest.raises(CharacterUnprintable) as caught:
            make(with_candidates(claix(name=name)))
        assert "Ville" in str(caught.value.values["where"])


def test_name_in_another_script_is_fine_on_the_page_and_an_error_in_print() -> None:
    edition = with_candidates(claix(name="עיר 日本"))
    assert "עיר 日本 Isère (38) Meilleure progression" in page(edition).lines
    with pytest.raises(CharacterUnprintable):
        results_pdf(edition)


# -- the document itself ----------------------------------------------------------------


def test_document_numbers_its_pages(real_document: bytes) -> None:
    reader = PdfReader(BytesIO(real_document))
    count = len(reader.pages)
    ends = [page.extract_text() for page in reader.pages]
    assert [f"{n} / {count}" in text for n, text in enumerate(ends, 1)] == [True] * count


def test_document_is_a4_upright_and_titled(real_document: bytes) -> None:
    reader = PdfReader(BytesIO(real_document))
    box = reader.pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (210, 297)
    assert reader.metadata is not None
    assert reader.metadata.title == "Territoire Numérique Libre – Résultats de l’édition 2023"


def test_dates_of_the_document_are_those_of_the_edition(real_document: bytes) -> None:
    reader = PdfReader(BytesIO(real_document))
    assert reader.metadata is not None
    assert str(reader.metadata["/CreationDate"]) == "D:20231205163000+00'00"

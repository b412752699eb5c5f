"""The public site as files: complete, closed in itself, the same each time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from reports.departments import NUMBERS
from reports.errors import CharacterUnprintable
from reports.language import reports_language
from reports.rendering.map import shapes
from reports.rendering.map import tone
from reports.site.pages import snippet
from reports.site.site import site
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import edition_2025
from tests.reports.samples import edition_in_english
from tests.reports.samples import with_candidates
from tests.reports.site.given import HOSTILE
from tests.reports.site.given import SECRETS
from tests.reports.site.given import hostile
from tests.reports.site.given import published
from tests.reports.site.given import with_secrets

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.edition import Edition

CLAIX = "laureats/2023_ville-de-claix_38.html"
COLLECTIVITIES = {"975", "977", "978", "986", "987", "988"}
VOID = {"meta", "link", "img", "input", "br"}


class Page(HTMLParser):
    """What the tests read in a page: its elements, and the text of those of one name."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((tuple(self.open), data.strip()))

    def within(self, tag: str) -> list[str]:
        """The texts inside elements of a name."""
        return [text for path, text in self.texts if tag in path]


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return site(published())


def pages(files: dict[str, bytes]) -> dict[str, Page]:
    return {name: Page(content) for name, content in files.items() if name.endswith(".html")}


def test_every_laureate_has_a_page_and_two_badges(made: dict[str, bytes]) -> None:
    stems = {PurePosixPath(name).stem for name in made if name.startswith("laureats/")}
    assert len(stems) == len(published().laureates)
    assert {name for name in made if name.startswith("badges/")} == {
        f"badges/{stem}_{form}.svg" for stem in stems for form in ("large", "carre")
    }


@pytest.mark.parametrize("make", [published, hostile, edition_2025, edition_in_english])
def test_every_address_leads_to_a_file_or_a_place_of_the_site(make: Callable[[], Edition]) -> None:
    files = site(make())
    read = pages(files)
    ids = {name: {each.get("id") for _, each in page.elements} for name, page in read.items()}
    for name, page in read.items():
        for _, attributes in page.elements:
            address = attributes.get("href", attributes.get("src", ""))
            if not address or address.startswith(("https://", "mailto:", "data:")):
                continue
            path, _, place = address.partition("#")
            target = normpath(str(PurePosixPath(name).parent / path)) if path else name
            assert target in files, (name, address)
            assert not place or place in ids[target], (name, address)


def test_page_loads_nothing_but_files_of_the_site(made: dict[str, bytes]) -> None:
    for name, page in pages(made).items():
        root = "../" if "/" in name else ""
        loaded = [
            attributes.get("src") or attributes["href"]
            for tag, attributes in page.elements
            if tag in {"script", "link", "img"}
        ]
        badges = [each for each in loaded if each.startswith("../badges/")]
        assert [each for each in loaded if each not in badges] == [
            "data:,", f"{root}style.css", f"{root}palmares.js",
        ]  # fmt: skip
        assert b"url(" not in made["style.css"].replace(b'url("data:font/woff', b"")


def test_no_script_and_no_style_stands_in_a_page(made: dict[str, bytes]) -> None:
    for page in pages(made).values():
        names = {name for _, attributes in page.elements for name in attributes}
        assert {each for each in names if each.startswith("on")} | (names & {"style"}) == set()
        assert page.within("script") + page.within("style") == []


@pytest.mark.parametrize("make", [published, hostile])
def test_same_edition_gives_the_same_bytes_anywhere(make: Callable[[], Edition]) -> None:
    script = (
        "import hashlib; from reports.site.site import site;"
        f"from tests.reports.site.given import {make.__name__} as make;"
        "print(hashlib.sha256(repr(sorted(site(make()).items())).encode()).hexdigest())"
    )
    here = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    places = (
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Noumea", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "77"},
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script], env={**here, **place},
            check=True, capture_output=True, text=True, timeout=120,
        ).stdout.strip()
        for place in places
    }  # fmt: skip
    assert found == {hashlib.sha256(repr(sorted(site(make()).items())).encode()).hexdigest()}


def test_opinion_of_the_jury_is_there_word_for_word(made: dict[str, bytes]) -> None:
    assert Page(made[CLAIX]).within("blockquote") == [
        "Une stratégie claire, portée par les élus.",
        "Des données à ouvrir davantage.",
    ]


def test_history_has_the_latest_edition_first(made: dict[str, bytes]) -> None:
    assert Page(made[CLAIX]).within("ol") == [
        "2023", "Niveau 4", "Meilleure progression",
        "2022", "Niveau 3",
        "2021", "Niveau 2", "Open Data",
        "2019", reports_language("fr").text("labelled, level not known"),
    ]  # fmt: skip


def test_edition_without_laureates_has_nothing_to_search_and_no_map() -> None:
    page = site(with_candidates(claix(level=None, mentions=())))["index.html"].decode()
    assert [each for each in ("filters", "departments") if f'id="{each}"' in page] == []
    assert "#departments" not in page


def test_nothing_private_is_on_the_site() -> None:
    everything = b"".join(site(with_secrets()).values()).decode()
    assert [each for each in SECRETS if each in everything] == []


def test_homonyms_have_pages_of_their_own_without_the_number_of_a_dossier() -> None:
    files = site(with_candidates(claix(dossier="dossier-1"), claix(dossier="dossier-2")))
    stems = [name for name in files if name.startswith("laureats/")]
    assert len(stems) == 2
    assert "dossier-" not in b"".join(files.values()).decode() + "".join(files)


def test_hostile_names_stay_texts() -> None:
    plain, wild = pages(site(with_candidates(claix()))), pages(site(hostile()))
    for name, page in wild.items():
        scripts = [each for each in page.elements if each[0] == "script"]
        assert len(scripts) == 1, name
    assert {tag for page in wild.values() for tag, _ in page.elements} <= {
        *(tag for page in plain.values() for tag, _ in page.elements),
        "blockquote",
    }
    links = [text for path, text in wild["index.html"].texts if path[-3:] == ("li", "p", "a")]
    assert len(links) == len(HOSTILE)
    assert HOSTILE[0] in links


def test_control_character_is_refused() -> None:
    with pytest.raises(CharacterUnprintable):
        site(with_candidates(claix(opinion="\u202eavis")))


# -- map ------------------------------------------------------------------------------


def test_map_has_every_department() -> None:
    assert set(shapes()) == set(NUMBERS) - COLLECTIVITIES


def test_map_tells_how_many_laureates_each_department_has(made: dict[str, bytes]) -> None:
    said = {
        attributes["data-department"]: attributes["aria-label"]
        for tag, attributes in Page(made["index.html"]).elements
        if tag == "a" and "data-department" in attributes
    }
    held = [each.department for each in published().laureates if each.department]
    assert set(said) == set(held)
    plural, forms = (
        reports_language("fr").plural,
        ("{name}: {count} laureate", "{name}: {count} laureates"),
    )
    assert said["38"] == plural(*forms, 8, name="Isère (38)")
    assert said["974"] == plural(*forms, 1, name="La Réunion (974)")
    assert said["988"] == plural(*forms, 1, name="Nouvelle-Calédonie (988)")


def test_tone_of_the_map_is_that_of_its_key() -> None:
    assert [tone(count) for count in (0, 1, 2, 3, 4, 40)] == [0, 1, 2, 2, 3, 3]


# -- badges ---------------------------------------------------------------------------


def test_badge_is_complete_in_itself(made: dict[str, bytes]) -> None:
    root = etree.fromstring(made["badges/2023_ville-de-claix_38_large.svg"])
    assert {each.tag.rpartition("}")[2] for each in root.iter()} == {
        "svg", "title", "rect", "g", "circle", "path",
    }  # fmt: skip
    assert root[0].text == "Territoire Numérique Libre 2023 – Niveau 4 – Ville de Claix"
    assert not [name for each in root.iter() for name in each.attrib if "href" in name]


def test_badge_of_a_name_that_fonts_lack_says_it_in_the_readers_font() -> None:
    files = site(with_candidates(claix(name="市 Ville")))
    root = etree.fromstring(files["badges/2023_ville_38_carre.svg"])
    assert [each.text for each in root.iter() if each.tag.endswith("}text")] == ["市 Ville"]


def test_badges_of_hostile_names_are_sound_files() -> None:
    files = site(hostile())
    titles = {
        etree.fromstring(content)[0].text for name, content in files.items() if "_carre" in name
    }
    assert titles == {f"Territoire Numérique Libre 2023 – Niveau 4 – {name}" for name in HOSTILE}


def test_snippet_shows_the_badge_and_escapes_the_name() -> None:
    assert snippet("b.svg", 'Label – "Ville" & Co', 360, 132, "https://label.example/?a=1&b=2") == (
        '<a href="https://label.example/?a=1&amp;b=2">\n'
        '  <img src="b.svg" width="360" height="132" alt="Label – &#34;Ville&#34; &amp; Co">\n'
        "</a>"
    )


def test_snippet_without_an_address_is_the_picture_alone() -> None:
    assert snippet("b.svg", "Label", 200, 200, "") == (
        '<img src="b.svg" width="200" height="200" alt="Label">'
    )


def test_website_that_is_no_address_is_no_link() -> None:
    files = site(replace(edition_2023(), website="javascript:alert(1)"))
    links = [
        attributes["href"]
        for page in pages(files).values()
        for _, attributes in page.elements
        if "href" in attributes
    ]
    assert [each for each in links if each.startswith("javascript")] == []

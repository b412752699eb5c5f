"""The public site in a real browser, from a folder, with no network."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from reports.site.site import site
from tests.reports.samples import claix
from tests.reports.samples import with_candidates
from tests.reports.site.given import hostile
from tests.reports.site.given import published
from tests.reports.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.reports.windows import Shown
    from tests.reports.windows import Windows

pytestmark = [pytest.mark.system, pytest.mark.slow]

CLAIX = "laureats/2023_ville-de-claix_38.html"
PAGES = ("index.html", CLAIX, "donnees.html")
ITEMS = ".laureates > li"
LONG = "laureats/2023_" + "w" * 60 + "_38.html"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Windows]:
    with windows(chromium) as opened:
        yield opened


def folder_with(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_with(site(published()), tmp_path_factory.mktemp("site"))


def opened(browser: Windows, folder: Path, name: str = "index.html", **how: Any) -> Shown:  # noqa: ANN401
    """A page of the folder, once it is ready."""
    shown = browser.show(f"{folder.as_uri()}/{name}", **how)
    if how.get("java_script_enabled", True):
        shown.page.wait_for_selector("html[data-ready]")
    return shown


def strange(shown: Shown, folder: Path) -> list[str]:
    """What a page asked for outside of its folder, and what it complained of."""
    own = (folder.as_uri(), "data:")
    return [each for each in shown.asked if not each.startswith(own)]


def names(page: Page) -> list[str]:
    """The laureates that are seen."""
    return [
        each.inner_text() for each in page.locator(f"{ITEMS} a.name").all() if each.is_visible()
    ]


@pytest.mark.parametrize("name", PAGES)
def test_page_from_a_folder_has_its_look_and_asks_for_nothing(
    name: str, browser: Windows, folder: Path
) -> None:
    shown = opened(browser, folder, name)
    look = "getComputedStyle(document.querySelector('header')).borderBottomColor"
    assert shown.page.evaluate(look) == "rgb(201, 151, 59)"
    assert shown.page.evaluate("document.fonts.check('20px \"Palmares Serif\"')")
    assert strange(shown, folder) == []


def test_levels_out_of_sight_are_laid_out_when_they_are_seen(
    browser: Windows, folder: Path
) -> None:
    """Each as a whole: thousands of laureates one by one would make every filter slow."""
    page = opened(browser, folder).page
    look = "each => getComputedStyle(document.querySelector(each)).contentVisibility"
    assert [page.evaluate(look, each) for each in (".laureates", ITEMS)] == ["auto", "visible"]
    page.emulate_media(media="print")
    assert page.evaluate(look, ".laureates") == "visible"


def test_search_finds_names_without_accents_or_capitals(browser: Windows, folder: Path) -> None:
    page = opened(browser, folder).page
    page.fill("#search", "VANDOEUVRE nancy")
    assert names(page) == ["Ville de Vandœuvre-lès-Nancy"]
    page.fill("#search", "")
    assert len(names(page)) == len(published().laureates)


def test_search_finds_a_polynesian_name_typed_without_its_marks(
    browser: Windows, tmp_path: Path
) -> None:
    name = "Commune de Fa\u02bba\u02bbā"
    made = folder_with(site(with_candidates(claix(name=name))), tmp_path)
    page = opened(browser, made).page
    for typed in ("faaa", "Fa'a'ā", name):
        page.fill("#search", typed)
        assert names(page) == [name]


def test_search_that_finds_nothing_says_so(browser: Windows, folder: Path) -> None:
    page = opened(browser, folder).page
    page.fill("#search", "Atlantide")
    assert names(page) == []
    assert page.inner_text("#found") == page.get_attribute("#found", "data-none")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"level": "label-5"}, ["Syndicat Morbihan Énergies", "Ville d’Abbeville", "Ville de Boé",
                                "Ville d’Échirolles"]),
        ({"department": "974"}, ["Ville de Saint-Denis"]),
        ({"department": "38", "level": "label-4", "type": "syndicat"},
         ["Syndicat Intercommunal SITPI"]),
    ],
)  # fmt: skip
def test_filters_leave_what_fits_them_all(
    filters: dict[str, str], found: list[str], browser: Windows, folder: Path
) -> None:
    page = opened(browser, folder).page
    for name, value in filters.items():
        page.select_option(f"#{name}", value)
    assert names(page) == found
    assert [each for each in page.inner_text("#found") if each.isdigit()] == [str(len(found))]
    assert page.locator("section.level:visible").count() == 1
    assert page.locator(".count:visible").count() == 0
    page.click("button[type=reset]")
    expect(page.locator("#found")).to_have_text("")
    assert len(names(page)) == len(published().laureates)


def test_what_was_asked_for_is_there_again_on_the_way_back(browser: Windows, folder: Path) -> None:
    page = opened(browser, folder).page
    page.fill("#search", "saint")
    page.select_option("#department", "974")
    page.click(f"{ITEMS}:visible a.name")
    page.wait_for_selector("#badge")
    page.go_back()
    page.wait_for_selector("html[data-ready]")
    assert names(page) == ["Ville de Saint-Denis"]
    assert [page.input_value(each) for each in ("#search", "#department")] == ["saint", "974"]


def test_link_with_a_question_shows_its_answer(browser: Windows, folder: Path) -> None:
    page = opened(browser, folder, "index.html#level=label-5&search=boe").page
    assert names(page) == ["Ville de Boé"]
    page.click("button[type=reset]")
    expect(page.locator("#found")).to_have_text("")
    assert page.url == f"{folder.as_uri()}/index.html"


def test_department_on_the_map_filters_the_laureates(browser: Windows, folder: Path) -> None:
    page = opened(browser, folder).page
    page.locator(".map a[data-department='47']").click()
    assert names(page) == ["Ville de Boé"]
    assert page.input_value("#department") == "47"
    assert page.locator(".map a.chosen").count() == 1


def test_department_on_the_map_is_chosen_by_keyboard(browser: Windows, folder: Path) -> None:
    page = opened(browser, folder).page
    page.focus(".map a[data-department='974']")
    page.keyboard.press("Enter")
    assert names(page) == ["Ville de Saint-Denis"]
    assert page.evaluate("document.activeElement.id") == "department"


def test_filters_are_reached_and_used_by_keyboard(browser: Windows, folder: Path) -> None:
    page = opened(browser, folder).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("boé")
    assert names(page) == ["Ville de Boé"]
    page.keyboard.press("Enter")  # no form is sent anywhere
    assert page.url.partition("#")[0] == f"{folder.as_uri()}/index.html"


def test_everything_is_there_without_a_script(browser: Windows, folder: Path) -> None:
    page = opened(browser, folder, java_script_enabled=False).page
    assert page.locator(f"{ITEMS}:visible").count() == len(published().laureates)
    assert not page.is_visible("#filters")
    page.locator(".map a[data-department='38']").click()
    assert page.url.endswith("#departement-38")
    page.locator(f"{ITEMS} a", has_text="Claix").click()
    assert page.inner_text("h1") == "Ville de Claix"


def test_lines_to_paste_are_copied(browser: Windows, folder: Path) -> None:
    page = opened(browser, folder, CLAIX, permissions=["clipboard-read", "clipboard-write"]).page
    button = page.locator("button[data-copies]").first
    button.click()
    expect(button).to_have_text(button.get_attribute("data-done") or "")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.input_value("#snippet-1")
    assert '<img src="2023_ville-de-claix_38_large.svg" width="360" height="132"' in copied


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 640, 1280])  # 640: a screen of 1280 at 200 %
def test_page_fits_its_width(width: int, name: str, browser: Windows, folder: Path) -> None:
    shown = opened(browser, folder, name, width=width, height=800)
    assert shown.page.evaluate("document.documentElement.scrollWidth") == width


def test_longest_name_fits_a_width_of_320_pixels(browser: Windows, tmp_path: Path) -> None:
    made = folder_with(site(hostile()), tmp_path)
    for name in ("index.html", LONG):
        shown = opened(browser, made, name, width=320, height=800)
        assert shown.page.evaluate("document.documentElement.scrollWidth") == 320
        assert strange(shown, made) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_breaks_no_rule_of_accessibility(
    scheme: str, name: str, browser: Windows, folder: Path
) -> None:
    shown = opened(browser, folder, name, scheme=scheme, bypass_csp=True)
    found = Axe().run(shown.page)
    assert [each["id"] for each in found.response["violations"]] == []


def test_proof_breaks_no_rule_of_accessibility(browser: Windows, tmp_path: Path) -> None:
    made = folder_with(site(published(), "PROOF – under embargo until Wednesday"), tmp_path)
    found = Axe().run(opened(browser, made, bypass_csp=True).page)
    assert [each["id"] for each in found.response["violations"]] == []


def test_page_with_a_filter_breaks_no_rule_of_accessibility(browser: Windows, folder: Path) -> None:
    shown = opened(browser, folder, bypass_csp=True)
    shown.page.select_option("#department", "38")
    found = Axe().run(shown.page)
    assert [each["id"] for each in found.response["violations"]] == []


def test_print_leaves_out_what_paper_cannot_do(browser: Windows, folder: Path) -> None:
    page = opened(browser, folder).page
    page.emulate_media(media="print")
    seen = [page.is_visible(each) for each in ("#filters", "nav", ".map", ITEMS)]
    assert seen == [False, False, True, True]

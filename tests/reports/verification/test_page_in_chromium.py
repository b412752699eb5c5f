"""The page that checks certificates, in a real browser, from a file, with no network."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe

from reports.language import reports_language
from reports.verification.page import verification_page
from reports.verification.register import Register
from tests.reports.verification.given import KEYS
from tests.reports.verification.given import LATER
from tests.reports.verification.given import OTHER_KEYS
from tests.reports.verification.given import Given
from tests.reports.verification.given import proven
from tests.reports.verification.given import replaced
from tests.reports.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.reports.windows import Shown
    from tests.reports.windows import Windows

pytestmark = [pytest.mark.system, pytest.mark.slow]

FIELDS = [
    "Label", "Edition", "Level", "Awarded to", "Application led by", "Special mentions",
    "Awarded on", "Place", "Signed by", "Note",
]  # fmt: skip
DROP = """([content, name]) => {
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type: "application/pdf" }));
  document.body.dispatchEvent(
    new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


class Published(NamedTuple):
    """A page in a folder; the certificates that its register tells of."""

    path: Path
    first: Given
    second_code: str


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Windows]:
    with windows(chromium) as opened:
        yield opened


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    first, second = replaced()
    assert second.proof is not None
    path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_text(verification_page(first.edition, first.register, KEYS), "utf-8")
    return Published(path, first, second.proof.code)


def opened(browser: Windows, path: Path, fragment: str = "", **how: Any) -> Shown:  # noqa: ANN401
    return browser.show(path.as_uri() + fragment, locale="en-GB", **how)


def answer(shown: Shown) -> str:
    shown.page.wait_for_selector("#answer h2")
    return shown.page.inner_text("#answer h2")


def test_code_shows_every_printed_field_and_asks_for_nothing(
    browser: Windows, published: Published
) -> None:
    shown = opened(browser, published.path)
    shown.page.fill("#code", f"Code : {published.second_code.lower()}.")
    shown.page.press("#code", "Enter")
    assert answer(shown) == "This certificate is valid"
    assert shown.page.locator("#answer dt").all_inner_texts() == FIELDS
    told = shown.page.locator("#answer dd").all_inner_texts()
    assert [text.replace("\xa0", " ") for text in told] == [
        text.replace("\xa0", " ") for _, text in published.first.certificate.fields
    ]
    assert shown.asked == [published.path.as_uri()]


def test_replaced_certificate_says_why_and_shows_the_new_one(
    browser: Windows, published: Published
) -> None:
    shown = opened(browser, published.path)
    shown.page.fill("#code", published.first.proof.printed)
    shown.page.click("button")
    assert answer(shown) == "This certificate was replaced"
    said = shown.page.locator("#answer > p").all_inner_texts()
    assert said[1:] == ["Since May 6, 2024.", "Reason: The mayor’s name was misspelt."]
    assert shown.page.locator("#answer h3").all_inner_texts() == [
        "The certificate that replaces it"
    ]
    assert shown.page.locator("#answer dt").all_inner_texts() == FIELDS * 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda content: content, "This certificate was replaced"),
        (lambda content: content + b"x", "This file is not the one that was given"),
        (
            lambda content: content[:9000] + bytes([content[9000] ^ 1]) + content[9001:],
            "This file is not the one that was given",
        ),
        (lambda content: content[:99], "No certificate is known under this"),
        (lambda content: b"PK\x03\x04" + content, "No certificate is known under this"),
    ],
    ids=["given", "appended", "flipped", "cut", "packed"],
)
def test_dropped_file_is_hashed_in_the_browser(
    change: object, told: str, browser: Windows, published: Published
) -> None:
    content = change(published.first.content)  # type: ignore[operator]
    shown = opened(browser, published.path)
    shown.page.wait_for_selector("html[data-ready]")
    shown.page.evaluate(DROP, [b64encode(content).decode(), "certificate.pdf"])
    assert answer(shown) == told


def test_chosen_file_is_checked(browser: Windows, published: Published, tmp_path: Path) -> None:
    (tmp_path / "certificate.pdf").write_bytes(published.first.content)
    shown = opened(browser, published.path)
    shown.page.set_input_files("#file", tmp_path / "certificate.pdf")
    assert answer(shown) == "This certificate was replaced"


def test_address_of_the_qr_code_is_read(browser: Windows, published: Published) -> None:
    fragment = "#" + published.first.proof.link.partition("#")[2]
    assert answer(opened(browser, published.path, fragment)) == "This certificate was replaced"


def test_qr_code_of_another_key_is_found_out(browser: Windows, published: Published) -> None:
    forged = proven(keys=OTHER_KEYS).proof
    assert forged is not None
    fragment = "#" + forged.link.partition("#")[2]
    told = answer(opened(browser, published.path, fragment))
    assert told == "This QR code is not the organiser’s"


def test_qr_code_whose_name_was_changed_is_found_out(
    browser: Windows, published: Published
) -> None:
    message, _, signature = published.first.proof.link.partition("#")[2].partition(".")
    other = "A" if message[60] != "A" else "B"
    fragment = f"#{message[:60]}{other}{message[61:]}.{signature}"
    told = answer(opened(browser, published.path, fragment))
    assert told == "This QR code is not the organiser’s"


def test_genuine_qr_code_outside_the_register_shows_what_was_signed(
    browser: Windows, published: Published, tmp_path: Path
) -> None:
    path = tmp_path / "index.html"
    empty = Register().with_key(KEYS.public, LATER)
    path.write_text(verification_page(published.first.edition, empty, KEYS), "utf-8")
    shown = opened(browser, path, "#" + published.first.proof.link.partition("#")[2])
    assert answer(shown) == "The QR code is genuine, the register does not have it"
    assert shown.page.locator("#answer dd").all_inner_texts() == [
        "City of York", "Level 2", "Open Territory", "2024-03-01",
    ]  # fmt: skip


def test_register_that_was_changed_is_refused(
    browser: Windows, published: Published, tmp_path: Path
) -> None:
    text = published.path.read_text("utf-8")
    (tmp_path / "index.html").write_text(
        text.replace(LATER, LATER.replace("2024", "2034")), "utf-8"
    )
    shown = opened(browser, tmp_path / "index.html")
    shown.page.wait_for_selector("#damaged", state="visible")
    assert not shown.page.is_visible("#tools")


def test_page_is_used_by_keyboard_alone(browser: Windows, published: Published) -> None:
    shown = opened(browser, published.path)
    shown.page.wait_for_selector("html[data-ready]")
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.type(published.second_code)
    shown.page.keyboard.press("Enter")
    assert answer(shown) == "This certificate is valid"
    assert shown.page.evaluate("document.activeElement.textContent") == answer(shown)


@pytest.mark.parametrize("width", [320, 1280])
def test_page_fits_its_width_with_an_answer(
    width: int, browser: Windows, published: Published
) -> None:
    shown = opened(browser, published.path, width=width, height=800)
    shown.page.fill("#code", published.first.proof.code)
    shown.page.press("#code", "Enter")
    answer(shown)
    assert shown.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_with_an_answer_breaks_no_rule_of_accessibility(
    scheme: str, browser: Windows, published: Published
) -> None:
    shown = opened(browser, published.path, scheme=scheme, bypass_csp=True)
    shown.page.fill("#code", published.first.proof.code)
    shown.page.press("#code", "Enter")
    answer(shown)
    found = Axe().run(shown.page)
    assert [each["id"] for each in found.response["violations"]] == []


def test_page_without_a_script_lists_the_files(browser: Windows, published: Published) -> None:
    shown = opened(browser, published.path, java_script_enabled=False)
    rows = [row.split("\t") for row in shown.page.locator("tbody tr").all_inner_texts()]
    files = sorted(
        {file for event in published.first.register.events for file in event.get("files", ())}
    )
    assert [row[0] for row in rows] == files
    assert sorted(row[1] for row in rows) == ["replaced", "valid"]


def test_page_in_french_has_its_own_words(published: Published) -> None:
    from dataclasses import replace

    edition = replace(published.first.edition, language="fr")
    page = verification_page(edition, published.first.register, KEYS)
    assert '<html lang="fr">' in page
    assert reports_language("fr").text("This certificate is valid") in page

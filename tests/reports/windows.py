"""A browser that the tests of a module share: one window for each sort, gone on from page to page.

A new window of Chromium costs as much as ten pages in one that is open.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal
from typing import NamedTuple

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

    Scheme = Literal["light", "dark"]

WIDTH, HEIGHT = 1280, 720


class Shown(NamedTuple):
    """A page in the browser; the addresses that it asked for, and what it complained of."""

    page: Page
    asked: list[str]


class Windows:
    """Windows by what makes them different from their beginning: scripts, rights, policies."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._open: dict[str, Shown] = {}

    def show(
        self,
        address: str,
        width: int = WIDTH,
        height: int = HEIGHT,
        scheme: Scheme = "light",
        **how: Any,  # noqa: ANN401 - as playwright's new_context takes it
    ) -> Shown:
        """A page anew, on a screen of this size, as in a window that was just opened."""
        sort = repr(sorted(how.items()))
        if sort not in self._open:
            self._open[sort] = self._opened(how)
        shown = self._open[sort]
        shown.page.goto("about:blank")
        shown.page.set_viewport_size({"width": width, "height": height})
        shown.page.emulate_media(media="null", color_scheme=scheme)
        shown.asked.clear()
        shown.page.goto(address)
        return shown

    def _opened(self, how: dict[str, Any]) -> Shown:
        page = self._browser.new_context(**how).new_page()
        shown = Shown(page, [])
        page.on("request", lambda request: shown.asked.append(request.url))
        page.on("console", lambda message: shown.asked.append(message.text))
        page.on("pageerror", lambda error: shown.asked.append(str(error)))
        return shown


@contextmanager
def windows(chromium: str) -> Iterator[Windows]:
    """A browser with no window open yet."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield Windows(started)
        started.close()

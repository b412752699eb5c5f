"""The results page in a real browser, at the width of a small telephone."""

from __future__ import annotations

import html
import subprocess
from typing import TYPE_CHECKING

import pytest

from reports.results import results_html
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import edition_2025
from tests.reports.samples import with_candidates

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition

# The page is shown in a frame of 320 pixels; the script is that of the test, not the page's.
FRAME = """<!DOCTYPE html><iframe srcdoc="{page}" style="width: 320px; height: 900px; border: 0">
</iframe><p id="said"></p><script>
const frame = document.querySelector("iframe");
frame.onload = () => {{
  const root = frame.contentDocument.documentElement;
  document.querySelector("#said").textContent = `width ${{root.scrollWidth}}`;
}};
</script>"""


def shown(page: str, folder: Path, chromium: str) -> str:
    """The document that Chromium holds after it has loaded a frame with the page."""
    (folder / "frame.html").write_text(FRAME.format(page=html.escape(page)), "utf-8")
    options = (
        "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={folder / 'profile'}", "--hide-scrollbars",
        "--virtual-time-budget=3000", "--dump-dom",
    )  # fmt: skip
    return subprocess.run(
        [chromium, *options, (folder / "frame.html").as_uri()],
        capture_output=True, text=True, check=True, timeout=120,
    ).stdout  # fmt: skip


@pytest.mark.system
@pytest.mark.slow
@pytest.mark.parametrize(
    "edition",
    [edition_2023(), edition_2025(), with_candidates(claix(name="W" * 300, role="x" * 300))],
    ids=["2023", "2025", "long"],
)
def test_page_fits_a_width_of_320_pixels(edition: Edition, tmp_path: Path, chromium: str) -> None:
    dom = shown(results_html(edition), tmp_path, chromium)
    assert '<p id="said">width 320</p>' in dom

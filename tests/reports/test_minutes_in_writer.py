"""The minutes that can be edited, opened in LibreOffice: what is shown is what they say."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from reports.minutes import minutes
from reports.minutes import minutes_odt
from reports.rendering.odt import is_untouched
from reports.typography import plain
from tests import system
from tests.reports.meetings import made_up

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.system, pytest.mark.slow]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the minutes as Writer saves them again, and as it prints them."""
    office = system.require_writer()
    folder = tmp_path_factory.mktemp("writer")
    (folder / "minutes.odt").write_bytes(minutes_odt(made_up()))
    profile = (folder / "profile").as_uri()
    for kind, target in (("pdf", folder), ("odt", folder / "again")):
        subprocess.run(
            [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind,
             "--outdir", str(target), str(folder / "minutes.odt")],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
    return folder


def test_writer_prints_what_the_minutes_say(opened: Path) -> None:
    text = subprocess.run(
        [system.require(system.PDFTOTEXT), str(opened / "minutes.pdf"), "-"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    printed = "".join(text.split())
    said = {
        "".join(plain(line, "fr").split())
        for _, part in minutes(made_up()).texts()
        for line in part.splitlines()
        if len(line) < 60
    }
    assert [line for line in said if line not in printed] == []
    pages = text.count("\f")
    assert f"page{pages}/{pages}" in printed
    assert "Error:" not in text


def test_minutes_saved_in_writer_are_no_longer_ours(opened: Path) -> None:
    assert not is_untouched((opened / "again" / "minutes.odt").read_bytes())

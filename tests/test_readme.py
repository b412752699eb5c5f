"""The READMEs and the pages in docs/ say what the program does."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.commands import PAGE
from scripts.commands import filled
from sheets_sync.cli import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FRENCH = (ROOT / "LISEZMOI.md").read_text(encoding="utf-8")


def test_page_of_commands_is_what_commands_print() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page) == page


@pytest.mark.parametrize("name", [*cli.commands, "jury open", "jury collect", "jury status"])
def test_command_is_in_both_readmes(name: str) -> None:
    assert (f"palmares {name}" in README, f"palmares {name}" in FRENCH) == (True, True)


@pytest.mark.parametrize("text", [README, FRENCH])
def test_pictures_that_a_readme_shows_are_there(text: str) -> None:
    shown = [line.split("(", 1)[1].split(")", 1)[0] for line in text.splitlines() if "![" in line]
    assert [each for each in shown if not (ROOT / each).is_file()] == []

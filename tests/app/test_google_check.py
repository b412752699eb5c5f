"""palmares check on a Google spreadsheet."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sheets_sync.settings.campaign_file import read_campaign
from sheets_sync.workbooks.google.keys import VARIABLE
from tests.app.google_desk import google_desk
from tests.workbooks.google_account import ROBOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.app.google_desk import Desk

ACTING = f"palmares acts for {ROBOT}."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with google_desk(tmp_path, monkeypatch, protect="true") as made:
        yield made


def codes(output: str) -> list[str]:
    """The findings of google that were printed."""
    words = output.replace("[", " [").split()
    return [word.strip("[]") for word in words if word.startswith("[google-")]


def key_of(desk: Desk) -> Path:
    """The key file of the campaign."""
    google = read_campaign(desk.folder).google
    assert google is not None
    assert google.key is not None
    return google.key


def test_says_for_whom_it_acts(desk: Desk) -> None:
    outcome = desk.run("check")
    assert (outcome.code, ACTING in outcome.output, codes(outcome.output)) == (
        0,
        True,
        ["google-account"],
    )


def test_writes_nothing(desk: Desk) -> None:
    with desk.counted() as kinds:
        desk.run("check")
    assert "write" not in kinds
    assert sorted(path.name for path in desk.folder.iterdir()) == [
        "campaign.toml",
        "config",
        "export.csv",
    ]


def test_says_with_whom_to_share(desk: Desk) -> None:
    """What can't be read hides the rest."""
    desk.book().remove_permissions(ROBOT, role="any")
    outcome = desk.run("check")
    assert (outcome.code, codes(outcome.output)) == (1, ["google-not-shared", "google-account"])
    assert f"choose Share and add {ROBOT} as an editor" in " ".join(outcome.output.split())


def test_says_that_the_key_lies_badly(desk: Desk) -> None:
    path = desk.folder / "campaign.toml"
    shutil.copy(key_of(desk), desk.folder / "key.json")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(str(key_of(desk)), str(desk.folder / "key.json")))
    outcome = desk.run("check")
    assert codes(outcome.output) == ["google-key-in-campaign", "google-account"]


def test_key_that_others_may_read_stops_every_command(desk: Desk) -> None:
    key_of(desk).chmod(0o644)
    for command in ("check", "sync --yes", "propose --yes"):
        outcome = desk.run(*command.split())
        assert (outcome.code, outcome.output.split(" is refused")[0]) == (
            4,
            f"The key {key_of(desk)}",
        )
    assert desk.document.file.version == 1 + 2  # shared with two people, and no more


def test_key_of_the_environment(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, key_of(desk).read_text(encoding="utf-8"))
    path = desk.folder / "campaign.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("key")))
    assert ACTING in desk.done("check")


def test_stand_in_is_asked_through_no_proxy(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key must not travel to a proxy when a server of this machine is meant."""
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    outcome = desk.run("check")
    assert (outcome.code, ACTING in outcome.output) == (0, True)


def test_stand_in_elsewhere_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PALMARES_GOOGLE_API", "http://192.168.1.4:80")
    outcome = desk.run("check")
    assert (outcome.code, outcome.output.splitlines()[0]) == (
        4,
        "PALMARES_GOOGLE_API is refused: http://192.168.1.4:80 is not an address of this machine.",
    )


def test_tabs_that_staff_protected_against_us(desk: Desk) -> None:
    desk.up_to("sync --yes")
    sheet = desk.book().worksheet("Réponses")
    sheet.add_protected_range("A1:B2", description="touche pas", editor_users_emails=[])
    assert codes(desk.done("check")) == ["google-protected", "google-account"]

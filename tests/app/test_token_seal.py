"""Certificates sealed with a key on a token, from the shell."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reports.edition_file import save
from reports.sealing.check import check_seal
from tests.app.office import Office
from tests.app.shell import START
from tests.reports.samples import edition_in_english
from tests.reports.sealing.softhsm import LABEL
from tests.reports.sealing.softhsm import PIN
from tests.reports.sealing.softhsm import RSA

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reports.sealing.softhsm import Made

pytestmark = pytest.mark.system


@pytest.fixture
def desk(tmp_path: Path, softhsm: Made) -> Office:
    """A frozen edition, and a campaign that names the token."""
    save(edition_in_english(), tmp_path / "edition.json")
    lines = (f'module = "{softhsm.module}"', f'token = "{LABEL}"', f'key = "{RSA}"')
    (tmp_path / "campaign.toml").write_text("\n".join(["[seal]", *lines, ""]), encoding="utf-8")
    return Office(tmp_path)


def test_certificates_are_sealed_by_the_token(desk: Office, softhsm: Made) -> None:
    # In a process of its own: a token stays open, without its PIN, to the one that opened it.
    line = [sys.executable, "-c", START, "-C", str(desk.folder), "certificates"]
    environment = {**os.environ, "PALMARES_SEAL_PIN": PIN}
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=True)
    made = list((desk.folder / "certificats").glob("*.pdf"))
    seals = [check_seal(path.read_bytes(), [softhsm.authorities[RSA]]) for path in made]
    assert [(each.intact, each.trusted) for each in seals if each] == [(True, True)] * len(made)
    assert made != []
    assert PIN not in done.stdout + done.stderr


def test_pin_that_nobody_gave_stops_before_anything_is_made(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PALMARES_SEAL_PIN", raising=False)
    outcome = desk.run("certificates")
    assert outcome.code == 2
    assert "The PIN of the seal’s token is missing." in outcome.output
    assert not (desk.folder / "certificats").exists()


def test_token_and_file_at_once_are_one_too_many(desk: Office) -> None:
    (desk.folder / "secrets").mkdir()
    (desk.folder / "secrets" / "sceau.p12").write_bytes(b"")
    outcome = desk.run("certificates")
    assert outcome.code == 2
    assert "There are two seals:" in outcome.output

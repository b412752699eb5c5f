"""Staff edit grid.csv in LibreOffice: what it saves is read as the same grid."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from sheets_sync.settings.edition_file import read_scheme
from sheets_sync.settings.editions import model_editions
from sheets_sync.settings.grid_file import read_grid

if TYPE_CHECKING:
    from pathlib import Path

SEMICOLON, COMMA, QUOTE, UTF8 = 59, 44, 34, 76


@pytest.mark.system
@pytest.mark.slow
@pytest.mark.parametrize("separator", [SEMICOLON, COMMA])
@pytest.mark.parametrize("year", ["2023", "2025"])
def test_grid_saved_by_libreoffice(soffice: str, tmp_path: Path, year: str, separator: int) -> None:
    """Opened as a table and saved again, with either separator."""
    model = model_editions()[year]
    scheme = read_scheme(model)
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            f"--infilter=CSV:{SEMICOLON},{QUOTE},{UTF8},1",
            "--convert-to",
            f"csv:Text - txt - csv (StarCalc):{separator},{QUOTE},{UTF8},1",
            "--outdir",
            str(tmp_path),
            str(model / "grid.csv"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert read_grid(tmp_path, scheme) == read_grid(model, scheme)

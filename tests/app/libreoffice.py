"""LibreOffice, as somebody who opens a workbook and saves it again."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def saved(soffice: str, workbook: Path, scratch: Path) -> Path:
    """The workbook as LibreOffice saves it, in a folder of its own."""
    profile = (scratch / "profile").as_uri()
    folder = scratch / "saved"
    subprocess.run(
        [
            *(soffice, f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, workbook),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return folder / workbook.name


def save_in_place(soffice: str, workbook: Path, scratch: Path) -> None:
    """Let LibreOffice save the workbook over itself."""
    saved(soffice, workbook, scratch).replace(workbook)

"""The text of a PDF file, as poppler reads it."""

from __future__ import annotations

import subprocess

from tests import system


def text_lines(content: bytes) -> list[str]:
    """The lines of a PDF file in the order they are drawn, every space made plain.

    Narrow spaces within « » are too narrow for poppler, so they are left out everywhere.
    """
    program = system.require(system.PDFTOTEXT)
    read = subprocess.run(
        [program, "-raw", "-enc", "UTF-8", "-", "-"],
        input=content, capture_output=True, check=True,
    )  # fmt: skip
    lines = (" ".join(line.split()) for line in read.stdout.decode().splitlines())
    return [line.replace("« ", "«").replace(" »", "»") for line in lines if line]

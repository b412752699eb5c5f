"""Programs of the system that some tests need: found, or the test is skipped.

Where ``CI`` is true a missing program is a failure: a suite that skips in silence
proves nothing. ``make test`` installs them when it may.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest


@dataclass(frozen=True, slots=True)
class Program:
    """One program: the commands it may go by, and the Debian package that brings it."""

    name: str
    commands: tuple[str, ...]
    package: str

    def find(self) -> str | None:
        """Full path of the first command found; None when there is none."""
        return next(filter(None, map(shutil.which, self.commands)), None)


SOFFICE = Program("LibreOffice", ("soffice", "libreoffice"), "libreoffice-calc-nogui")
CHROMIUM = Program(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "chromium",
)
PDFTOTEXT = Program("pdftotext", ("pdftotext",), "poppler-utils")
PDFTOPPM = Program("pdftoppm", ("pdftoppm",), "poppler-utils")
PDFSIG = Program("pdfsig", ("pdfsig",), "poppler-utils")
JAVA = Program("Java", ("java",), "default-jdk-headless")
JAVAC = Program("Java's compiler", ("javac",), "default-jdk-headless")


def in_ci() -> bool:
    """Whether a missing program is a failure."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def require(program: Program) -> str:
    """Full path of a program; skips the test when it is missing, fails it in CI."""
    found = program.find()
    if not found:
        absent(f"{program.name} is missing", program.package)
    return found


def require_writer() -> str:
    """LibreOffice with its word processor, which Debian has in a package of its own."""
    office = require(SOFFICE)
    if not Path(office).resolve().with_name("libswlo.so").exists():
        absent("LibreOffice Writer is missing", "libreoffice-writer-nogui")
    return office


def absent(what: str, package: str) -> NoReturn:
    """Skip the test for what is missing of the system; fail it in CI."""
    reason = f"{what} (Debian package {package})"
    if in_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)

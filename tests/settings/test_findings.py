"""What is wrong in the files of an edition: code, place, sentence and remedy of each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.catalogue_settings import SETTINGS
from sheets_sync.settings.edition import read_edition
from tests.settings.small import EDITION
from tests.settings.small import GRID
from tests.settings.small import Said
from tests.settings.small import changed
from tests.settings.small import refused
from tests.settings.small import said
from tests.settings.small import write

HERE = Path(__file__).parent
RIGHT = {"edition": EDITION, "grid": GRID}


def cases(outcome: str) -> list[Any]:
    """The cases of both files that end so, named after their first code."""
    params = []
    for name in RIGHT:
        text = (HERE / "cases" / f"{name}.toml").read_text(encoding="utf-8")
        for case in tomllib.loads(text)[outcome]:
            expected = [Said(*each) for each in case["expected"]]
            label = f"{name}-{expected[0].code}"
            params.append(pytest.param(name, case["before"], case["after"], expected, id=label))
    return params


def with_change(folder: Path, name: str, before: str, after: str) -> Path:
    """The small edition with one change in one of its files."""
    return write(folder, **{**RIGHT, name: changed(RIGHT[name], before, after)})


def test_small_edition_is_right(tmp_path: Path) -> None:
    """What every case below starts from."""
    assert read_edition(write(tmp_path)).warnings == ()


@pytest.mark.parametrize(("name", "before", "after", "expected"), cases("refused"))
def test_change_is_refused_with_its_place_and_remedy(
    tmp_path: Path, name: str, before: str, after: str, expected: list[Said]
) -> None:
    """Exactly these findings, and no edition."""
    assert refused(with_change(tmp_path, name, before, after)) == expected


@pytest.mark.parametrize(("name", "before", "after", "expected"), cases("warned"))
def test_change_is_accepted_with_a_warning(
    tmp_path: Path, name: str, before: str, after: str, expected: list[Said]
) -> None:
    """Exactly these warnings, and an edition."""
    edition = read_edition(with_change(tmp_path, name, before, after))
    assert [said(warning) for warning in edition.warnings] == expected


def test_problems_of_both_files_are_told_together(tmp_path: Path) -> None:
    """Nobody has to correct one file to learn what is wrong in the other."""
    edition = changed(EDITION, "year = 2023", "year = 'x'")
    grid = changed(GRID, "active;number", "active;nombre")
    codes = [each.code for each in refused(write(tmp_path, edition, grid))]
    assert codes == ["config-not-whole", "config-cell-choice"]


def test_empty_list_is_not_enough(tmp_path: Path) -> None:
    """A campaign without a jury has nobody to decide."""
    jury = EDITION[EDITION.index("[[jury]]") : EDITION.index("[[mentions]]")]
    edition = changed(changed(EDITION, jury, ""), "year = 2023", "year = 2023\njury = []")
    assert refused(write(tmp_path, edition)) == [
        Said(
            "config-list-empty",
            "edition.toml, line 3, key “jury”",
            "There is no “jury” at all.",
            "Give at least one.",
        )
    ]


def test_every_code_has_a_test() -> None:
    """A kind of finding that no test here names would be one that nobody saw."""
    texts = [
        path.read_text(encoding="utf-8")
        for path in HERE.rglob("*.*")
        if path.suffix in {".py", ".toml"}
    ]
    everything = "\n".join(texts)
    assert [code for code in SETTINGS if code not in everything] == []

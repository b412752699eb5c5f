"""A campaign folder begun where something lies already, or after it was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sheets_sync.app.demo import demo_steps
from sheets_sync.app.initiate import SettingsThere
from sheets_sync.app.initiate import init

if TYPE_CHECKING:
    from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_init_over_settings_of_somebody_leaves_them(tmp_path: Path) -> None:
    """As after campaign.toml was deleted by mistake."""
    folder = tmp_path / "campagne"
    init(folder, "2025").carry_out()
    (folder / "campaign.toml").unlink()
    grid = folder / "config" / "grid.csv"
    grid.write_text("mine", encoding="utf-8")
    with pytest.raises(SettingsThere) as caught:
        init(folder, "2025")
    assert caught.value.values == {"file": grid}


def test_init_that_was_stopped_goes_on(tmp_path: Path) -> None:
    init(tmp_path, "2025").carry_out()
    (tmp_path / "campaign.toml").unlink()
    init(tmp_path, "2025").carry_out()
    assert (tmp_path / "campaign.toml").is_file()


def test_demo_that_was_stopped_while_it_was_prepared_begins_again(tmp_path: Path) -> None:
    next(demo_steps(tmp_path)).carry_out()
    whole = contents(tmp_path)
    (tmp_path / "campaign.toml").unlink()  # it comes last
    next(demo_steps(tmp_path)).carry_out()
    assert contents(tmp_path) == whole

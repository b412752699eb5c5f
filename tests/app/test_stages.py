"""A step that is known leaves what it left when it was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.app.stages import reach

if TYPE_CHECKING:
    from pathlib import Path


class Steps:
    """Steps that write into a folder, counted."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.taken = folder, 0

    def take(self) -> None:
        self.taken += 1
        (self.folder / "made").mkdir()
        (self.folder / "made" / "note").write_text(f"step {self.taken}", "utf-8")
        (self.folder / "old").unlink()


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    (tmp_path / "old").write_text(str(tmp_path), "utf-8")
    return Steps(tmp_path)


def again(steps: Steps) -> None:
    """Make the folder what it was before the step."""
    (steps.folder / "made" / "note").unlink()
    (steps.folder / "made").rmdir()
    (steps.folder / "old").write_text(str(steps.folder), "utf-8")


def content(folder: Path) -> dict[str, object]:
    return {
        str(path.relative_to(folder)): (
            path.read_text("utf-8") if path.is_file() else None,
            path.stat().st_mode,
        )
        for path in folder.rglob("*")
    }


def test_step_from_the_same_files_is_taken_once_and_leaves_the_same(steps: Steps) -> None:
    reach(steps.folder, "step", steps.take)
    left = content(steps.folder)
    again(steps)
    reach(steps.folder, "step", steps.take)
    assert (steps.taken, content(steps.folder)) == (1, left)
    assert sorted(left) == ["made", "made/note"]


def test_step_from_other_files_is_taken(steps: Steps) -> None:
    reach(steps.folder, "step", steps.take)
    again(steps)
    (steps.folder / "old").write_text("another", "utf-8")
    reach(steps.folder, "step", steps.take)
    assert (steps.taken, (steps.folder / "made" / "note").read_text("utf-8")) == (2, "step 2")


def test_another_step_is_taken(steps: Steps) -> None:
    reach(steps.folder, "step", steps.take)
    again(steps)
    reach(steps.folder, "another step", steps.take)
    assert steps.taken == 2


def test_step_in_another_environment_is_taken(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    reach(steps.folder, "step", steps.take)
    again(steps)
    monkeypatch.setenv("LANG_OF_NOWHERE", "1")
    reach(steps.folder, "step", steps.take)
    assert steps.taken == 2

"""Files that are whole, and what killed runs leave behind."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from reports.files import sweep
from reports.files import write_whole
from reports.files import writing_whole

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def killed_while_writing(path: Path) -> None:
    """A process that is killed with a file half written."""
    child = os.fork()
    if child == 0:
        with writing_whole(path) as stream:
            stream.write(b"half")
            stream.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def test_file_of_a_killed_process_is_swept(tmp_path: Path) -> None:
    write_whole(tmp_path / "whole", b"whole")
    killed_while_writing(tmp_path / "half")
    assert len(names(tmp_path)) == 2
    sweep(tmp_path)
    assert names(tmp_path) == ["whole"]


def test_file_that_is_being_written_is_not_swept(tmp_path: Path) -> None:
    with writing_whole(tmp_path / "file") as stream:
        stream.write(b"content")
        sweep(tmp_path)
    assert (tmp_path / "file").read_bytes() == b"content"


def test_unfinished_file_of_somebody_else_is_not_swept(tmp_path: Path) -> None:
    (tmp_path / ".download.part").write_bytes(b"theirs")
    sweep(tmp_path)
    assert names(tmp_path) == [".download.part"]


def test_folder_that_is_not_there_has_nothing_to_sweep(tmp_path: Path) -> None:
    sweep(tmp_path / "none")
    assert names(tmp_path) == []

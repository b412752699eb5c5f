"""The file is replaced whole or left alone; earlier versions are kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from datetime import datetime
from datetime import timedelta
from itertools import takewhile
from pathlib import Path

import pytest
from filelock import FileLock

from reports.language import Language
from sheets_sync.plan import Plan
from sheets_sync.workbooks.errors import WorkbookBusy
from sheets_sync.workbooks.errors import WorkbookLocked
from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
from tests.contracts.workbook_contract import TAB
from tests.workbooks.small import set_name
from tests.workbooks.small import state
from tests.workbooks.small import write_small

NOBODY = 65534
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small workbook."""
    target = tmp_path / "campagne.xlsx"
    write_small(target)
    return target


def excel_lock(name: str) -> bytes:
    """What Excel writes beside a file that is open: the name twice, padded with spaces."""
    narrow = name.encode("cp1252").ljust(54)
    wide = name.ljust(54).encode("utf-16-le")
    return bytes([len(name)]) + narrow + bytes([len(name), 0]) + wide


def versions(path: Path) -> list[Path]:
    """The earlier versions, oldest first."""
    return sorted((path.parent / ".palmares" / "versions").iterdir())


def left_over(path: Path) -> list[str]:
    """What lies beside the workbook and is neither lock nor version."""
    found = [each.name for each in path.parent.rglob("*") if each.is_file()]
    return [name for name in found if not name.startswith("campagne") or name.endswith(".part")]


# -- who has it open ----------------------------------------------------------------------


def test_lock_of_excel_is_respected(path: Path) -> None:
    before = path.read_bytes()
    path.with_name("~$campagne.xlsx").write_bytes(excel_lock("Zoë Durand"))
    with pytest.raises(WorkbookBusy) as caught:
        set_name(XlsxWorkbook(path), "x")
    assert (caught.value.values["who"], path.read_bytes()) == ("Zoë Durand", before)


def test_lock_of_libreoffice_is_respected(path: Path) -> None:
    before = path.read_bytes()
    lock = path.with_name(".~lock.campagne.xlsx#")
    lock.write_text("Zoë Durand,zoe,poste-4,20.05.2031 12:00,file:///profil;", encoding="utf-8")
    with pytest.raises(WorkbookBusy) as caught:
        set_name(XlsxWorkbook(path), "x")
    assert (caught.value.values["who"], path.read_bytes()) == ("Zoë Durand", before)


@pytest.mark.parametrize("content", [b"", b"\0", bytes(165)])
def test_lock_without_a_name_is_respected(path: Path, content: bytes) -> None:
    path.with_name("~$campagne.xlsx").write_bytes(content)
    with pytest.raises(WorkbookBusy) as caught:
        set_name(XlsxWorkbook(path), "x")
    assert caught.value.values["who"] == "?"


def test_lock_beside_a_link_is_respected(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "lien" / "raccourci.xlsx"
    link.parent.mkdir()
    link.symlink_to(path)
    link.with_name("~$raccourci.xlsx").write_bytes(excel_lock("Zoë Durand"))
    with pytest.raises(WorkbookBusy) as caught:
        set_name(XlsxWorkbook(link), "x")
    assert caught.value.values["who"] == "Zoë Durand"


def test_lock_that_somebody_left_behind_is_named(path: Path) -> None:
    path.with_name("~$campagne.xlsx").write_bytes(excel_lock("Zoë Durand"))
    with pytest.raises(WorkbookBusy) as caught:
        set_name(XlsxWorkbook(path), "x")
    remedy = caught.value.explain(Language("en", ()))[1]
    assert remedy.endswith(
        "If nobody has it open any more, delete the file ~$campagne.xlsx beside it."
    )


def test_reading_minds_no_lock(path: Path) -> None:
    path.with_name("~$campagne.xlsx").write_bytes(excel_lock("Zoë Durand"))
    assert state(path).keys == ("101", "102", "103")


def test_other_run_is_respected(path: Path) -> None:
    with FileLock(path.parent / ".palmares" / "campagne.xlsx.lock"), pytest.raises(WorkbookLocked):
        set_name(XlsxWorkbook(path), "x")


# -- what is kept ---------------------------------------------------------------------------


def test_empty_plan_touches_no_file(path: Path) -> None:
    status = path.stat()
    listing = sorted(path.parent.rglob("*"))
    workbook = XlsxWorkbook(path)
    workbook.apply(Plan(), workbook.read([TAB]))
    now = path.stat()
    assert (now.st_mtime_ns, now.st_ino) == (status.st_mtime_ns, status.st_ino)
    assert sorted(path.parent.rglob("*")) == listing


def test_version_before_is_kept(path: Path) -> None:
    before = path.read_bytes()
    set_name(XlsxWorkbook(path), "x")
    assert [each.read_bytes() for each in versions(path)] == [before]


def test_versions_go_where_they_are_told(path: Path, tmp_path: Path) -> None:
    set_name(XlsxWorkbook(path, tmp_path / "ailleurs"), "x")
    assert len(list((tmp_path / "ailleurs").iterdir())) == 1


def test_old_versions_go(path: Path) -> None:
    moment = datetime(2031, 5, 20, 8)  # noqa: DTZ001 - local, as the clock of the edge gives it

    def clock() -> datetime:
        nonlocal moment
        moment += timedelta(minutes=1)
        return moment

    workbook = XlsxWorkbook(path, clock=clock)
    for index in range(25):
        set_name(workbook, f"n° {index}")
    assert len(versions(path)) == 20


@pytest.mark.parametrize(
    "stamp", ["20010101-080000", "2001-01-01-080000-000000", "20010101-080000-5", "ancien", ""]
)
def test_file_among_the_versions_that_is_none_stays(path: Path, stamp: str) -> None:
    workbook = XlsxWorkbook(path)
    workbook.backups.mkdir(parents=True)
    theirs = workbook.backups / f"campagne-{stamp}.xlsx"
    for day in range(1, 32):
        (workbook.backups / f"campagne-200103{day:02}-080000-000000.xlsx").write_bytes(b"")
    theirs.write_bytes(b"")
    set_name(workbook, "x")
    assert (theirs.exists(), len(versions(path))) == (True, 21)


def test_mode_of_the_file_is_kept(path: Path) -> None:
    path.chmod(0o640)
    set_name(XlsxWorkbook(path), "x")
    assert path.stat().st_mode & 0o777 == 0o640


def test_symbolic_link_stays_one(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "lien" / "raccourci.xlsx"
    link.parent.mkdir()
    link.symlink_to(path)
    set_name(XlsxWorkbook(link), "x")
    assert (link.is_symlink(), state(path).values["name"][0]) == (True, "x")


def test_same_change_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    twin = tmp_path / "jumeau.xlsx"
    shutil.copy(path, twin)
    set_name(XlsxWorkbook(path), "x")
    set_name(XlsxWorkbook(twin), "x")
    assert path.read_bytes() == twin.read_bytes()


def test_what_a_killed_run_left_is_cleared(path: Path) -> None:
    rest = path.parent / ".palmares" / "campagne.xlsx.part"
    rest.write_bytes(b"half")
    set_name(XlsxWorkbook(path), "x")
    assert left_over(path) == []


# -- what the disk refuses ----------------------------------------------------------------------

CHANGE = """
    import random
    import string
    import sys
    from pathlib import Path
    from sheets_sync.workbooks.errors import WorkbookUnwritable
    from sheets_sync.workbooks.xlsx.workbook import XlsxWorkbook
    from tests.workbooks.small import set_name
    workbook = XlsxWorkbook(Path(sys.argv[1]))
    {before}
    try:
        set_name(workbook, "".join(random.choices(string.printable[:90], k=30000)))
    except WorkbookUnwritable as error:
        print(error.values["detail"])
    else:
        print("written")
"""


def in_another_process(path: Path, before: str, *command: str) -> str:
    """Change the workbook there; gives what came of it."""
    code = textwrap.dedent(CHANGE.replace("{before}", before))
    other = path.parent.parent / "autre.xlsx"
    result = subprocess.run(
        [*command, sys.executable, "-c", code, str(path), str(other)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout.strip()


def test_file_size_that_is_not_allowed(path: Path) -> None:
    before = path.read_bytes()
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))"
    assert in_another_process(path, limit) == "the disk is full"
    assert (path.read_bytes(), left_over(path)) == (before, [])
    assert not (path.parent / ".palmares" / "versions").exists()


@pytest.mark.system
def test_full_disk(path: Path) -> None:
    if subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk needs the rights of root")
    disk = path.parent / "disque"
    disk.mkdir()
    script = """
        mount -t tmpfs -o size=28k none "$1" && cp "$2" "$1/campagne.xlsx" || exit 9
        disk=$1; old=$2; shift 2
        "$@" && cmp "$old" "$disk/campagne.xlsx" && find "$disk" -name "*.part" -o -name "*-*.xlsx"
    """
    command = ("unshare", "--mount", "sh", "-c", script, "sh", str(disk), str(path))
    assert in_another_process(disk / "campagne.xlsx", "", *command) == "the disk is full"


def without_rights(path: Path, folder: Path) -> str:
    """What a process does first so that it may write only what all may: "" when it is so."""
    if os.geteuid() != 0:
        return ""
    write_small(path.parent / "autre.xlsx")
    temporary = Path(tempfile.gettempdir())
    for each in (folder, *takewhile(lambda each: each != temporary, folder.parents)):
        each.chmod(each.stat().st_mode | 0o055)
    become = "set_name(XlsxWorkbook(Path(sys.argv[2])), 'x'); "  # loads all libraries
    return become + f"import os; os.setgid({NOBODY}); os.setuid({NOBODY})"


def test_folder_that_may_not_be_written(path: Path) -> None:
    closed = path.parent / "fermé"
    closed.mkdir()
    target = closed / "campagne.xlsx"
    shutil.copy(path, target)
    become = without_rights(path, closed)
    closed.chmod(0o555)
    assert in_another_process(target, become) == "the folder may not be written"
    closed.chmod(0o755)
    assert [each.read_bytes() for each in closed.iterdir()] == [path.read_bytes()]


def test_file_that_may_not_be_written(path: Path) -> None:
    shared = path.parent / "partagé"
    shared.mkdir()
    target = shared / "campagne.xlsx"
    shutil.copy(path, target)
    become = without_rights(path, shared)
    shared.chmod(0o777)
    target.chmod(0o444)
    assert in_another_process(target, become) == "it is read-only"
    assert (target.read_bytes(), left_over(target)) == (path.read_bytes(), [])

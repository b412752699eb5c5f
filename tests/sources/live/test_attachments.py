"""Downloads: from the platform alone, checked, resumable, never opened."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from dataclasses import replace
from hashlib import md5
from typing import TYPE_CHECKING

import pytest

from sheets_sync.form import FileRules
from sheets_sync.form import FormSource
from sheets_sync.sources.live.attachments import Downloads
from sheets_sync.sources.live.attachments import Wanted
from sheets_sync.sources.live.attachments import attached
from sheets_sync.sources.live.attachments import is_there
from sheets_sync.sources.live.attachments import wanted
from sheets_sync.sources.live.http import Patience
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Response
from sheets_sync.sources.live.model import Row
from sheets_sync.sources.live.protocol import SourceUnreachable
from sheets_sync.sources.live.protocol import SourceUnsafe
from tests.sources.live.scripted import Said
from tests.sources.live.scripted import Script
from tests.sources.live.scripted import scripted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = b"%PDF-1.7 made up"
PATIENCE = Patience(deadline=1, first=0.01, longest=0.05, read=5)
TOKEN = {"Authorization": "Bearer secret"}


def summed(content: bytes) -> str:
    return b64encode(md5(content, usedforsecurity=False).digest()).decode()


FILE = AttachedFile("charte.pdf", "", summed(CONTENT), len(CONTENT))


@pytest.fixture
def script() -> Iterator[Script]:
    with scripted(Said(200, CONTENT)) as served:
        yield served


def downloads(script: Script, rules: FileRules | None = None) -> Downloads:
    source = FormSource("p", script.address, "1", files=rules or FileRules())
    return Downloads(source, TOKEN, patience=PATIENCE)


def place(script: Script, folder: Path, file: AttachedFile = FILE) -> Wanted:
    """Where a file goes whose address is the script's unless it has one."""
    address = file.address or f"{script.address}fichier"
    response = Response("7", None, None, "submitted", {"p": (replace(file, address=address),)})
    return wanted(response, folder)[0]


def left(folder: Path) -> list[str]:
    """All that lies in a folder."""
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def test_file_is_fetched_into_the_folder_of_its_dossier(script: Script, tmp_path: Path) -> None:
    each = place(script, tmp_path)
    assert downloads(script).fetch(each).finding is None
    assert left(tmp_path) == ["files/7/charte.pdf"]
    assert each.path.read_bytes() == CONTENT
    assert is_there(each)


def test_token_goes_to_the_platform(script: Script, tmp_path: Path) -> None:
    downloads(script).fetch(place(script, tmp_path))
    assert script.headers[0]["authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://localhost:1/secret",
        "http://127.0.0.1:1/secret",
        "http://169.254.169.254/latest/meta-data",
        "https://formulaires.invalid/x",
        "https://127.0.0.1/x",
        "http://[::1]/x",
        "ftp://127.0.0.1/x",
        "//127.0.0.1/x",
        "javascript:alert(1)",
        "http://user@127.0.0.1/x",
        "http://127.0.0.1\\@autre.invalid/x",
        "data:text/plain,x",
        " ",
    ],
)
def test_address_of_another_server_is_never_asked(
    script: Script, tmp_path: Path, address: str
) -> None:
    each = place(script, tmp_path, replace(FILE, address=address))
    finding = downloads(script).fetch(each).finding
    assert finding is not None
    assert finding.code == "form-file-elsewhere"
    assert script.asked == []
    assert left(tmp_path) == []


def test_host_that_is_named_must_be_asked_in_secret(script: Script, tmp_path: Path) -> None:
    rules = FileRules(hosts=("static.invalid",))
    plain = place(script, tmp_path, replace(FILE, address="http://static.invalid/x"))
    secret = place(script, tmp_path, replace(FILE, address="https://static.invalid/x"))
    refusals = [downloads(script, rules).refusal(each) for each in (plain, secret)]
    assert [each.code if each else None for each in refusals] == ["form-file-elsewhere", None]


def test_redirect_is_refused(tmp_path: Path) -> None:
    with scripted(Said(200, CONTENT)) as elsewhere:
        moved = Said(302, headers=(("Location", f"{elsewhere.address}x"),))
        with scripted(moved) as script, pytest.raises(SourceUnsafe):
            downloads(script).fetch(place(script, tmp_path))
        assert elsewhere.asked == []
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    "file",
    [replace(FILE, checksum=summed(b"other")), replace(FILE, size=3), replace(FILE, size=99)],
)
def test_file_that_is_not_what_was_announced_is_not_kept(
    script: Script, tmp_path: Path, file: AttachedFile
) -> None:
    finding = downloads(script).fetch(place(script, tmp_path, file)).finding
    assert finding is not None
    assert finding.code == "form-file-changed"
    assert left(tmp_path) == []


def test_size_that_is_announced_or_found_is_bounded(script: Script, tmp_path: Path) -> None:
    rules = FileRules(largest=len(CONTENT) - 1)
    silent = replace(FILE, size=None, checksum="")
    for file, asked in ((FILE, 0), (silent, 1)):
        finding = downloads(script, rules).fetch(place(script, tmp_path, file)).finding
        assert finding is not None
        assert finding.code == "form-file-too-large"
        assert len(script.asked) == asked
    assert left(tmp_path) == []


@pytest.mark.parametrize("name", ["virus.exe", "page.html", "sans-ending", "a.pdf.js", "x.svg"])
def test_kind_that_is_not_listed_is_not_asked_for(
    script: Script, tmp_path: Path, name: str
) -> None:
    finding = downloads(script).fetch(place(script, tmp_path, replace(FILE, name=name))).finding
    assert finding is not None
    assert finding.code == "form-file-type"
    assert script.asked == []


def test_download_that_breaks_off_is_begun_again(tmp_path: Path) -> None:
    with scripted(Said(200, CONTENT, arrives=5), Said(200, CONTENT)) as script:
        each = place(script, tmp_path)
        assert downloads(script).fetch(each).finding is None
    assert each.path.read_bytes() == CONTENT
    assert left(tmp_path) == ["files/7/charte.pdf"]


def test_download_that_never_arrives_leaves_nothing(tmp_path: Path) -> None:
    with scripted(Said(200, CONTENT, arrives=5)) as script, pytest.raises(SourceUnreachable):
        downloads(script).fetch(place(script, tmp_path))
    assert left(tmp_path) == []


def test_archive_stays_an_archive(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../hors-du-dossier.txt", "x")
    content = packed.getvalue()
    file = AttachedFile("tout.zip", "", summed(content), len(content))
    with scripted(Said(200, content)) as script:
        downloads(script).fetch(place(script, tmp_path, file))
    assert left(tmp_path) == ["files/7/tout.zip"]
    assert (tmp_path / "files/7/tout.zip").read_bytes() == content


def test_link_in_the_way_is_replaced_and_not_followed(script: Script, tmp_path: Path) -> None:
    outside = tmp_path / "dehors"
    outside.write_bytes(CONTENT)
    each = place(script, tmp_path / "campagne")
    each.path.parent.mkdir(parents=True)
    each.path.symlink_to(outside)
    assert not is_there(each)
    downloads(script).fetch(each)
    assert not each.path.is_symlink()
    outside.write_bytes(b"later")
    assert each.path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("file", "there"),
    [
        (FILE, True),
        (replace(FILE, checksum=summed(b"other")), False),
        (replace(FILE, checksum="", size=len(CONTENT)), True),
        (replace(FILE, checksum="", size=3), False),
        (replace(FILE, checksum="", size=None), True),
    ],
)
def test_file_that_is_there_is_known_by_its_checksum(
    script: Script, tmp_path: Path, file: AttachedFile, *, there: bool
) -> None:
    each = place(script, tmp_path, file)
    each.path.parent.mkdir(parents=True)
    each.path.write_bytes(CONTENT)
    assert is_there(each) is there


def test_files_of_rows_are_files_too() -> None:
    inner = Row({"a": (FILE,), "b": "text"})
    response = Response("7", None, None, "submitted", {"p": (FILE,), "r": (inner,), "t": "x"})
    assert attached(response) == (FILE, FILE)


def test_dossier_and_names_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    files = (replace(FILE, name="../../x.pdf"), replace(FILE, name="/etc/x.pdf"))
    response = Response("../..", None, None, "submitted", {"p": files})
    home = (tmp_path / "files").resolve()
    assert [w.path.resolve().is_relative_to(home) for w in wanted(response, tmp_path)] == [True] * 2
    assert len({w.path for w in wanted(response, tmp_path)}) == 2

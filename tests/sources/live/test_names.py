"""Names of files that candidates chose."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from pathlib import PurePosixPath
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.sources.live.names import RESERVED
from sheets_sync.sources.live.names import distinct_names
from sheets_sync.sources.live.names import ending_of
from sheets_sync.sources.live.names import safe_name

ANY = st.text(st.characters(codec=None, categories=None), max_size=300)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("charte.pdf", "charte.pdf"),
        ("Délibération n° 12.PDF", "Délibération n° 12.PDF"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\a.pdf", "a.pdf"),
        ("/etc/cron.d/x", "x"),
        ("..", "fichier"),
        ("", "fichier"),
        (". . .", "fichier"),
        (".htaccess", "htaccess"),
        ("a\x00b\n.pdf", "a_b_.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("con", "_con"),
        ("aux.tar.gz", "_aux.tar.gz"),
        ("LPT¹.txt", "_LPT¹.txt"),
        ("a:b.pdf", "a_b.pdf"),
        ("facture\u202efdp.exe", "facture_fdp.exe"),
        ("fin. ", "fin"),
        ("\ud800.pdf", "_.pdf"),
    ],
)
def test_name_that_is_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(ANY)
def test_name_is_one_part_of_bounded_length(name: str) -> None:
    safe = safe_name(name)
    assert safe == PurePosixPath(safe).name == PureWindowsPath(safe).name
    assert 0 < len(safe.encode()) <= 140
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in safe)
    assert safe.partition(".")[0].casefold() not in RESERVED
    assert safe == safe.strip(". ")


@given(ANY)
def test_safe_name_stays_as_it_is(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)


@given(st.lists(ANY, max_size=8))
def test_names_of_one_folder_differ(names: list[str]) -> None:
    found = distinct_names(names)
    assert len(found) == len(names)
    assert len({unicodedata.normalize("NFKD", each).casefold() for each in found}) == len(names)


def test_names_that_clash_are_numbered(tmp_path: Path) -> None:
    found = distinct_names(["a.pdf", "A.PDF", "a.pdf", "a-2.pdf", "é.txt", "e\u0301.txt"])
    assert found == ["a.pdf", "A-2.PDF", "a-3.pdf", "a-2-2.pdf", "é.txt", "é-2.txt"]
    for each in found:
        (tmp_path / each).touch(exist_ok=False)


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PDF", ".pdf"), ("a.pdf.exe", ".exe"), ("a", ""), ("a.pdf ", ".pdf"), ("x/.pdf", "")],
)
def test_ending_decides_what_a_file_is(name: str, ending: str) -> None:
    assert ending_of(name) == ending

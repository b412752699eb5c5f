"""edition.toml becomes a scheme, exactly."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from datetime import time
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.errors import ExitCode
from reports.language import Language
from sheets_sync.scheme import Ceremony
from sheets_sync.scheme import Domain
from sheets_sync.scheme import Juror
from sheets_sync.scheme import Level
from sheets_sync.scheme import Scheme
from sheets_sync.scheme import Variant
from sheets_sync.settings.edition import read_edition
from sheets_sync.settings.edition_file import read_scheme
from sheets_sync.settings.errors import BadSettings
from sheets_sync.settings.toml_lines import TomlLines
from tests.settings.small import EDITION
from tests.settings.small import changed
from tests.settings.small import said
from tests.settings.small import write

if TYPE_CHECKING:
    from pathlib import Path

PARIS = ZoneInfo("Europe/Paris")


def read(folder: Path, before: str = "", after: str = "") -> Scheme:
    """The small scheme, with one change."""
    edition = changed(EDITION, before, after) if before else EDITION
    return read_scheme(write(folder, edition=edition))


def test_levels_are_ranked_by_their_order(tmp_path: Path) -> None:
    """Ranks, colours and all the rest of the second level."""
    assert read(tmp_path).track("label").levels[1] == Level(
        id="2",
        name="Niveau 2",
        track="label",
        rank=2,
        sign="copyleft",
        count=2,
        colour="112233",
        threshold=Fraction(60),
        floors={"plans": Fraction(50)},
        mandatory=("p-yes",),
    )


def test_numbers_are_exact(tmp_path: Path) -> None:
    """A decimal is what is written, not its nearest binary number."""
    scheme = read(tmp_path, "weight = 2.5", "weight = 0.1")
    assert scheme.domains[1] == Domain("data", "Données", "Données", Fraction(1, 10))


def test_variant(tmp_path: Path) -> None:
    """Every table of a variant."""
    assert read(tmp_path).variants == (
        Variant(
            name="Petites",
            types=("commune",),
            classes=("petite",),
            weights={"d-part": Fraction(1, 2)},
            points={"p-one": {"b": Fraction(9)}, "d-part": {"": Fraction(8)}},
            domain_weights={"data": Fraction(1)},
            thresholds={"2": Fraction(55)},
            floors={"2": {"plans": Fraction(40)}},
        ),
    )


def test_closing_day_counts_to_its_last_moment(tmp_path: Path) -> None:
    """A bare date means the whole day, in the edition's own time zone."""
    assert read(tmp_path).closes == datetime(2023, 11, 10, 23, 59, 59, 999999, tzinfo=PARIS)


def test_closing_moment_is_kept(tmp_path: Path) -> None:
    """Noon is noon."""
    closes = read(tmp_path, "closes = 2023-11-10", "closes = 2023-11-10T12:00:00").closes
    assert closes == datetime(2023, 11, 10, 12, tzinfo=PARIS)


def test_ceremony(tmp_path: Path) -> None:
    """Day, hours, event and place."""
    expected = Ceremony(date(2023, 12, 6), "Fête", "Paris", time(17), time(18))
    assert read(tmp_path).ceremony == expected


def test_juror_without_civility(tmp_path: Path) -> None:
    """What may be left out is empty."""
    assert read(tmp_path).jury == (Juror("un", "", "Jurée", "Un", "Présidente"),)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (None, ("config-file-missing", "edition.toml")),
        (b"id = 1\n# \xe9\n", ("config-encoding", "edition.toml, line 2")),
        (EDITION.encode("utf-16"), ("config-encoding", "edition.toml, line 1")),
        (b"x = " + b"[" * 5000, ("config-toml", "edition.toml, line 1")),
    ],
    ids=["missing", "latin-1", "utf-16", "deep"],
)
def test_file_that_is_not_toml_text(
    tmp_path: Path, data: bytes | None, expected: tuple[str, str]
) -> None:
    """Each is one finding; nothing is guessed."""
    write(tmp_path)
    (tmp_path / "edition.toml").unlink()
    if data is not None:
        (tmp_path / "edition.toml").write_bytes(data)
    with pytest.raises(BadSettings) as caught:
        read_edition(tmp_path)
    assert [said(each)[:2] for each in caught.value.findings] == [expected]


def test_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    """The reason is told in words of ours."""
    write(tmp_path)
    (tmp_path / "edition.toml").unlink()
    (tmp_path / "edition.toml").mkdir()
    with pytest.raises(BadSettings) as caught:
        read_edition(tmp_path)
    assert said(caught.value.findings[0])[:3] == (
        "config-file-unreadable",
        "edition.toml",
        "The file cannot be read: it is a folder.",
    )


def test_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    """Some editors of Windows add one."""
    expected = read(tmp_path)
    (tmp_path / "edition.toml").write_text(EDITION, encoding="utf-8-sig")
    assert read_scheme(tmp_path) == expected


def test_error_counts_what_blocks(tmp_path: Path) -> None:
    """The exception answers with the exit code of findings, and says how many there are."""
    with pytest.raises(BadSettings) as caught:
        read(tmp_path, "closes = 2023-11-10\n\n[ceremony]\ndate = 2023-12-06", "[ceremony]")
    assert caught.value.exit_code is ExitCode.FINDINGS
    sentence, _ = caught.value.explain(Language("en"))
    assert sentence == ("2 problems in the settings stop every command; nothing was written.")


def test_lines_of_keys() -> None:
    """Sections, items of lists, dotted and quoted keys, long texts."""
    lines = TomlLines(
        'a = """\nb = 1\n"""\n# c = 2\n[t.u]\n"k y" = 1\nx.y = 2\n[[l]]\nn = 1\n'
        "[[l.m]]\nn = 2\n[[l]]\n[[l.m]]\nn = { o = 3 }\n"
    )
    paths = (("a",), ("t", "u", "k y"), ("t", "u", "x", "y"), ("l", 0, "n"), ("l", 0, "m", 0, "n"))
    assert [lines.line(path) for path in paths] == [1, 6, 7, 9, 11]
    assert lines.line(("l", 1, "m", 0, "n", "o")) == 14
    assert [lines.line(path) for path in (("b",), ("c",), ())] == [1, 1, 1]


@given(st.text(max_size=200))
def test_lines_of_any_text_are_found_without_failing(text: str) -> None:
    """Lines are only ever looked up in a text that parses, but nothing may break here."""
    assert TomlLines(text).line(("id",)) >= 1

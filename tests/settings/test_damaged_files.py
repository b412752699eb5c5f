"""Whatever is done to the files, what comes back is an edition or findings."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from reports.language import Language
from sheets_sync.settings.edition import read_edition
from sheets_sync.settings.errors import BadSettings
from tests.settings.small import EDITION
from tests.settings.small import GRID

ENGLISH = Language("en")
pieces = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "[",
            "]]",
            "{",
            "=",
            '"',
            '"""',
            "\n",
            ";",
            "\x00",
            "\u2028",
            "\r",
            "#",
            "1e9",
            "nan",
            "1979-05-27",
        ]
    ),
)


def damaged(text: str) -> st.SearchStrategy[str]:
    """The text with one slice replaced."""
    places = st.integers(0, len(text))
    return st.builds(
        lambda start, length, piece: text[:start] + piece + text[start + length :],
        places,
        st.integers(0, 60),
        pieces,
    )


def read(edition: bytes, grid: bytes) -> None:
    """Read both files; every finding can be said."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "edition.toml").write_bytes(edition)
        (folder / "grid.csv").write_bytes(grid)
        try:
            findings = read_edition(folder).warnings
        except BadSettings as problem:
            findings = problem.findings
            assert findings
    for finding in findings:
        assert finding.place.file
        assert finding.sentence(ENGLISH)
        assert finding.remedy(ENGLISH)


@given(damaged(EDITION))
def test_damaged_edition(text: str) -> None:
    """A slice of edition.toml was overwritten."""
    read(text.encode("utf-8", "surrogatepass"), GRID.encode())


@given(damaged(GRID))
def test_damaged_grid(text: str) -> None:
    """A slice of grid.csv was overwritten."""
    read(EDITION.encode(), text.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """The files are something else altogether."""
    read(data, GRID.encode())
    read(EDITION.encode(), data)

"""Signs, charts and colours."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.edition import Level
from reports.language import Language
from reports.palmares import palmares
from reports.rendering import colours
from reports.rendering.charts import level_chart
from reports.rendering.ornament import cover
from reports.rendering.ornament import frame
from reports.rendering.signs import level_sign
from tests.reports.samples import claix
from tests.reports.samples import edition_2023
from tests.reports.samples import edition_2025
from tests.reports.samples import with_candidates

SVG = "{http://www.w3.org/2000/svg}"
LEVEL = Level("3", "Niveau 3", 3, "copyleft", 3, "1F5FA8")


def parsed(svg: object) -> Element:
    return fromstring(str(svg))  # noqa: S314 - our own drawing


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_level_is_drawn_as_many_times_as_it_counts(count: int) -> None:
    root = parsed(level_sign(replace(LEVEL, count=count), "Titre"))
    assert len(root.findall(f"{SVG}g")) == count
    assert root.get("viewBox") == f"0 0 {114 * count - 14} 100"


@pytest.mark.parametrize("sign", ["copyleft", "medal", "badge"])
def test_sign_has_a_title_that_cannot_be_markup(sign: str) -> None:
    level = replace(LEVEL, sign=sign)  # type: ignore[arg-type]
    root = parsed(level_sign(level, "<b>&amp;"))
    assert root.findtext(f"{SVG}title") == "<b>&amp;"


def test_signs_are_three_different_drawings() -> None:
    signs = [level_sign(replace(LEVEL, sign=s), "x") for s in ("copyleft", "medal", "badge")]
    assert len({str(sign) for sign in signs}) == 3


def test_opening_of_the_copyleft_looks_to_the_left() -> None:
    arcs = [p.get("d", "") for p in parsed(level_sign(LEVEL, "x")).iter(f"{SVG}path")]
    start, end = arcs[0][1:].split("A")[0].split(), arcs[0].split()[-2:]
    assert [float(start[0]) < 50, float(end[0]) < 50] == [True, True]


def test_chart_counts_the_laureates() -> None:
    root = parsed(level_chart(palmares(edition_2023()), Language("fr")))
    assert root.findtext(f"{SVG}title") == "Nombre de lauréats par niveau"
    assert root.findtext(f"{SVG}desc") == (
        "Diagramme en barres\u202f: Niveau 1, 0, Niveau 2, 2, Niveau 3, 8, Niveau 4, 8"
        " et Niveau 5, 4."
    )
    assert [t.text for t in root.iter(f"{SVG}text")][::2] == ["0", "2", "8", "8", "4"]


def test_bars_are_as_tall_as_the_counts() -> None:
    root = parsed(level_chart(palmares(edition_2023()), Language("fr")))
    tall = [float(bar.get("height", "")) for bar in root.iter(f"{SVG}rect")]
    assert tall == [0, 37.5, 150, 150, 75]


def test_chart_of_nobody_is_flat() -> None:
    root = parsed(level_chart(palmares(with_candidates()), Language("fr")))
    assert {bar.get("height") for bar in root.iter(f"{SVG}rect")} == {"0"}


def test_chart_of_several_tracks_shows_them_all() -> None:
    root = parsed(level_chart(palmares(edition_2025()), Language("fr")))
    texts = [t.text for t in root.iter(f"{SVG}text")]
    assert texts == ["1", "Badge", "1", "Label", "Bronze", "0", "Label", "Argent", "1", "Label Or"]


def test_chart_says_hostile_titles_as_text() -> None:
    edition = with_candidates(claix())
    level = replace(edition.tracks[0].levels[0], name="<script>")
    track = replace(edition.tracks[0], levels=(level, *edition.tracks[0].levels[1:]))
    chart = str(level_chart(palmares(replace(edition, tracks=(track,))), Language("fr")))
    assert "<script>" not in chart
    assert "&lt;script&gt;" in chart


@given(st.integers(0, 0xFFFFFF).map("{:06X}".format))
def test_any_colour_becomes_readable(colour: str) -> None:
    tones = colours.palette(colour)
    assert colours.contrast(colours.parse(tones.ink), colours.WHITE) >= colours.READABLE
    assert colours.contrast(colours.parse(tones.glow), colours.NIGHT) >= colours.READABLE


def test_readable_colour_is_kept() -> None:
    assert colours.palette("#1F5FA8").ink == "#1f5fa8"


def test_contrast_of_black_on_white_is_that_of_the_standard() -> None:
    assert round(colours.contrast((0, 0, 0), colours.WHITE), 6) == 21


def test_ornaments_are_well_formed() -> None:
    assert fromstring(frame("1F5FA8")).tag == f"{SVG}svg"  # noqa: S314 - our own drawing
    assert fromstring(cover()).tag == f"{SVG}svg"  # noqa: S314 - our own drawing

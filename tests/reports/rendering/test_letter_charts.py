"""The charts of the letters: what they show, to whoever sees them and to whoever does not."""

from __future__ import annotations

from fractions import Fraction
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.language import Language
from reports.letter_points import Figures
from reports.letter_points import Row
from reports.rendering.bars import LENGTH
from reports.rendering.bars import bars
from reports.rendering.colours import READABLE
from reports.rendering.colours import WHITE
from reports.rendering.colours import contrast
from reports.rendering.colours import palette
from reports.rendering.colours import parse
from reports.rendering.drawn_text import DARK
from reports.rendering.drawn_text import GREY
from reports.rendering.radar import radar
from reports.rendering.radar import worth_a_radar

SVG = "{http://www.w3.org/2000/svg}"
ENGLISH = Language("en")
INK = palette("5A9BB8")


def row(points: int | None, median: int | None = None, name: str = "Data") -> Row:
    exact = [None if each is None else Fraction(each) for each in (points, median)]
    return Row(name, name, *exact)


def figures(*rows: Row) -> Figures:
    return Figures(rows, Fraction(50))


def parsed(svg: object) -> Element:
    return fromstring(str(svg))  # noqa: S314 - our own drawing


def texts(root: Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


FOUR = figures(row(0, 50, "A"), row(25, 50, "B"), row(100, 50, "C"), row(75, 50, "D"))
BARE = figures(row(0, None, "A"), row(25, None, "B"), row(100, None, "C"), row(75, None, "D"))


@pytest.mark.parametrize("draw", [radar, bars])
def test_chart_says_in_words_what_it_shows(draw: object) -> None:
    root = parsed(draw(FOUR, INK, ENGLISH))  # type: ignore[operator]
    assert root.get("role") == "img"
    described = root.find(f"{SVG}desc")
    assert described is not None
    assert (described.text or "").partition(": ")[2] == (
        "A 0.0 (median 50.0), B 25.0 (median 50.0), C 100.0 (median 50.0), "
        "and D 75.0 (median 50.0)."
    )
    titled = root.find(f"{SVG}title")
    assert titled is not None
    assert (titled.text or "").startswith("Points by domain")


def test_radar_puts_each_domain_on_its_axis() -> None:
    root = parsed(radar(BARE, INK, ENGLISH))
    places = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in root.iter(f"{SVG}circle")]
    centre = 178.0, 126.0
    assert places == [centre, (201.0, 126.0), (178.0, 218.0), (109.0, 126.0)]
    assert texts(root) == ["A", "0.0", "B", "25.0", "C", "100.0", "D", "75.0"]


def test_median_of_a_radar_differs_by_more_than_its_colour() -> None:
    root = parsed(radar(FOUR, INK, ENGLISH))
    dashed = [each for each in root.iter(f"{SVG}path") if each.get("stroke-dasharray")]
    squares = [each for each in root.iter(f"{SVG}rect") if each.get("fill") == "#ffffff"]
    assert (len(dashed), len(squares)) == (1, 4)
    bare = parsed(radar(BARE, INK, ENGLISH))
    assert not [each for each in bare.iter(f"{SVG}path") if each.get("stroke-dasharray")]
    assert not list(bare.iter(f"{SVG}rect"))


@pytest.mark.parametrize(
    ("count", "worth"), [(0, False), (1, False), (3, False), (4, True), (9, True), (10, False)]
)
def test_radar_of_few_or_very_many_domains_is_none(count: int, worth: bool) -> None:  # noqa: FBT001
    assert worth_a_radar(figures(*[row(50)] * count)) is worth


def test_domain_in_which_nothing_applies_is_in_no_chart() -> None:
    some = figures(row(10, 20, "A"), row(None, None, "B"))
    assert worth_a_radar(figures(*[row(50)] * 3, row(None))) is False
    assert texts(parsed(bars(some, INK, ENGLISH)))[3:] == ["A", "10.0"]


@given(st.integers(0, 100), st.integers(0, 100))
def test_bar_and_mark_are_as_long_as_the_points(points: int, median: int) -> None:
    root = parsed(bars(figures(row(points, median)), INK, ENGLISH))
    _, bar, _, mark = root.iter(f"{SVG}rect")
    assert float(bar.get("width", -1)) == pytest.approx(points * LENGTH / 100, abs=0.06)
    middle = float(mark.get("x", -1)) + float(mark.get("width", -1)) / 2
    assert middle == pytest.approx(median * LENGTH / 100, abs=0.06)


@given(st.text(min_size=1, max_size=80, alphabet=st.characters(categories=["L", "P", "S", "Z"])))
def test_any_name_of_a_domain_gives_a_drawing_that_can_be_read(name: str) -> None:
    named = [row(50, 40, name)] * 4
    for draw in (radar, bars):
        parsed(draw(figures(*named), INK, ENGLISH))


@given(st.integers(0, 0xFFFFFF))
def test_every_ink_reads_on_white(colour: int) -> None:
    ink = parse(palette(f"{colour:06X}").ink)
    assert contrast(ink, WHITE) >= READABLE
    assert min(contrast(parse(each), WHITE) for each in (DARK, GREY)) >= READABLE

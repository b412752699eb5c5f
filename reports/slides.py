"""The slides of the ceremony: a PDF document, 16:9, one page a slide.

The roll is called from the lowest level up, so that nothing is given away: what sums the
edition up – mentions, map, figures – comes after the last laureate.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeVar

from reports import wording
from reports.departments import department_name
from reports.departments import usual_number
from reports.language import reports_language
from reports.names import sort_key
from reports.palmares import palmares

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from reports.edition import Edition
    from reports.language import Language
    from reports.palmares import Block
    from reports.palmares import Line
    from reports.palmares import Palmares

ALONE = 15
"""Laureates of one level up to which each has a slide; more of them share slides of names."""

TOGETHER = 10
"""Names on a slide, at most: as many as are read from the back of a hall."""

T = TypeVar("T")

JURORS, LONG_JURORS = 10, 6
_ONE_LINE, SPARE = (38, 54), 2  # characters of a juror's name and role; jurors that may have more
HONOURS = 4
PLACES, ROWS = 24, 12
"""Departments that are listed beside the map, at most; so many in a column."""

_TONES = (
    "path{fill:#e6eaef;stroke:#ffffff;stroke-width:1.5}.tone-1{fill:#9dbfd3}"
    ".tone-2{fill:#4c86a8}.tone-3{fill:#16324a}text{text-anchor:middle;fill:#1c1f24;"
    "font-family:Palmares Sans;font-weight:700}text.tone-2,text.tone-3{fill:#ffffff}"
    "text.place{font-size:27px;font-weight:400}"
)
_STEPS = (30, 60, 110, 190)  # characters of a name after which it is set a step smaller


class Call(NamedTuple):
    """The laureates called on one slide: one, with room for a photo, or several."""

    lines: tuple[Line, ...]

    @property
    def alone(self) -> Line | None:
        """The laureate that has the slide for itself."""
        return self.lines[0] if len(self.lines) == 1 else None


def calls(block: Block) -> tuple[Call, ...]:
    """The slides of one level: nobody who is in it is left out, nobody stands on two."""
    count = len(block.lines)
    slides = count if count <= ALONE else -(-count // TOGETHER)
    # As even as possible: the last slide must not look like that of a laureate alone.
    ends = [count * (n + 1) // slides for n in range(slides)]
    return tuple(Call(block.lines[start:end]) for start, end in pairwise([0, *ends]))


def slides_pdf(edition: Edition) -> bytes:
    """The slides of an edition.

    Raises:
        CharacterUnprintable: a character is in none of the fonts.
    """
    from reports.rendering.charts import level_chart
    from reports.rendering.fonts import check_characters
    from reports.rendering.ornament import stage
    from reports.rendering.pdf import render
    from reports.rendering.signs import level_sign
    from reports.rendering.templates import fill

    shown = palmares(edition)
    check_characters(_texts(edition, shown))
    language = reports_language(edition.language)
    found, jurors = places(edition), _jury(edition)
    html = fill(
        "slides.html",
        edition.language,
        edition=edition,
        palmares=shown,
        sections=[
            (section, [(block, calls(block)) for block in section.blocks])
            for section in shown.sections
        ],
        several=len(shown.sections) > 1,
        signs={block.anchor: level_sign(block.level, block.alternative) for block in shown.blocks},
        chart=level_chart(shown, language),
        places=found[:PLACES],
        others=len(found[PLACES:]),
        rows=ROWS,
        alternative=_alternative(found, language),
        jury=list(_parts(jurors, LONG_JURORS if wordy(jurors) else JURORS)),
        honours=list(_parts(shown.honours, HONOURS)),
        hours=language.hours(edition.ceremony.starts, edition.ceremony.ends),
        place=wording.ceremony_place(edition.ceremony),
        step=step,
    )
    return render(html, {"stage.svg": stage(), "map.svg": _map(edition)})


def step(name: str) -> int:
    """How many steps smaller than usual a name is set so that it stays on its slide (0-4)."""
    return sum(len(name) > longest for longest in _STEPS)


def wordy(jurors: Sequence[tuple[str, str]]) -> bool:
    """Whether several names or roles take two lines, so that a slide has room for fewer."""
    name, role = _ONE_LINE
    return sum(len(each) > name or len(said) > role for each, said in jurors) > SPARE


class Place(NamedTuple):
    """A department and how many laureates it has."""

    name: str
    laureates: int


def places(edition: Edition) -> tuple[Place, ...]:
    """The departments of the laureates, those with most first; unknown ones are left out."""
    counts = _by_department(edition).items()
    named = ((department_name(number) or number, count) for number, count in counts)
    made = (Place(*each) for each in named)
    return tuple(sorted(made, key=lambda each: (-each.laureates, sort_key(each.name))))


def _by_department(edition: Edition) -> Counter[str]:
    """How many laureates each department has, by number."""
    numbers = (usual_number(each.department or "") for each in edition.laureates)
    return Counter(number for number in numbers if department_name(number))


def _map(edition: Edition) -> bytes:
    """The map as a picture of its own: nothing in it leads anywhere."""
    from reports.rendering.map import department_map

    drawn = str(department_map(_by_department(edition), "", lambda _: "", lambda *_: ""))
    opened, closed, rest = drawn.partition(">")
    return f"{opened}{closed}<style>{_TONES}</style>{rest}".encode()


def _alternative(shown: Sequence[Place], language: Language) -> str:
    """What the map says to who cannot see it."""
    each = language.list(f"{place.name}, {place.laureates}" for place in shown)
    return language.text("Map of the departments of the laureates: {list}.", list=each)


def _jury(edition: Edition) -> list[tuple[str, str]]:
    return [
        (wording.person(each.civility, f"{each.first_name} {each.last_name}"), each.role)
        for each in edition.jury
    ]


def _texts(edition: Edition, shown: Palmares) -> Iterator[tuple[str, str]]:
    """Each text that is shown, with whose it is."""
    yield from shown.texts()
    own = (edition.label, edition.organiser, edition.website, edition.notice)
    for text in (*own, edition.ceremony.place, edition.ceremony.event):
        yield text, text
    for name, role in _jury(edition):
        yield name, name
        yield name, role


def _parts(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]

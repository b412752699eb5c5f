"""The tab "Lisez-moi": what each colour means and who writes where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.numerals import write_number
from sheets_sync.tabs import look
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.tabs.words import level_colours

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.grid import Grid
    from sheets_sync.scheme import Scheme
    from sheets_sync.tabs.model import CellValue

ID = "readme"
TITLE = N_("Read me")
COLOUR = "7F7F7F"
LINE = "line"
SAMPLE = "sample"
TEXT = "text"

PROGRAM_SAMPLE = N_("Program")
PEOPLE_SAMPLE = N_("You")
RULES = (
    (
        PROGRAM_SAMPLE,
        N_(
            "Written by palmares: answers, points, proposals. Correct a cell if you must: your "
            "correction is kept, and listed."
        ),
    ),
    (
        PEOPLE_SAMPLE,
        N_(
            "Yours: marks, comments, decisions, remarks. palmares never writes over what you "
            "typed there, nor in a column that you add."
        ),
    ),
)
"""What holds for every kind of workbook."""

KEPT = (
    N_("Leave in place"),
    N_(
        "The hidden first line of each tab and the column “Dossier”: without them palmares "
        "stops, and says so, before it writes anything."
    ),
)
FILE_RULES = (
    *RULES,
    (
        N_("Habits"),
        N_(
            "Sort, filter, colour, hide, add lines, columns and charts as you like: lines are "
            "found by their dossier number and columns by a hidden first line."
        ),
    ),
    KEPT,
    (
        N_("Protection"),
        N_(
            "The program's columns are protected without a password, against slips only: "
            "remove the protection from the menu whenever you need to."
        ),
    ),
    (
        N_("Close it"),
        N_(
            "Close this file before palmares is run: it refuses to write while somebody has it "
            "open. Earlier versions are kept beside it, in .palmares/versions."
        ),
    ),
)
LIVE_RULES = (
    *RULES,
    (
        N_("Habits"),
        N_(
            "Filter, colour, hide, add columns, notes and charts as you like: lines are found by "
            "their dossier number and columns by a hidden first line. To sort for yourself "
            "alone, make a filter view (menu Data)."
        ),
    ),
    KEPT,
    (
        N_("Protection"),
        N_(
            "The program's columns are protected against slips: the owner and the staff who are "
            "named in the campaign may write there, and sort, add or delete lines."
        ),
    ),
    (
        N_("Leave it open"),
        N_(
            "palmares works while you write, and never over what you type. For a second or two "
            "nobody can move lines meanwhile. Earlier versions are in the menu File, Version "
            "history."
        ),
    ),
)
"""Those of a spreadsheet that people have open while the program works."""


def readme_tab(scheme: Scheme, language: Language) -> Tab:
    """Describe the tab; its rows are numbered lines."""
    colours = {
        language.text(PROGRAM_SAMPLE): look.SHADES[Owner.PROGRAM].heading,
        language.text(PEOPLE_SAMPLE): look.SHADES[Owner.PEOPLE].heading,
        **level_colours(scheme, language),
    }
    heading = f"{scheme.label} {scheme.year}"
    return Tab(
        ID,
        language.text(TITLE),
        LINE,
        (
            Column(LINE, "", Owner.PROGRAM, Kind.KEY, 4, hidden=True),
            Column(SAMPLE, heading, Owner.PROGRAM, Kind.TEXT, 24, colours=colours),
            Column(TEXT, language.text("How this workbook works"), Owner.PROGRAM, Kind.LONG, 100),
        ),
        colour=COLOUR,
        filtered=False,
        portrait=True,
    )


def readme_lines(
    scheme: Scheme, grid: Grid, language: Language, *, live: bool = False
) -> tuple[tuple[str, ...], dict[str, list[CellValue]]]:
    """Keys and columns of the lines: notices, then the rules, then the colour of each level.

    ``live`` gives the rules of a spreadsheet that people have open meanwhile.
    """
    lines: list[tuple[str, str]] = [
        (language.text(N_("Notice")), notice) for notice in (scheme.notice, grid.notice) if notice
    ]
    rules = LIVE_RULES if live else FILE_RULES
    lines += [(language.text(sample), language.text(text)) for sample, text in rules]
    for track in scheme.tracks:
        lines += [
            (
                level.name,
                language.text(
                    "From {points} points on.", points=write_number(level.threshold, language.code)
                ),
            )
            for level in track.levels
        ]
    keys = tuple(f"{number:02}" for number in range(1, len(lines) + 1))
    return keys, {SAMPLE: [s for s, _ in lines], TEXT: [t for _, t in lines]}

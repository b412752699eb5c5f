"""The tabs of the jury: one per juror, one row per dossier.

What the suite knows is on the left and belongs to it; mark and comment are the juror's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.language import N_
from sheets_sync.tabs.facts import KEY
from sheets_sync.tabs.facts import facts
from sheets_sync.tabs.facts import remarks
from sheets_sync.tabs.model import Column
from sheets_sync.tabs.model import Kind
from sheets_sync.tabs.model import Owner
from sheets_sync.tabs.model import Tab
from sheets_sync.tabs.proposals import level_now
from sheets_sync.tabs.proposals import proposal_columns
from sheets_sync.tabs.short_names import short_names
from sheets_sync.tabs.words import level_choices
from sheets_sync.tabs.words import level_colours

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.scheme import Juror
    from sheets_sync.scheme import Scheme

PREFIX = "jury-"
RECUSAL = "recusal"
MARK = "mark"
CONFIDENCE = "confidence"
COMMENT = "comment"
COMMENT_ON = "comment-"
AFTER = "mark-after"
RECUSALS = (
    N_("Elected or employed there"),
    N_("Bore this dossier or helped to write it"),
    N_("Supplier of this local authority"),
    N_("Family or friends"),
    N_("Other tie"),
)
CONFIDENCES = (N_("Sure"), N_("Rather sure"), N_("Not sure"))
COLOUR = "C98A1B"
TITLE = N_("Jury {name}")
TITLE_LENGTH = 31
FACTS_SHOWN = ("dossier", "name", "department", "type", "population", "track")


def juror_tab(juror: Juror, scheme: Scheme, language: Language) -> Tab:
    """Describe the tab of one juror; its id is ``jury-<juror id>``."""
    return Tab(
        PREFIX + juror.id,
        juror_title(short_names(scheme.jury)[juror.id], language),
        KEY,
        (
            *facts(FACTS_SHOWN, scheme, language),
            _recusal(scheme, language),
            *_marks(scheme, language),
            *_comments(scheme, language),
            *proposal_columns(scheme, language),
            level_now(scheme, language),
        ),
        frozen=2,
        colour=COLOUR,
        greyed_by=RECUSAL,
    )


def recusals(scheme: Scheme, language: Language) -> tuple[str, ...]:
    """The reasons offered to a juror who stands back: the edition's, or the usual ones."""
    return scheme.deliberation.recusals or tuple(map(language.text, RECUSALS))


def _recusal(scheme: Scheme, language: Language) -> Column:
    return Column(
        RECUSAL,
        language.text("I stand back"),
        Owner.PEOPLE,
        Kind.CHOICE,
        18,
        choices=recusals(scheme, language),
        strict=False,
        note=language.text(
            "Choose a reason, or write yours, if you are tied to this candidate: your mark and "
            "comments then count nowhere, and the minutes say so. Leave empty otherwise."
        ),
    )


def _marks(scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """The level before the meeting, the one after it, and how sure the juror is."""
    choices, colours = level_choices(scheme, language), level_colours(scheme, language)
    return (
        Column(
            MARK,
            language.text("My level"),
            Owner.PEOPLE,
            Kind.LEVEL,
            14,
            choices=choices,
            colours=colours,
            note=language.text(
                "Choose a level in the list. Leave empty while you have not decided."
            ),
        ),
        Column(
            CONFIDENCE,
            language.text("How sure I am"),
            Owner.PEOPLE,
            Kind.CHOICE,
            13,
            choices=tuple(map(language.text, CONFIDENCES)),
            strict=False,
        ),
        Column(
            AFTER,
            language.text("My level after the meeting"),
            Owner.PEOPLE,
            Kind.LEVEL,
            14,
            choices=choices,
            colours=colours,
            note=language.text(
                "Only if the discussion changed your mind: it then counts instead of the first."
            ),
        ),
    )


def _comments(scheme: Scheme, language: Language) -> tuple[Column, ...]:
    """A comment on the whole dossier, and one on each domain."""
    group = language.text("Comments by domain")
    return (
        remarks(COMMENT, language.text("My comment"), 44),
        *(
            Column(
                COMMENT_ON + domain.id,
                language.text("{domain}: my comment", domain=domain.short),
                Owner.PEOPLE,
                Kind.LONG,
                30,
                note=language.text(
                    "Strengths and next steps in “{domain}”: they serve to draft the jury's "
                    "opinion.",
                    domain=domain.name,
                ),
                group=group,
            )
            for domain in scheme.domains
        ),
    )


def juror_title(name: str, language: Language) -> str:
    """The title of a juror's tab: within 31 characters, without what titles may not hold."""
    title = language.text(TITLE, name=name.replace("'", "’"))
    return "".join(" " if each in "[]:*?/\\" else each for each in title)[:TITLE_LENGTH].strip()


def juror_tabs(scheme: Scheme, language: Language) -> tuple[Tab, ...]:
    """The tabs of the whole jury, titles made different where names are alike."""
    tabs: list[Tab] = []
    seen: set[str] = set()
    for juror in scheme.jury:
        tab = juror_tab(juror, scheme, language)
        title, number = tab.title, 2
        while title.casefold() in seen:
            end = f" ({number})"
            title, number = tab.title[: TITLE_LENGTH - len(end)] + end, number + 1
        seen.add(title.casefold())
        tabs.append(tab._replace(title=title))
    return tuple(tabs)

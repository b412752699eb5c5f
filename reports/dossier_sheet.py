"""The sheet of one dossier for a juror: what is proposed and why, and every answer.

It is private: a working paper of the jury, marked so on every page. Answers are people's and
may hold anything: what no font can draw is shown as a sign of its own, never refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.blocks import Block
from reports.blocks import Document
from reports.blocks import Facts
from reports.blocks import Grid
from reports.blocks import Heading
from reports.blocks import Text
from reports.language import N_
from reports.language import reports_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reports.language import Language

PRIVATE = N_("Private: a working paper of the jury, not to be passed on.")
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Part:
    """A domain: its name, its points as they are shown ("" when none), questions and answers."""

    name: str
    points: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DossierSheet:
    """What a juror reads of a dossier; texts are in ``language`` ("fr" or "en").

    ``facts`` are pairs of a term and what is said of it. ``level`` is the level proposed,
    ``why`` and ``missing`` its reasons and what the next one asks for. ``made`` stands in the
    file's data and nowhere else: the same sheet gives the same bytes.
    """

    dossier: str
    name: str
    label: str
    organiser: str
    language: str
    made: datetime
    facts: tuple[tuple[str, str], ...]
    level: str
    total: str
    why: str
    missing: str
    parts: tuple[Part, ...]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class _Origin:
    """What the page says of where it comes from."""

    organiser: str
    frozen_at: datetime


def sheet_pdf(sheet: DossierSheet) -> bytes:
    """The sheet as a PDF document, A4 upright."""
    from reports.rendering.pdf import render
    from reports.rendering.templates import fill

    shown = described(sheet)
    origin = _Origin(_drawn(sheet.organiser), sheet.made)
    return render(fill("minutes.html", sheet.language, edition=origin, shown=shown), {})


def described(sheet: DossierSheet) -> Document:
    """The sheet as blocks; every text can be drawn."""
    language = reports_language(sheet.language)
    title = _drawn(sheet.name)
    private = language.text(PRIVATE)
    foot = f"{_drawn(sheet.dossier)} – {title} – {private}"
    return Document(title, foot, tuple(_blocks(sheet, title, private, language)))


def _blocks(sheet: DossierSheet, title: str, private: str, language: Language) -> Iterator[Block]:
    yield Text(_drawn(f"{sheet.label} – {sheet.dossier}"), "kicker")
    yield Heading(1, title)
    yield Text(private, "notice")
    if sheet.notice:
        yield Text(_drawn(sheet.notice), "notice")
    yield Facts(tuple((_drawn(term), _drawn(said)) for term, said in sheet.facts))
    yield Heading(2, language.text("Proposed level"))
    yield Text(_drawn(f"{sheet.level} – {sheet.total}"))
    for heading, text in ((N_("Why this level"), sheet.why), (N_("Missing"), sheet.missing)):
        if text:
            yield Heading(3, language.text(heading))
            yield Text(_drawn(text))
    for part in sheet.parts:
        yield Heading(2, _drawn(f"{part.name} – {part.points}" if part.points else part.name))
        headings = (language.text("Question"), language.text("Answer"))
        rows = tuple((_drawn(asked), _drawn(said) or NOTHING) for asked, said in part.answers)
        yield Grid(language.text("Questions and answers"), headings, (50, 50), rows)


def _drawn(text: str) -> str:
    """A text with a sign of its own in the place of what no font can draw."""
    from reports.rendering.fonts import printable
    from reports.typography import tidy

    fine = printable()
    lines = text.splitlines()
    return "\n".join("".join(c if ord(c) in fine else "?" for c in tidy(line)) for line in lines)

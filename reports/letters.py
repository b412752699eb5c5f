"""The letters: one for each candidate, laureate or not, as values.

A letter holds all that it prints and nothing else: what the staff did not release is not in
it. Letters are private: they are for the candidate alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports import wording
from reports.departments import of_department_named
from reports.language import reports_language
from reports.letter_page import Ahead
from reports.letter_page import Letter
from reports.letter_past import told_history
from reports.letter_points import figures
from reports.medians import medians
from reports.names import file_names
from reports.names import sort_key
from reports.rendering.custom import OURS
from reports.typography import of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from reports.edition import Candidate
    from reports.edition import Edition
    from reports.rendering.custom import Custom

WOMAN = frozenset({"mme", "mmes", "madame", "mlle", "mrs", "ms"})
MAN = frozenset({"m.", "m", "mm.", "monsieur", "mr", "mr."})


def letters(edition: Edition, custom: Custom = OURS) -> list[Letter]:
    """One letter for each candidate whose letter is not held back, sorted by name."""
    released = [each for each in edition.candidates if not each.held]
    released.sort(key=lambda each: (*sort_key(each.name), each.dossier))
    language = reports_language(edition.language)
    word = language.text("letter")
    names = file_names(
        f"{word}-{edition.year}",
        {each.dossier: (each.name, each.department or "") for each in released},
    )
    middle = medians(edition) if edition.letters.median else {}
    made = (_letter(each, f"{names[each.dossier]}.pdf", edition, middle) for each in released)
    return [replace(each, custom=custom) for each in made]


def _letter(
    candidate: Candidate,
    file: str,
    edition: Edition,
    middle: Mapping[str, Mapping[str, Fraction]],
) -> Letter:
    language = reports_language(edition.language)
    released = edition.letters
    titles = wording.titles(edition, language)
    held = candidate.level is not None
    mentions = {each.id: each.name for each in edition.mentions}
    domains = {each.id: each.name for each in edition.domains}
    advice = candidate.advice
    strengths = bool(advice and released.strengths)
    return Letter(
        dossier=candidate.dossier,
        file=file,
        language=edition.language,
        label=edition.label,
        year=edition.year,
        organiser=edition.organiser,
        website=edition.website,
        contact=edition.contact,
        level=edition.level(candidate) if held else None,
        title=titles[candidate.track, candidate.level] if candidate.level is not None else "",
        name=candidate.name,
        of_name=_of_name(candidate, edition.language),
        department=wording.department(candidate.department),
        bearer=wording.person(candidate.civility, candidate.bearer),
        role=candidate.role,
        salutation=_salutation(candidate),
        mentions=tuple(mentions[each] for each in candidate.mentions),
        opinion=_paragraphs(candidate.opinion) if released.opinion else (),
        figures=figures(candidate, edition, middle.get(candidate.track, {})),
        strengths=advice.strengths if advice and strengths else (),
        strong=tuple(domains[each] for each in advice.strong) if advice and strengths else (),
        ahead=_ahead(candidate, edition, titles),
        top=held and _is_top(candidate, edition),
        past=told_history(candidate, edition) if released.history else None,
        place=wording.ceremony_place(edition.ceremony),
        signatories=edition.signatories,
        notice=edition.notice,
        created=(released.date or edition.published or edition.ceremony.date).isoformat(),
    )


def _ahead(
    candidate: Candidate, edition: Edition, titles: Mapping[tuple[str, str], str]
) -> Ahead | None:
    """The part of the advice on the next level that is released, None where it is nothing."""
    advice, released = candidate.advice, edition.letters
    if advice is None or advice.next is None or not (released.missing or released.changes):
        return None
    changes = advice.changes if released.changes else ()
    if not released.points:
        changes = tuple(replace(each, points=None) for each in changes)
    return Ahead(
        titles[candidate.track, advice.next],
        advice.missing if released.missing else (),
        advice.met,
        changes,
        advice.beyond if released.changes else (),
    )


def _is_top(candidate: Candidate, edition: Edition) -> bool:
    (track,) = (each for each in edition.tracks if each.id == candidate.track)
    return edition.level(candidate).rank == max(level.rank for level in track.levels)


def _of_name(candidate: Candidate, code: str) -> str:
    """The name after "of": with its article and its elision in French."""
    if code != "fr":
        return f"of {candidate.name}"
    named = of_department_named(candidate.name) if candidate.type == "departement" else None
    return named or of(candidate.name)


def _salutation(candidate: Candidate) -> str:
    """Who is greeted: "madam", "sir", or "" for both."""
    civility = candidate.civility.strip().casefold()
    if not candidate.bearer.strip():
        return ""
    return "madam" if civility in WOMAN else "sir" if civility in MAN else ""


def _paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, its words untouched."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())

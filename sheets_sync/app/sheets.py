"""The sheets of the dossiers for the pack, and their index."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from reports.dossier_sheet import PRIVATE
from reports.dossier_sheet import DossierSheet
from reports.dossier_sheet import Part
from reports.dossier_sheet import sheet_pdf
from reports.language import reports_language
from reports.names import file_names
from reports.typography import tidy
from sheets_sync.candidates import cell_text
from sheets_sync.grid import Life
from sheets_sync.tabs import proposals
from sheets_sync.tabs import responses
from sheets_sync.tabs.facts import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.app.session import Session
    from sheets_sync.tabs.model import CellValue
    from sheets_sync.workbooks.base import Snapshot

FOLDER = "dossiers"
SHOWN = ("department", "type", "population", "track", "civility", "bearer", "role")


def sheets(
    session: Session, snapshot: Snapshot, dossiers: Container[str]
) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """File name below the pack's folder, title and PDF of each of ``dossiers``.

    They come in the order of their proposals; all have one.
    """
    proposed = snapshot.tabs[proposals.ID]
    answers = snapshot.tabs[responses.ID]
    rows = {key: answers.record(at) for at, key in enumerate(answers.keys)}
    parts = {
        key: (key, cell_text(proposed.values.get("name", ()), at))
        for at, key in enumerate(proposed.keys)
        if key in dossiers
    }
    names = file_names("dossier", parts)
    for at, key in enumerate(proposed.keys):
        if key in parts:
            sheet = _sheet(session, key, proposed.record(at), rows[key])
            yield f"{FOLDER}/{names[key]}.pdf", (f"{key} – {sheet.name}", sheet_pdf(sheet))


def _sheet(
    session: Session, key: str, proposal: Mapping[str, CellValue], row: Mapping[str, CellValue]
) -> DossierSheet:
    scheme, language = session.scheme, session.language
    total = proposal.get(proposals.TOTAL)
    return DossierSheet(
        dossier=key,
        name=_said(proposal, "name") or key,
        label=f"{scheme.label} {scheme.year}",
        organiser=scheme.organiser,
        language=language.code,
        made=scheme.closes,
        facts=tuple(
            (language.text(HEADINGS[fact][0]), _said(row, fact))
            for fact in SHOWN
            if _said(row, fact)
        ),
        level=_said(proposal, proposals.LEVEL),
        total=_points(session, total),
        why=_said(proposal, proposals.WHY),
        missing=_said(proposal, proposals.MISSING),
        parts=tuple(_parts(session, proposal, row)),
        notice="\n".join(filter(None, (scheme.notice, session.grid.notice))),
    )


def _parts(
    session: Session, proposal: Mapping[str, CellValue], row: Mapping[str, CellValue]
) -> Iterator[Part]:
    for domain in session.scheme.domains:
        asked = tuple(
            (each.text, _said(row, responses.QUESTION + each.id))
            for each in session.grid.questions
            if each.domain == domain.id and each.life is not Life.OBSOLETE
        )
        points = _points(session, proposal.get(proposals.DOMAIN + domain.id))
        if asked:
            yield Part(domain.name, points, asked)


def _points(session: Session, value: CellValue) -> str:
    if not isinstance(value, (int, float)):
        return ""
    shown = session.language.number(Fraction(str(value)), 1)
    return session.language.text("{points} / 100", points=shown)


def _said(row: Mapping[str, CellValue], column: str) -> str:
    return cell_text([row.get(column)], 0)


def index_page(session: Session, titles: Mapping[str, str]) -> bytes:
    """A page that leads to the sheets by their names; it holds nobody's marks."""
    language = session.language
    heading = language.text("Dossiers of the jury: {label}", label=session.scheme.label)
    private = reports_language(language.code).text(PRIVATE)
    lines = "\n".join(
        f'<li><a href="{escape(name)}">{escape(tidy(title))}</a></li>'
        for name, title in titles.items()
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language.code}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        f"<title>{escape(heading)}</title>\n</head>\n<body>\n<main>\n<h1>{escape(heading)}</h1>\n"
        f"<p>{escape(private)}</p>\n<ul>\n{lines}\n</ul>\n</main>\n</body>\n</html>\n"
    ).encode()

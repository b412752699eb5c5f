"""The results of an edition, as a web page and as a PDF document with the same content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reports import wording
from reports.language import reports_language
from reports.palmares import palmares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.edition import Edition
    from reports.palmares import Palmares

_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def results_html(edition: Edition, proof: str = "") -> str:
    """The results as one page that needs nothing else: no request, no script, no tracker.

    ``proof`` is what a proof says of itself: then it says so everywhere, and asks search
    engines to pass it by.

    Raises:
        CharacterUnprintable: a text holds a control character.
    """
    from reports.rendering.fonts import check_controls
    from reports.rendering.webfont import web_font

    shown = palmares(edition)
    check_controls(_texts(edition, shown))
    letters = "".join(text for _, text in _texts(edition, shown))
    return _filled("results-page.html", edition, shown, font=web_font(letters), proof=proof)


def results_pdf(edition: Edition, proof: str = "") -> bytes:
    """The results as a PDF document, A4 upright; ``proof`` is the watermark of its pages.

    Raises:
        CharacterUnprintable: a character is in none of the fonts.
    """
    from reports.rendering.fonts import check_characters
    from reports.rendering.ornament import cover
    from reports.rendering.pdf import render
    from reports.rendering.watermark import watermark_svg

    shown = palmares(edition)
    check_characters(_texts(edition, shown))
    backgrounds = {"cover.svg": cover()}
    if proof:
        backgrounds["watermark.svg"] = watermark_svg(proof)
    return render(_filled("results-print.html", edition, shown, proof=proof), backgrounds)


def _filled(template: str, edition: Edition, shown: Palmares, **values: object) -> str:
    from reports.rendering.charts import level_chart
    from reports.rendering.custom import OURS
    from reports.rendering.signs import level_sign
    from reports.rendering.templates import fill

    language = reports_language(edition.language)
    return fill(
        template,
        edition.language,
        OURS,
        edition=edition,
        palmares=shown,
        several=len(shown.sections) > 1,
        signs={block.anchor: level_sign(block.level, block.alternative) for block in shown.blocks},
        chart=level_chart(shown, language),
        place=wording.ceremony_place(edition.ceremony),
        hours=language.hours(edition.ceremony.starts, edition.ceremony.ends),
        jury=[
            (wording.person(j.civility, f"{j.first_name} {j.last_name}"), j.role)
            for j in edition.jury
        ],
        website=edition.website if _WEB_ADDRESS.fullmatch(edition.website) else "",
        mail=edition.contact if _MAIL_ADDRESS.fullmatch(edition.contact) else "",
        **values,
    )


def _texts(edition: Edition, shown: Palmares) -> Iterator[tuple[str, str]]:
    """Each text that is shown, with whose it is."""
    yield from shown.texts()
    own = (edition.label, edition.organiser, edition.website, edition.contact, edition.notice)
    place = (edition.ceremony.place, edition.ceremony.event)
    for text in (*own, *place, edition.introduction, *(each.name for each in edition.domains)):
        yield text, text
    for juror in edition.jury:
        name = f"{juror.civility} {juror.first_name} {juror.last_name}"
        yield name, name
        yield name, juror.role

"""Agreement put into words: what the figures of a small jury mean, and what they don't."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reports.language import N_
from reports.language import NN_
from sheets_sync.jury.agreement import LEAST_DOSSIERS

if TYPE_CHECKING:
    from reports.language import Language
    from sheets_sync.jury.agreement import Agreement
    from sheets_sync.jury.agreement import Gap

GOOD = Fraction(4, 5)
FAIR = Fraction(2, 3)
NEARLY_ALL = Fraction(9, 10)
"""Beyond this share of equal marks, alpha hangs on a few dossiers and says little."""

ALIKE = N_("The jurors use the levels alike: the median stands for all.")
PARTLY = N_("The jurors agree on most dossiers: read those with a wide spread together.")
APART = N_("The jurors read the levels differently: no median should pass without a discussion.")
UNSURE = N_(
    "With so few marks the figure could lie anywhere between the two: read it as a hint, and "
    "look at the dossiers with a wide spread."
)
NEARLY_EQUAL = N_(
    "Nearly all marks are equal: alpha hangs on a few dossiers, and says little here."
)
HUNDRED = 100
LEAST_SHOWN = Fraction(1, HUNDRED)
"""A smaller gap reads as none."""

ABOVE = NN_(
    "{signed} above the others on average, {apart} apart ({count} dossier)",
    "{signed} above the others on average, {apart} apart ({count} dossiers)",
)
BELOW = NN_(
    "{signed} below the others on average, {apart} apart ({count} dossier)",
    "{signed} below the others on average, {apart} apart ({count} dossiers)",
)
EVEN = NN_(
    "level with the others on average, {apart} apart ({count} dossier)",
    "level with the others on average, {apart} apart ({count} dossiers)",
)


def describe(found: Agreement, language: Language) -> list[str]:
    """Sentences, the plainest first: equal marks, then alpha with what it is worth."""
    if found.exact is None:
        return [language.text("Agreement is not defined: no dossier has two marks yet.")]
    counted = (
        language.plural(
            "{count} of {pairs} pairs of marks on one dossier is equal ({share} %).",
            "{count} of {pairs} pairs of marks on one dossier are equal ({share} %).",
            found.equal,
            pairs=found.pairs,
            share=language.number(found.exact * HUNDRED),
        ),
        language.plural(
            "{count} of {dossiers} dossiers has marks that are all equal.",
            "{count} of {dossiers} dossiers have marks that are all equal.",
            found.unanimous,
            dossiers=found.dossiers,
        ),
    )
    return [" ".join(counted), *_alpha(found, found.exact, language)]


def _alpha(found: Agreement, exact: Fraction, language: Language) -> list[str]:
    if found.alpha is None:
        return [
            language.text(
                "Alpha is not defined: every mark is the same, so agreement can't be told "
                "from chance."
            )
        ]
    if found.dossiers < LEAST_DOSSIERS:
        return [
            language.text(
                "Alpha is not given under {least} dossiers with two marks: its interval would "
                "be as wide as the scale.",
                least=LEAST_DOSSIERS,
            )
        ]
    return [_figure(found, language), language.text(_meaning(found, exact))]


def _figure(found: Agreement, language: Language) -> str:
    if found.interval is None:
        return language.text(
            "Krippendorff's alpha (ordinal): {alpha}; its interval is not defined, the marks vary "
            "too little.",
            alpha=signed(found.alpha or Fraction(0), language),
        )
    low, high = (signed(Fraction(each), language) for each in found.interval)
    return language.text(
        "Krippendorff's alpha (ordinal): {alpha}, between {low} and {high} with other dossiers "
        "of the same sort (95 %).",
        alpha=signed(found.alpha or Fraction(0), language),
        low=low,
        high=high,
    )


def _meaning(found: Agreement, exact: Fraction) -> str:
    """The reading of alpha, 0.80 and 0.667 being the usual bounds, taken here as a hint."""
    if exact >= NEARLY_ALL and (found.alpha or 0) < GOOD:
        return N_(
            "Nearly all marks are equal: alpha hangs on a few dossiers, and says little here."
        )
    if found.interval is None:
        return UNSURE
    low, high = (_band(Fraction(each)) for each in found.interval)
    return low if low == high else UNSURE


def _band(alpha: Fraction) -> str:
    return ALIKE if alpha >= GOOD else PARTLY if alpha >= FAIR else APART


def signed(number: Fraction, language: Language, digits: int = 2) -> str:
    """A number with its sign when it is below 0, cut towards 0."""
    text = language.number(abs(number), digits)
    return f"−{text}" if number < 0 and any(each in text for each in "123456789") else text


def gap_text(gap: Gap, language: Language) -> str:
    """One juror beside the others, for the chair: "0.4 level above the others …"."""
    if gap.signed is None or gap.apart is None:
        return language.text("no dossier that others marked too")
    shown = abs(gap.signed) >= LEAST_SHOWN
    way = EVEN if not shown else ABOVE if gap.signed > 0 else BELOW
    return language.plural(
        *way,
        gap.count,
        signed=language.number(abs(gap.signed), 2),
        apart=language.number(gap.apart, 2),
    )

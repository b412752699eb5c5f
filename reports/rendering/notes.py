"""HTML without notes: what it takes to style a page whose elements have none.

The style sheet that WeasyPrint gives every document prepares five kinds of notes and
footnotes for each element, which takes an eighth of the time of a certificate. A document
that has no such notes is laid out the same without those rules.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

RULES = re.compile(r"^::(?:foot)?note-[\w-]+\s*\{[^}]*\}\n", re.MULTILINE)
_ASKED = re.compile(r"footnote|note-|[(:]note|note\(")


def html_class(weasyprint: Any, text: str) -> Any:  # noqa: ANN401 - a module and its class
    """The class of WeasyPrint that reads a document, given the whole document."""
    return weasyprint.HTML if _ASKED.search(text) else _without_notes(weasyprint)


@lru_cache(maxsize=1)
def _without_notes(weasyprint: Any) -> Any:  # noqa: ANN401 - as above
    usual = (files("weasyprint") / "css" / "html5_ua.css").read_text("utf-8")
    sheet = weasyprint.CSS(string=RULES.sub("", usual))

    class WithoutNotes(weasyprint.HTML):  # type: ignore[misc]
        """A document whose elements have no notes."""

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002 - theirs
            return super()._ua_stylesheets(forms) if forms else [sheet]

    return WithoutNotes

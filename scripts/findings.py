"""The reference pages of the findings, docs/findings.md and docs/findings.fr.md.

    python -m scripts.findings

They are made from the catalogue: code, severity, sentence, remedy, by subject. What stands
between braces is filled in when a command speaks.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.catalogue import KINDS
from sheets_sync.language import language_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.language import Language
    from sheets_sync.catalogue import Kind

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES = {"en": DOCS / "findings.md", "fr": DOCS / "findings.fr.md"}

SUBJECTS = (
    (("config",), "The edition’s settings", "Les réglages de l’édition"),
    (
        ("export", "form", "pull", "source"),
        "The form and its exports",
        "Le formulaire et ses exports",
    ),
    (
        ("answer", "candidate", "identity", "count"),
        "Answers and candidates",
        "Réponses et candidats",
    ),
    (("workbook", "dashboard", "google", "webdav"), "The workbook", "Le classeur"),
    (("jury", "pack"), "The jury", "Le jury"),
    (
        ("decision", "meeting", "signoff", "freeze"),
        "Decisions and sign-off",
        "Décisions et signature",
    ),
    (("journal", "undo"), "The journal", "Le journal"),
    ((), "Everything else", "Tout le reste"),
)
"""Beginnings of codes, and the title of their part of the page."""

WORDS = {
    "en": {
        "title": "Every finding",
        "lead": (
            "What a person can repair is told as a finding: a place, a sentence, what to do, and a"
            " code between brackets. This page is generated from the catalogue"
            " (`python -m scripts.findings`). Words between braces are filled in each time."
        ),
        "blocking": "stops the command",
        "warning": "warning",
        "note": "note",
        "what": "What is said",
        "do": "What to do",
        "code": "Code",
    },
    "fr": {
        "title": "Tous les constats",
        "lead": (
            "Ce qu’une personne peut réparer est dit par un constat : un endroit, une phrase, quoi"
            " faire, et un code entre crochets. Cette page est tirée du catalogue"
            " (`python -m scripts.findings`). Les mots entre accolades sont remplis à chaque fois."
        ),
        "blocking": "arrête la commande",
        "warning": "avertissement",
        "note": "remarque",
        "what": "Ce qui est dit",
        "do": "Que faire",
        "code": "Code",
    },
}


def page(code: str) -> str:
    """The page in a language."""
    language, words = language_for(code), WORDS[code]
    lines = [f"# {words['title']}", "", words["lead"]]
    for beginnings, *titles in SUBJECTS:
        kinds = dict(_about(beginnings))
        if kinds:
            lines += ["", f"## {titles[code == 'fr']}", "", *_table(kinds, language, code)]
    return "\n".join(lines) + "\n"


def _about(beginnings: tuple[str, ...]) -> Iterator[tuple[str, Kind]]:
    """The kinds of a subject; of no other for the last."""
    known = {each for group, *_ in SUBJECTS for each in group}
    for code, kind in KINDS.items():
        start = code.partition("-")[0]
        if start in beginnings or (not beginnings and start not in known):
            yield code, kind


def _table(kinds: dict[str, Kind], language: Language, code: str) -> Iterator[str]:
    words = WORDS[code]
    yield f"| {words['code']} | {words['what']} | {words['do']} |"
    yield "|---|---|---|"
    for name, kind in sorted(kinds.items()):
        said, remedy = (_cell(language, text) for text in (kind.sentence, kind.remedy))
        yield f"| `{name}`<br>{words[kind.severity]} | {said} | {remedy} |"


def _cell(language: Language, text: str) -> str:
    """A text in a language, its braces left to be filled, as a cell of a table."""
    return language.text(text).replace("|", "\\|").replace("\n", "<br>")


def main() -> int:
    """Write both pages anew."""
    for code, path in PAGES.items():
        path.write_text(page(code), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

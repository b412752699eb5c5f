"""The language of the tabs and of the commands: both catalogues of the suite."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reports.language import LANGUAGES
from reports.language import REPORTS
from reports.language import Catalogue
from reports.language import Language

COMMANDS = Catalogue("sheets_sync", Path(__file__).parent / "locale")


@lru_cache(maxsize=8)
def language_for(code: str) -> Language:
    """The language with a code (one of ``LANGUAGES``), tabs, commands and errors alike."""
    return Language(code, (REPORTS, COMMANDS))


def from_environment(environment: dict[str, str]) -> str:
    """The code that a terminal asks for through its variables; English when unknown.

    The order is gettext's: LANGUAGE, LC_ALL, LC_MESSAGES, LANG.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        for each in value.split(":"):
            code = each.replace("-", "_").split("_")[0].split(".")[0].lower()
            if code in LANGUAGES:
                return code
        if value:
            return "en"
    return "en"


def asked_language(arguments: list[str], environment: dict[str, str]) -> str:
    """The language to speak before arguments are parsed: --lang, then the terminal's."""
    for before, after in zip(["", *arguments], [*arguments, ""], strict=True):
        if before == "--lang" and after in LANGUAGES:
            return after
        if before.startswith("--lang=") and before[7:] in LANGUAGES:
            return before[7:]
    return from_environment(environment)

"""The page on which anybody checks a certificate: one file, from a server or a folder.

It holds the whole register and asks for nothing: it works without a network, and what is
checked on it stays on the reader's device.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from reports.language import N_
from reports.language import reports_language
from reports.verification.answers import ANSWERS

if TYPE_CHECKING:
    from markupsafe import Markup

    from reports.edition import Edition
    from reports.language import Language
    from reports.verification.keys import Keys
    from reports.verification.register import Register

MOST_ROWS = 5000  # of the table for who has no script
STATUSES = {
    "issue": N_("valid"),
    "replace": N_("replaced"),
    "revoke": N_("revoked"),
}
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def verification_page(edition: Edition, register: Register, keys: Keys) -> str:
    """The page with a register, in the language of its edition.

    Raises:
        CharacterUnprintable: a text holds a control character.
    """
    from markupsafe import Markup

    from reports.rendering.fonts import check_controls
    from reports.rendering.templates import FOLDER
    from reports.rendering.templates import fill
    from reports.rendering.webfont import web_font

    shown = (edition.label, edition.organiser, edition.notice)
    check_controls((text, text) for text in shown)
    language = reports_language(edition.language)
    words = _words(language)
    script = (FOLDER / "verification.js").read_text("utf-8")
    return fill(
        "verification.html",
        edition.language,
        edition=edition,
        day=language.day(datetime.fromisoformat(register.written).date()),
        mail=edition.contact if _MAIL.fullmatch(edition.contact) else "",
        public=keys.public,
        files=_files(register, language),
        register=_data(register.content(keys)),
        words=_data(words),
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=_hash(script),
        font=web_font("".join((*shown, json.dumps(words, ensure_ascii=False)))),
    )


def _words(language: Language) -> dict[str, Any]:
    """What the script says."""
    return {
        "answers": {
            answer: [language.text(each) for each in texts] for answer, texts in ANSWERS.items()
        },
        "since": language.text("Since {day}.", day="{day}"),
        "reason": language.text("Reason: {reason}", reason="{reason}"),
        "newer": language.text("The certificate that replaces it"),
        "original": language.text("The certificate that was given under this code"),
        "name": language.text("Awarded to"),
        "level": language.text("Level"),
        "label": language.text("Label"),
        "given": language.text("Awarded on"),
    }


def _files(register: Register, language: Language) -> list[tuple[str, str]]:
    """Each file that was given, with the status of its certificate."""
    files: dict[str, list[str]] = {}
    status: dict[str, str] = {}
    for event in register.events:
        if "index" in event:
            files.setdefault(event["index"], []).extend(event.get("files", ()))
            status[event["index"]] = STATUSES.get(event["event"], status.get(event["index"], ""))
    rows = [(file, language.text(status[index])) for index in files for file in files[index]]
    return sorted(rows)[:MOST_ROWS]


def _data(content: object) -> Markup:
    """Data for a script: nothing in it can end the element that holds it."""
    from markupsafe import Markup

    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - no markup can begin in it


def _hash(script: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(script.encode()).digest()).decode()

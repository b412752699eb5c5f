"""The organiser's own templates and pictures, beside those that come with the program.

A template of the same name takes the place of ours; pictures are asked for by their names.
They run in the same sandbox, without ``safe``: nothing that a candidate wrote can become
markup, and nothing is fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.disk import unread
from reports.errors import TemplateUnreadable
from reports.errors import TemplateWrong

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = (".html", ".css", ".txt")
_TRUSTING = re.compile(r"\{%[-+]?\s*autoescape\b")
PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Custom:
    """What stands in for our own files: templates (name, text), pictures (name, bytes)."""

    templates: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()


OURS = Custom()


def read_custom(folder: Path) -> Custom:
    """The templates and pictures of a folder; none if there is no such folder.

    Raises:
        TemplateUnreadable: a file is no text in UTF-8, or cannot be read.
        TemplateWrong: a template turns the escaping off.
    """
    if not folder.is_dir():
        return OURS
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return Custom(
        tuple((path.name, _text(path)) for path in files if path.suffix in TEXTS),
        tuple((path.name, _bytes(path)) for path in files if path.suffix in PICTURES),
    )


def _text(path: Path) -> str:
    try:
        text = _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateUnreadable(file=path.name, reason="UTF-8") from error
    trusting = _TRUSTING.search(text)
    if trusting:
        line = text.count("\n", 0, trusting.start()) + 1
        raise TemplateWrong(file=path.name, line=line, reason="autoescape")
    return text


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateUnreadable(file=path.name, reason=unread(error)) from error

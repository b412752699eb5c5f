"""The file of a frozen edition: ``edition.json``, written whole and read with its checks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reports.checks import OTHER_FORMAT
from reports.checks import check
from reports.checks import invalid
from reports.checks import shaped
from reports.edition import FORMAT
from reports.edition import content
from reports.edition import fingerprint
from reports.errors import EditionChanged
from reports.errors import EditionUnreadable
from reports.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from reports.edition import Edition


def save(edition: Edition, path: Path) -> None:
    """Check an edition, then write it whole or not at all; the same one, the same bytes."""
    check(edition)
    plain = content(edition)
    text = json.dumps({**plain, "sha256": fingerprint(plain)}, ensure_ascii=False, indent=2)
    write_whole(path, f"{text}\n".encode())


def load(path: Path) -> Edition:
    """The edition in a file.

    Raises:
        EditionUnreadable: there is no such file, or no JSON object in it.
        EditionChanged: it was touched after it was frozen.
        EditionInvalid: a key is missing, unknown, or holds what it should not.
    """
    found = _read(path)
    stated = found.pop("sha256", None)
    if found.get("format") != FORMAT:
        raise invalid("format", OTHER_FORMAT, FORMAT)
    if stated != fingerprint(found):
        raise EditionChanged(file=path.name)
    del found["format"]
    edition = shaped(found)
    check(edition)
    return edition


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise EditionUnreadable(file=path.name) from error
    if not isinstance(found, dict):
        raise EditionUnreadable(file=path.name)
    return found

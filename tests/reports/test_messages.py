"""The compiled catalogues, read a message at a time, say what the standard library reads."""

from __future__ import annotations

from gettext import GNUTranslations
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from struct import pack

import pytest

from reports.messages import Messages

ROOT = Path(__file__).parents[2]
CATALOGUES = {
    name: ROOT / name / "locale" / "fr" / "LC_MESSAGES" / f"{name}.mo"
    for name in ("reports", "sheets_sync")
}
COUNTS = (0, 1, 2, 21, 1_000_000)
ENTRIES = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n",
    "Level": "Niveau",
    "{count} juror\0{count} jurors": "{count} juré\0{count} jurés",
}


def compiled(order: str, entries: dict[str, str]) -> BytesIO:
    """A ``.mo`` file as the format's manual describes it, in one order of bytes."""
    ids = sorted(each.encode() for each in entries)
    texts = [entries[each.decode()].encode() for each in ids]
    start = 28
    at = start + 16 * len(ids)
    table = []
    for each in (*ids, *texts):
        table += [len(each), at]
        at += len(each) + 1
    head = (0x950412DE, 0, len(ids), start, start + 8 * len(ids), 0, 0)
    numbers = pack(f"{order}{7 + len(table)}I", *head, *table)
    return BytesIO(numbers + b"".join(each + b"\0" for each in (*ids, *texts)))


@pytest.mark.parametrize("name", CATALOGUES)
def test_messages_are_those_that_the_standard_library_reads(name: str) -> None:
    with CATALOGUES[name].open("rb") as ours, CATALOGUES[name].open("rb") as theirs:
        lazy, whole = Messages(ours), GNUTranslations(theirs)
    known = [key for key in whole._catalog if key]  # type: ignore[attr-defined]
    single = [key for key in known if isinstance(key, str)]
    plural = [key[0] for key in known if not isinstance(key, str)]
    assert [lazy.gettext(each) for each in single] == [whole.gettext(each) for each in single]
    said = [[lazy.ngettext(each, "", count) for count in COUNTS] for each in plural]
    assert said == [[whole.ngettext(each, "", count) for count in COUNTS] for each in plural]
    assert len(single) > 100
    assert plural


@pytest.mark.parametrize("order", ["<", ">"])
def test_messages_are_read_in_both_orders_of_bytes(order: str) -> None:
    messages = Messages(compiled(order, ENTRIES))
    assert messages.gettext("Level") == "Niveau"
    said = [messages.ngettext("{count} juror", "{count} jurors", count) for count in (0, 1, 2)]
    assert said == ["{count} juré", "{count} juré", "{count} jurés"]


@pytest.mark.parametrize("unknown", ["nowhere", "Leve", "\ud800"])
def test_message_without_translation_is_the_fallbacks(unknown: str) -> None:
    messages = Messages(compiled("<", ENTRIES))
    assert messages.gettext(unknown) == unknown
    assert messages.ngettext(unknown, "many", 2) == "many"

    class Other(NullTranslations):
        def gettext(self, message: str) -> str:
            return f"<{message}>"

    messages.add_fallback(Other())
    assert messages.gettext(unknown) == f"<{unknown}>"


def test_message_without_a_plural_is_said_in_the_language_of_its_identifier() -> None:
    messages = Messages(compiled("<", ENTRIES))
    assert [messages.ngettext("Level", "Levels", count) for count in (1, 2)] == ["Niveau", "Levels"]

"""What plain cells refer to: texts as XML has them, texts that are shared, styles."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from sheets_sync.originals import Held
from sheets_sync.originals import Shown
from sheets_sync.workbooks.xlsx.book import links
from sheets_sync.workbooks.xlsx.xml import main
from sheets_sync.workbooks.xlsx.xml import parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from sheets_sync.workbooks.xlsx.book import Book

_PRESERVED = b' xml:space="preserve">'
_SPACE = " \t\r\n"
_SPACES = frozenset(_SPACE)
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));|&")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile("_x00([0-9A-Fa-f]{2})_")
"""Signs further on are never written so: what looks like it is a text."""

BARE = r"[^>]*+>(?!\s)([^<]++)(?<!\s)"
"""A text, from behind the name of its element on, without a space at an edge, which may not count.

Such a space may still stand there in disguise, as a reference: see :func:`spaced`.
"""

_SHARED = re.compile(b"<si(?:/>|>(?:<t" + BARE.encode() + b"</t></si>|.*?</si>))", re.DOTALL)
_SOUNDS = re.compile(rb"<rPh\b.*?</rPh>", re.DOTALL)
_TEXT = re.compile(rb"<t([^>]*+(?<!/)>[^<]*+)</t>")
# Formats that come with every spreadsheet and show no date; others are looked into.
_NO_DATES = frozenset({*range(5), *range(9, 14), *range(37, 41), 48, 49})
_QUOTED = re.compile('"[^"]*"')
_OF_A_DATE = re.compile("[dmyhs]", re.IGNORECASE)


class NotPlain(ValueError):
    """A sheet holds something that only a library should read."""


def text_of(raw: bytes) -> str | None:
    """A text out of what stands in its element, from behind the name on; None when empty."""
    if raw.startswith(_PRESERVED):
        return resolved(raw[len(_PRESERVED) :].decode()) or None
    if not raw.startswith(b">"):
        raise NotPlain
    text = _REFERENCE.sub(_referred, raw[1:].decode()) if b"&" in raw else raw[1:].decode()
    return unescaped(text.strip(_SPACE)) or None


def as_it_stands(raw: bytes) -> bool:
    """Whether nothing in some bytes stands for other signs; told sooner by one sign at a time."""
    return not (b"&" in raw or b"\r" in raw or (b"_" in raw and b"_x00" in raw))


def resolved(text: str) -> str:
    """A text with what stands for other signs in it replaced by these."""
    return unescaped(_REFERENCE.sub(_referred, text) if "&" in text else text)


def spaced(texts: Iterable[str | None]) -> bool:
    """Whether one of some texts has a space at an edge."""
    return not _SPACES.isdisjoint({sign for each in texts if each for sign in (each[0], each[-1])})


def unescaped(text: str) -> str:
    """A text with what Excel writes for signs ("_x000D_") replaced by these; lines end one way."""
    if "_x00" in text:
        text = _ESCAPE.sub(_escaped, text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _referred(found: re.Match[str]) -> str:
    return _sign(found[0])


@lru_cache(maxsize=2**12)
def _sign(reference: str) -> str:
    """The sign that a reference stands for, like "&#233;"."""
    found = _REFERENCE.fullmatch(reference)
    decimal, hexadecimal, name = found.groups() if found else ("", "", "")
    if name:
        return _NAMED[name]
    if not decimal and not hexadecimal:
        raise NotPlain
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code < ord(" ") and chr(code) not in _SPACE:
        raise NotPlain
    return chr(code)


def _escaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


class SharedTexts(dict[str, str | None]):
    """The texts that cells share, by their number; read when the first is asked for."""

    def __init__(self, book: Book) -> None:
        """Take the workbook; nothing is read yet."""
        super().__init__()
        self._unread: Book | None = book

    def __missing__(self, number: str) -> str | None:
        """Read all of them; what has no text is not plain."""
        if self._unread is None:
            raise NotPlain
        data, self._unread = _part(self._unread, "sharedStrings"), None
        self.update(_shared_texts(data))
        return self[number]

    def formatted(self) -> dict[str, Shown]:
        """Those whose parts look different."""
        if self._unread is not None:
            data = _part(self._unread, "sharedStrings")
            if b"<r>" not in data:
                return {}
            self._unread = None
            self.update(_shared_texts(data))
        return {number: text for number, text in self.items() if isinstance(text, Shown)}


def _part(book: Book, kind: str) -> bytes:
    """A part that the workbook has one of; b"" when it is not there."""
    found = [each.part for each in links(book.package, book.part) if each.kind == kind]
    return book.package.read(found[0]) if found else b""


def _shared_texts(data: bytes) -> Iterator[tuple[str, str | None]]:
    if b"<!" in data or b":si>" in data:
        return
    for at, found in enumerate(_SHARED.finditer(data)):
        text = found[1].decode() if found[1] else ""
        if text and not ("&" in text or "_x00" in text or "\r" in text):
            yield str(at), text
            continue
        with suppress(NotPlain):  # only the sheets that have this text are read otherwise
            yield str(at), whole(found[0])


def whole(several: bytes) -> str | None:
    """A text out of parts that may look different, without how it is pronounced."""
    silent = _SOUNDS.sub(b"", several).removeprefix(b"<si>").removesuffix(b"</si>")
    text = "".join(text_of(each) or "" for each in _TEXT.findall(silent))
    parted = silent.startswith(b"<r>") and silent.endswith(b"</r>")
    return Shown(text, Held.FORMATTED, silent.decode()) if text and parted else text or None


class PlainStyles:
    """The cell styles that show no number as a date; read when one is asked for."""

    def __init__(self, book: Book) -> None:
        """Take the workbook; nothing is read yet."""
        self._book = book
        self._known: frozenset[bytes] | None = None

    def __contains__(self, style: bytes) -> bool:
        """Whether a style, by its number, shows no date for certain."""
        if self._known is None:
            self._known = frozenset(_dateless(_part(self._book, "styles")))
        return style in self._known


def _dateless(data: bytes) -> Iterator[bytes]:
    if not data:
        yield b"0"
        return
    root = parse(data)
    formats = _NO_DATES | {
        int(each.get("numFmtId", "0"))
        for each in root.iterfind(f"{main('numFmts')}/{main('numFmt')}")
        if not _OF_A_DATE.search(_QUOTED.sub("", each.get("formatCode", "d")))
    }
    for at, style in enumerate(root.iterfind(f"{main('cellXfs')}/{main('xf')}")):
        if int(style.get("numFmtId", "0")) in formats:
            yield b"%d" % at

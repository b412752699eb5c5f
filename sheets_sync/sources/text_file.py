"""CSV in the encodings and separators met in the field."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.delimited import LONGEST_FIELD
from sheets_sync.sources.delimited import cut_records
from sheets_sync.sources.delimited import read_records
from sheets_sync.sources.delimited import text_lines
from sheets_sync.sources.tables import RawTable
from sheets_sync.sources.tables import bytes_unholdable
from sheets_sync.sources.tables import refused
from sheets_sync.sources.tables import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from sheets_sync.sources.delimited import Numbered

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ";,\t|"
_SAMPLE_RECORDS = 60
_SAMPLE_LENGTH = 400_000
_FRENCH = "[éèêëàâçîïôûùœÉÈÀÇÊ«»’]"
_SEPARATOR_LINE = re.compile(
    rb"\s*\"?sep=([^\n\x80-\xff]|[\xc2-\xf4][\x80-\xbf]{1,3})\"?\r?\n", re.IGNORECASE
)


def read_text(file: str, data: bytes) -> RawTable:
    """The records of a CSV file; raises ``NotATable``."""
    try:
        return _read(file, _utf8(data))
    except UnicodeDecodeError:
        return _read(file, decode(data).encode())


def _utf8(data: bytes) -> bytes:
    """The text of a file in UTF-8, without a mark; not checked where it says to be that."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    marked = any(data.startswith(mark) for mark, _ in _MARKS)
    return decode(data).encode() if marked or _without_mark(data) else data


def _read(file: str, body: bytes) -> RawTable:
    """The records of a text in UTF-8; ``UnicodeDecodeError`` when it is none.

    It stays as bytes, which are a quarter of the text in memory, and becomes text bit by bit.
    """
    stated = _SEPARATOR_LINE.match(body)
    skipped = 1 if stated else 0
    body = body[stated.end() :] if stated else body
    changed = bytes_unholdable(body)
    body = visible(body.decode()).encode() if changed else body
    separator = stated[1].decode() if stated else guess_separator(_beginning(body))
    if separator is None:
        raise refused("export-not-a-table", file)
    numbered = cut_records(body, separator)
    if numbered is None:
        _check_quotes(file, body, separator)
        numbered = read_records(body, separator)
    return RawTable(
        file,
        "",
        tuple(record for _, record in numbered),
        tuple(line + skipped for line, _ in numbered),
        tuple(_control_findings(file, numbered, skipped)) if changed else (),
    )


def decode(data: bytes) -> str:
    """The text of a file: by its mark, else UTF-8, else the likeliest of the old ones."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _likeliest(data)


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a Latin text is null."""
    sample = data[:2000]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    if half and sample[0::2].count(0) > half * 0.7:
        return "utf-16-be"
    return None


def _likeliest(data: bytes) -> str:
    readings = []
    for name in ("cp1252", "latin-1", "mac-roman"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        sample = "".join(sign for sign in text if sign > "\x7f")[:20_000]
        readings.append((len(re.findall(_FRENCH, sample)), text))
    return max(readings, key=lambda reading: reading[0])[1]


def _beginning(body: bytes) -> str:
    """The first of the text, which may end within a sign."""
    return codecs.getincrementaldecoder("utf-8")().decode(body[:_SAMPLE_LENGTH])


def guess_separator(text: str) -> str | None:
    """The separator that cuts a text into the widest records of one width.

    None when no separator gives two columns.
    """
    csv.field_size_limit(LONGEST_FIELD)
    lines = [*StringIO(text, newline=None)]
    regular = {each: _regularity(lines, each) for each in _SEPARATORS if each in text}
    best = max(regular, key=lambda each: regular[each], default="")
    return best if regular.get(best, 0) > 1 else None


def _regularity(lines: Sequence[str], separator: str) -> float:
    widths = []
    for record in csv.reader(lines, delimiter=separator):
        if not any(cell and not cell.isspace() for cell in record):
            continue
        widths.append(len(record))
        if len(widths) == _SAMPLE_RECORDS:
            break
    if not widths:
        return 0
    width, times = Counter(widths).most_common(1)[0]
    headings = max(widths[:3])
    # A separator inside prose gives records of all widths.
    return headings * times / len(widths) if width > 1 or headings > 1 else 1


def _check_quotes(file: str, body: bytes, separator: str) -> None:
    """Refuse a file where a quote opens and never closes: it would swallow dossiers."""
    if body.count(b'"') % 2 == 0:
        return
    reader = csv.reader(text_lines(body), delimiter=separator, strict=True)
    line = 0
    try:
        for _ in reader:
            line = reader.line_num
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise refused("export-open-quote", file, line=line + 1) from error


def _control_findings(file: str, numbered: list[Numbered], skipped: int) -> Iterator[Finding]:
    for line, record in numbered:
        for number, cell in enumerate(record, 1):
            if cell and re.search("[\u2400-\u241f␡\ufffd]", cell):
                place = Place(file=file, line=line + skipped)
                yield Finding("export-control-characters", place, {"number": number})

"""A zip file whose untouched parts are copied as they are, compressed bytes and all.

The standard library reads zip files but can't copy a part without unpacking it; so the
writing side is here: local headers, data and the central directory, without zip64.
"""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING
from typing import BinaryIO
from typing import NamedTuple
from typing import TypeAlias
from zipfile import ZIP_DEFLATED
from zipfile import BadZipFile
from zipfile import ZipFile
from zipfile import ZipInfo

from sheets_sync.workbooks.xlsx.deflate import RUN
from sheets_sync.workbooks.xlsx.deflate import Sum
from sheets_sync.workbooks.xlsx.deflate import deflated
from sheets_sync.workbooks.xlsx.packing import crc32
from sheets_sync.workbooks.xlsx.packing import inflated_at_once
from sheets_sync.workbooks.xlsx.runs import Kept
from sheets_sync.workbooks.xlsx.runs import Stored
from sheets_sync.workbooks.xlsx.runs import Stretch
from sheets_sync.workbooks.xlsx.runs import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator

    from sheets_sync.workbooks.xlsx.runs import Piece

    Content: TypeAlias = bytes | Callable[[], Iterable[Piece]]

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_EXTRA = struct.Struct("<2H")
_END = struct.Struct("<4s4H2IH")
_PIECE = 1 << 20
_NAME_LENGTHS = 26
_UTF8 = 0x800
_ENCRYPTED = 0x1
_LIMIT = 0xFFFF_FFFF
_MANY = 0xFFFF


class _Written(NamedTuple):
    """A part that stands in the new file."""

    info: ZipInfo
    name: bytes
    crc: int
    packed: int
    size: int
    offset: int
    stretches: tuple[Stretch, ...] = ()


class Package:
    """The parts of a zip file, and what is to become of them.

    ``stretches`` are, once it is saved, those of the new parts of which some are copied.

    Raises ``BadZipFile`` when the data is not a whole zip file, or holds two parts of
    one name, an encrypted one, or more than a plain zip file can.
    """

    def __init__(self, data: bytes) -> None:
        """Open a zip file that lies in memory; nothing is unpacked."""
        self._data = data
        self._zip = ZipFile(BytesIO(data))
        self._infos = {info.filename: info for info in self._zip.infolist()}
        self._names = {name.lower(): name for name in self._infos}
        self._changes: dict[str, Content] = {}
        self._runs: dict[str, int] = {}
        self._dropped: set[str] = set()
        self.stretches: dict[str, tuple[Stretch, ...]] = {}
        if len(self._names) != len(self._zip.infolist()):
            raise BadZipFile("doubled part")
        if any(info.flag_bits & _ENCRYPTED for info in self._infos.values()):
            raise BadZipFile("encrypted part")

    def names(self) -> list[str]:
        """The parts, in their order; new ones at the end."""
        added = [name for name in self._changes if name not in self._infos]
        return [name for name in [*self._infos, *added] if name not in self._dropped]

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part, whatever the case of its letters."""
        return self._names.get(name.lower(), name) in self.names()

    def read(self, name: str) -> bytes:
        """The content of a part as it will be; ``KeyError`` when there is none."""
        name = self._names.get(name.lower(), name)
        content = self._changes.get(name)
        if isinstance(content, bytes):
            return content
        if content is not None:
            return b"".join(map(unpacked, content()))
        return self._unpack(self._infos[name])

    def stored(self, name: str) -> Stored | None:
        """A part as it lay packed when the file was opened; None when it was not packed."""
        info = self._infos[self._names.get(name.lower(), name)]
        if info.compress_type != ZIP_DEFLATED:
            return None
        start = self._start(info)
        return Stored(self._data, start, start + info.compress_size, info.CRC)

    def _unpack(self, info: ZipInfo) -> bytes:
        """The content of a part, in one piece of memory (the library takes two)."""
        if info.compress_type != ZIP_DEFLATED:
            return self._zip.read(info)
        content = inflated_at_once(self._raw(info), info.file_size)
        if crc32(content) != info.CRC:
            raise BadZipFile(info.filename)
        return content

    def _start(self, info: ZipInfo) -> int:
        """Where the bytes of a part begin in the file."""
        start = info.header_offset + _LOCAL.size
        if not _LOCAL.size <= start <= len(self._data):
            raise BadZipFile(info.filename)
        lengths = struct.unpack_from("<2H", self._data, start - _LOCAL.size + _NAME_LENGTHS)
        return start + int(sum(lengths))

    def _raw(self, info: ZipInfo) -> memoryview:
        """The bytes of a part as they lie in the file."""
        start = self._start(info)
        return memoryview(self._data)[start : start + info.compress_size]

    def stream(self, name: str) -> Iterator[bytes]:
        """The content that a part had when the file was opened, piece by piece."""
        with self._zip.open(self._infos[self._names.get(name.lower(), name)]) as file:
            while piece := file.read(_PIECE):
                yield piece

    def put(self, name: str, content: Content, run: int = RUN) -> None:
        """Replace or add a part; a function gives its content piece by piece.

        ``run`` is how much of it is packed at a time.
        """
        name = self._names.setdefault(name.lower(), name)
        self._changes[name], self._runs[name] = content, run
        self._dropped.discard(name)

    def drop(self, name: str) -> None:
        """Leave a part out."""
        self._dropped.add(self._names.get(name.lower(), name))

    def touched(self) -> set[str]:
        """The parts that will not be copied as they are."""
        return set(self._changes) | self._dropped

    def save(self, file: BinaryIO) -> None:
        """Write the whole package; the file must be empty and seekable."""
        written = [self._write(name, file) for name in self.names()]
        copied = (each for each in written if any(part.kept for part in each.stretches))
        self.stretches = {each.info.filename: each.stretches for each in copied}
        start = file.tell()
        file.writelines(_central(part) for part in written)
        end = file.tell()
        if end > _LIMIT or len(written) >= _MANY:
            raise BadZipFile("too big")
        comment = self._zip.comment
        count = len(written)
        file.write(_END.pack(b"PK\5\6", 0, 0, count, count, end - start, start, len(comment)))
        file.write(comment)

    def _write(self, name: str, file: BinaryIO) -> _Written:
        content = self._changes.get(name)
        if content is None:
            return self._copy(self._infos[name], file)
        pieces = [content] if isinstance(content, bytes) else content()
        packed = deflated(pieces, total := Sum(), self._runs[name])
        return _pack(self._infos.get(name) or _new(name), packed, total, file)

    def _copy(self, info: ZipInfo, file: BinaryIO) -> _Written:
        part = _Written(
            info, _name(info), info.CRC, info.compress_size, info.file_size, file.tell()
        )
        file.write(_local(part))
        file.write(self._raw(info))
        return part


def _new(name: str) -> ZipInfo:
    info = ZipInfo(name)  # dated 1980: the same content gives the same bytes
    info.external_attr = 0o600 << 16
    return info


def _name(info: ZipInfo) -> bytes:
    return info.filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")


def _pack(
    old: ZipInfo, packed_pieces: Iterable[bytes | Kept], total: Sum, file: BinaryIO
) -> _Written:
    """Write packed pieces behind a new local header; ``total`` is right once all were taken."""
    info = ZipInfo(old.filename, old.date_time)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = old.external_attr
    info.create_system = old.create_system
    info.flag_bits = 0 if old.filename.isascii() else _UTF8
    offset = file.tell()
    file.write(bytes(_LOCAL.size + len(_name(info))))
    stretches = tuple(_written(packed_pieces, file))
    end = file.tell()
    if total.size > _LIMIT or end > _LIMIT:
        raise BadZipFile("too big")
    packed = end - offset - _LOCAL.size - len(_name(info))
    part = _Written(info, _name(info), total.crc, packed, total.size, offset, stretches)
    file.seek(offset)
    file.write(_local(part))
    file.seek(end)
    return part


def _written(pieces: Iterable[bytes | Kept], file: BinaryIO) -> Iterator[Stretch]:
    """Write packed pieces; those that are not copied are one stretch with their neighbours."""
    length = 0
    for piece in pieces:
        if not isinstance(piece, Kept):
            length += file.write(piece)
            continue
        if length:
            yield Stretch(length)
            length = 0
        yield Stretch(file.write(piece.packed), piece)
    yield Stretch(length)


def _moment(info: ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _flags(info: ZipInfo) -> int:
    return info.flag_bits & ~0x8  # sizes stand in the header, not behind the data


def _local(part: _Written) -> bytes:
    info = part.info
    head = (b"PK\3\4", 20, _flags(info), info.compress_type, *_moment(info))
    sizes = (part.crc, part.packed, part.size, len(part.name), 0)
    return _LOCAL.pack(*head, *sizes) + part.name


def _central(part: _Written) -> bytes:
    info = part.info
    extra = _without_zip64(info.extra)
    made_by = info.create_version | info.create_system << 8
    head = (b"PK\1\2", made_by, 20, _flags(info), info.compress_type, *_moment(info))
    sizes = (part.crc, part.packed, part.size, len(part.name), len(extra), len(info.comment))
    rest = (0, info.internal_attr, info.external_attr, part.offset)
    return _CENTRAL.pack(*head, *sizes, *rest) + part.name + extra + info.comment


def _without_zip64(extra: bytes) -> bytes:
    kept = b""
    while len(extra) >= _EXTRA.size:
        kind, length = _EXTRA.unpack_from(extra)
        if kind != 1:
            kept += extra[: _EXTRA.size + length]
        extra = extra[_EXTRA.size + length :]
    return kept

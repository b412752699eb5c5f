"""The objects of a PDF put into bytes once, for the file and for its identifier.

pydyf puts each object into bytes twice, and deflates each stream twice: once to write it,
once to compute the identifier of the file. The bytes stay those that it would write.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterable


class Settled(pydyf.Object):  # type: ignore[misc]
    """An object whose bytes are known."""

    data = b""

    def __init__(self, source: Any) -> None:  # noqa: ANN401 - pydyf has no types
        """Take the number and the bytes of an object that will not change any more."""
        super().__init__()
        self.number = source.number
        self.data = source.data


def settle(pdf: Any) -> None:  # noqa: ANN401 - pydyf has no types
    """Put all objects of a file that is complete into bytes."""
    for number, each in enumerate(pdf.objects):
        if isinstance(each, pydyf.Stream):
            if each.compress and not _has_numbers(each.stream):
                _deflate(each)
        elif each.free != "f":
            pdf.objects[number] = Settled(each)


def _deflate(stream: Any) -> None:  # noqa: ANN401 - pydyf has no types
    stream.stream = [_deflated(b"\n".join(map(_bytes, stream.stream)))]
    stream.extra["Filter"] = "/FlateDecode"
    stream.compress = False


@lru_cache(maxsize=64)
def _deflated(content: bytes) -> bytes:
    """Fonts and the colour profile come again in every file of a batch."""
    return zlib.compress(content, 9)


def _has_numbers(stream: Iterable[object]) -> bool:
    """Whether a stream holds numbers, which pydyf writes in its own way."""
    return any(isinstance(item, float) for item in stream)


def _bytes(item: object) -> bytes:
    """A line of a stream as pydyf writes it."""
    if isinstance(item, bytes):
        return item
    return bytes(item.data) if hasattr(item, "data") else str(item).encode("ascii")

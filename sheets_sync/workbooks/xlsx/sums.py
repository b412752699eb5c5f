"""Checksums of zip files (CRC-32) put together, without looking at the content again.

A checksum is a polynomial over two values, taken modulo another: what comes behind a
content moves its checksum up by so many bits, which is a multiplication.
"""

from __future__ import annotations

from functools import cache
from functools import lru_cache

_MODULUS = 0xEDB88320
_ONE = 1 << 31
_BITS_OF_A_BYTE = 3


def joined(first: int, second: int, length: int) -> int:
    """The checksum of two contents, one behind the other; ``length`` is the second's."""
    return _times(_shift(length), first) ^ second


def behind(both: int, first: int, length: int) -> int:
    """The checksum of what comes behind a first content; ``length`` is that of the rest."""
    return joined(first, both, length)  # adding and taking away are the same


@cache
def _power(exponent: int) -> int:
    """The power of x to 2 ** exponent."""
    return _times(_power(exponent - 1), _power(exponent - 1)) if exponent else _ONE >> 1


@lru_cache(maxsize=2**12)  # the lengths of stretches are asked for when read, written, checked
def _shift(length: int) -> int:
    """The power of x to the bits of so many bytes."""
    result, exponent = _ONE, _BITS_OF_A_BYTE
    while length:
        if length & 1:
            result = _times(_power(exponent), result)
        length >>= 1
        exponent += 1
    return result


def _times(one: int, other: int) -> int:
    """The product of two polynomials, whose highest bit stands for 1."""
    product = 0
    while one:
        if one & _ONE:
            product ^= other
        one = one << 1 & 0xFFFF_FFFF
        other = other >> 1 ^ (_MODULUS if other & 1 else 0)
    return product

"""The code of a certificate: 100 bits that nobody guesses, in letters that nobody misreads.

The alphabet is Crockford's base 32: without I, L, O and U. What people type for them is
understood all the same.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
GROUP = 4

_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_NAMED = re.compile(r"\s*code[\s:]+", re.IGNORECASE)
_PARTED = re.compile(r"[\s\-.\u2010-\u2015\u2212]+")
_CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def code(key: bytes, edition: str, dossier: str, issue: int) -> str:
    """The code of one issue of a dossier's certificate: the same key, the same code."""
    told = "\x1f".join((edition, dossier, str(issue))).encode("utf-8", "surrogatepass")
    number = int.from_bytes(hmac.new(key, told, hashlib.sha256).digest(), "big")
    return "".join(ALPHABET[number >> (5 * place) & 31] for place in range(LENGTH))


def read_code(text: str) -> str | None:
    """The code that somebody typed or copied, however it is written; None when it is none."""
    usual = unicodedata.normalize("NFKC", text)
    return _bare(usual) or _bare(_NAMED.sub("", usual, count=1))


def _bare(text: str) -> str | None:
    bare = _PARTED.sub("", text).upper().translate(_MISREAD)
    return bare if _CODE.fullmatch(bare) else None


def in_groups(code: str) -> str:
    """A code as it is printed: "7K3Q-92MX-…"."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def index(code: str) -> str:
    """What the public register calls a certificate: no way leads back to its code."""
    return hashlib.sha256(b"palmares-certificate:" + code.encode()).hexdigest()

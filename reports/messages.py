"""A compiled catalogue of messages, of which only what is asked for is decoded.

The standard library decodes all two thousand messages before the first of them is said,
which takes longer than most of what a command does with them.
"""

from __future__ import annotations

import re
from gettext import NullTranslations
from gettext import c2py
from struct import unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

LITTLE = b"\xde\x12\x04\x95"
"""How a file begins whose numbers have their least byte first."""

_PLURAL = re.compile(r"^Plural-Forms:.*\bplural=([^;\n]+)", re.MULTILINE)


class Messages(NullTranslations):
    """The messages of a ``.mo`` file, in UTF-8; without a translation, the fallback's."""

    def _parse(self, fp: BinaryIO) -> None:  # type: ignore[override]
        """Note where each translation is: the place that ``gettext`` names for a format."""
        data = fp.read()
        order = "<" if data.startswith(LITTLE) else ">"
        count, ours, theirs = unpack_from(f"{order}3I", data, 8)
        ids = unpack_from(f"{order}{2 * count}I", data, ours)
        texts = unpack_from(f"{order}{2 * count}I", data, theirs)
        self._packed = {
            data[start : start + length].partition(b"\0")[0]: data[at : at + size]
            for length, start, size, at in zip(
                ids[::2], ids[1::2], texts[::2], texts[1::2], strict=True
            )
        }
        self._forms: dict[str, list[str]] = {}
        header = _PLURAL.search(self._packed.get(b"", b"").decode())
        self._form = c2py(header[1] if header else "n != 1")

    def _translated(self, message: str) -> list[str]:
        """All forms of a translation; none without one."""
        if message in self._forms:
            return self._forms[message]
        packed = self._packed.get(message.encode("utf-8", "surrogatepass"))
        if not packed:
            return []
        self._forms[message] = packed.decode().split("\0")
        return self._forms[message]

    def gettext(self, message: str) -> str:
        """The translation of a message."""
        forms = self._translated(message)
        return forms[0] if forms else super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The translation that agrees with a count."""
        form, forms = self._form(n), self._translated(msgid1)
        return forms[form] if form < len(forms) else super().ngettext(msgid1, msgid2, n)

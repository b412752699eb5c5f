"""The text that people see of a piece of HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style"})
_LIKE_HTML = re.compile(r"<[a-zA-Z/!]|&(?:#\d|#x|[a-zA-Z])")


def plain_text(html: str) -> str:
    """One line: tags gone, entities read, runs of spaces made one. Never raises."""
    if not _LIKE_HTML.search(html):
        return " ".join(html.split())
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.seen).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        self._unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.seen.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _BREAKS:
            self.seen.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.seen.append(data)

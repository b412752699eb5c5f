"""The ``q`` of files.list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.servers.sheets.errors import drive

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.sheets.document import Document

    Test = Callable[[Document], bool]

TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<word>[A-Za-z]+)"""
    r"""|(?P<sign>!=|<=|>=|[=<>(){}]))"""
)


def parsed(text: str) -> Test:
    """Whether a file is wanted.

    Raises:
        ApiError: 400, the query can't be read.
    """
    return Query(text).whole()


class Query:
    """A query being read."""

    def __init__(self, text: str) -> None:
        self.tokens: list[str] = []
        at = 0
        while at < len(text.rstrip()):
            match = TOKEN.match(text, at)
            if not match:
                raise bad()
            self.tokens.append(match[match.lastgroup or 0])
            at = match.end()
        self.at = 0

    def whole(self) -> Test:
        """All of it."""
        test = self.any_of()
        if self.at < len(self.tokens):
            raise bad()
        return test

    def next(self) -> str:
        """The next token."""
        if self.at >= len(self.tokens):
            raise bad()
        self.at += 1
        return self.tokens[self.at - 1]

    def follows(self, word: str) -> bool:
        """Take the next token if it is this one."""
        here = self.at < len(self.tokens) and self.tokens[self.at] == word
        self.at += here
        return here

    def any_of(self) -> Test:
        """``a or b``."""
        tests = [self.all_of()]
        while self.follows("or"):
            tests.append(self.all_of())
        return lambda document: any(test(document) for test in tests)

    def all_of(self) -> Test:
        """``a and b``."""
        tests = [self.term()]
        while self.follows("and"):
            tests.append(self.term())
        return lambda document: all(test(document) for test in tests)

    def term(self) -> Test:
        """One comparison, ``not`` one, or something in brackets."""
        if self.follows("not"):
            test = self.term()
            return lambda document: not test(document)
        if self.follows("("):
            inner = self.any_of()
            if not self.follows(")"):
                raise bad()
            return inner
        left, sign, right = self.next(), self.next(), self.next()
        if sign == "has" and right == "{":
            return self.property(left)
        if sign == "in" and left[0] in "'\"":
            left, right = right, left
        return compared(left, sign, bare(right))

    def property(self, name: str) -> Test:
        """``appProperties has { key='a' and value='b' }``, after the bracket."""
        words = [self.next() for _ in range(8)]
        plain = [*words[:2], *words[3:6], words[7]]
        if name not in {"properties", "appProperties"} or plain != [
            "key", "=", "and", "value", "=", "}",
        ]:  # fmt: skip
            raise bad()
        key, value = bare(words[2]), bare(words[6])
        return lambda document: document.file.more.get(name, {}).get(key) == value


def bare(text: str) -> str:
    """A text without its quotes."""
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text[:1] in {"'", '"'} else text


def compared(name: str, sign: str, value: str) -> Test:
    """One comparison of a field."""
    fields: dict[str, Callable[[Document], str]] = {
        "name": lambda document: document.title,
        "mimeType": lambda document: document.file.mime,
        "trashed": lambda document: str(document.file.trashed).lower(),
    }
    if sign == "in" and name == "parents":
        return lambda document: value in document.file.parents
    if sign == "in" and name in {"owners", "writers", "readers"}:
        return lambda document: value in people(document, name)
    if name not in fields:
        raise bad()
    if sign == "contains":
        return lambda document: value.lower() in fields[name](document).lower()
    if sign in {"=", "!="}:
        return lambda document: (fields[name](document) == value) is (sign == "=")
    raise bad()


def people(document: Document, role: str) -> set[str]:
    """Addresses of those with a role."""
    if role == "owners":
        return {document.file.owner}
    return {str(one.get("emailAddress")) for one in document.file.permissions}


def bad() -> Exception:
    """400 of a query that can't be read."""
    return drive(400, "Invalid Value", "invalid", "q")

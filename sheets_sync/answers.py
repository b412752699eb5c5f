"""Reading one answer, however the candidate spelled it, by rules and without guessing.

What can be read two ways, or not at all, is not read: the text is kept as it is and the
problem (a finding code) says why.
"""

from __future__ import annotations

import re
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeAlias

from sheets_sync.grid import AnswerType
from sheets_sync.numerals import Doubt
from sheets_sync.numerals import read_number
from sheets_sync.numerals import write_number
from sheets_sync.spelling import fold
from sheets_sync.spelling import says_something
from sheets_sync.ticked import choices
from sheets_sync.ticked import read_ticked
from sheets_sync.ticked import write_ticked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from sheets_sync.grid import Question

Aliases: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""Option id (or "yes", "no") -> other spellings of its label."""

Value: TypeAlias = bool | Fraction | frozenset[str] | str | None

_YES = frozenset({"oui", "o", "yes", "y", "vrai", "true", "1", "on", "x", "coche", "✓", "✔", "☑"})
_NO = frozenset({"non", "n", "no", "faux", "false", "0", "off", "non coche", "☐", "✗", "✘"})
_NOT_APPLICABLE = frozenset(
    {"sans objet", "non applicable", "non concerne", "non concernee", "non concernes"}
    | {"n/a", "na", "n.a", "s.o", "s/o", "not applicable", "does not apply"}
)
_WORDS = {
    "fr": {"yes": "Oui", "no": "Non", "na": "Sans objet", "percent": "\u202f%"},
    "en": {"yes": "Yes", "no": "No", "na": "Not applicable", "percent": "%"},
}
_PERCENT = re.compile(r"\s*(?:%|％|pour ?cent|percent)\s*$", re.IGNORECASE)
_ADDRESS = r"(?i)https?://[^\s/<>\"]+\S*|(?<![\w@.:/-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?![\w@])"
# Folding keeps plain letters: what starts with three of them, and not as a word for "not
# applicable" does, is no such word and no lone sign. That is seen much faster.
_SILENT_STARTS = "|".join(sorted({re.escape(each[:3]) for each in _NOT_APPLICABLE if each[2:]}))
_PLAIN_TEXT = re.compile(f"(?!(?i:{_SILENT_STARTS}))[a-zA-Z0-9]{{3}}")
_PLAIN_ADDRESS = re.compile(r"https?://[^\s/<>\"]+\S*", re.IGNORECASE)
_PLAIN = {
    AnswerType.TEXT: _PLAIN_TEXT.match,
    AnswerType.FILE: _PLAIN_TEXT.match,
    AnswerType.URL: _PLAIN_ADDRESS.fullmatch,
}
_FIGURES = frozenset("0123456789")
"""What begins so is no word for "not applicable", and no lone sign."""

_FILE_ENDS = (".pdf", ".odt", ".ods", ".doc", ".docx", ".xls", ".xlsx", ".jpg", ".png", ".zip")
_LONGEST_ADDRESS = 4_000
_LONGEST_NUMBER = 100
_LONGEST_WORD = 200
_FULL_SHARE = 100


class State(IntEnum):
    """Four sorts of silence are four different things."""

    NOT_ASKED = 0
    NO_ANSWER = 1
    NOT_APPLICABLE = 2
    ANSWERED = 3
    UNREADABLE = 4


class Answer(NamedTuple):
    """One answer as it was read.

    ``value`` is a bool (yes or no), an exact number (percentages from 0 to 100), the ids of
    the options (also for a single choice), a text, or None when nothing was answered or
    read. ``text`` is how people are shown it: it reads back to the same answer. ``problem``
    is a finding code, which an ``ANSWERED`` list may bear too: ``detail`` then names the
    part that no option is known for, and the rest counts.
    """

    state: State
    value: Value = None
    text: str = ""
    problem: str = ""
    detail: str = ""


NOT_ASKED = Answer(State.NOT_ASKED)
NO_ANSWER = Answer(State.NO_ANSWER)


class Reader:
    """Reads the answers to one question; made once for many answers."""

    def __init__(
        self, question: Question, language_code: str, aliases: Aliases | None = None
    ) -> None:
        """Prepare the spellings of a question's options."""
        aliases = aliases or {}
        self.question = question
        self._language = language_code
        self._words = _WORDS[language_code]
        self._choices = choices(question.options, aliases)
        self._yes = _YES | {fold(text) for text in aliases.get("yes", ())}
        self._no = _NO | {fold(text) for text in aliases.get("no", ())}
        rules = {
            AnswerType.SINGLE: self._single,
            AnswerType.MULTIPLE: self._multiple,
            AnswerType.YES_NO: self._yes_no,
            AnswerType.PERCENTAGE: self._percentage,
            AnswerType.NUMBER: self._number,
            AnswerType.TEXT: self._text,
            AnswerType.URL: self._address,
            AnswerType.FILE: self._text,
        }
        self._rule = rules[question.type]
        self._plain = _PLAIN.get(question.type)

    def read(self, text: str | None) -> Answer:
        """What a text says; None, blanks and lone signs are no answer. Never raises."""
        bare = text.strip() if text else ""
        if not text or not bare:
            return NO_ANSWER
        plain = len(text) > _LONGEST_WORD or bare[0] in _FIGURES or _PLAIN_TEXT.match(bare)
        if not plain and self._is_no_option(text):
            if not says_something(text):  # a lone dash fills a compulsory field
                return NO_ANSWER
            if fold(text) in _NOT_APPLICABLE:
                return self._not_applicable(text)
        return self._rule(text)

    def read_all(self, texts: Iterable[str | None]) -> list[Answer]:
        """What each of many texts says, as :meth:`read` does.

        Texts, files and addresses, which nearly all differ, take a short way where nothing
        has to be found in them.
        """
        plain, answered, read = self._plain, State.ANSWERED, self.read
        if plain is None:
            return [*map(read, texts)]
        return [
            Answer(answered, text, text) if text and plain(text) else read(text) for text in texts
        ]

    def not_plain(self, texts: Iterable[str]) -> list[str]:
        """Those of many texts that say more, or less, than what stands there."""
        plain = self._plain
        return [*texts] if plain is None else [text for text in texts if not plain(text)]

    def states(self, texts: Iterable[str | None]) -> list[State]:
        """The state alone of what each of many texts says."""
        plain, answered, read = self._plain, State.ANSWERED, self.read
        if plain is None:
            return [read(text).state for text in texts]
        return [answered if text and plain(text) else read(text).state for text in texts]

    def _is_no_option(self, text: str) -> bool:
        folded = fold(text)
        return not (
            folded in self._choices.by_spelling or folded in self._yes or folded in self._no
        )

    def _not_applicable(self, text: str) -> Answer:
        if self.question.not_applicable.declared:
            return Answer(State.NOT_APPLICABLE, None, self._words["na"])
        return _unreadable(text, "answer-not-applicable")

    def _single(self, text: str) -> Answer:
        ticked = read_ticked(text, self._choices)
        if ticked.unknown or not ticked.ids:
            return _unreadable(text, "answer-option-unknown", "\n".join(ticked.unknown))
        if len(ticked.ids) > 1:
            return _unreadable(text, "answer-several-options")
        return Answer(State.ANSWERED, ticked.ids, write_ticked(ticked, self._choices))

    def _multiple(self, text: str) -> Answer:
        ticked = read_ticked(text, self._choices)
        if not ticked.ids:
            return _unreadable(text, "answer-option-unknown", "\n".join(ticked.unknown))
        problem = "answer-option-unknown" if ticked.unknown else ""
        shown = write_ticked(ticked, self._choices)
        return Answer(State.ANSWERED, ticked.ids, shown, problem, "\n".join(ticked.unknown))

    def _yes_no(self, text: str) -> Answer:
        folded = fold(text)
        if folded in self._yes:
            return Answer(State.ANSWERED, value=True, text=self._words["yes"])
        if folded in self._no:
            return Answer(State.ANSWERED, value=False, text=self._words["no"])
        return _unreadable(text, "answer-not-yes-no")

    def _percentage(self, text: str) -> Answer:
        return _share(text, self._language)

    def _number(self, text: str) -> Answer:
        value = read_number(text, self._language)
        if value is Doubt.AMBIGUOUS:
            return _unreadable(text, "answer-ambiguous")
        if isinstance(value, Doubt):
            return _unreadable(text, "answer-not-number")
        if value.numerator < 0:
            return _unreadable(text, "answer-out-of-range")
        return Answer(State.ANSWERED, value, write_number(value, self._language))

    def _text(self, text: str) -> Answer:
        return Answer(State.ANSWERED, text, text)

    def _address(self, text: str) -> Answer:
        found = re.search(_ADDRESS, text[:_LONGEST_ADDRESS])
        if not found or _is_file_name(found[0]):
            return _unreadable(text, "answer-not-address")
        return Answer(State.ANSWERED, text.strip(), text.strip())


@lru_cache(maxsize=2**14)
def _share(text: str, language: str) -> Answer:
    """A percentage; many questions ask for one, and most answers are among few."""
    bare = _without_percent(text[:_LONGEST_NUMBER])
    # No share reaches 1 000 %: a lone dot or comma can only part decimals.
    value = read_number(bare, language, thousands=False)
    if isinstance(value, Doubt):
        return _unreadable(text, "answer-not-number")
    parts, whole = value.as_integer_ratio()
    if not 0 <= parts <= _FULL_SHARE * whole:
        return _unreadable(text, "answer-out-of-range")
    if 0 < parts < whole and bare == text[:_LONGEST_NUMBER]:
        return _unreadable(text, "answer-ambiguous")
    shown = write_number(value, language) + _WORDS[language]["percent"]
    return Answer(State.ANSWERED, value, shown)


def _without_percent(text: str) -> str:
    if text[-1] == "%":  # nearly all end so, or in a digit
        return text[:-1].rstrip()
    return text if text[-1].isdecimal() else _PERCENT.sub("", text)


def _is_file_name(found: str) -> bool:
    return "://" not in found and found.lower().endswith(_FILE_ENDS)


def _unreadable(text: str, problem: str, detail: str = "") -> Answer:
    return Answer(State.UNREADABLE, None, text, problem, detail)


def read_answer(
    question: Question, text: str | None, language_code: str, aliases: Aliases | None = None
) -> Answer:
    """Read one answer; see :class:`Reader` for many."""
    return Reader(question, language_code, aliases).read(text)

"""Who applies: the facts of each sending, brought to one spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

from sheets_sync import identifiers
from sheets_sync.departments import department_code
from sheets_sync.findings import Finding
from sheets_sync.numerals import Doubt
from sheets_sync.numerals import read_number
from sheets_sync.responses import FACTS
from sheets_sync.responses import STATES
from sheets_sync.sources.dates import read_moment
from sheets_sync.spelling import fold
from sheets_sync.spelling import says_something
from sheets_sync.spelling import shortened

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from datetime import datetime

    from sheets_sync.findings import Place
    from sheets_sync.form import FormMap
    from sheets_sync.scheme import Scheme
    from sheets_sync.sources.columns import Matched
    from sheets_sync.sources.form_table import FormTable

T = TypeVar("T")

NUMBERS = {"siret": identifiers.siret, "siren": identifiers.siren, "insee": identifiers.insee}

_CIVILITIES = {
    **dict.fromkeys(("mme", "madame", "mlle", "mademoiselle", "mrs", "ms"), "Mme"),
    **dict.fromkeys(("m", "mr", "monsieur"), "M."),
}
_NONE = frozenset({"sans objet", "non concerne", "n/a", "aucun"})


class FactReader:
    """Reads the facts of a form; what it can't read stays as it is, with a finding."""

    def __init__(
        self, form: FormTable, matched: Matched, form_map: FormMap, scheme: Scheme
    ) -> None:
        """Prepare the spellings that the edition and the form know."""
        self.form = form
        self.matched = matched
        self.form_map = form_map
        self.scheme = scheme
        self.findings: list[Finding] = []
        self.lists = {
            "type": self._spellings("type", ((t.id, t.name) for t in scheme.types)),
            "track": self._spellings("track", ((t.id, t.name) for t in scheme.tracks)),
            "state": self._spellings("state", STATES.items()),
            "department": self._spellings("department", ()),
        }

    def _spellings(self, fact: str, known: Iterable[tuple[str, str]]) -> Mapping[str, str]:
        spellings: dict[str, str] = {}
        for each, name in known:
            spellings |= {fold(each): each, fold(name): each}
        for source in (self.form.values, self.form_map.values):
            for each, labels in source.get(fact, {}).items():
                spellings |= {fold(label): each for label in labels}
        return spellings

    def read(self) -> dict[str, list[str | None]]:
        """Every fact, one text or None per row; moments are left to :meth:`moments`.

        A SIREN that nobody asked for is taken from the SIRET.
        """
        read = {fact: self._fact(fact) for fact in FACTS}
        pairs = zip(read["siren"], read["siret"], strict=True)
        read["siren"] = [own or (whole and _siren_in(whole)) for own, whole in pairs]
        return read

    def moments(self, fact: str) -> list[datetime | None]:
        """The aware local moments of "submitted" or "updated"; None when not known."""
        order, zone = self.form_map.date_order, self.scheme.timezone

        def moment(text: str) -> datetime | None:
            return read_moment(text, order, zone)

        return self._each(fact, self._texts(fact), moment, "export-date-unreadable")

    def _fact(self, fact: str) -> list[str | None]:
        texts = self._texts(fact)
        if fact in {"submitted", "updated"}:
            return texts
        if fact == "population":
            return self._kept(fact, texts, _whole_number, "export-population-unreadable")
        if fact in self.lists:
            return self._listed(fact, texts)
        if fact in NUMBERS:
            return self._kept(fact, texts, NUMBERS[fact], "export-number-wrong")
        if fact == "civility":
            known = {text: _CIVILITIES.get(fold(text), text) for text in {*texts} if text}
            return [text and known[text] for text in texts]
        return texts

    def _listed(self, fact: str, texts: list[str | None]) -> list[str | None]:
        known = self.lists[fact]

        def read(text: str) -> str | None:
            found = known.get(fold(text))
            return found or (department_code(text) if fact == "department" else None)

        code = "export-department-unknown" if fact == "department" else "export-value-unknown"
        nothing = {text for text in {*texts} if text and _is_none(text)}
        if nothing:
            texts = [None if text in nothing else text for text in texts]
        found = self._kept(fact, texts, read, code)
        if fact == "track" and len(self.scheme.tracks) == 1:
            return [each or self.scheme.tracks[0].id for each in found]
        return [each or "submitted" for each in found] if fact == "state" else found

    def _kept(
        self,
        fact: str,
        texts: list[str | None],
        read: Callable[[str], str | None],
        code: str,
    ) -> list[str | None]:
        """Read values, and the texts themselves where they can't be read."""
        found = self._each(fact, texts, read, code)
        return [value or text for value, text in zip(found, texts, strict=True)]

    def _each(
        self, fact: str, texts: list[str | None], read: Callable[[str], T | None], code: str
    ) -> list[T | None]:
        known: dict[str | None, T | None] = {text: read(text) for text in {*texts} if text}
        for row, text in enumerate(texts if None in known.values() else ()):
            if text and known[text] is None:
                values = {"value": shortened(text), "fact": fact}
                self.findings.append(Finding(code, self._place(fact, row), values))
        return [*map(known.get, texts)]

    def _texts(self, fact: str) -> list[str | None]:
        if fact in self.form_map.constants:
            return [self.form_map.constants[fact]] * len(self.form.rows)
        positions = self.matched.facts.get(fact)
        if not positions:
            return [None] * len(self.form.rows)
        columns = [tidy(self.form.cells(position)) for position in positions]
        if len(columns) == 1:
            return columns[0]
        return [" ".join(filter(None, cells)) or None for cells in zip(*columns, strict=True)]

    def _place(self, fact: str, row: int) -> Place:
        positions = self.matched.facts.get(fact)
        return self.form.place(row, positions[0] if positions else None)


def tidy(cells: list[str | None]) -> list[str | None]:
    """Texts on one line, with single spaces; a text without a word is None."""
    together = " ".join(filter(None, cells))
    # The only space that can be printed is the plain one: most columns need no closer look.
    if together.isprintable() and "  " not in together and together == together.strip():
        return cells
    known = {cell: " ".join(cell.split()) or None for cell in set(cells) if cell}
    return [cell and known[cell] for cell in cells]


def _is_none(text: str) -> bool:
    return not says_something(text) or fold(text) in _NONE


def _siren_in(siret: str) -> str | None:
    right = identifiers.siret(siret)
    return right and right[: identifiers.SIREN]


def _whole_number(text: str) -> str | None:
    value = read_number(text, "fr")
    # Nobody counts a third of an inhabitant: three decimals are thousands.
    if value is Doubt.AMBIGUOUS or (not isinstance(value, Doubt) and value.denominator != 1):
        value = (
            read_number(text, "en") if "," in text else read_number(text.replace(".", " "), "fr")
        )
    if isinstance(value, Doubt) or value.numerator < 0 or value.denominator != 1:
        return None
    return str(value.numerator)

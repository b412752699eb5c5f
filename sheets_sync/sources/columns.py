"""Which column of a form is which fact and which question; what does not fit is a finding."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.grid import AnswerType
from sheets_sync.grid import Life
from sheets_sync.responses import FACTS
from sheets_sync.sources.addresses import column_letters
from sheets_sync.spelling import code_of
from sheets_sync.spelling import fold
from sheets_sync.spelling import nearest
from sheets_sync.ticked import choices

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from sheets_sync.form import ColumnRef
    from sheets_sync.form import FormMap
    from sheets_sync.grid import Grid
    from sheets_sync.grid import Question
    from sheets_sync.sources.form_table import FormColumn
    from sheets_sync.sources.form_table import FormTable

OTHER_BOX = "other"


class Matched:
    """Positions of the columns.

    ``facts`` may need several, joined; ``whole`` are questions with one column; ``boxes``
    are questions with one column per option: (position, option id, or "other" for its
    free text).
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.facts: dict[str, tuple[int, ...]] = {}
        self.whole: dict[str, int] = {}
        self.boxes: dict[str, tuple[tuple[int, str], ...]] = {}
        self.findings: list[Finding] = []


def match_columns(form: FormTable, form_map: FormMap, grid: Grid) -> Matched:
    """Match every column; nothing is guessed, what looks alike is only suggested."""
    return _Matcher(form, form_map, grid).match()


class _Matcher:
    """One matching; gathers what was found and what is left."""

    def __init__(self, form: FormTable, form_map: FormMap, grid: Grid) -> None:
        self.form = form
        self.form_map = form_map
        self.questions = [
            each
            for each in grid.questions
            if each.life is not Life.OBSOLETE and each.id not in form_map.not_asked
        ]
        self.obsolete = [each for each in grid.questions if each.life is Life.OBSOLETE]
        self.matched = Matched()
        self.used: set[int] = set(form.own) | set(form.facts.values())
        self.by_heading = _index((fold(c.heading), c) for c in form.columns)
        self.by_code = _index((code_of(c.code or c.heading), c) for c in form.columns)
        self.by_stable_id = {c.code: c for c in form.columns if c.code}

    def match(self) -> Matched:
        missing = [each for each in self.questions if not self._question(each)]
        for question in self.obsolete:
            self._question(question)
        lost = [fact for fact in FACTS if not self._fact(fact)]
        if self.questions and len(missing) == len(self.questions):
            self._report("export-no-known-column", platform=self.form.platform)
            return self.matched
        for question in missing:
            if question.life is not Life.FUTURE:  # shown for information: may be absent
                self._missing(self.form_map.question_column(question), question.id)
        for fact in lost:
            self._fact_missing(fact)
        self._unknown()
        return self.matched

    def _question(self, question: Question) -> bool:
        ref = self.form_map.question_column(question)
        if question.type is AnswerType.MULTIPLE and self._boxes(question, ref):
            return True
        found = self._find(ref)
        if found is None:
            return False
        self.matched.whole[question.id] = found.position
        self.used.add(found.position)
        return True

    def _boxes(self, question: Question, ref: ColumnRef) -> bool:
        """Columns of single options; an option without a column is a finding."""
        known = choices(question.options, self.form_map.aliases(question.id))
        names = {fold(heading) for heading in ref.headings}
        codes = {code_of(ref.code)}
        found: list[tuple[int, str]] = []
        for column in self.form.columns:
            if not column.option or column.position in self.used:
                continue
            if fold(column.base) in names or code_of(column.base) in codes:
                option = _option(column, known.by_spelling)
                found += [(column.position, option)] if option else []
        if found:
            self.matched.boxes[question.id] = tuple(found)
            self.used |= {position for position, _ in found}
            self._check_options(question, {option for _, option in found}, known.other)
        return bool(found)

    def _check_options(self, question: Question, found: set[str], other: str | None) -> None:
        for option in question.options:
            missing = option.id not in found and not (option.id == other and OTHER_BOX in found)
            if missing:
                self._report(
                    "export-option-missing", question.text, option=option.label, id=question.id
                )

    def _fact(self, fact: str) -> bool:
        ref = self.form_map.fact_column(fact)
        if fact in self.form_map.constants:
            return True
        if ref.join:
            return self._joined(fact, ref)
        found = self._find(ref)
        if found:
            self.matched.facts[fact] = (found.position,)
            self.used.add(found.position)
        elif fact in self.form.facts and not ref.headings:
            self.matched.facts[fact] = (self.form.facts[fact],)
        return fact in self.matched.facts

    def _joined(self, fact: str, ref: ColumnRef) -> bool:
        columns = [self.by_heading.get(fold(heading), []) for heading in ref.join]
        if not all(columns):
            return False
        self.matched.facts[fact] = tuple(each[0].position for each in columns)
        self.used |= set(self.matched.facts[fact])
        return True

    def _find(self, ref: ColumnRef) -> FormColumn | None:
        """The one column that a reference means; two of them are a finding.

        A code that the platform itself gives says more than any heading.
        """
        if ref.code in self.by_stable_id:
            return self.by_stable_id[ref.code]
        named = {c.position: c for h in ref.headings for c in self.by_heading.get(fold(h), [])}
        found = named or {c.position: c for c in self.by_code.get(code_of(ref.code), [])}
        # Some platforms make the code out of the question's text.
        found = found or {
            c.position: c for h in ref.headings for c in self.by_code.get(code_of(h), []) if c.code
        }
        # A question may be headed like one of the platform's own columns.
        found = {at: c for at, c in found.items() if at not in self.form.own} or found
        if len(found) > 1:
            headings = list(found.values())
            columns = ", ".join(column_letters(each.position) for each in headings)
            self._report("export-column-doubled", headings[0].heading, columns=columns)
            self.used |= set(found)  # told of already: they are no unknown columns
        return next(iter(found.values()), None)

    def _missing(self, ref: ColumnRef, wanted: str) -> None:
        free = [c.heading for c in self.form.columns if c.position not in self.used]
        heading = ref.headings[0] if ref.headings else ref.code
        close = next(filter(None, (nearest(h, free) for h in ref.headings)), None)
        if close:
            self._report("export-column-renamed", heading, found=close, id=wanted)
        else:
            self._report("export-column-missing", heading, id=wanted)

    def _fact_missing(self, fact: str) -> None:
        ref = self.form_map.fact_column(fact)
        if fact == "name" or ref.headings or ref.join:
            self._missing(ref, fact)
        elif fact == "submitted":
            self._report("export-no-dates")

    def _unknown(self) -> None:
        ignored = {fold(heading) for heading in self.form_map.ignored}
        for column in self.form.columns:
            if column.position in self.used or fold(column.heading) in ignored:
                continue
            if column.heading.strip():
                self._report("export-column-unknown", column.heading)
            elif any(self.form.cells(column.position)):
                letters = column_letters(column.position)
                self._report("export-column-unnamed", letters=letters)

    def _report(self, code: str, column: str = "", /, **values: object) -> None:
        place = Place(file=self.form.file, tab=self.form.sheet, column=column)
        self.matched.findings.append(Finding(code, place, {"heading": column, **values}))


def _option(column: FormColumn, by_spelling: Mapping[str, str]) -> str:
    """Id of the option that a column stands for; "" when the grid knows none."""
    found = by_spelling.get(fold(column.option))
    if found:
        return found
    return OTHER_BOX if fold(column.option) in {"other", "autre", "autre...", "other..."} else ""


def _index(
    pairs: Iterable[tuple[str, FormColumn]],
) -> Mapping[str, list[FormColumn]]:
    index: dict[str, list[FormColumn]] = defaultdict(list)
    for key, column in pairs:
        if key:
            index[key].append(column)
    return index

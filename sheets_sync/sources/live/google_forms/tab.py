"""A form of Google by the tab that it is linked with, where staff see its answers.

What the tab holds counts: a row that was deleted there is withdrawn, a cell that was
corrected is the answer. The ids of responses come from the Forms API, by the moment of sending
and the answers; where it can't be asked, a candidate is known by name.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sheets_sync.findings import Finding
from sheets_sync.findings import Place
from sheets_sync.sources.live.google_forms.sheet import read_sheet
from sheets_sync.sources.live.google_forms.source import NAME
from sheets_sync.sources.live.google_forms.source import GoogleFormsSource
from sheets_sync.sources.live.google_forms.tokens import SCOPES
from sheets_sync.sources.live.google_forms.tokens import SHEETS_SCOPE
from sheets_sync.sources.live.google_forms.tokens import Tokens
from sheets_sync.sources.live.google_forms.tokens import authorised
from sheets_sync.sources.live.http import Http
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Pull
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Response
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.reading import place_of
from sheets_sync.sources.live.reading import understood
from sheets_sync.sources.live.reading import unix_lines
from sheets_sync.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import datetime

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.google_forms.sheet import Line
    from sheets_sync.sources.live.google_forms.sheet import LinkedSheet
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.model import Answer
    from sheets_sync.sources.live.protocol import Tell

SHEETS = "https://sheets.googleapis.com"
NEAR = (0, -1, 1)
"""Seconds by which a tab and the Forms API may round one moment apart."""


class LinkedTab:
    """One form and its tab; see :class:`~sheets_sync.sources.live.protocol.LiveSource`."""

    def __init__(
        self,
        settings: FormSource,
        token: Callable[[], str],
        tell: Tell,
        patience: Patience | None = None,
    ) -> None:
        """Name form and spreadsheet; nothing is asked yet."""
        self.place = place_of("Google Sheets", settings)
        self._key = settings.keys["spreadsheet"]
        self._tokens = Tokens(self.place, token, tell, patience, (*SCOPES, SHEETS_SCOPE))
        self._http = Http(settings.address or SHEETS, self.place, tell=tell, patience=patience)
        self._api = GoogleFormsSource(settings, token, tell, patience, tokens=self._tokens)
        self._form = settings.form

    def describe(self) -> Form:
        """The questions, with Google's ids where the form may be read."""
        known = self._known(self._api.describe)
        form = known if isinstance(known, Form) else None
        sheet = self._sheet(form)
        title = form.title if form else sheet.title
        return Form(NAME, self._form, title, _questions(sheet, form)[0])

    def pull(self, since: datetime | None = None) -> Pull:  # noqa: ARG002 - a tab has no dates
        """Every row of the tab."""
        told = self._known(self._api.pull)
        pull = told if isinstance(told, Pull) else None
        lost = Finding("form-ids-unknown", Place(self.place), {"reason": told})
        sheet = self._sheet(pull.form if pull else None)
        questions, columns = _questions(sheet, pull.form if pull else None)
        known = _Responses(pull.responses if pull else (), columns)
        responses = tuple(_response(line, sheet, columns, known.of(line)) for line in sheet.lines)
        title = pull.form.title if pull else sheet.title
        return Pull(
            Form(NAME, self._form, title, questions), responses, findings=() if pull else (lost,)
        )

    def _known(self, ask: Callable[[], Form | Pull]) -> Form | Pull | SourceRefused:
        """What the Forms API tells, or why it does not: a form may be shared with fewer."""
        try:
            return ask()
        except SourceRefused as refused:
            return refused

    def _sheet(self, form: Form | None) -> LinkedSheet:
        labels = {question.label for question in form.questions} if form else set()
        with understood(self.place):
            return authorised(
                self._tokens, lambda header: read_sheet(self._http, self._key, header, labels)
            )


def _questions(
    sheet: LinkedSheet, form: Form | None
) -> tuple[tuple[Question, ...], dict[int, Question]]:
    """All questions, and those that have a column; a heading that the form has not is one too."""
    asked: dict[str, list[Question]] = defaultdict(list)
    for question in form.questions if form else ():
        asked[fold(question.label)].append(question)
    columns = {
        at: asked[fold(heading)].pop(0)
        if asked[fold(heading)]
        else Question(heading, " ".join(heading.split()))
        for at, heading in sheet.headings.items()
    }
    known = form.questions if form else ()
    ids = {each.id for each in known}
    return (*known, *(q for q in columns.values() if q.id not in ids)), columns


class _Responses:
    """Responses of the Forms API by the second in which they were last sent; each is given once."""

    def __init__(self, responses: Iterable[Response], columns: Mapping[int, Question]) -> None:
        self._columns = columns
        self._by_second: dict[int, list[Response]] = defaultdict(list)
        for each in responses:
            if each.updated:
                self._by_second[int(each.updated.timestamp())].append(each)

    def of(self, line: Line) -> Response | None:
        """The response that a row shows; None where none was sent at its moment."""
        if line.moment is None:
            return None
        # The clock shows one hour twice when summer ends.
        seconds = {int(line.moment.replace(fold=each).timestamp()) for each in (0, 1)}
        for second in (at + off for off in NEAR for at in sorted(seconds)):
            near = self._by_second.get(second)
            if near:
                best = max(near, key=lambda each: self._agreeing(line, each))
                near.remove(best)
                return best
        return None

    def _agreeing(self, line: Line, response: Response) -> int:
        """How many cells show the answers of a response."""
        return sum(
            fold(line.cell(at)) == fold(", ".join(_texts(response.answers.get(question.id))))
            for at, question in self._columns.items()
        )


def _texts(answer: Answer) -> Sequence[str]:
    if isinstance(answer, str):
        return (answer,)
    return tuple(each if isinstance(each, str) else "" for each in answer or ())


def _response(
    line: Line, sheet: LinkedSheet, columns: Mapping[int, Question], known: Response | None
) -> Response:
    answers = {
        question.id: _answer(question, line.cell(at), known) for at, question in columns.items()
    }
    email = line.cell(sheet.email).strip() if sheet.email is not None else ""
    facts = {"email": email} if email else dict(known.facts) if known else {}
    return Response(
        known.id if known else f"{line.number}",
        known.submitted if known else line.moment,
        known.updated if known else line.moment,
        "submitted",
        answers,
        facts,
        named=known is not None,
    )


def _answer(question: Question, cell: str, known: Response | None) -> Answer:
    """What a cell says; the parts of several are told by the labels that are known."""
    text = unix_lines(cell)
    if not text.strip():
        return None
    sent = known.answers.get(question.id) if known else None
    if question.shape is Shape.FILES:
        return sent if isinstance(sent, tuple) else text
    if question.shape is not Shape.MANY:
        return text
    labels = {option.label for option in question.options} | set(_texts(sent))
    return tuple(_parts(" ".join(text.split()), labels)) or None


def _parts(text: str, labels: Iterable[str]) -> Iterator[str]:
    """The options of a cell, which commas part; a label may hold commas itself."""
    known = sorted((" ".join(each.split()) for each in labels if each.strip()), key=len)
    while text:
        found = next((e for e in reversed(known) if text == e or text.startswith(f"{e}, ")), None)
        part = text.partition(", ")[0] if found is None else found
        if part.strip():
            yield part.strip()
        text = text[len(part) + 2 :]

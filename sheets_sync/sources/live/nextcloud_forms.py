"""Forms of Nextcloud, through the OCS API v3 of its Forms app.

Submissions come newest first, a page at a time, and one that is changed moves to the top:
when the first page or the count is another one after the last page, all is read again, in
larger pages: what was sent within one second has no order that pages could rely on. Nextcloud
can't be asked by date: every pull is whole.

Nextcloud keeps one moment per submission, that of the last sending. Its answers hold the
words of an option and not its number: answers given before an option was reworded keep the
old words.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING
from typing import Any

from reports.language import N_
from sheets_sync.sources.live.http import Http
from sheets_sync.sources.live.model import AttachedFile
from sheets_sync.sources.live.model import Form
from sheets_sync.sources.live.model import Option
from sheets_sync.sources.live.model import Pull
from sheets_sync.sources.live.model import Question
from sheets_sync.sources.live.model import Response
from sheets_sync.sources.live.model import Shape
from sheets_sync.sources.live.nextcloud_grid import GRID
from sheets_sync.sources.live.nextcloud_grid import RANKING
from sheets_sync.sources.live.nextcloud_grid import cells_of
from sheets_sync.sources.live.nextcloud_grid import grid_answers
from sheets_sync.sources.live.nextcloud_grid import ranked
from sheets_sync.sources.live.protocol import SourceRefused
from sheets_sync.sources.live.protocol import silent
from sheets_sync.sources.live.reading import ChangedMeanwhile
from sheets_sync.sources.live.reading import asked
from sheets_sync.sources.live.reading import place_of
from sheets_sync.sources.live.reading import unchanged
from sheets_sync.sources.live.reading import understood
from sheets_sync.sources.live.reading import unix_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.model import Answer
    from sheets_sync.sources.live.protocol import LiveSource
    from sheets_sync.sources.live.protocol import Tell

NAME = "nextcloud-forms"
API = "ocs/v2.php/apps/forms/api/v3/forms/"
PAGE = 100
MOST = 1000
"""Submissions that the app gives in one answer."""

GROWTH = 4
NO_RESULTS = N_("this user may not see the results of this form")
SHAPES = {
    "multiple": Shape.MANY,
    "multiple_unique": Shape.ONE,
    "dropdown": Shape.ONE,
    "linearscale": Shape.NUMBER,
    "date": Shape.DATE,
    "datetime": Shape.DATE,
    "file": Shape.FILES,
}


def open_source(
    settings: FormSource,
    token: Callable[[], str],
    tell: Tell = silent,
    patience: Patience | None = None,
    page: int = PAGE,
) -> LiveSource:
    """The form of some settings; the token is an app password of the user.

    ``address`` is the site's, ``form`` the number of the form. Keys: ``user``. ``page`` is
    how many submissions are asked for at a time.
    """
    return NextcloudSource(settings, token, tell, patience, page)


class NextcloudSource:
    """One form; see :class:`~sheets_sync.sources.live.protocol.LiveSource`."""

    def __init__(
        self,
        settings: FormSource,
        token: Callable[[], str],
        tell: Tell,
        patience: Patience | None = None,
        page: int = PAGE,
    ) -> None:
        """Name the form; nothing is asked yet."""
        self.place = place_of("Nextcloud Forms", settings)
        self._form = settings.form.strip()
        self._user = settings.keys.get("user", "")
        self._token = token
        self._page_size = page
        address = settings.address.rstrip("/").removesuffix("/index.php") + "/"
        self._http = Http(address, self.place, tell=tell, patience=patience)

    def describe(self) -> Form:
        """The questions; their ids are their technical names, or else their numbers."""
        with understood(self.place):
            return _form(self._asked(""))

    def pull(self, since: datetime | None = None) -> Pull:  # noqa: ARG002 - no date can be asked for
        """Every submission."""
        with understood(self.place):
            sizes = (min(MOST, self._page_size * GROWTH**turn) for turn in count())
            return unchanged(self.place, lambda: self._pulled(next(sizes)))

    def _asked(self, rest: str, **query: object) -> Any:  # noqa: ANN401 - JSON
        login = b64encode(f"{self._user}:{self._token()}".encode()).decode()
        headers = {"Authorization": f"Basic {login}", "OCS-APIRequest": "true"}
        form = self._form if self._form.isdecimal() else "0"
        path = f"{API}{form}{rest}"
        answer = asked(self._http, self._form, path, query=query, headers=headers)
        return answer["ocs"]["data"]

    def _pulled(self, size: int) -> Pull:
        told = self._asked("")
        # Without that right only one's own submissions are listed, and nothing says so.
        if "results" not in told["permissions"]:
            raise SourceRefused(place=self.place, detail=NO_RESULTS)
        form, submissions = _form(told), self._submissions(told["questions"], size)
        by_number = {int(each["id"]): each for each in told["questions"]}
        ids = _ids(told["questions"])
        return Pull(form, tuple(_response(each, by_number, ids) for each in submissions))

    def _submissions(
        self, questions: Sequence[Mapping[str, Any]], size: int
    ) -> list[Mapping[str, Any]]:
        """All of them, each once, newest first."""
        total, taken = self._page(questions, size, 0)
        if total is None:  # an older version gives all at once
            return taken
        first = total, _by_id(taken)
        while len(taken) < total:
            _, page = self._page(questions, size, len(taken))
            if not page:
                raise ChangedMeanwhile
            taken += page
        # Whatever comes, goes or is changed meanwhile shows in the count or on the first page.
        if len(taken) > len(first[1]):
            total, page = self._page(questions, size, 0)
            if (total, _by_id(page)) != first:
                raise ChangedMeanwhile
        if len(_by_id(taken)) != total:
            raise ChangedMeanwhile
        return taken

    def _page(
        self, questions: Sequence[Mapping[str, Any]], limit: int, offset: int
    ) -> tuple[int | None, list[Mapping[str, Any]]]:
        """How many submissions there are, and some of them."""
        page = self._asked("/submissions", limit=limit, offset=offset)
        if _ids(page["questions"]) != _ids(questions):
            raise ChangedMeanwhile
        total = page.get("filteredSubmissionsCount")
        return None if total is None else int(total), [*page["submissions"]]


def _by_id(submissions: Sequence[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    return {int(each["id"]): each for each in submissions}


def _ids(questions: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """Number of a question -> its id here: the technical name where one bears it alone."""
    names = [str(each.get("name") or "") for each in questions]
    return {
        int(each["id"]): name if name and names.count(name) == 1 else str(int(each["id"]))
        for each, name in zip(questions, names, strict=True)
    }


def _form(told: Mapping[str, Any]) -> Form:
    ids = _ids(told["questions"])
    questions: list[Question] = []
    for each in told["questions"]:
        name = ids[int(each["id"])]
        if each["type"] == GRID:
            questions += [cell.question for cell in cells_of(each, name, _extra(each))]
        else:
            questions.append(_question(each, name))
    return Form(NAME, str(told["id"]), str(told["title"]), tuple(questions))


def _question(told: Mapping[str, Any], name: str) -> Question:
    extra = _extra(told)
    numeric = told["type"] == "short" and extra.get("validationType") == "number"
    return Question(
        id=name,
        label=" ".join(str(told["text"]).split()),
        shape=Shape.NUMBER if numeric else SHAPES.get(told["type"], Shape.TEXT),
        options=tuple(Option(str(each["text"]), str(each["id"])) for each in told["options"]),
        required=bool(told.get("isRequired")),
        other=bool(extra.get("allowOtherAnswer")),
    )


def _extra(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Further settings; PHP writes none as an empty list."""
    extra = told.get("extraSettings")
    return extra if isinstance(extra, dict) else {}


def _response(
    told: Mapping[str, Any], questions: Mapping[int, Mapping[str, Any]], ids: Mapping[int, str]
) -> Response:
    texts: dict[int, list[str]] = {number: [] for number in questions}
    for row in told["answers"]:
        # An answer to a question that was deleted since is still there.
        if int(row["questionId"]) in texts:
            texts[int(row["questionId"])].append(str(row["text"]))
    sent = datetime.fromtimestamp(int(told["timestamp"]), UTC)
    answers: dict[str, Answer] = {}
    for number, given in texts.items():
        question, name = questions[number], ids[number]
        if question["type"] == GRID:
            answers |= grid_answers(cells_of(question, name, _extra(question)), given)
        else:
            answers[name] = _answer(question, given)
    return Response(str(int(told["id"])), sent, sent, "submitted", answers)


def _answer(question: Mapping[str, Any], texts: list[str]) -> Answer:
    if question["type"] == RANKING:
        return ranked(question, texts)
    given = [unix_lines(each) for each in texts if each.strip()]
    if not given:
        return None
    shape = SHAPES.get(question["type"], Shape.TEXT)
    if shape is Shape.MANY:
        return tuple(" ".join(each.split()) for each in given)
    if shape is Shape.FILES:
        return tuple(AttachedFile(each) for each in given)
    if shape is Shape.DATE:
        return "/".join(given).replace(" ", "T")  # two days are a period, as ISO 8601 writes it
    return "\n".join(given)

"""A démarche on its server: what the server knows, questions to it, pages of answers."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlsplit

from reports.language import N_
from sheets_sync.sources.live.demarches_simplifiees.fit import INTROSPECTION
from sheets_sync.sources.live.demarches_simplifiees.fit import Known
from sheets_sync.sources.live.demarches_simplifiees.fit import fit
from sheets_sync.sources.live.demarches_simplifiees.fit import introspection_text
from sheets_sync.sources.live.demarches_simplifiees.graphql_api import GraphqlApi
from sheets_sync.sources.live.demarches_simplifiees.graphql_api import TooSlow
from sheets_sync.sources.live.http import Http
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.demarches_simplifiees.fit import Fitted
    from sheets_sync.sources.live.http import Patience
    from sheets_sync.sources.live.protocol import Tell

PAGES = (100, 50, 25, 10)
"""Dossiers a page: the most that the server gives, then less where it is too slow."""

NOT_NUMBER = N_("“{form}” is not the number of a démarche")
SAME_PAGE = N_("it gives the same page again and again")
NONSENSE = N_("it is not as the server itself describes it")


class Connection:
    """Asks about one démarche; raises ``SourceError`` subclasses."""

    def __init__(
        self,
        settings: FormSource,
        token: Callable[[], str],
        tell: Tell,
        patience: Patience | None = None,
    ) -> None:
        """Name the démarche; nothing is asked yet."""
        self.settings = settings
        self.place = f"{urlsplit(settings.address).hostname} – {settings.form}"
        self._token = token
        self._tell = tell
        self._patience = patience

    @cached_property
    def number(self) -> int:
        """The number of the démarche; ``SourceRefused`` when it is none."""
        form = self.settings.form
        if not (form.isascii() and form.isdecimal()):
            raise SourceRefused(place=self.place, detail=NOT_NUMBER, form=form)
        return int(form)

    @cached_property
    def api(self) -> GraphqlApi:
        """The server; the token is asked for now."""
        headers = {"Authorization": f"Bearer {self._token()}"}
        address = self.settings.address
        http = Http(address, self.place, headers, self._tell, self._patience)
        return GraphqlApi(http, self.settings.form)

    @cached_property
    def known(self) -> Known | None:
        """What the server knows; None when it does not tell."""
        try:
            data = self.api.ask(introspection_text(), INTROSPECTION, {})
            return Known.from_introspection(data)
        except (SourceBroken, KeyError, TypeError, AttributeError):
            return None

    @cached_property
    def fitted(self) -> Fitted:
        """The questions that the server understands."""
        return fit(self.known)

    def knows(self, operation: str) -> bool:
        """Whether the server understands an operation."""
        return operation in self.fitted.operations

    def ask(self, operation: str, **variables: object) -> Any:  # noqa: ANN401 - JSON of a server
        """The data that answers an operation."""
        return self.api.ask(self.fitted.operations[operation], operation, variables)

    def pages(self, operation: str, of: str, since: str | None) -> Iterator[dict[str, Any]]:
        """The nodes of every page of a connection of the démarche.

        A page that takes the server too long is asked again with fewer dossiers.
        """
        sizes, after, seen = list(PAGES), None, set()
        while True:
            try:
                given = {"number": self.number, "first": sizes[0], "after": after, "since": since}
                data = self.ask(operation, **given)
            except TooSlow:
                if len(sizes) == 1:
                    raise
                sizes.pop(0)
                continue
            with self.sense():
                page = data["demarche"][of]
                nodes, info = page["nodes"], page["pageInfo"]
                more, cursor = info["hasNextPage"], info["endCursor"]
            yield from nodes
            if not more:
                return
            if cursor is None or cursor in seen:
                raise SourceBroken(place=self.place, detail=SAME_PAGE)
            seen.add(cursor)
            after = cursor

    @contextmanager
    def sense(self) -> Iterator[None]:
        """Reading of an answer: what does not fit its description is ``SourceBroken``."""
        try:
            yield
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
            raise SourceBroken(place=self.place, detail=NONSENSE) from None

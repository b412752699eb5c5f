"""What the modules of several platforms need when they read a server's answers."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar
from urllib.parse import urlsplit

from reports.language import N_
from sheets_sync.sources.live.protocol import SourceBroken
from sheets_sync.sources.live.protocol import SourceRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.http import Http

T = TypeVar("T")

MISSING = N_("a part of it is missing, or of another kind")
CHANGED = N_("the form changed again and again while it was read")
NO_FORM = N_("it has no form “{form}”")
ODD_TOKEN = N_("the token holds characters that no token has")
TRIES = 4
"""How often a form that changes under our eyes is read from the start."""


class ChangedMeanwhile(Exception):
    """What was read in two requests does not fit together: it must be read again."""


def unchanged(place: str, read: Callable[[], T]) -> T:
    """What ``read`` gives, tried again while the form changes under its eyes."""
    for _ in range(TRIES):
        try:
            return read()
        except ChangedMeanwhile:
            continue
    raise SourceBroken(place=place, detail=CHANGED)


@contextmanager
def understood(place: str) -> Iterator[None]:
    """Whatever does not fit the shape that the block expects is an answer not understood."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError):
        raise SourceBroken(place=place, detail=MISSING) from None


def place_of(name: str, settings: FormSource) -> str:
    """What to call a form in sentences; a password in its address is not shown."""
    host = urlsplit(settings.address).netloc.rpartition("@")[2]
    return f"{name} {settings.form} ({host})" if host else f"{name} {settings.form}"


def bearer(place: str, token: str) -> dict[str, str]:
    """The header of a token; raises ``SourceRefused`` for what can't be one."""
    text = token.strip()
    if not text or any(sign < " " or sign > "\xff" or sign == "\x7f" for sign in text):
        raise SourceRefused(place=place, detail=ODD_TOKEN)
    return {"Authorization": f"Bearer {text}"}


def asked(
    http: Http,
    form: str,
    path: str,
    *,
    query: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Any:  # noqa: ANN401 - JSON, which the caller checks
    """What a server answers about a form, in JSON; "not found" is a refusal."""
    given = {"Accept": "application/json", **(headers or {})}
    answer = http.ask("GET", path, query=query, headers=given)
    if answer.status == 404:  # noqa: PLR2004 - not found
        raise SourceRefused(place=http.place, detail=NO_FORM, form=form)
    return http.decoded(answer)


def unix_lines(text: str) -> str:
    """A text with the line ends of this program; browsers send others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")

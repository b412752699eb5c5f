"""What every live form offers, and what can go wrong with it as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol
from typing import TypeAlias
from typing import runtime_checkable

from reports.errors import ExitCode
from reports.errors import PalmaresError
from reports.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import datetime

    from reports.language import Language
    from sheets_sync.sources.live.model import Form
    from sheets_sync.sources.live.model import Pull
    from sheets_sync.sources.live.model import Response

TOKEN = "PALMARES_FORM_TOKEN"  # noqa: S105 - its name, not the token


class Waiting(NamedTuple):
    """Why nothing happens for some seconds: ``why`` is a message identifier."""

    why: str
    seconds: float
    values: dict[str, object]


Tell: TypeAlias = "Callable[[Waiting], None]"


def silent(_: Waiting) -> None:
    """Tell nobody."""


class LiveSource(Protocol):
    """A form on a platform.

    Both calls raise :class:`SourceError` subclasses and give nothing then: half a pull is
    never seen. Tokens, passwords and answers are in no error.
    """

    @property
    def place(self) -> str:
        """What to call it in sentences: the platform and the form, no secret."""
        ...

    def describe(self) -> Form:
        """The questions of the form as it stands now."""
        ...

    def pull(self, since: datetime | None = None) -> Pull:
        """The responses changed since a moment (included), and those deleted; all without one."""
        ...


class Locked(NamedTuple):
    """What became of one dossier that was to be locked; ``detail`` is the platform's reason."""

    id: str
    done: bool
    detail: str = ""


@runtime_checkable
class Lockable(Protocol):
    """A form whose dossiers can be moved to a state in which candidates can't edit them."""

    @property
    def tells_candidates(self) -> bool:
        """Whether the platform writes to candidates whose dossier is locked, unasked."""
        ...

    def lock(self, ids: Iterable[str]) -> Iterator[Locked]:
        """Lock dossiers one by one; one that is locked already counts as done."""
        ...


@runtime_checkable
class Refreshing(Protocol):
    """A form whose addresses of files are good for a while only."""

    def fresh(self, ids: Iterable[str]) -> Iterator[Response]:
        """Some dossiers as they are now."""
        ...


@runtime_checkable
class GivesFiles(Protocol):
    """A form that gives files only to who shows the token."""

    def file_headers(self) -> Mapping[str, str]:
        """What goes with a request for a file, to the platform's own server alone."""
        ...


class SourceError(PalmaresError):
    """Base of the errors of a live form.

    ``place`` names it in every sentence; ``detail`` is a message identifier of its own,
    filled in with the same values.
    """

    exit_code = ExitCode.OUTSIDE

    def explain(self, language: Language) -> tuple[str, str]:
        """Sentence and remedy; the detail is put in the same language."""
        values = {**self.values, "detail": language.text(self._detail, **self.values)}
        return language.text(self.sentence, **values), language.text(self.remedy, **values)

    def __str__(self) -> str:
        """The sentence in English."""
        detail = self._detail.format_map(self.values)
        return self.sentence.format_map({**self.values, "detail": detail})

    @property
    def _detail(self) -> str:
        return str(self.values.get("detail", ""))


class SourceUnreachable(SourceError):
    """The server does not answer, or answers that it can't; nothing was taken."""

    sentence = N_("{place} can't be reached: {detail}.")
    remedy = N_("Try again later: it is safe; nothing was taken over.")


class SourceUncertified(SourceUnreachable):
    """Nothing proves that the server is who it should be; nothing was sent."""

    sentence = N_("{place} can't be reached safely: its certificate is not valid.")
    remedy = N_(
        "Check “address” under [source] in form.toml and this machine’s date, or ask whoever runs "
        "the network here. The token was not sent, and nothing was taken over."
    )


class SourceRefused(SourceError):
    """The server knows us and says no: token expired, form of somebody else."""

    sentence = N_("{place} refuses: {detail}.")
    remedy = N_(
        "Make a new token on the platform, with the right to read this form, "
        "and give it as {variable}."
    )

    def __init__(self, **values: object) -> None:
        """The variable is the token's unless another is named."""
        super().__init__(**{"variable": TOKEN, **values})


class SourceBroken(SourceError):
    """The server's answer is not what its protocol says."""

    sentence = N_("{place} gave an answer that can't be understood: {detail}.")
    remedy = N_(
        "Nothing was taken over. Sync from an export (--from FILE) meanwhile, and report this."
    )


class SourceUnsafe(SourceError):
    """What was asked would give the token, or the answers, to others."""

    exit_code = ExitCode.REFUSED
    sentence = N_("{place} is not asked: {detail}.")
    remedy = N_("Correct “address” under [source] in form.toml; nothing was sent.")


class ExtraMissing(SourceError):
    """The library of a platform is not installed; values: place, extra."""

    exit_code = ExitCode.USAGE
    sentence = N_("To read {place}, a library is missing.")
    remedy = N_("Install it: pip install 'palmares[{extra}]'.")

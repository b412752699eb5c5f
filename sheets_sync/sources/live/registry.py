"""The platforms that can be asked live, by name; each module is loaded when it is needed.

A module offers ``open_source(settings, token, tell) -> LiveSource``: ``settings`` are those
of ``[source]`` in form.toml, ``token`` gives the secret when it is called (and may raise),
``tell`` is told of every wait. It imports the libraries of its extra inside that function.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol
from typing import cast

from sheets_sync.sources.live.protocol import ExtraMissing
from sheets_sync.sources.live.protocol import silent

if TYPE_CHECKING:
    from collections.abc import Callable

    from sheets_sync.form import FormSource
    from sheets_sync.sources.live.protocol import LiveSource
    from sheets_sync.sources.live.protocol import Tell


class Entry(NamedTuple):
    """A module, and the extra of pyproject.toml that holds its libraries ("" for none)."""

    module: str
    extra: str = ""


LIVE = {
    "demarches-simplifiees": Entry("sheets_sync.sources.live.demarches_simplifiees"),
    "limesurvey": Entry("sheets_sync.sources.live.limesurvey", "limesurvey"),
    "google-forms": Entry("sheets_sync.sources.live.google_forms"),
    "grist": Entry("sheets_sync.sources.live.grist"),
    "nextcloud-forms": Entry("sheets_sync.sources.live.nextcloud_forms"),
}
"""Name in form.toml -> module."""


class Module(Protocol):
    """What a platform's module offers."""

    def open_source(self, settings: FormSource, token: Callable[[], str], tell: Tell) -> LiveSource:
        """The form of some settings; nothing is asked yet."""
        ...


def open_source(settings: FormSource, token: Callable[[], str], tell: Tell = silent) -> LiveSource:
    """The form of some settings; nothing is asked yet.

    Raises ``KeyError`` for a platform that is not known, :class:`ExtraMissing` when the
    libraries of its extra are not installed.
    """
    entry = LIVE[settings.platform]
    try:
        module = cast("Module", import_module(entry.module))
        return module.open_source(settings, token, tell)
    except ModuleNotFoundError as error:
        if not entry.extra or (error.name or "").startswith("sheets_sync"):
            raise
        raise ExtraMissing(place=settings.platform, extra=entry.extra) from None
